import CallModel
import FuzzSupport
import Registry

/// What libFuzzer, which brings `main`, calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzRegistry.run(UnsafeBufferPointer(start: bytes, count: count))
}

/// Any bytes as the tables of a registry: loading ends in tables or in faults, the same each time, and what is without
/// fault can be compiled and asked.
///
/// An input is sections, each a record separator (0x1e), the index of a table as a digit, and the table's bytes. Tables
/// without a section are those of a sound registry; a section of no bytes leaves its table out.
enum FuzzRegistry {
  private static let names = FuzzTables.sound.keys.sorted()
  private static let recordSeparator: UInt8 = 0x1e

  static func run(_ input: UnsafeBufferPointer<UInt8>) -> CInt {
    var tables = FuzzTables.sound
    for section in input.split(separator: recordSeparator) {
      guard let first = section.first else { continue }
      let name = names[Int(first &- 48) % names.count]
      tables[name] = section.count > 1 ? Array(section.dropFirst()) : nil
    }
    do {
      ask(Registry(try RegistryLoader.load(tables: tables)))
    } catch {
      let faults = error.faults.map(\.description)
      require(!faults.isEmpty, "a registry without tables has faults")
      require(faults == again(tables), "the same tables have the same faults")
    }
    return 0
  }

  private static func again(_ tables: [String: [UInt8]]) -> [String] {
    do {
      _ = try RegistryLoader.load(tables: tables)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  /// Looks up every number, and the price of every zone in every plan.
  private static func ask(_ registry: Registry) {
    let date = CivilDate(year: 2026, month: 12, day: 25)
    for line in registry.lines { _ = registry.findLine(number: line.number, on: date) }
    for zone in registry.tables.zones {
      require(registry.zones.find(zone.prefix) != nil, "a prefix finds its zone")
    }
    for plan in registry.plans.indices {
      for zone in registry.zones.names.indices {
        if case .tariff(let index) = registry.rates.find(plan: plan, zone: zone, date: date, secondOfDay: 36_000) {
          require(registry.rates.steps(of: index).first?.fromSecond == 0, "a tariff begins at second 0")
        }
      }
    }
  }
}
