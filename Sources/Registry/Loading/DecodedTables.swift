import Dispatch
import Synchronization

/// Every table decoded by itself; what one says of another is not checked yet.
struct DecodedTables: Sendable {
  var partitions = DecodedTable<PartitionsTable>()
  var categories = DecodedTable<CategoriesTable>()
  var licences = DecodedTable<LicencesTable>()
  var costCentres = DecodedTable<CostCentresTable>()
  var ranges = DecodedTable<RangesTable>()
  var contracts = DecodedTable<ContractsTable>()
  var plans = DecodedTable<PlansTable>()
  var lines = DecodedTable<LinesTable>()
  var dids = DecodedTable<DIDsTable>()
  var allowances = DecodedTable<AllowancesTable>()
  var bands = DecodedTable<BandsTable>()
  var holidays = DecodedTable<HolidaysTable>()
  var zones = DecodedTable<ZonesTable>()
  var zoneLabels = DecodedTable<ZoneLabelsTable>()
  var hiddenNumbers = DecodedTable<HiddenNumbersTable>()
  var costs = DecodedTable<CostsTable>()
  var rates = DecodedTable<RatesTable>()

  /// Reads and decodes the tables, several at a time.
  ///
  /// - Parameter source: gives a table's bytes; called once a table, on any thread.
  init(source: @Sendable (RegistryFile) -> TableSource) {
    let result = Mutex(DecodedTables())
    // The greatest tables first, so that no worker is left with one at the end.
    let files: [RegistryFile] = [
      .lines, .contracts, .zones, .dids, .rates, .plans, .allowances, .bands, .holidays, .ranges, .partitions,
      .categories, .licences, .costCentres, .zoneLabels, .hiddenNumbers, .costs,
    ]
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      switch files[index] {
      case .partitions: Self.decode(\.partitions, source, into: result)
      case .categories: Self.decode(\.categories, source, into: result)
      case .licences: Self.decode(\.licences, source, into: result)
      case .costCentres: Self.decode(\.costCentres, source, into: result)
      case .ranges: Self.decode(\.ranges, source, into: result)
      case .contracts: Self.decode(\.contracts, source, into: result)
      case .plans: Self.decode(\.plans, source, into: result)
      case .lines: Self.decode(\.lines, source, into: result)
      case .dids: Self.decode(\.dids, source, into: result)
      case .allowances: Self.decode(\.allowances, source, into: result)
      case .bands: Self.decode(\.bands, source, into: result)
      case .holidays: Self.decode(\.holidays, source, into: result)
      case .zones: Self.decode(\.zones, source, into: result)
      case .zoneLabels: Self.decode(\.zoneLabels, source, into: result)
      case .hiddenNumbers: Self.decode(\.hiddenNumbers, source, into: result)
      case .costs: Self.decode(\.costs, source, into: result)
      case .rates: Self.decode(\.rates, source, into: result)
      }
    }
    self = result.withLock { $0 }
  }

  private init() {}

  /// The faults of the tables by themselves.
  var faults: [LocatedFault] {
    partitions.faults + categories.faults + licences.faults + costCentres.faults + ranges.faults
      + contracts.faults + plans.faults + lines.faults + dids.faults + allowances.faults + bands.faults
      + holidays.faults + zones.faults + zoneLabels.faults + hiddenNumbers.faults + costs.faults + rates.faults
  }

  private static func decode<Table: RegistryTable>(
    _ place: WritableKeyPath<DecodedTables, DecodedTable<Table>>,
    _ source: @Sendable (RegistryFile) -> TableSource, into result: borrowing Mutex<DecodedTables>
  ) {
    let table = decode(Table.self, source(Table.file))
    result.withLock { $0[keyPath: place] = table }
  }

  private static func decode<Table: RegistryTable>(_: Table.Type, _ source: TableSource) -> DecodedTable<Table> {
    var table = DecodedTable<Table>()
    switch source {
    case .bytes(let bytes):
      return TableReader.decode(Table.self, bytes: bytes)
    case .absent:
      guard Table.file.isRequired else { return table }
      let header = Table.columns.filter(\.isInEveryHeader).map(\.name).joined(separator: ",")
      table.faults = [
        LocatedFault(
          Table.file, line: nil, headerColumn: nil, expected: "this table in the registry's directory",
          found: "no such file; create it with at least the header \(header)")
      ]
    case .unreadable(let found):
      table.faults = [
        LocatedFault(Table.file, line: nil, headerColumn: nil, expected: "a file that can be read", found: found)
      ]
    }
    table.isComplete = false
    return table
  }
}
