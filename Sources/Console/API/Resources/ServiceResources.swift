import Statements
import CallModel
import Foundation
import Importing
import Integration
import Ledger

/// Additional services: list, totals, closing, invoicing, reopening, export.
enum ServiceResources {
  static let routes: [APIRoute] = [
    .read(
      "integrations/{integration}/services", "listServices", "Additional services, by contract.",
      query: filter + APICall.paging, .json(.page(services.schema)), list),
    .read(
      "integrations/{integration}/services/totals", "getServiceTotals",
      "How many services of a filter there are in each state, and what they come to.", query: filter,
      .json(
        .object([
          APIField("services", .integer, isRequired: true), APIField("amount", .amount, isRequired: true),
          APIField(
            "states",
            .map(
              .object([
                APIField("services", .integer, isRequired: true), APIField("amount", .amount, isRequired: true),
              ])), isRequired: true),
        ])), totals),
    .write(
      .post, "integrations/{integration}/services/export", "exportServices",
      "Closed services that were not exported in the format yet; it is noted that they were. 204: there are none.",
      needs: .bill,
      body: selection + [
        APIField("format", .choice(ServiceFormat.allCases.map(\.rawValue)), isRequired: true),
        APIField(
          "which", .choice(["new", "changed", "all"]), "new if it is not given; changed: also those that changed since."
        ),
      ], .fileOrNothing(FileKind.allCases.map(\.mediaType)), export),
    .write(
      .post, "integrations/{integration}/services/close", "closeCycles",
      "Makes the amounts of cycles final that ended before a day.", needs: .bill,
      body: [
        APIField("cycle_end_before", .day, isRequired: true), APIField("contract", .line()), APIField("line", .line()),
        APIField("with_suspended", .flag, "Also cycles with suspended rows."),
        APIField("dry_run", .flag, "Only what it would come to."),
      ], .json(.object(closing.columns.map(\.field))), close),
    .read(
      "integrations/{integration}/services/{service}", "getService", "One service.", .json(services.schema)
    ) { call in .json(services.json(try found(call))) },
    .write(
      .post, "integrations/{integration}/services/{service}/invoice", "invoiceService",
      "Notes that the ERP took a closed service: it does not change any more.", needs: .bill,
      body: [APIField("reference", .line(), isRequired: true, "By which the ERP knows it.")], .json(services.schema),
      invoice),
    .write(
      .post, "integrations/{integration}/services/{service}/reopen", "reopenService",
      "Opens the cycle of a closed service again, with its late services.", needs: .bill, status: 202,
      .json(RunResources.job)
    ) { call in
      _ = try found(call)
      return try RunResources.begin(
        .reopen(.services([call.parameter("service")]), by: call.author.name), "Reabertura do ciclo", call)
    },
  ]

  static let selection = [
    APIField("contract", .line()), APIField("line", .line()), APIField("plan", .line()),
    APIField("cycle", .day, "First day of the cycle."),
  ]
  private static let filter =
    selection + [
      APIField("state", .choice(ServiceRow.State.allCases.map(\.rawValue))),
      APIField("kind", .choice(ServiceRow.Kind.allCases.map(\.rawValue))),
    ]

  /// As `services list --format json` has them.
  static let services = APIList<ListedService>([
    APIColumn("id", .text) { .text($0.service.id) },
    APIColumn("kind", .choice(ServiceRow.Kind.allCases.map(\.rawValue))) { .text($0.service.kind.rawValue) },
    APIColumn("state", .choice(ServiceRow.State.allCases.map(\.rawValue))) { .text($0.service.state.rawValue) },
    APIColumn("reference", APISchema.text.orNull) { .optional($0.service.reference) },
    APIColumn("contract", .text) { .text($0.service.contract) }, APIColumn("line", .text) { .text($0.service.line) },
    APIColumn("plan", .text) { .text($0.service.plan) },
    APIColumn("cycle_start", .day) { .text("\($0.service.cycleStart)") },
    APIColumn("cycle_end", .day) { .text("\($0.service.cycleEnd)") },
    APIColumn("calls", .integer) { .count($0.service.calls) },
    APIColumn("billed_s", .integer) { .count($0.service.billedSeconds) },
    APIColumn("allowance_s", .integer) { .count($0.service.coveredSeconds) },
    APIColumn("surplus_s", .integer) { .count($0.service.surplusSeconds) },
    APIColumn("amount", .amount) { .text($0.service.amount) },
    APIColumn(
      "contested_amount", .amount,
      "Left out of the amount, since it was contested before it was handed over; 0.00: nothing."
    ) { .text(ServiceRow.amount($0.service.contestedCentavos)) },
    APIColumn("closed_at", APISchema.instant.orNull) { .optional($0.service.closedAt) },
    APIColumn("invoiced_at", APISchema.instant.orNull) { .optional($0.service.invoicedAt) },
    APIColumn("overdue_calls", .integer, "Late calls that came too late.") { .count($0.overdueCalls) },
    APIColumn(
      "kept_apart", .flag,
      "Closed, with calls that came too late (to be negotiated or paid in parts), and not handed over yet."
    ) { .flag($0.isKeptApart) },
    APIColumn("exported", .list(.text), "The formats it was exported in.") {
      .list($0.exports.map { .text($0.format) })
    },
  ])

