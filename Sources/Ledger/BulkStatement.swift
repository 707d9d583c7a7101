import GRDB
import GRDBSQLite

/// A prepared statement for many rows, to write or to read: SQLite's own calls, since arrays of values for each row took
/// most of the time of a commit, and a String for each cell would take most of that of loading a registry. Used within one
/// transaction.
package final class BulkStatement {
  private let statement: OpaquePointer
  private let database: Database
  private var index: CInt = 0

  /// Texts and blobs bound since the last run, which SQLite so need not copy to memory of its own; `transient` for what
  /// does not fit.
  private let arena = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 8)
  private var arenaCount = 0

  /// Tells SQLite to copy a text or blob at once.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  package init(_ database: Database, _ sql: String) throws {
    self.database = database
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(database.sqliteConnection, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw Self.error(database, code) }
    statement = prepared
  }

  deinit {
    sqlite3_finalize(statement)
    arena.deallocate()
  }

  /// Where `bytes` stay until the statement has run; nil if there is no room.
  private func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
    guard let room = arena.baseAddress, arenaCount + bytes.count <= arena.count else { return nil }
    guard let start = bytes.baseAddress else { return UnsafeRawPointer(room) }
    // SAFETY: there is room for so many bytes, none of which is bound.
    let kept = room + arenaCount
    kept.copyMemory(from: start, byteCount: bytes.count)
    arenaCount += bytes.count
    return UnsafeRawPointer(kept)
  }

  private func bind(utf8 bytes: UnsafeRawBufferPointer) {
    let kept = keep(bytes)
    // SAFETY: SQLite reads what is kept while the statement runs, and copies anything else before the call returns.
    sqlite3_bind_text(
      statement, index, (kept ?? bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), CInt(bytes.count),
      kept == nil ? Self.transient : nil)
  }

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
    text.withUTF8 { bind(utf8: UnsafeRawBufferPointer($0)) }
    return self
  }

  /// Binds bytes as text, which must be UTF-8; none as NULL.
  package func bind(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Self {
    guard bytes.count > 0 else { return bindNull() }
    index += 1
    bind(utf8: UnsafeRawBufferPointer(bytes))
    return self
  }

  package func bind(_ bytes: [UInt8]) -> Self {
    index += 1
    _ = bytes.withUnsafeBytes { bytes in
      // None is an empty blob, not NULL.
      if bytes.count == 0 { return sqlite3_bind_zeroblob(statement, index, 0) }
      let kept = keep(bytes)
      // SAFETY: as for a text.
      return sqlite3_bind_blob(
        statement, index, kept ?? bytes.baseAddress, CInt(bytes.count), kept == nil ? Self.transient : nil)
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
    forget()
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw Self.error(database, code) }
  }

  /// Goes to the next row of a query; false after the last.
  package func step() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw Self.error(database, code)
    }
  }

  /// Calls `body` for each row of a query, and forgets what was bound.
  package func forEachRow(_ body: (BulkStatement) throws -> Void) throws {
    defer { forget() }
    while try step() { try body(self) }
  }

  private func forget() {
    sqlite3_reset(statement)
    index = 0
    arenaCount = 0
  }

  /// A cell of the row; 0 for NULL.
  package func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, CInt(column)) }

  /// A text of the row; blank for NULL.
  package func text(_ column: Int) -> String { withCell(column) { String(decoding: $0, as: UTF8.self) } ?? "" }

  /// A sum of millionths, as `bind(micros:)` keeps it.
  package func micros(_ column: Int) -> Int128 {
    sqlite3_column_type(statement, CInt(column)) == SQLITE_TEXT ? Int128(text(column)) ?? 0 : Int128(integer(column))
  }

  /// Gives the bytes of a cell of the row; nil for NULL.
  package func withCell<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard let text = sqlite3_column_text(statement, CInt(column)) else { return nil }
    // SAFETY: SQLite keeps so many bytes at `text` until the statement goes on, which `body` cannot make it do.
    return body(UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, CInt(column)))))
  }

  private static func error(_ database: Database, _ code: CInt) -> DatabaseError {
    let message = database.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }
}
