import CallModel
import Ledger
import Pipeline

/// Calls that are let go, or taken back (spec 4.3): all rows of them, those that come later too.
struct DiscardChange {
  /// Why; nil takes it back.
  let reason: String?
  /// The rows that were named.
  let rows: [KeptRowRecord]
  /// Of the calls they are rows of.
  let identities: Set<[UInt8]>
  /// Rows of no call: they could not be read.
  let unreadable: [KeptRowRecord]

  /// A reason is a sentence, not a file.
  static let maximumReasonBytes = 1_000

  init(_ ids: [Int64], _ outcome: Outcome, because reason: String?, _ ledger: Ledger) throws {
    if let reason, reason.allSatisfy(\.isWhitespace) || reason.utf8.count > Self.maximumReasonBytes {
      throw LedgerFailure(
        path: "--because", expected: "a reason of 1 to \(Self.maximumReasonBytes) bytes",
        found: reason.isEmpty ? "none" : "another text", remedy: "say why the rows are never to be billed")
    }
    self.reason = reason
    rows = try ids.map { id in
      // A discarded row is rejected, regardless of what it waited for before.
      let row = try KeptRowChoice.row(id, reason == nil ? .rejected : outcome, try ledger.keptRow(id))
      let wanted: Set<KeptRowRecord.State> = reason == nil ? [.discarded] : [.held, .discarded]
      guard wanted.contains(row.state) else {
        throw LedgerFailure(
          path: "row \(row.id)", expected: reason == nil ? "a discarded row" : "a row that waits",
          found: "one that is \(row.state.rawValue)",
          remedy: "see summit-cdr \(outcome.name) list --state all; nothing was changed")
      }
      return row
    }
    let reader = IdentityReader(dialling: try RegistryVersions(ledger).currentDialling())
    var identities: Set<[UInt8]> = []
    var unreadable: [KeptRowRecord] = []
    for row in rows {
      if let facts = row.facts {
        identities.insert(try reader.identity(ofFacts: facts))
      } else {
        unreadable.append(row)
      }
    }
    self.identities = identities
    self.unreadable = unreadable
    if reason != nil { try refuseClosed(ledger) }
  }

  /// A call of a closed cycle, or of a closed late service, stays.
  private func refuseClosed(_ ledger: Ledger) throws {
    guard let starts else { return }
    let instants = Set(identities.map { DiscardedCalls.instant($0) })
    let segments = try SegmentReader(ledger)
    let reader = IdentityReader(dialling: try RegistryVersions(ledger).currentDialling())
    for cycleAccount in try ledger.closedCycleAccounts()
    where cycleAccount.lastStart >= starts.lowerBound && cycleAccount.firstStart <= starts.upperBound {
      for span in try ledger.spans(cycleAccount: cycleAccount.id) where span.entry < cycleAccount.entry {
        try SegmentRowReader().forEach(in: try segments.rows(of: span)) { row in
          guard let instant = row.instant, instants.contains(instant),
            identities.contains(try reader.identity(of: row))
          else { return }
          throw LedgerFailure(
            path: row.text(.source), expected: "a call of an open cycle", found: "one of a closed cycle",
            remedy: "open the cycle with summit-cdr services reopen first; nothing was changed")
        }
      }
    }
  }

  /// When the calls start, seconds since 1970.
  var starts: ClosedRange<Int64>? {
    let instants = identities.map { DiscardedCalls.instant($0) }
    guard let first = instants.min(), let last = instants.max() else { return nil }
    return first...last
  }

  func write(_ writer: LedgerWriter) throws {
    for identity in identities {
      if let reason { try writer.discard(identity, note: reason) } else { try writer.takeBack(discarded: identity) }
    }
    for row in unreadable {
      try writer.setState(reason == nil ? .held : .discarded, ofKeptRow: row.id, note: reason)
    }
  }
}
