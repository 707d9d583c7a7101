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
      let row = try HeldRowActions.row(id, selection.outcome, try ledger.heldRow(id))
      guard row.state == .held else { throw Self.refusal(row, "it is \(row.state.rawValue)") }
      if let obstacle = Self.obstacle(row) { throw Self.refusal(row, obstacle) }
      return row
    }
  }

  /// Why another try cannot have another end.
  private static func obstacle(_ row: HeldRowRecord) -> String? {
    switch row.reason {
    case Reason.tooLong.name: "only its first bytes are kept: deliver its file again"
    case Reason.conflictingDuplicate.name: "another version of the call stands"
    default: nil
    }
  }

  private static func refusal(_ row: HeldRowRecord, _ found: String) -> LedgerFailure {
    LedgerFailure(
      path: "row \(row.id)", expected: "a row that waits and can be tried again", found: found,
      remedy: row.state == .discarded ? "restore it first" : "leave it out")
  }
}

/// Lets rows go that will never be billed, or takes them back (spec 4.3). The caller holds the run lock.
package struct HeldRowActions {
  private let ledger: Ledger
  private let outcome: Outcome
  private let author: Author

  /// A reason is a sentence, not a file.
  package static let maximumReasonBytes = 1_000

  package init(_ ledger: Ledger, _ outcome: Outcome, author: Author) {
    self.ledger = ledger
    self.outcome = outcome
    self.author = author
  }

  /// - Returns: how many were discarded now; those discarded before for the same reason are left out.
  /// - Throws: `LedgerFailure`, and changes none, if one is not there or was billed meanwhile.
  package func discard(_ ids: [Int64], because reason: String) throws -> Int {
    guard !reason.allSatisfy(\.isWhitespace), reason.utf8.count <= Self.maximumReasonBytes else {
      throw LedgerFailure(
        path: "--because", expected: "a reason of 1 to \(Self.maximumReasonBytes) bytes",
        found: reason.isEmpty ? "none" : "another text", remedy: "say why the rows are never to be billed")
    }
    return try change(ids) { change, row in
      if row.state == .discarded, row.note == reason { return false }
      guard row.state == .held else { throw refusal(row, expected: "a row that waits") }
      try change.setState(.discarded, ofHeldRow: row.id, note: reason)
      try change.note("\(outcome.name) discard \(row.id): \(reason)")
      return true
    }
  }

  /// - Returns: how many wait again; those that do already are left out.
  package func restore(_ ids: [Int64]) throws -> Int {
    try change(ids) { change, row in
      if row.state == .held { return false }
      guard row.state == .discarded else { throw refusal(row, expected: "a discarded row") }
      try change.setState(.held, ofHeldRow: row.id, note: nil)
      try change.note("\(outcome.name) restore \(row.id)")
      return true
    }
  }

  private func change(_ ids: [Int64], _ body: (ManualChange, HeldRowRecord) throws -> Bool) throws -> Int {
    try ledger.change(by: author) { change in
      var count = 0
      for id in ids where try body(change, Self.row(id, outcome, try change.heldRow(id))) { count += 1 }
      return count
    }
  }

  private func refusal(_ row: HeldRowRecord, expected: String) -> LedgerFailure {
    LedgerFailure(
      path: "row \(row.id)", expected: expected, found: "one that is \(row.state.rawValue)",
      remedy: "see summit-cdr \(outcome.name) list --state all; nothing was changed")
  }

  /// The row, if it is one of the outcome.
  static func row(_ id: Int64, _ outcome: Outcome, _ row: HeldRowRecord?) throws -> HeldRowRecord {
    let found = row.flatMap { row in Reason.allCases.first { $0.name == row.reason }?.outcome }
    guard let row, found == outcome else {
      throw LedgerFailure(
        path: "row \(id)", expected: "the number of a \(outcome.name) row",
        found: found.map { "one that is \($0.name)" } ?? "none",
        remedy: "see summit-cdr \((found ?? outcome).name) list")
    }
    return row
  }
}
