import GRDB

/// Inserts rows of one table, many with each statement: what a statement costs regardless of its rows was most of the
/// cost of a row. Used within one transaction.
final class RowInserter<Row> {
  typealias Bind = (_ row: Row, _ statement: BulkStatement) -> Void

  private let single: BulkStatement
  private let many: BulkStatement
  private let bind: Bind
  /// Added, and not inserted yet: less than `rowsAStatement`.
  private var waiting: [Row] = []

  /// More gain nothing; SQLite takes 32,766 values.
  private static var rowsAStatement: Int { 32 }

  /// - Parameters:
  ///   - columns: with commas between them.
  ///   - bind: binds the values of a row, as many as there are columns and in their order.
  init(_ database: Database, table: String, columns: String, bind: @escaping Bind) throws {
    let marks = "(\(columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")))"
    let start = "INSERT INTO \(table) (\(columns)) VALUES "
    single = try BulkStatement(database, start + marks)
    many = try BulkStatement(
      database, start + Array(repeating: marks, count: Self.rowsAStatement).joined(separator: ", "))
    self.bind = bind
    waiting.reserveCapacity(Self.rowsAStatement)
  }

  func add(_ row: Row) throws {
    waiting.append(row)
    guard waiting.count == Self.rowsAStatement else { return }
    for row in waiting { bind(row, many) }
    waiting.removeAll(keepingCapacity: true)
    try many.run()
  }

  /// Inserts what waits.
  func insert() throws {
    for row in waiting {
      bind(row, single)
      try single.run()
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
