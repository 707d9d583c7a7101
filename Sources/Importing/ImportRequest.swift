import CallModel
import Foundation
import Ledger
import Pipeline

/// What a run is asked to do. In each case it also brings the open part to the registry as it lies there (spec 4.3).
package enum ImportRequest: Sendable {
  /// The new files of the source directory.
  ///
  /// - Parameter again: names of files whose withdrawn content is taken all the same.
  case files(again: Set<String> = [])
  /// No file: what follows from the registry, and all that waits.
  case follow
  /// No file: chosen rows that were kept are tried now.
  case retry(KeptRowSelection, by: String)
  /// No file: closed cycles are open again (spec 4.4).
  case reopen(ReopenRequest, by: String)
  /// No file: what came with a run is taken out of what is delivered (spec 4.5).
  case undo(UndoRequest)
  /// No file: a run that was withdrawn comes back.
  case restore(UndoRequest)
  /// No file: calls are let go, by the numbers of kept rows, with the reason; nil takes it back.
  case discard([Int64], Outcome, because: String?, by: String)
}

/// A request in the terms of the ledger.
struct ResolvedRequest {
  /// As `runs` shows it.
  private(set) var kind = "import"
  private(set) var readsFiles = false
  /// Names of files that are taken although their content was withdrawn.
  private(set) var again: Set<String> = []
  /// Kept rows that are tried.
  private(set) var rows: [KeptRowRecord] = []
  /// Closed cycles that are opened.
  private(set) var reopened: [CycleAccountRow] = []
  /// Which runs' deliveries are taken out, or come back.
  private(set) var delivery: DeliveryChange?
  private(set) var discards: DiscardChange?
  private var author: Author?
  private var action = ""

  /// - Throws: `LedgerFailure` or `Problem` if it cannot be done: nothing is changed then.
  init(_ request: ImportRequest, _ ledger: Ledger, now: Date) throws {
    switch request {
    case .files(let names):
      readsFiles = true
      again = names
    case .follow: kind = "follow"
    case .retry(let selection, let name):
      kind = "retry"
      author = Author(name: name, date: now)
      rows = try KeptRowChoice(selection).retriable(ledger)
      action = "\(selection.commandName) retry \(selection.text): \(rows.count) rows"
    case .reopen(let request, let name):
      kind = "reopen"
      author = Author(name: name, date: now)
      let reopening = try ledger.readServices { try CycleReopening(request, $0) }
      reopened = reopening.cycles
      action = "\(reopening.action): \(reopened.count) cycles"
    case .undo(let request):
      kind = "undo"
      author = Author(name: request.user, date: now)
      let change = try DeliveryChange(withdrawing: request, ledger)
      delivery = change
      action = "undo \(Self.list(change.runs))"
    case .restore(let request):
      kind = "restore"
      author = Author(name: request.user, date: now)
      let change = try DeliveryChange(restoring: request, ledger)
      delivery = change
      action = "undo --restore \(Self.list(change.runs))"
    case .discard(let ids, let outcome, let reason, let name):
      kind = reason == nil ? "take-back" : "discard"
      author = Author(name: name, date: now)
      let change = try DiscardChange(ids, outcome, because: reason, ledger)
      discards = change
      action =
        "\(outcome.name) \(reason == nil ? "restore" : "discard") "
        + ids.map { "\($0)" }.joined(separator: " ") + (reason.map { ": \($0)" } ?? "")
    }
  }

  /// Whether someone asked for it, so that it is a run though nothing follows from it.
  var isByHand: Bool { author != nil }

  /// Why it changes amounts, in the words of the report.
  var cause: String { kind == "reopen" ? "reopened" : kind == "follow" ? "registry" : kind }

  private static func list(_ runs: [Int64]) -> String { runs.map { "\($0)" }.joined(separator: " ") }

  /// Puts who asked for it into the journal, and does what is not rating.
  func begin(_ writer: LedgerWriter) throws {
    for cycle in reopened {
      let alone = try writer.change(by: author ?? Author(name: "", date: Date())).reader.aloneCycleAccounts(
        ofCycle: cycle.id)
      try writer.reopen(cycleAccounts: [cycle.id] + alone.map(\.id))
    }
    if let delivery { try delivery.write(writer) }
    if let discards { try discards.write(writer) }
    if let author { try writer.change(by: author).note(action) }
  }
}
