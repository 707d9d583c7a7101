import CallModel
import Ledger

/// Which held rows may be tried again.
struct HeldRowChoice {
  private let selection: HeldRowSelection

  init(_ selection: HeldRowSelection) { self.selection = selection }

  /// The rows; those that cannot be tried are left out if they were not named.
  ///
  /// - Throws: `LedgerFailure` if a named row cannot be tried, or there is none.
  func retriable(_ ledger: Ledger) throws -> [HeldRowRecord] {
    guard let ids = selection.ids else {
      var rows: [HeldRowRecord] = []
      try ledger.forEachHeldRow(selection) { if Self.obstacle($0) == nil { rows.append($0) } }
      guard !rows.isEmpty else {
        throw LedgerFailure(
          path: "\(selection.commandName) retry \(selection.text)", expected: "rows that can be tried again",
          found: "none", remedy: "see summit-cdr \(selection.commandName) list")
      }
      return rows
    }
    return try ids.map { id in
      let row = try Self.row(id, selection.outcome, try ledger.heldRow(id))
      guard row.state == .held else { throw Self.refusal(row, "it is \(row.state.rawValue)") }
      if let obstacle = Self.obstacle(row) { throw Self.refusal(row, obstacle) }
      return row
    }
  }

  /// Why another try cannot have another end.
  private static func obstacle(_ row: HeldRowRecord) -> String? {
    switch row.reason {
    case Reason.tooLong.name: "only its first bytes are kept: deliver its file again"
    case Reason.discarded.name: "its call was discarded: rejected discard --back takes it back"
    case Reason.conflictingDuplicate.name: "another version of the call stands"
    default: nil
    }
  }

  private static func refusal(_ row: HeldRowRecord, _ found: String) -> LedgerFailure {
    LedgerFailure(
      path: "row \(row.id)", expected: "a row that waits and can be tried again", found: found,
      remedy: row.state == .discarded ? "restore it first" : "leave it out")
  }

  /// The row, if it is one of the outcome.
  static func row(_ id: Int64, _ outcome: Outcome, _ row: HeldRowRecord?) throws -> HeldRowRecord {
    let reason = row.flatMap { row in Reason.allCases.first { $0.name == row.reason } }
    guard let row, let reason, HeldRowSelection.reasons(outcome).contains(reason) else {
      let found = reason == .ignored ? .rejected : reason?.outcome
      throw LedgerFailure(
        path: "row \(id)", expected: "the number of a \(outcome.name) row",
        found: found.map { "one that is \($0.name)" } ?? "none",
        remedy: "see summit-cdr \((found ?? outcome).name) list")
    }
    return row
  }
}
