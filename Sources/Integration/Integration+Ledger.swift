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

  package func recordedServices(_ ledger: Ledger) throws -> RecordedServices {
    RecordedServices(ledger, zone: try zoneRules(), limit: lateLimit)
  }

  /// Gives `body` what can be done with services, with the run lock held.
  package func changeServices<Value>(by author: Author, _ body: (ServiceActions) throws -> Value) throws -> Value {
    let zone = try zoneRules()
    return try withLedger(.changing) { try body(ServiceActions($0, zone: zone, author: author)) }
  }

  package var directory: DataDirectory { DataDirectory(path: dataDirectory) }

  /// Gives `body` the ledger, opened for a purpose; the one way to it.
  ///
  /// - Throws: `LedgerFailure` if it cannot be opened so, and what `body` throws.
  package func withLedger<Value>(
    _ purpose: LedgerSession.Purpose, _ body: (Ledger) throws -> Value
  ) throws -> Value {
    try LedgerSession(directory, for: purpose).run(body)
  }
}
