import CallModel
import FileInput
import Foundation
import Importing
import Ledger

extension Integration {
  /// The rules of its time zone, which was checked when the file was read.
  ///
  /// - Throws: `LedgerFailure` if the system no longer knows the zone.
  package func zoneRules() throws -> TimeZoneRules {
    guard let zone = TimeZoneRules(identifier: timeZone) else {
      throw LedgerFailure(
        path: path, expected: "a time zone the system knows", found: timeZone, remedy: "install the system's tzdata")
    }
    return zone
  }

  package var lateLimit: LateLimit {
    LateLimit(days: billing.lateLimitDays, internationalDays: billing.lateLimitDaysInternational)
  }

  package func serviceBook(_ ledger: Ledger) throws -> ServiceBook {
    ServiceBook(ledger, zone: try zoneRules(), limit: lateLimit)
  }

  package var directory: DataDirectory { DataDirectory(path: dataDirectory) }

  /// The ledger, to look at it.
  ///
  /// - Throws: `LedgerFailure` if there is none.
  package func openLedger() throws(LedgerFailure) -> Ledger { try Ledger.openForReading(directory) }

  /// The ledger, to change what takes no run lock (spec 4.3): made if there is none, and only for that the lock is taken.
  package func openOrMakeLedger() throws(LedgerFailure) -> Ledger {
    let directory = directory
    try directory.prepare()
    let isNew = !FileManager.default.fileExists(atPath: directory.databasePath)
    let lock = isNew ? try RunLock(directory) : nil
    defer { withExtendedLifetime(lock) {} }
    return try Ledger.openForWriting(directory)
  }

  /// Takes the run lock and opens the ledger to change what is recorded. There must be one: only an import makes it.
  package func withRunLock<Value>(_ body: (Ledger) throws -> Value) throws -> Value {
    let directory = directory
    guard directory.exists else { throw Self.noLedger(directory) }
    try directory.prepare()
    let lock = try RunLock(directory)
    defer { withExtendedLifetime(lock) {} }
    return try body(Ledger.openForWriting(directory))
  }

  /// What is thrown where there must be a ledger.
  package static func noLedger(_ directory: DataDirectory) -> LedgerFailure {
    LedgerFailure(
      path: directory.databasePath, expected: "a ledger", found: "none", remedy: "run summit-cdr import first")
  }
}
