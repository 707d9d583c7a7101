import CallModel
import Ledger

/// Which kept rows may be tried again.
struct KeptRowChoice {
  private let selection: KeptRowSelection

  init(_ selection: KeptRowSelection) { self.selection = selection }

  /// The rows; those that cannot be tried are left out if they were not named.
  ///
  /// - Throws: `LedgerFailure` if a named row cannot be tried, or there is none.
  func retriable(_ ledger: Ledger) throws -> [KeptRowRecord] {
    guard let ids = selection.ids else {
      var rows: [KeptRowRecord] = []
      try ledger.forEachKeptRow(selection) { if Self.obstacle($0) == nil { rows.append($0) } }
      guard !rows.isEmpty else {
        throw LedgerFailure(
          path: "\(selection.commandName) retry \(selection.text)", expected: "rows that can be tried again",
          found: "none", remedy: "see summit-cdr \(selection.commandName) list")
      }
      return rows
    }
    return try ids.map { id in
      let row = try Self.row(id, selection.outcome, try ledger.keptRow(id))
      guard row.state == .held else { throw Self.refusal(row, "it is \(row.state.rawValue)") }
      if let obstacle = Self.obstacle(row) { throw Self.refusal(row, obstacle) }
      return row
    }
  }

  /// Why another try cannot have another end.
  private static func obstacle(_ row: KeptRowRecord) -> String? {
    switch row.reason {
    case Reason.tooLong.name: "only its first bytes are kept: deliver its file again"
    case Reason.discarded.name: "its call was discarded: rejected discard --back takes it back"
    case Reason.conflictingDuplicate.name: "another version of the call stands"
    default: nil
    }
  }

  private static func refusal(_ row: KeptRowRecord, _ found: String) -> LedgerFailure {
    LedgerFailure(
      path: "row \(row.id)", expected: "a row that waits and can be tried again", found: found,
      remedy: row.state == .discarded ? "restore it first" : "leave it out")
  }

  /// The row, if it is one of the outcome.
  static func row(_ id: Int64, _ outcome: Outcome, _ row: KeptRowRecord?) throws -> KeptRowRecord {
    let reason = row.flatMap { row in Reason.allCases.first { $0.name == row.reason } }
    guard let row, let reason, KeptRowSelection.reasons(outcome).contains(reason) else {
      let found = reason == .ignored ? .rejected : reason?.outcome
      throw LedgerFailure(
        path: "row \(id)", expected: "the number of a \(outcome.name) row",
        found: found.map { "one that is \($0.name)" } ?? "none",
        remedy: "see summit-cdr \((found ?? outcome).name) list")
    }
    return row
  }
}