  static func selection(_ call: APICall) -> ServiceSelection {
    var filter = SpanFilter()
    filter.contract = call.text("contract")
    filter.line = call.text("line")
    filter.plan = call.text("plan")
    filter.cycleStart = call.day("cycle")
    var selection = ServiceSelection(filter)
    if let state = call.text("state").flatMap({ ServiceRow.State(rawValue: $0) }) { selection.states = [state] }
    if let kind = call.text("kind").flatMap({ ServiceRow.Kind(rawValue: $0) }) { selection.kinds = [kind] }
    return selection
  }

  private static func list(_ call: APICall) throws -> WebAnswer {
    var after: (contract: String, id: String)?
    if let text = call.text("after") {
      guard let key = ServicePages.key(text) else { throw APICall.noKey }
      after = key
    }
    let behind = after
    let page = try call.read { site, ledger in
      try ServicePage(
        try site.integration.recordedServices(ledger), selection(call), after: behind, rows: call.rows)
    }
    let next = page.next.map { "\(PercentCoding.encode($0.contract))|\(PercentCoding.encode($0.id))" }
    return services.page(page.services, next: next)
  }

  private static func totals(_ call: APICall) throws -> WebAnswer {
    var sums: [String: (count: Int, centavos: Int128)] = [:]
    try call.read { site, ledger in
      try site.integration.recordedServices(ledger).forEach(selection(call)) { listed in
        let sum = sums[listed.service.state.rawValue] ?? (0, 0)
        sums[listed.service.state.rawValue] = (sum.count + 1, sum.centavos + listed.service.centavos)
      }
    }
    let all = sums.values.reduce((count: 0, centavos: Int128(0))) { ($0.count + $1.count, $0.centavos + $1.centavos) }
    func json(_ sum: (count: Int, centavos: Int128)) -> [String: JSONValue] {
      ["services": .count(sum.count), "amount": .text(ServiceRow.amount(sum.centavos))]
    }
    var members = json(all)
    members["states"] = .object(sums.mapValues { .object(json($0)) })
    return .json(.object(members))
  }

  // MARK: - Changing

  private static let closing = APIList<(result: ClosingResult, isDryRun: Bool)>([
    APIColumn("dry_run", .flag) { .flag($0.isDryRun) },
    APIColumn("cycles", .integer, "That were open.") { .count($0.result.cycles) },
    APIColumn("late_cycles", .integer, "Of which late services alone were closed.") { .count($0.result.lateCycles) },
    APIColumn("services", .integer) { .count($0.result.services) },
    APIColumn("amount", .amount) { .text(ServiceRow.amount($0.result.centavos)) },
    APIColumn("unended", .integer, "Left open: their last day is not over.") { .count($0.result.unended) },
    APIColumn("suspended", .integer, "Left open: rows of theirs are suspended.") { .count($0.result.suspended) },
    APIColumn("rows_without_line", .integer, "Suspended rows of which cycle nobody can say.") {
      .count($0.result.rowsWithoutLine)
    },
  ])

  private static func close(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    guard site.integration.directory.exists else { throw APICall.noLedger }
    var selection = CycleSelection()
    selection.endBefore = call.day("cycle_end_before")
    selection.contract = call.text("contract")
    selection.line = call.text("line")
    let isDryRun = call.isSet("dry_run")
    let result = try site.close(
      selection, withSuspended: call.isSet("with_suspended"), isDryRun: isDryRun, by: call.author)
    return .json(closing.json((result, isDryRun)))
  }

  private static func found(_ call: APICall) throws -> ListedService {
    let service = try call.read { site, ledger in
      try site.integration.recordedServices(ledger).find(call.parameter("service"))
    }
    guard let service else { throw APIFailure.notFound("the id of a service") }
    return service
  }

  private static func invoice(_ call: APICall) throws -> WebAnswer {
    _ = try found(call)
    let site = try call.site()
    let id = call.parameter("service")
    let reference = call.text("reference") ?? ""
    _ = try site.integration.changeServices(by: call.author) { try $0.invoice([(id, reference)]) }
    return .json(services.json(try found(call)))
  }

  private static func export(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    guard site.integration.directory.exists else { throw APICall.noLedger }
    guard let format = call.text("format").flatMap({ ServiceFormat(rawValue: $0) }) else {
      throw APIFailure.notFound("a format")
    }
    guard ServiceFormat.built.contains(format) else { throw APIFailure.withoutWorkbooks }
    var request = ServiceExportRequest(format, selection(call))
    request.selection.states = [.closed]
    request.repeatsAll = call.text("which") == "all"
    request.repeatsChanged = call.text("which") == "changed"
    let chosen = request
    // All of it before the first byte is sent: the run lock is not held for as long as a client reads.
    var bytes: [UInt8] = []
    let result = try site.integration.withLedger(.changing) { ledger in
      try site.integration.exportServices(chosen, ledger, by: call.author) { bytes += $0 }
    }
    guard result.delivered > 0 else { return .nothing }
    try call.note(.export, "services \(format.rawValue)", rows: result.delivered)
    return WebAnswer(headers: [("Content-Type", format.kind.contentType)], body: .bytes(bytes))
  }
}
