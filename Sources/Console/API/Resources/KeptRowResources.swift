import Listing
import CallModel
import FileInput
import Foundation
import Importing
import Ledger

/// Rows that are not billed: list, try again, let go, take back.
enum KeptRowResources {
  static let routes: [APIRoute] = [
    .read(
      "integrations/{integration}/held-rows", "listHeldRows", "Suspended or rejected rows, as they came.",
      query: filter + [APIField("state", .choice(["held", "discarded"]), "held if it is not given.")] + APICall.paging,
      .json(.page(rows(false).schema)), list),
    .write(
      .post, "integrations/{integration}/held-rows/retry", "retryHeldRows",
      "Tries rows again with the registers as they are.", needs: .settleKeptRows, body: filter + [ids], status: 202,
      .json(RunResources.job)
    ) { call in
      try RunResources.begin(
        .retry(try selection(call, .held), by: call.author.name), "Reprocessamento de pendências", call)
    },
    .write(
      .post, "integrations/{integration}/held-rows/discard", "discardHeldRows",
      "Lets the calls of rows go: they are never charged.", needs: .settleKeptRows,
      body: filter + [ids, APIField("reason_given", .line(), isRequired: true, "Kept with the rows.")], status: 202,
      .json(RunResources.job)
    ) { call in try discard(call, .held, because: call.text("reason_given")) },
    .write(
      .post, "integrations/{integration}/held-rows/restore", "restoreHeldRows", "Takes discarding back.",
      needs: .settleKeptRows, body: filter + [ids], status: 202, .json(RunResources.job)
    ) { call in try discard(call, .discarded, because: nil) },
  ]

  private static let reasons = Set(
    (KeptRowSelection.reasons(.suspended) + KeptRowSelection.reasons(.rejected)).map(\.name)
  ).sorted()
  private static let filter = [
    APIField("outcome", .choice(["suspended", "rejected"]), isRequired: true),
    APIField("reason", .choice(reasons)), APIField("file", .line(), "The name of the file they came in."),
  ]
  private static let ids = APIField(
    "ids", .some(.number(1...Int64(1) << 53), atMost: KeptRowPages.maximumDiscarded),
    "Only these; without it all of the filter.")

  private static func rows(_ masksNumbers: Bool) -> APIList<KeptRowRecord> {
    @Sendable func free(_ text: String) -> JSONValue { JSONValue(.free(text), masksNumbers: masksNumbers) }
    return APIList([
      APIColumn("id", .integer) { .integer($0.id) },
      APIColumn("file", .text) { .text(SourceFile.displayable($0.fileName.utf8)) },
      APIColumn("line", .integer) { .count($0.line) },
      APIColumn("outcome", .text) { .text($0.knownReason?.outcome.name ?? "") },
      APIColumn("reason", .text) { .text($0.reason) },
      APIColumn("field", .text) { .text($0.knownReason?.field ?? "") },
      APIColumn("state", .choice(KeptRowRecord.State.allCases.map(\.rawValue))) { .text($0.state.rawValue) },
      APIColumn("note", APISchema.text.orNull) { $0.note.map(free) ?? .null },
      APIColumn("run", .integer) { .integer($0.run) },
      APIColumn("raw", .text, "As its file has it.") { free(String(decoding: $0.raw, as: UTF8.self)) },
    ])
  }

  private static func selection(_ call: APICall, _ state: KeptRowRecord.State) throws -> KeptRowSelection {
    let outcome: Outcome = call.text("outcome") == "rejected" ? .rejected : .suspended
    var selection = KeptRowSelection(outcome)
    if let name = call.text("reason") {
      guard let reason = KeptRowSelection.reasons(outcome).first(where: { $0.name == name }) else {
        throw APIFailure(
          422, "refused", field: "reason", expected: "a reason of \(outcome.name) rows", found: name,
          remedy: "ask for the other outcome")
      }
      selection.reason = reason
    }
    selection.file = call.text("file")
    selection.states = [state]
    selection.ids = call.body["ids"]?.items?.compactMap(\.whole)
    return selection
  }

  private static func list(_ call: APICall) throws -> WebAnswer {
    let state = KeptRowRecord.State(rawValue: call.text("state") ?? "") ?? .held
    var selection = try selection(call, state)
    selection.after = try call.after()
    selection.limit = call.rows + 1
    let chosen = selection
    let found = try call.read { _, ledger in try ledger.keptRows(chosen) }
    let shown = Array(found.prefix(call.rows))
    if !call.masksNumbers, !shown.isEmpty {
      try call.note(.keptRows, "held-rows \(chosen.outcome.name)", rows: shown.count)
    }
    return rows(call.masksNumbers).page(
      shown, next: found.count > call.rows ? shown.last.map { "\($0.id)" } : nil)
  }

  private static func discard(
    _ call: APICall, _ state: KeptRowRecord.State, because reason: String?
  ) throws -> WebAnswer {
    let selection = try selection(call, state)
    var ids: [Int64] = []
    try call.read { _, ledger in
      try ledger.forEachKeptRow(selection) { row in
        ids.append(row.id)
        if ids.count > KeptRowPages.maximumDiscarded {
          throw APIFailure(
            422, "refused", expected: "at most \(KeptRowPages.maximumDiscarded) rows", found: "more",
            remedy: "choose a narrower filter")
        }
      }
    }
    if ids.isEmpty || ids.count < selection.ids?.count ?? 0 {
      throw APIFailure(
        422, "refused", field: selection.ids == nil ? nil : "ids", expected: "rows that are \(state.rawValue)",
        found: ids.isEmpty ? "none" : "others among them", remedy: "see listHeldRows; nothing was changed")
    }
    return try RunResources.begin(
      .discard(ids, selection.outcome, because: reason, by: call.author.name),
      reason == nil ? "Restauração de descartadas" : "Descarte", call)
  }
}
