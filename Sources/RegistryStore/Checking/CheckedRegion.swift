import CallModel
import GRDB
import Registry

/// The rows that a change can have put at fault, and all rows by which these are judged: registers that kept the rules
/// before still do if the checks find no fault in these.
///
/// For each fault that the change can have caused there is one in the region, though not always each: of a thousand lines
/// that name a plan that is gone, one. The rows that two or more rows are judged together with are all in it.
struct CheckedRegion {
  let reader: RegisterReader
  /// By table and number.
  private var rows: [String: [Int64: RegisterRow]] = [:]
  /// Rows whose references are still to be taken.
  private var unfollowed: [RegisterRow] = []
  /// What was taken: table and cells.
  private var taken: Set<[String]> = []

  init(of changes: [ChangedRows], _ reader: RegisterReader) throws {
    self.reader = reader
    for change in changes {
      add(change.now)
      // Also with what is gone: a rate may have been the first step that others need.
      for row in change.now + change.was { try takeJudgedTogether(row) }
      try takeReferring(change)
      switch change.table.name {
      case TableDescription.contracts.name: try takeERPNumbers(ofContracts: change.now)
      case TableDescription.lines.name: try takeOfLines(change)
      case TableDescription.dids.name: try takeNumbers(ChangedRows.values(of: DIDsTable.number, in: change.now))
      case TableDescription.plans.name: try takePools(change)
      case TableDescription.rates.name: try takeUnpriced(change)
      case TableDescription.bands.name: try takePriced(change)
      case TableDescription.partitions.name: try takeMembers(change)
      default: break
      }
    }
    while let row = unfollowed.popLast() { try follow(row) }
  }

  /// The region as tables of CSV, rows in the order of the registers.
  var tables: [String: [UInt8]] {
    var tables: [String: [UInt8]] = [:]
    for table in TableDescription.all where table.isRequired || rows[table.name] != nil {
      var csv = CSVRows(header: table.columns.map(\.name))
      for row in (rows[table.name] ?? [:]).values.sorted(by: { $0.row < $1.row }) { csv.append(row.values) }
      tables[table.fileName] = csv.bytes
    }
    return tables
  }

  mutating func add(_ found: [RegisterRow]) {
    for row in found where rows[row.table.name, default: [:]].updateValue(row, forKey: row.row) == nil {
      unfollowed.append(row)
    }
  }

  /// Takes the rows whose cells are these, those that stand now.
  mutating func take(_ table: TableDescription, _ cells: [(column: TableColumn, value: String?)]) throws {
    guard taken.insert([table.name] + cells.flatMap { [$0.column.name, $0.value ?? ""] }).inserted else { return }
    let condition = cells.map { "\($0.column.quoted) IS ?" }.joined(separator: " AND ")
    add(try reader.rows(of: table, where: cells.isEmpty ? "1" : condition, cells.map(\.value)))
  }

  private mutating func takeJudgedTogether(_ row: RegisterRow) throws {
    for columns in row.table.judgedTogether {
      try take(row.table, columns.map { ($0, row.values[$0.index]) })
    }
  }

  /// Takes what a row refers to.
  private mutating func follow(_ row: RegisterRow) throws {
    let isLine = row.table.name == TableDescription.lines.name
    for column in row.table.columns {
      guard let target = column.refersTo.flatMap(TableDescription.of), let value = row.values[column.index] else {
        continue
      }
      // Whether a table has rows at all may matter, too.
      let isWhole = target.judgedTogether.contains { $0.isEmpty }
      try take(target, isWhole ? [] : [(target.key[0], value)])
      if isLine, target.name == TableDescription.plans.name { try takeRate(ofPlan: value) }
    }
  }

  /// A plan that a line has needs a rate: one, with those it is judged with.
  private mutating func takeRate(ofPlan plan: String) throws {
    guard taken.insert(["rate", plan]).inserted else { return }
    for row in try reader.rows(of: .rates, where: "\(RatesTable.plan.quoted) = ?", [plan], order: "row", limit: 1) {
      add([row])
      try takeJudgedTogether(row)
    }
  }

  /// Takes a row that refers to what is gone, of each column that can.
  private mutating func takeReferring(_ change: ChangedRows) throws {
    var names = ChangedRows.values(of: change.table.key[0], in: change.was)
    // Lines may name this one as long as the table has no row.
    if change.table.name == TableDescription.costCentres.name { names.insert(CostCentresTable.defaultValue) }
    for name in names.sorted() {
      guard try reader.rows(of: change.table, where: "\(change.table.key[0].quoted) IS ?", [name], limit: 1).isEmpty
      else { continue }
      for table in TableDescription.all {
        for column in table.columns where column.refersTo == change.table.table {
          // That which ends last: some rules leave out what has ended.
          let order = table.until.map { "ifnull(\($0.quoted), '9999-12-31') DESC" } ?? "row"
          add(try reader.rows(of: table, where: "\(column.quoted) IS ?", [name], order: order, limit: 1))
        }
      }
    }
  }
}
