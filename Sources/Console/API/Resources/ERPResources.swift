import ERP
import Importing
import Integration
import Ledger
import Listing

/// Services to the ERP, and what it has of them (spec 11.2): pushes and comparisons, which go on behind the answer.
enum ERPResources {
  static let routes: [APIRoute] = [
    .write(
      .post, "integrations/{integration}/services/push", "pushServices",
      "Begins to hand closed services to the ERP, each once; how far it is: the operation getPush.", needs: .bill,
      body: ServiceResources.selection + [beyondLimit], status: 202, .json(push)
    ) { call in try begin(.push, call) },
    .read(
      "integrations/{integration}/services/push", "getPush",
      "The last push that was begun on a page or here since the server began, and what came of it.", needs: .bill,
      .json(push)
    ) { call in
      guard let job = call.core.erp.job(.push, of: try call.site().number) else {
        throw APIFailure.notFound("a push that was begun here")
      }
      return .json(pushed(job, call.masksNumbers))
    },
    .read(
      "integrations/{integration}/services/push/preview", "previewPush",
      "What a push would send now; nothing is sent. At most 1,000 of them are listed.", needs: .bill,
      query: ServiceResources.selection + [beyondLimit],
      .json(
        .object([
          APIField("services", .integer, isRequired: true), apart,
          APIField("items", .list(previews(false).schema), isRequired: true),
        ])), preview),
    .write(
      .post, "integrations/{integration}/services/reconciliation", "reconcileServices",
      "Begins to hold what the ERP has against the services; what differs: the operation getReconciliation.",
      needs: .bill, body: ServiceResources.selection, status: 202, .json(comparison)
    ) { call in try begin(.comparison, call) },
    .read(
      "integrations/{integration}/services/reconciliation", "getReconciliation",
      "The last comparison that was begun on a page or here since the server began, and a page of what differs.",
      needs: .bill, query: APICall.paging, .json(comparison)
    ) { call in
      guard let job = call.core.erp.job(.comparison, of: try call.site().number) else {
        throw APIFailure.notFound("a comparison that was begun here")
      }
      return .json(try compared(job, call))
    },
  ]

  private static let beyondLimit = APIField(
    "beyond_limit", .flag, "Also late services with calls beyond the limit, which are kept apart.")

  private static let apart = APIField(
    "kept_apart",
    .object([APIField("services", .integer, isRequired: true), APIField("amount", .amount, isRequired: true)]),
    isRequired: true, "Late services with calls beyond the limit, left out unless beyond_limit is set.")

  private static func json(_ apart: KeptApart) -> JSONValue {
    ["services": .count(apart.services), "amount": .text(apart.amount)]
  }

  /// - Throws: `APIFailure` where integration.yml names no ERP.
  private static func site(_ call: APICall) throws -> Site {
    let site = try call.site()
    guard site.integration.erp != nil else {
      throw APIFailure(
        422, "refused", field: "erp", expected: "an ERP in integration.yml", found: "none",
        remedy: "add erp: {host: …, token_file: …, product: …, unit: …, credit_product: …}")
    }
    guard site.integration.directory.exists else { throw APICall.noLedger }
    return site
  }

  private static func begin(_ work: ERPDesk.Work, _ call: APICall) throws -> WebAnswer {
    let site = try site(call)
    let desk = call.core.erp
    let isBegun = desk.start(
      work, ServiceResources.selection(call), takesKeptApart: call.isSet("beyond_limit"), site, by: call.author.name)
    guard isBegun, let job = desk.job(work, of: site.number) else {
      throw APIFailure(
        409, "busy", expected: "no other push and no comparison on this integration", found: "one under way",
        remedy: "nothing was begun; try again when it has ended")
    }
    return .json(work == .push ? pushed(job, call.masksNumbers) : try compared(job, call), status: 202)
  }

  // MARK: - How far it is

  private static let job = [
    APIField("state", .choice(["running", "done", "failed"]), isRequired: true),
    APIField("by", .text, isRequired: true), APIField("began_at", .instant, isRequired: true),
    APIField("error", APISchema.text.orNull, isRequired: true, "Why it came to nothing."),
  ]

