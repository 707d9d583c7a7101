import CallModel
import Importing
import Integration
import Ledger
import Listing

/// Contests: what customers contest, and the answers (spec 11.1).
enum ContestResources {
  private static let path = "integrations/{integration}/contests"

  static let routes: [APIRoute] = [
    .read(
      path, "listContests", "What customers contest, by the time at which it was noted.",
      query: [APIField("state", .choice(ContestRow.State.allCases.map(\.rawValue)))] + APICall.paging,
      .json(.page(contests(false).schema)), list),
    .read(path + "/{contest}", "getContest", "One contest.", .json(contests(false).schema)) { call in
      try shown(call, call.parameter("contest"))
    },
    .write(
      .post, path, "openContest",
      "Notes that a customer contests a closed service or a call of one; what was not handed over leaves it.",
      needs: .bill,
      body: [
        APIField("subject", .line(), isRequired: true, "The id of a service, or the global id of a call."),
        APIField("line", .line(), "Of the call, if several have that global id."),
        APIField("day", .day, "The same: the day on which it began."),
        APIField("reason", .line(ServiceActions.maximumContestText), isRequired: true, "What the customer says."),
      ], status: 201, .json(contests(false).schema), open),
    .write(
      .post, path + "/{contest}/answer", "answerContest", "Answers a contest; an answer does not change any more.",
      needs: .bill,
      body: [
        APIField("accepted", .flag, isRequired: true, "Whether the customer does not pay it."),
        APIField("answer", .line(ServiceActions.maximumContestText), "What the customer is told."),
      ], .json(contests(false).schema), answer),
  ]

  /// As `records contests --format json` has them.
  private static func contests(_ masksNumbers: Bool) -> APIList<ListedContest> {
    @Sendable func free(_ text: String) -> JSONValue { JSONValue(.free(text), masksNumbers: masksNumbers) }
    return APIList([
      APIColumn("id", .text) { .text($0.contest.id) }, APIColumn("service", .text) { .text($0.contest.service) },
      APIColumn("contract", APISchema.text.orNull) { .optional($0.service?.contract) },
      APIColumn("line", APISchema.text.orNull) { .optional($0.service?.line) },
      APIColumn("global_id", APISchema.text.orNull, "Of one call; null: all of the service.") {
        .optional($0.contest.globalID)
      },
      APIColumn("description", .text) { free($0.contest.description) },
      APIColumn("amount", .amount) { .text(ServiceRow.amount($0.contest.centavos)) },
      APIColumn("left_out", .flag, "Whether the amount left the service, which was not handed over yet.") {
        .flag($0.contest.isWithheld)
      },
      APIColumn("state", .choice(ContestRow.State.allCases.map(\.rawValue))) { .text($0.contest.state.rawValue) },
      APIColumn("reason", .text) { free($0.contest.reason) },
      APIColumn("opened_at", .instant) { .text($0.contest.openedAt) },
      APIColumn("opened_by", .text) { .text($0.contest.openedBy) },
      APIColumn("answer", .text) { free($0.contest.answer) },
      APIColumn("resolved_at", APISchema.instant.orNull) { .optional($0.contest.resolvedAt) },
      APIColumn("resolved_by", APISchema.text.orNull) { .optional($0.contest.resolvedBy) },
    ])
  }

  private static func list(_ call: APICall) throws -> WebAnswer {
    let state = call.text("state").flatMap { ContestRow.State(rawValue: $0) }
    var found = try call.read { _, ledger in try ContestListing.all(ledger) }
    if let after = call.text("after") {
      guard let last = found.firstIndex(where: { $0.contest.id == after }) else { throw APICall.noKey }
      found.removeFirst(last + 1)
    }
    if let state { found.removeAll { $0.contest.state != state } }
    let page = Array(found.prefix(call.rows))
    return contests(call.masksNumbers).page(page, next: found.count > page.count ? page.last?.contest.id : nil)
  }

  private static func shown(_ call: APICall, _ id: String, status: Int = 200) throws -> WebAnswer {
    let found = try call.read { _, ledger in
      try ledger.readServices { reader in
        try reader.contest(id).map { ListedContest($0, of: try reader.service($0.service)) }
      }
    }
    guard let found else { throw APIFailure.notFound("the id of a contest") }
    return .json(contests(call.masksNumbers).json(found), status: status)
  }

  /// What is done to contests; there is a ledger.
  private static func change(_ call: APICall, _ body: (ServiceActions, Site) throws -> ContestRow) throws -> ContestRow
  {
    let site = try call.site()
    guard site.integration.directory.exists else { throw APICall.noLedger }
    return try site.integration.changeServices(by: call.author) { try body($0, site) }
  }

  private static func open(_ call: APICall) throws -> WebAnswer {
    let contest = try change(call) { actions, site in
      var request = ContestRequest(
        call.text("subject") ?? "", reason: call.text("reason") ?? "", years: site.integration.billing.contestYears)
      var selection = RecordSelection()
      selection.calls.line = call.text("line")
      selection.setDays(from: call.day("day"), until: call.day("day"), try site.integration.zoneRules())
      request.calls = selection.calls
      return try actions.contest(request)
    }
    return try shown(call, contest.id, status: 201)
  }

  private static func answer(_ call: APICall) throws -> WebAnswer {
    let id = call.parameter("contest")
    // What is no contest is not one that was answered already.
    _ = try shown(call, id)
    _ = try change(call) { actions, _ in
      try actions.resolve(id, isAccepted: call.isSet("accepted"), answer: call.text("answer") ?? "").contest
    }
    return try shown(call, id)
  }
}
