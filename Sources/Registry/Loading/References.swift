import Dispatch
import Synchronization

/// What the rows refer to, as indices, and the faults of ids: unknown ones, and keys that stand twice (spec 2.2).
struct References: Sendable {
  /// By row of `lines.csv` and so on: an index into the table named first; `none` if it is at fault.
  private(set) var contractOfLine: [Int32] = []
  private(set) var planOfLine: [Int32] = []
  private(set) var planOfAllowance: [Int32] = []
  private(set) var planOfRate: [Int32] = []
  /// An index into the names of `bands.csv`; `none` also where the row has no band.
  private(set) var bandOfRate: [Int32] = []
  /// By row of `lines.csv`: the line, numbered by first appearance of its id; `none` if it has none.
  private(set) var lineOfRow: [Int32] = []
  /// How many distinct line ids there are.
  private(set) var lineCount = 0
  /// By row of `dids.csv`: the line, as in `lineOfRow`.
  private(set) var lineOfDID: [Int32] = []
  private(set) var faults: [RegistryFault] = []

  /// No such row, or no reference.
  static let none: Int32 = -1

  init(_ tables: DecodedTables) {
    let result = Mutex(References())
    DispatchQueue.concurrentPerform(iterations: 3) { part in
      switch part {
      case 0: Self.resolveContracts(tables, into: result)
      case 1: Self.resolveLines(tables, into: result)
      default: Self.resolvePlansAndBands(tables, into: result)
      }
    }
    self = result.withLock { $0 }
  }

  private init() {}

  private static func resolveContracts(_ tables: DecodedTables, into result: borrowing Mutex<References>) {
    let contracts = tables.contracts
    let (ids, duplicates) = keys(of: contracts, ContractsTable.id, contracts.table.ids)
    let (rows, unknown) = rows(
      of: tables.lines, LinesTable.contract, tables.lines.table.contracts, ids: ids, in: contracts,
      expected: "the id of a contract in \(table: ContractsTable.table)")
    result.withLock {
      $0.contractOfLine = rows
      $0.faults += duplicates + unknown
    }
  }

  private static func resolveLines(_ tables: DecodedTables, into result: borrowing Mutex<References>) {
    let lines = tables.lines
    var ids = NameTable(capacity: lines.rowCount)
    let lineOfRow = lines.table.ids.map { id in
      id.isEmpty ? none : Int32(truncatingIfNeeded: ids.insert(id, in: lines.bytes).index)
    }
    let (lineOfDID, unknown) = rows(
      of: tables.dids, DIDsTable.line, tables.dids.table.lines, ids: ids, in: lines,
      expected: "the id of a line in \(table: LinesTable.table)")
    let lineCount = ids.names.count
    result.withLock {
      $0.lineOfRow = lineOfRow
      $0.lineCount = lineCount
      $0.lineOfDID = lineOfDID
      $0.faults += unknown
    }
  }

  private static func resolvePlansAndBands(_ tables: DecodedTables, into result: borrowing Mutex<References>) {
    let plans = tables.plans
    let expected: FaultText = "the id of a plan in \(table: PlansTable.table)"
    let (ids, duplicates) = keys(of: plans, PlansTable.id, plans.table.ids)
    let ofLines = rows(
      of: tables.lines, LinesTable.plan, tables.lines.table.plans, ids: ids, in: plans, expected: expected)
    let ofAllowances = rows(
      of: tables.allowances, AllowancesTable.plan, tables.allowances.table.plans, ids: ids, in: plans,
      expected: expected)
    let ofRates = rows(
      of: tables.rates, RatesTable.plan, tables.rates.table.plans, ids: ids, in: plans, expected: expected)
    let bandOfRates = rows(
      of: tables.rates, RatesTable.band, tables.rates.table.bands, ids: tables.bands.table.names, in: tables.bands,
      expected: "the name of a band in \(table: BandsTable.table)")
    result.withLock {
      $0.planOfLine = ofLines.rows
      $0.planOfAllowance = ofAllowances.rows
      $0.planOfRate = ofRates.rows
      $0.bandOfRate = bandOfRates.rows
      $0.faults += duplicates + ofLines.faults + ofAllowances.faults + ofRates.faults + bandOfRates.faults
    }
  }
}

extension References {
  /// A table's ids by row, and the rows whose id another row has already.
  ///
  /// The index of a name is that of its row only if there is no fault; with one, no index is used.
  static func keys<Table>(
    of table: DecodedTable<Table>, _ column: TableColumn, _ ids: [FieldRange]
  ) -> (names: NameTable, faults: [RegistryFault]) {
    var names = NameTable(capacity: ids.count)
    var rowOfName: [Int] = []
    var faults: [RegistryFault] = []
    for (row, id) in ids.enumerated() where !id.isEmpty {
      let (index, isNew) = names.insert(id, in: table.bytes)
      if isNew {
        rowOfName.append(row)
        continue
      }
      faults.append(
        table.fault(
          row, column, expected: "\(article(column.name)) \(column.name) that no other row has",
          found: "\(table.text(id)), which \(row: table.row(rowOfName[index])) has"))
    }
    return (names, faults)
  }

  private static func article(_ name: String) -> String { "aeiou".contains(name.prefix(1)) ? "an" : "a" }

  /// What the column of each row refers to. Blank cells were reported where the column must have a value, and a
  /// reference to a table that was not wholly read may well be right.
  private static func rows<Table, Target>(
    of table: DecodedTable<Table>, _ column: TableColumn, _ fields: [FieldRange], ids: NameTable,
    in target: DecodedTable<Target>, expected: FaultText
  ) -> (rows: [Int32], faults: [RegistryFault]) {
    var faults: [RegistryFault] = []
    var rows = [Int32](repeating: none, count: fields.count)
    for (row, field) in fields.enumerated() where !field.isEmpty {
      if let index = ids.find(field, of: table.bytes, in: target.bytes) {
        rows[row] = Int32(truncatingIfNeeded: index)
      } else if target.isComplete {
        faults.append(table.fault(row, column, expected: expected, found: "\(table.text(field))"))
      }
    }
    return (rows, faults)
  }
}
