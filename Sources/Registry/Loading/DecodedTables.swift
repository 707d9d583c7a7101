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
  init(source: @Sendable (TableName) -> TableSource) {
    let result = Mutex(DecodedTables())
    // The greatest tables first, so that no worker is left with one at the end.
    let types = TableDescription.types.filter { $0.isLarge } + TableDescription.types.filter { !$0.isLarge }
    DispatchQueue.concurrentPerform(iterations: types.count) { index in
      let put = types[index].decode(source)
      result.withLock { put(&$0) }
    }
    self = result.withLock { $0 }
  }

  private init() {}

  /// The faults of the tables by themselves.
  var faults: [RegistryFault] { TableDescription.types.flatMap { $0.faults(in: self) } }
}

extension RegistryTable {
  /// Reads and decodes the table.
  ///
  /// - Returns: what puts it in its place.
  fileprivate static func decode(
    _ source: @Sendable (TableName) -> TableSource
  ) -> (inout DecodedTables) -> Void {
    let decoded = decode(source(table))
    return { $0[keyPath: place] = decoded }
  }

  fileprivate static func faults(in tables: DecodedTables) -> [RegistryFault] { tables[keyPath: place].faults }

  private static func decode(_ source: TableSource) -> DecodedTable<Self> {
    var decoded = DecodedTable<Self>()
    switch source {
    case .bytes(let bytes):
      return TableReader.decode(Self.self, bytes: bytes)
    case .absent:
      guard isRequired else { return decoded }
      let header = columns.filter(\.isInEveryHeader).map(\.name).joined(separator: ",")
      decoded.faults = [
        RegistryFault(
          table, line: nil, headerColumn: nil, expected: "this table in the registry's directory",
          found: "no such file; create it with at least the header \(header)")
      ]
    case .unreadable(let found):
      decoded.faults = [
        RegistryFault(table, line: nil, headerColumn: nil, expected: "a file that can be read", found: FaultText(found))
      ]
    }
    decoded.isComplete = false
    return decoded
  }
}
