import CallModel
import Foundation
import Ledger

/// What a run of the import job is asked to do. Whatever it is, it also does what follows from a changed registry.
package enum ImportRequest: Sendable {
  /// The new files of the source directory.
  case files
  /// No file: rows that were held back are tried now (spec 4.3).
  case retry(HeldRowSelection, by: String)
  /// No file: closed cycles are opened again and rated anew (spec 4.4).
  case reopen(ReopenRequest, by: String)
}

/// A task in the terms of the ledger.
struct ImportErrand {
  /// As `runs` shows it.
  let kind: String
  let readsFiles: Bool
  private(set) var rows: [HeldRowRecord] = []
  /// Numbers of closed books that are opened.
  private(set) var reopened: Set<Int64> = []
  private var author: Author?
  private var action = ""

  /// - Throws: `LedgerFailure` if it cannot be done: nothing is changed then.
  init(_ request: ImportRequest, _ ledger: Ledger, now: Date) throws {
    switch request {
    case .files:
      kind = "import"
      readsFiles = true
    case .retry(let selection, let name):
      kind = "retry"
      readsFiles = false
      author = Author(name: name, date: now)
      rows = try HeldRowChoice(selection).retriable(ledger)
      action = "\(selection.commandName) retry \(selection.text): \(rows.count) rows"
    case .reopen(let request, let name):
      kind = "reopen"
      readsFiles = false
      author = Author(name: name, date: now)
      let reopening = try ledger.readServices { try CycleReopening(request, $0) }
      reopened = reopening.books
      action = "\(reopening.action): \(reopened.count) cycles"
    }
  }

  /// Puts who asked for it into the journal, and opens the cycles.
  func begin(_ writer: LedgerWriter) throws {
    for book in reopened.sorted() { try writer.reopenCycle(book) }
    if let author { try writer.change(by: author).note(action) }
  }
}
