import CallModel

/// Reads and checks a registry: the directory of tables of spec 2.2.
///
/// Three steps: each table is decoded by itself (`TableReader`, a `RegistryTable` for each file), references are
/// resolved (`References`), and what rows say together is checked (`RegistryChecks`). Every step goes on after a
/// fault, so that one run reports them all.
package enum RegistryLoader {
  /// Reads and checks every table of `directory`; other files in it are ignored. A million lines take about a second.
  ///
  /// Blocks the calling thread and works on as many as there are processors.
  ///
  /// - Throws: every fault of the registry, in the order of tables (partitions, categories, licences, cost centres, ranges,
  ///   contracts, plans, lines, dids, allowances, bands, holidays, zones, labels of zones, hidden numbers, costs,
  ///   rates) and lines; or the one of a directory that cannot be read.
  package static func load(directory: String) throws(Problems) -> RegistryTables {
    if let fault = RegistryDirectory.fault(directory) { throw Problems([fault]) }
    do throws(RegistryFaults) {
      return try load { RegistryDirectory.source(of: $0, in: directory) }
    } catch {
      throw error.worded(FileWording())
    }
  }

  /// The bytes of the tables of `directory`, by file name, for the one who keeps them beside what they mean.
  ///
  /// - Throws: the faults of tables that cannot be read, or the one of the directory.
  package static func bytes(directory: String) throws(Problems) -> [String: [UInt8]] {
    if let fault = RegistryDirectory.fault(directory) { throw Problems([fault]) }
    var tables: [String: [UInt8]] = [:]
    for file in TableDescription.all.map(\.table) {
      switch RegistryDirectory.source(of: file, in: directory) {
      case .absent: break
      case .bytes(let bytes): tables[file.file] = bytes
      case .unreadable:
        // Its fault, and those of the other tables with it.
        _ = try load(directory: directory)
      }
    }
    return tables
  }

  /// The tables of the registry in `directory` that rating does not read, by file name.
  ///
  /// - Throws: why one cannot be read, or the directory.
  package static func tablesBesideRating(directory: String) throws(Problems) -> [String: [UInt8]] {
    if let fault = RegistryDirectory.fault(directory) { throw Problems([fault]) }
    var tables: [String: [UInt8]] = [:]
    for file in TableDescription.besideRating.map(\.table) {
      switch RegistryDirectory.source(of: file, in: directory) {
      case .absent: break
      case .bytes(let bytes): tables[file.file] = bytes
      case .unreadable(let found):
        throw Problems([
          Problem(file.file, expected: "a file that can be read", found: found)
        ])
      }
    }
    return tables
  }

  /// The same for tables in memory.
  ///
  /// - Parameters:
  ///   - tables: file name, e.g. `lines.csv`, to content; a name that is no table's is ignored.
  ///   - rules: what must hold towards the platform; nil: nothing of that, as for rating.
  package static func load(
    tables: [String: [UInt8]], rules: RegistryRules? = nil
  ) throws(Problems) -> RegistryTables {
    do throws(RegistryFaults) {
      return try check(tables: tables, rules: rules)
    } catch {
      throw error.worded(FileWording())
    }
  }

  /// The same with faults that are still to be worded.
  package static func check(
    tables: [String: [UInt8]], rules: RegistryRules?
  ) throws(RegistryFaults) -> RegistryTables {
    try load(rules: rules) { file in tables[file.file].map(TableSource.bytes) ?? .absent }
  }

  private static func load(
    rules: RegistryRules? = nil, source: @Sendable (TableName) -> TableSource
  ) throws(RegistryFaults) -> RegistryTables {
    var decoded = DecodedTables(source: source)
    let references = References(decoded)
    let faults = decoded.faults + references.faults + RegistryChecks(decoded, references, rules).faults()
    guard faults.isEmpty else { throw RegistryFault.inOrder(faults) }
    return tables(&decoded, references)
  }

  /// The rows with their references; those of `decoded` are changed in place, a copy would cost as much as reading.
  private static func tables(_ decoded: inout DecodedTables, _ references: References) -> RegistryTables {
    let isOneWithoutPlan = decoded.lines.table.resolve(
      contracts: references.contractOfLine, plans: references.planOfLine, noPlan: decoded.plans.rowCount)
    decoded.allowances.table.resolve(plans: references.planOfAllowance)
    decoded.rates.table.resolve(plans: references.planOfRate, bands: references.bandOfRate)
    var tables = RegistryTables()
    tables.contracts = decoded.contracts.table.rows
    tables.lines = decoded.lines.table.rows
    tables.dids = decoded.dids.table.rows
    tables.plans = decoded.plans.table.rows + (isOneWithoutPlan ? [.none] : [])
    tables.allowances = decoded.allowances.table.rows
    tables.rates = decoded.rates.table.rows
    tables.bandNames = decoded.bands.table.nameTexts
    tables.bandWindows = decoded.bands.table.rows
    tables.holidays = decoded.holidays.table.rows
    tables.zoneNames = decoded.zones.table.nameTexts
    tables.zones = decoded.zones.table.rows
    tables.places = RowPlaces(
      contracts: decoded.contracts.fileLines, lines: decoded.lines.fileLines, dids: decoded.dids.fileLines,
      plans: decoded.plans.fileLines, allowances: decoded.allowances.fileLines, zones: decoded.zones.fileLines)
    return tables
  }
}
