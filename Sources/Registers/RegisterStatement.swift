import GRDB
import GRDBSQLite

/// A query whose rows are read as bytes: SQLite's own calls, since a String for each cell would take longer than the
/// rest of loading a registry.
final class RegisterStatement {
  private let statement: OpaquePointer
  private let database: Database

  /// - Parameter arguments: nil: NULL.
  init(_ database: Database, _ sql: String, _ arguments: [String?] = []) throws {
    self.database = database
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(database.sqliteConnection, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw Self.error(database, code) }
    statement = prepared
    for (index, argument) in arguments.enumerated() {
      guard let argument else { continue }
      sqlite3_bind_text(prepared, CInt(index + 1), argument, -1, Self.transient)
    }
  }

  /// Tells SQLite to copy a text at once.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  deinit { sqlite3_finalize(statement) }

  /// Goes to the next row; false after the last.
  func step() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw Self.error(database, code)
    }
  }

  /// Gives the bytes of a cell of the row; nil for NULL.
  func withCell<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard let text = sqlite3_column_text(statement, CInt(column)) else { return nil }
    // SAFETY: SQLite keeps so many bytes at `text` until the statement goes on, which `body` cannot make it do.
    return body(UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, CInt(column)))))
  }

  private static func error(_ database: Database, _ code: CInt) -> DatabaseError {
    let message = database.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }
}