  private static func members(_ job: ERPDesk.Job) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "state": "done", "by": .text(job.by), "began_at": .text(JSONValue.instant(job.beganAt)), "error": .null,
    ]
    switch job.outcome {
    case nil: members["state"] = "running"
    case .failed(let error):
      members["state"] = "failed"
      members["error"] = .text(ERPWords.failure(error))
    case .pushed, .compared: break
    }
    return members
  }

  // MARK: - Push

  private static let remark = APISchema.object([
    APIField("service", .text, isRequired: true), APIField("contract", APISchema.text.orNull, isRequired: true),
    APIField("reference", APISchema.text.orNull, isRequired: true, "The ERP's id of its record."),
    APIField("message", .text, isRequired: true),
  ])

  private static let push = APISchema.object(
    job + [
      APIField("answered", .integer, isRequired: true, "Services that the ERP answered so far."),
      APIField(
        "report",
        APISchema.object([
          APIField("sent", .integer, isRequired: true, "Requests for a new record."),
          APIField("done", .integer, isRequired: true, "Services that the ERP has now, read back."),
          APIField("found", .integer, isRequired: true, "Those of them that were there already."),
          APIField("refused", .integer, isRequired: true),
          APIField("differing", .integer, isRequired: true, "The ERP has something else than was sent."),
          APIField(
            "unfinished", .integer, isRequired: true, "Their outcome is not known: the next push looks for them."),
          APIField("waiting", .integer, isRequired: true, "Not sent."),
          APIField("amount", .amount, isRequired: true, "Of those that are done."), apart,
          APIField("refusals", .list(remark), isRequired: true, "The first of them."),
          APIField("differences", .list(remark), isRequired: true, "The first of them."),
          APIField("problem", APISchema.text.orNull, isRequired: true, "Why it ended early."),
          APIField(
            "wait_seconds", APISchema.integer.orNull, isRequired: true,
            "How long the next push should wait, to finish what is unfinished."),
        ]).orNull, isRequired: true, "Null until it has ended."),
    ])

  private static func pushed(_ job: ERPDesk.Job, _ masksNumbers: Bool) -> JSONValue {
    var members = members(job)
    members["answered"] = .count(job.answered)
    members["report"] = .null
    if case .pushed(let report) = job.outcome { members["report"] = json(report, masksNumbers) }
    return .object(members)
  }

  private static func json(_ report: ServicePushReport, _ masksNumbers: Bool) -> JSONValue {
    func free(_ text: String?) -> JSONValue { text.map { JSONValue(.free($0), masksNumbers: masksNumbers) } ?? .null }
    func json(_ remark: ServicePushReport.Remark) -> JSONValue {
      [
        "service": .text(remark.service), "contract": .optional(remark.contract),
        "reference": .optional(remark.reference), "message": free(remark.message),
      ]
    }
    return [
      "sent": .count(report.sent), "done": .count(report.done), "found": .count(report.found),
      "refused": .count(report.refused), "differing": .count(report.differing),
      "unfinished": .count(report.unfinished), "waiting": .count(report.waiting), "amount": .text(report.amount),
      "kept_apart": Self.json(report.apart), "refusals": .list(report.refusals.map(json)),
      "differences": .list(report.differences.map(json)), "problem": free(report.problem),
      "wait_seconds": .optional(report.waitSeconds),
    ]
  }

  // MARK: - What would be sent

  private static func previews(_ masksNumbers: Bool) -> APIList<IXCBody> {
    APIList([
      APIColumn("service", .text) { .text($0.fields["observacao"] ?? "") },
      APIColumn("body", .map(.text), "As the ERP's web service takes it.") { body in
        .object(body.fields.mapValues { JSONValue(.free($0), masksNumbers: masksNumbers) })
      },
      APIColumn("gaps", .list(.text), "Why it would not be sent; empty: it would.") {
        .list($0.gaps.map { .text($0) })
      },
    ])
  }

  private static let previewedServices = 1_000

  private static func preview(_ call: APICall) throws -> WebAnswer {
    let site = try site(call)
    let (bodies, kept) = try call.read { _, ledger in
      try ServicePush.outlook(
        ServiceResources.selection(call), site.integration.ixcTerms(ledger), ledger,
        takesKeptApart: call.isSet("beyond_limit"))
    }
    let list = previews(call.masksNumbers)
    return .json([
      "services": .count(bodies.count { $0.gaps.isEmpty }), "kept_apart": json(kept),
      "items": .list(bodies.prefix(previewedServices).map(list.json)),
    ])
  }

  // MARK: - Comparison

  private static func differences(_ masksNumbers: Bool) -> APIList<ERPDifference> {
    APIList([
      APIColumn("kind", .choice(ERPDifference.Kind.allCases.map(\.rawValue))) { .text($0.kind.rawValue) },
      APIColumn("service", APISchema.text.orNull) { .optional($0.service) },
      APIColumn("contract", .text, "Of a foreign record: the ERP's number of it.") { .text($0.contract) },
      APIColumn("line", APISchema.text.orNull) { .optional($0.line) },
      APIColumn("cycle_start", APISchema.day.orNull) { .optional($0.cycleStart.map { "\($0)" }) },
      APIColumn("amount", APISchema.amount.orNull, "Here.") { .optional($0.centavos.map(ServiceRow.amount)) },
      APIColumn("references", .list(.text), "The ERP's ids.") { .list($0.references.map { .text($0) }) },
      APIColumn("erp_amount", APISchema.amount.orNull, "There.") { .optional($0.erpCentavos.map(ServiceRow.amount)) },
      APIColumn("remark", .text) { JSONValue(.free($0.remark), masksNumbers: masksNumbers) },
    ])
  }

  private static let comparison = APISchema.object(
    job + [
      APIField("services", APISchema.integer.orNull, isRequired: true, "That were looked for."),
      APIField("records", APISchema.integer.orNull, isRequired: true, "Of the ERP."),
      APIField("by_hand", APISchema.integer.orNull, isRequired: true, "Invoiced by hand, not looked for."),
      APIField("kept_apart", apart.schema.orNull, isRequired: true, "Kept apart and not there, not looked for."),
      APIField("differences", APISchema.integer.orNull, isRequired: true),
      APIField("items", .list(differences(false).schema), isRequired: true),
      APIField(
        "next", APISchema.text.orNull, isRequired: true, "The value of `after` for the page that follows; null: none."),
    ])

  private static func compared(_ job: ERPDesk.Job, _ call: APICall) throws -> JSONValue {
    var members = members(job)
    for name in ["services", "records", "by_hand", "kept_apart", "differences", "next"] { members[name] = .null }
    members["items"] = .list([])
    if case .compared(let found) = job.outcome {
      let list = differences(call.masksNumbers)
      let first = min(Int(clamping: try call.after() ?? 0), found.differences.count)
      let shown = found.differences[first...].prefix(call.rows)
      members["services"] = .count(found.services)
      members["records"] = .count(found.records)
      members["by_hand"] = .count(found.byHand)
      members["kept_apart"] = json(found.apart)
      members["differences"] = .count(found.differences.count)
      members["items"] = .list(shown.map(list.json))
      if shown.endIndex < found.differences.count { members["next"] = .text("\(shown.endIndex)") }
    }
    return .object(members)
  }
}
