import CallModel
import Registry

/// Where rows of the registry stand in their files.
enum RegistryPlace {
  private static func place(_ file: String, _ lines: [UInt32], _ index: Int?) -> String {
    guard let index, index < lines.count else { return file }
    return "\(file):\(lines[index])"
  }

  static func line(_ row: Int, _ registry: Registry) -> String { place("lines.csv", registry.tables.places.lines, row) }

  static func did(_ number: String, line: String, on date: CivilDate, _ registry: Registry) -> String {
    let index = registry.tables.dids.firstIndex {
      $0.number.description == number && ID($0.lineID) == ID(line) && $0.activePeriod.contains(date)
    }
    return place("dids.csv", registry.tables.places.dids, index)
  }

  /// Nil if the prefix is a built-in one.
  static func zone(prefix: String, _ registry: Registry) -> String? {
    registry.tables.zones.firstIndex { $0.prefix.description == prefix }
      .map { place("zones.csv", registry.tables.places.zones, $0) }
  }

  static func plan(_ plan: Int, _ registry: Registry) -> String {
    place("plans.csv", registry.tables.places.plans, plan)
  }

  static func allowance(_ name: String, plan: Int, _ registry: Registry) -> String {
    let index = registry.tables.allowances.firstIndex {
      $0.plan == plan && ID($0.name) == ID(name)
    }
    return place("allowances.csv", registry.tables.places.allowances, index)
  }
}
