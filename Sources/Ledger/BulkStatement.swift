import GRDB
import GRDBSQLite

/// A prepared statement for many rows: SQLite's own calls, since binding through arrays of values took most of the time
/// of a commit. Used within one transaction.
package final class BulkStatement {
  private let statement: OpaquePointer
  private let database: Database
  private var index: CInt = 0

  /// Tells SQLite to copy a text or blob at once.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  package init(_ database: Database, _ sql: String) throws {
    self.database = database
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(database.sqliteConnection, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw Self.error(database, code) }
    statement = prepared
  }

  deinit { sqlite3_finalize(statement) }

  package func bind(_ value: Int64) -> Self {
    index += 1
    sqlite3_bind_int64(statement, index, value)
    return self
  }

  package func bind(_ value: Int) -> Self { bind(Int64(value)) }
  package func bind(_ value: Int64?) -> Self { value.map { bind($0) } ?? bindNull() }
  package func bind(_ text: String?) -> Self { text.map { bind($0) } ?? bindNull() }
  package func bind(_ bytes: [UInt8]?) -> Self { bytes.map { bind($0) } ?? bindNull() }
  package func bind(_ value: Bool) -> Self { bind(value ? 1 as Int64 : 0) }

  package func bind(_ text: String) -> Self {
    index += 1
    var text = text
    text.withUTF8 { bytes in
      // SAFETY: SQLite copies the bytes before the call returns.
      _ = bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text(statement, index, $0.baseAddress, CInt($0.count), Self.transient)
      }
    }
    return self
  }

  /// Binds bytes as text, which must be UTF-8; none as NULL.
  package func bind(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Self {
    guard bytes.count > 0 else { return bindNull() }
    index += 1
    // SAFETY: SQLite copies the bytes before the call returns.
    _ = bytes.withMemoryRebound(to: CChar.self) {
      sqlite3_bind_text(statement, index, $0.baseAddress, CInt($0.count), Self.transient)
    }
    return self
  }

  package func bind(_ bytes: [UInt8]) -> Self {
    index += 1
    _ = bytes.withUnsafeBytes { bytes in
      // SAFETY: SQLite copies the bytes before the call returns; none is an empty blob, not NULL.
      if bytes.count == 0 {
        sqlite3_bind_zeroblob(statement, index, 0)
      } else {
        sqlite3_bind_blob(statement, index, bytes.baseAddress, CInt(bytes.count), Self.transient)
      }
    }
    return self
  }

  package func bindNull() -> Self {
    index += 1
    sqlite3_bind_null(statement, index)
    return self
  }

  /// A sum of millionths; beyond 64 bits as text.
  package func bind(micros: Int128) -> Self {
    if let small = Int64(exactly: micros) { return bind(small) }
    return bind("\(micros)")
  }

  /// Runs the statement and forgets what was bound.
  package func run() throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    index = 0
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw Self.error(database, code) }
  }

  private static func error(_ database: Database, _ code: CInt) -> DatabaseError {
    let message = database.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }
}
