import Foundation
import GRDB
import Output
import Glibc

/// The ledger of an integration: what was imported, and what it came to (spec 4.1).
///
/// The database is the only commit point. Segments are written and made durable before the transaction that names
/// them, and removed after the one that no longer does.
package final class Ledger: Sendable {
  package let directory: DataDirectory
  let queue: DatabaseQueue

  private init(_ directory: DataDirectory, _ queue: DatabaseQueue) {
    self.directory = directory
    self.queue = queue
  }

  /// Opens the ledger for a command that writes; makes a new one where nothing is. The caller holds the run lock.
  package static func openForWriting(_ directory: DataDirectory) throws(LedgerFailure) -> Ledger {
    umask(0o077)
    let isNew = !FileManager.default.fileExists(atPath: directory.databasePath)
    let mark = directory.readMark()
    if isNew, !directory.recordFiles().isEmpty || mark != nil {
      throw LedgerFailure(
        path: directory.databasePath, expected: "the database of the segments in records/", found: "none",
        remedy: "restore the whole data directory from a backup, or name an empty one; nothing was removed")
    }
    if isNew { Self.make(directory) }
    let ledger = try open(directory, isReadOnly: false)
    do throws(LedgerFailure) {
      try ledger.checkVersion()
      try ledger.checkBelonging(mark)
      try ledger.migrate()
      try ledger.completeMark()
    } catch {
      // A database that holds nothing yet would be taken for a foreign one.
      if isNew { ledger.discard() }
      throw error
    }
    return ledger
  }

  /// Makes the file of a new database, which is the directory's owner's; SQLite gives what it puts beside it to the
  /// same user. If this fails, so does opening it, with what to do.
  private static func make(_ directory: DataDirectory) {
    let descriptor = Glibc.open(
      directory.databasePath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    FileOwner.keep(descriptor, in: directory.path)
    close(descriptor)
  }

  /// Opens the ledger for a command that only looks: its connection cannot write.
  package static func openForReading(_ directory: DataDirectory) throws(LedgerFailure) -> Ledger {
    umask(0o077)
    guard FileManager.default.fileExists(atPath: directory.databasePath) else { throw none(directory) }
    let mark = directory.readMark()
    let ledger = try open(directory, isReadOnly: true)
    try ledger.checkVersion()
    guard try ledger.checkBelonging(mark) else { throw none(directory) }
    guard try ledger.needsPreparation else { return ledger }
    // One of an earlier version, or from a backup, is first brought to how ledgers are today, with nothing lost.
    try ledger.closeDatabase()
    try open(directory, isReadOnly: false).prepare()
    return try open(directory, isReadOnly: true)
  }

  /// What is thrown where there must be a ledger.
  package static func none(_ directory: DataDirectory) -> LedgerFailure {
    LedgerFailure(
      path: directory.databasePath, expected: "a ledger", found: "none", remedy: "run summit-cdr import first")
  }

  /// Whether its tables are those of an earlier version, or its journal is not that which lets runs go on beside.
  private var needsPreparation: Bool {
    get throws(LedgerFailure) {
      try read { database in
        try !LedgerSchema.migrator.hasCompletedMigrations(database)
          || String.fetchOne(database, sql: "PRAGMA journal_mode") != "wal"
      }
    }
  }

  private func prepare() throws(LedgerFailure) {
    if try needsPreparation { try migrate() }
    try closeDatabase()
  }

  private func closeDatabase() throws(LedgerFailure) {
    do {
      try queue.close()
    } catch {
      throw LedgerFailure(error, path: directory.databasePath)
    }
  }

  private static func open(_ directory: DataDirectory, isReadOnly: Bool) throws(LedgerFailure) -> Ledger {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      if !isReadOnly { try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL") }
      try database.execute(sql: "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")
    }
    var status = stat()
    if lstat(directory.databasePath, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw LedgerFailure(
        path: directory.databasePath, expected: "a regular file", found: "a link or something else",
        remedy: "put the database itself there")
    }
    do {
      return Ledger(directory, try DatabaseQueue(path: directory.databasePath, configuration: configuration))
    } catch {
      throw LedgerFailure(error, path: directory.databasePath)
    }
  }

  private func migrate() throws(LedgerFailure) {
    do {
      try LedgerSchema.migrator.migrate(queue)
    } catch {
      throw LedgerFailure(error, path: directory.databasePath)
    }
  }

  /// Refuses a database that a newer version has changed.
  private func checkVersion() throws(LedgerFailure) {
    let isNewer = try read { try LedgerSchema.migrator.hasBeenSuperseded($0) }
    guard !isNewer else {
      throw LedgerFailure(
        path: directory.databasePath, expected: "a ledger of this version or an earlier one",
        found: "one of a later version",
        remedy: "install that version of summit-cdr; nothing was changed")
    }
  }

  private func discard() {
    try? queue.close()
    for suffix in ["", "-wal", "-shm"] { unlink(directory.databasePath + suffix) }
    unlink(directory.markPath)
  }

  /// Reads; the closure sees one state of the database. Within another look it sees the state of that one.
  package func read<Value>(_ body: (Database) throws -> Value) throws(LedgerFailure) -> Value {
    do {
      return try inOneState(body)
    } catch let failure as LedgerFailure {
      throw failure
    } catch {
      throw LedgerFailure(error, path: directory.databasePath)
    }
  }

  /// Looks at one state of the ledger for as long as `body` runs, regardless of what is committed meanwhile; may be
  /// nested, on one thread. What `body` throws passes as it is.
  package func inOneState<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try queue.unsafeReentrantRead { database in
      try database.readOnly {
        if database.isInsideTransaction { return try body(database) }
        var result: Result<Value, any Error>?
        try database.inTransaction(.deferred) {
          result = Result { try body(database) }
          return .commit
        }
        guard let result else { fatalError("the transaction's body has run") }
        return try result.get()
      }
    }
  }

  /// One transaction: all of it or nothing.
  package func write<Value>(_ body: (Database) throws -> Value) throws(LedgerFailure) -> Value {
    do {
      return try queue.write(body)
    } catch let failure as LedgerFailure {
      throw failure
    } catch let failure as OutputFailure {
      throw LedgerFailure(path: failure.path, expected: failure.expected, found: failure.found, remedy: failure.remedy)
    } catch {
      throw LedgerFailure(error, path: directory.databasePath)
    }
  }

  package func setting(_ key: String) throws(LedgerFailure) -> String? {
    try read { try Self.setting(key, $0) }
  }

  package static func setting(_ key: String, _ database: Database) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(sql: "SELECT value FROM setting WHERE key = ?"), arguments: [key])
  }

  package static func set(_ key: String, _ value: String, _ database: Database) throws {
    try database.execute(sql: "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", arguments: [key, value])
  }
}
