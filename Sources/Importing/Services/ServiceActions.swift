import CallModel
import Foundation
import Ledger
import Rating

/// What may be done with additional services, and when (spec 4.4):
///
/// ```
///          close                invoice
///   open ────────► closed ─────────────► invoiced
///    ▲               │
///    └───────────────┘ reopen
/// ```
///
/// Each action is one transaction with a line in the journal. The caller holds the run lock.
package struct ServiceActions {
  let ledger: Ledger
  let author: Author
  /// The day it is in the integration's time zone: cycles whose last day is before it have ended.
  let today: CivilDate
  let zone: TimeZoneRules

  package init(_ ledger: Ledger, zone: TimeZoneRules, author: Author) {
    self.ledger = ledger
    self.author = author
    self.zone = zone
    today = zone.day(of: author.date)
  }

  /// Why services are left as they are.
  static func refusal(_ path: String, expected: String, found: String, remedy: String) -> LedgerFailure {
    LedgerFailure(path: path, expected: expected, found: found, remedy: remedy)
  }

  static func unknown(_ id: String) -> LedgerFailure {
    refusal(
      "service \(id)", expected: "the id of a closed or invoiced service", found: "none of that id",
      remedy: "see summit-cdr services list; an open one is closed with its cycle first")
  }
}
