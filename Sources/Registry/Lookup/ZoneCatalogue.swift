import CallModel

/// The zones that have a meaning of their own in the rules (spec 3.1, 3.3), numbered before all others.
package enum BuiltInZone: Int, CaseIterable, Sendable {
  case fixed, mobile, local, ldn, vc1, vc2, vc3, intl, special, unified, premium, donation, collect, inbound
  case tollFree, sharedCost, onNet

  package var name: String {
    switch self {
    case .tollFree: "toll-free"
    case .sharedCost: "shared-cost"
    case .onNet: "on-net"
    default: "\(self)"
    }
  }
}

/// Every zone a call can have, numbered, and which prefix means which.
package struct ZoneCatalogue: Sendable {
  /// A zone's number is its place here; the built-in ones come first.
  package let names: [String]
  /// The zone named by what stands before the `:`, or -1 (`intl:europe` → `intl`).
  package let parents: FixedTable<Int32>
  private let table: TextTable
  private let prefixes: PrefixTrie

  init(_ tables: RegistryTables, in storage: TableStorage) {
    var table = TextTable(expectedCount: tables.zoneNames.count + 64)
    for zone in BuiltInZone.allCases { _ = table.intern(zone.name) }
    let zoneOfName = tables.zoneNames.map { table.intern($0) }
    for rate in tables.rates { _ = table.intern(rate.zone) }
    for allowance in tables.allowances {
      for zone in allowance.zones { _ = table.intern(zone) }
    }
    var parents: [Int32] = []
    var index = 0
    while index < table.count {
      let name = table.text(index)
      let parent = name.utf8.firstIndex(of: UInt8(ascii: ":")).map { table.intern(String(name[..<$0])) }
      parents.append(Int32(parent ?? -1))
      index += 1
    }
    // At equal length the registry's zone wins: it comes last.
    let own = tables.zones.map { (prefix: $0.prefix, value: zoneOfName[Int($0.zone)]) }
    names = (0..<table.count).map { table.text($0) }
    self.parents = storage.fixed(parents)
    self.table = table
    prefixes = PrefixTrie(Self.builtIn() + own, in: storage)
  }

  /// The built-in prefixes of E.164 and 0PPP numbers (spec 3.3).
  private static func builtIn() -> [(prefix: PhoneNumber, value: Int)] {
    var prefixes: [(prefix: PhoneNumber, value: Int)] = []
    func insert(_ digits: String, _ zone: BuiltInZone) {
      if let prefix = PhoneNumber(text: digits) { prefixes.append((prefix, zone.rawValue)) }
    }
    for area in AreaCode.all {
      for digit in 2...5 { insert("55\(area)\(digit)", .fixed) }
      insert("55\(area)9", .mobile)
    }
    insert("0800", .tollFree)
    insert("0300", .sharedCost)
    insert("0303", .sharedCost)
    insert("0500", .donation)
    insert("0900", .premium)
    for code in CountryCodes.all { insert("\(code)", .intl) }
    return prefixes
  }

  /// The number of the zone of that name, if any table has it.
  package func index(named name: String) -> Int? {
    table.find(name)
  }

  /// The zone of the longest prefix of an E.164 or 0PPP number.
  package func find(_ number: PhoneNumber) -> (value: Int, digitCount: Int)? {
    prefixes.find(number)
  }

  /// The same, without the prefix's length.
  package func zone(of number: PhoneNumber) -> Int? { prefixes.value(of: number) }

  /// Says that `zone` will be asked for `number` soon.
  package func prefetch(_ number: PhoneNumber) { prefixes.prefetch(number) }

  /// The same, when others were worked on since `prefetch`.
  package func prefetchMore(_ number: PhoneNumber) { prefixes.prefetchNode(number) }
}
