import Output
import Integration
import Listing
import CallModel
import Explaining
import Foundation
import Importing
import Ledger
import Pipeline
import Statements

/// Recorded calls: the list, its export, the explanation of a call, statements.
enum CallResources {
  static let routes: [APIRoute] = [
    .read(
      "integrations/{integration}/calls", "listCalls", "Recorded calls, by contract, line and start.",
      query: filter + APICall.paging, .json(.page(calls(false).schema)), list),
    .read(
      "integrations/{integration}/calls/export", "exportCalls", "All calls of a filter, as a stream.",
      needs: .seeNumbers,
      query: filter + [
        APIField(
          "format", .choice(RecordFormat.allCases.map(\.rawValue)),
          "csv if it is not given; ixc: as the IXC ERP takes them; csv-br: for a spreadsheet with Brazilian settings.")
      ], .file(FileKind.allCases.map(\.mediaType)), export),
    .read(
      "integrations/{integration}/calls/totals", "getCallTotals",
      "What the calls of a filter come to, and what each part of them does.",
      query: filter + [
        APIField("by", .choice(Part.allCases.map(\.rawValue)), "The parts; without it there are none.")
      ],
      .json(
        .object(
          sums.columns.map(\.field) + [
            APIField(
              "parts", .list(.object([APIField("name", .text, isRequired: true)] + sums.columns.map(\.field))),
              isRequired: true, "Days in their order, others by amount, the greatest first; of lines 1,000.")
          ])), totals),
    .read(
      "integrations/{integration}/calls/explanation", "explainCall", "Why a call costs what it does, rule by rule.",
      query: [
        APIField("global_id", .line(), isRequired: true), APIField("line", .line()), APIField("from", .day),
        APIField("until", .day),
      ], .json(explanation), explain),
    .read(
      "integrations/{integration}/statement", "getStatement", "The detailed bill of a line and cycle.",
      query: [
        APIField("line", .line(), isRequired: true),
        APIField("cycle", .day, isRequired: true, "A day of the cycle."),
        APIField("contract", .line(), "If the line had several in the cycle."),
        APIField("format", .choice(["csv", "text", "html"]), "csv if it is not given."),
      ], .file(["text/csv", "text/plain", "text/html"]), statement),
  ]

  private static let filter = [
    APIField("line", .line()), APIField("contract", .line()),
    APIField("from", .day, "First day, in the integration's time zone."), APIField("until", .day, "Last day."),
    APIField("zone", .line(), "`intl` is also `intl:europa`."),
    APIField("called", .line(), "First digits of the called number."),
  ]

  /// The columns of call-records.csv.
  static func calls(_ masksNumbers: Bool) -> APIList<RecordedCall> {
    @Sendable func number(_ text: String) -> JSONValue { JSONValue(.telephone(text), masksNumbers: masksNumbers) }
    return APIList([
      APIColumn("global_id", .text) { .text($0.globalID) },
      APIColumn("started_at", .text, "Local time with its offset.") { .text($0.startedAt) },
      APIColumn("direction", .choice(["out", "in"])) { .text($0.isOutbound ? "out" : "in") },
      APIColumn("caller", .telephone) { number($0.caller) }, APIColumn("called", .telephone) { number($0.called) },
      APIColumn("line", .text) { .text($0.line) }, APIColumn("contract", .text) { .text($0.contract) },
      APIColumn("plan", .text) { .text($0.plan) }, APIColumn("zone", .text) { .text($0.zone) },
      APIColumn("duration_s", .integer) { .count($0.duration) },
      APIColumn("billed_s", .integer) { .count($0.billed) },
      APIColumn("allowance_s", .integer) { .count($0.covered) },
      APIColumn("surplus_s", .integer) { .count($0.surplus) },
      APIColumn("price_per_minute", APISchema.amount.orNull) {
        $0.pricePerMinute.isEmpty ? .null : .text($0.pricePerMinute)
      },
      APIColumn("allowance_amount", .amount) { .text(amount($0.allowanceMicros, $0)) },
      APIColumn("amount", .amount) { .text(amount($0.amountMicros, $0)) },
      APIColumn("cycle_start", .day) { .text("\($0.cycleStart)") }, APIColumn("source", .text) { .text($0.source) },
    ])
  }

  private static func amount(_ micros: Int64, _ call: RecordedCall) -> String {
    Money.text(micros: Int128(micros), decimals: call.decimals)
  }

  /// The pages' filter, by the names of parameters: what may be asked for stands there alone.
  private static func query(_ call: APICall) throws -> CallQuery {
    let names = [
      "line": "linha", "contract": "contrato", "from": "de", "until": "ate", "zone": "zona", "called": "chamado",
    ]
    let pairs = names.compactMap { name, field in call.text(name).map { (field, $0) } }
    let query = CallQuery(FormFields(pairs), masksNumbers: call.masksNumbers)
    if let wrong = query.problems.keys.sorted().first {
      throw APIFailure(
        422, "refused", field: names.first { $0.value == wrong }?.key,
        expected: "days in order, and the first digits of a called number", found: "others",
        remedy: "with scope reader no part of a number")
    }
    return query
  }

  private static func selection(_ call: APICall, _ site: Site) throws -> RecordSelection {
    try query(call).selection(try site.integration.zoneRules())
  }

  /// As it stands in the access log: names and values, in order.
  private static func subject(_ call: APICall) -> String {
    "calls "
      + FormFields(call.query.sorted { $0.key < $1.key }.map { ($0.key, $0.value.string ?? $0.value.written) })
      .encoded
  }

  private static func list(_ call: APICall) throws -> WebAnswer {
    var key: CallKey?
    if let text = call.text("after") {
      guard let known = CallKey(text) else { throw APICall.noKey }
      key = known
    }
    let page = try call.read { site, ledger in
      try CallPage(ledger, try selection(call, site), after: key, rows: call.rows)
    }
    if !call.masksNumbers, !page.calls.isEmpty { try call.note(.calls, subject(call), rows: page.calls.count) }
    return calls(call.masksNumbers).page(page.calls, next: page.next?.text)
  }

  private static func export(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    guard site.integration.directory.exists else { throw APICall.noLedger }
    guard let format = RecordFormat(rawValue: call.text("format") ?? "csv") else {
      throw APIFailure.notFound("a format")
    }
    guard RecordFormat.built.contains(format) else { throw APIFailure.withoutWorkbooks }
    let selection = try selection(call, site)
    // Before the first byte: what is taken is noted, regardless of the connection.
    try call.note(.export, subject(call))
    return .file("calls.\(format.kind.fileExtension)", type: format.kind.contentType) { sink in
      try site.ledgers.use { ledger in
        try CallExport.write(selection, of: ledger, as: format, to: sink)
      }
    }
  }

  // MARK: - Totals

  private enum Part: String, CaseIterable {
    case day, zone, plan, partition
    case costCentre = "cost_centre"
    case line
  }

  private static let sums = APIList<CallSum>([
    APIColumn("calls", .integer) { .count($0.calls) }, APIColumn("duration_s", .integer) { .count($0.duration) },
    APIColumn("billed_s", .integer) { .count($0.billed) }, APIColumn("allowance_s", .integer) { .count($0.covered) },
    APIColumn("surplus_s", .integer) { .count($0.billed - $0.covered) },
    APIColumn("amount", .amount) { .text(Money.text(micros: $0.micros, decimals: Money.maximumDecimals)) },
  ])

  /// How long a program waits for what is being summed.
  private static let patience = 20.0

  /// The sums that pages show, as the ledger stands.
  private static func totals(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    guard site.integration.directory.exists else { throw APICall.noLedger }
    let query = try query(call)
    let end = Date(timeIntervalSinceNow: patience)
    while true {
      let known = try ReportPages.sums(call.visit, site, query)
      if known.isCurrent, let value = known.value { return .json(totals(value, call.text("by"))) }
      if known.hasFailed { throw PageFailure(status: 500, message: "") }
      guard Date() < end else { throw PageFailure(status: 503, message: "") }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  private static func totals(_ known: ReportSums, _ by: String?) -> JSONValue {
    func sorted(_ parts: [String: CallSum]) -> [(String, CallSum)] {
      parts.sorted { ($1.value.micros, $0.key) < ($0.value.micros, $1.key) }.map { ($0.key, $0.value) }
    }
    let parts: [(String, CallSum)] =
      switch by.flatMap({ Part(rawValue: $0) }) {
      case .day: known.calls.days.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) }
      case .zone: sorted(known.calls.zones)
      case .plan: sorted(known.calls.plans)
      case .partition: sorted(known.partitions)
      case .costCentre: sorted(known.costCentres)
      case .line: known.calls.lines.prefix(APICall.mostRows).map { ($0.line, $0.sum) }
      case nil: []
      }
    var members = sums.json(known.calls.total).members ?? [:]
    members["parts"] = .list(
      parts.map { name, sum in
        var part = sums.json(sum).members ?? [:]
        part["name"] = .text(name)
        return .object(part)
      })
    return .object(members)
  }

  // MARK: - Explanation

  private static let explanation = APISchema.object([
    APIField("global_id", .text, isRequired: true),
    APIField(
      "calls",
      .list(
        .object(
          calls(false).columns.map(\.field) + [
            APIField("entry", .choice(["cycle", "late"]), isRequired: true),
            APIField("row", APISchema.text.orNull, isRequired: true, "As its file has it."),
            APIField(
              "rules",
              .list(
                .object([
                  APIField("rule", .text, isRequired: true), APIField("text", .text, isRequired: true),
                  APIField("values", .map(.text), isRequired: true), APIField("rows", .list(.text), isRequired: true),
                ])), isRequired: true),
          ])), isRequired: true),
    APIField(
      "rows",
      .list(
        .object(
          ["source", "outcome", "reason", "state", "text", "raw"].map { APIField($0, .text, isRequired: true) })),
      isRequired: true, "Rows that mention it and are not billed."),
  ])

  /// Slices of a long call share an id.
  private static let mostExplained = 20

  private static func explain(_ call: APICall) throws -> WebAnswer {
    let globalID = call.text("global_id") ?? ""
    let found = try call.read { site, ledger in
      let source = site.integration.source
      let sources = SourceRows(directory: source.directory, layout: source.layout, ledger: ledger)
      return try CallExplainer(ledger, zone: try site.integration.zoneRules(), sources: sources).explain(
        globalID: globalID, try selection(call, site).calls, limit: mostExplained, masksNumbers: call.masksNumbers)
    }
    let (explanations, held) = (found.calls, found.held)
    if !call.masksNumbers, !explanations.isEmpty || !held.isEmpty {
      try call.note(.explanation, "global_id=\(globalID)", rows: explanations.count + held.count)
    }
    func text(_ text: String) -> JSONValue { JSONValue(.free(text), masksNumbers: call.masksNumbers) }
    let list = calls(call.masksNumbers)
    let shown = explanations.map { explanation -> JSONValue in
      var members = list.json(explanation.call).members ?? [:]
      members["entry"] = .text(explanation.call.entry == 0 ? "cycle" : "late")
      members["row"] = explanation.rawRow.map(text) ?? .null
      members["rules"] = .list(
        explanation.rules.map { rule in
          [
            "rule": .text(rule.rule.rawValue), "text": text(rule.text), "values": .object(rule.values.mapValues(text)),
            "rows": .list(rule.rows.map(JSONValue.text)),
          ]
        })
      return .object(members)
    }
    let rows = held.map { row -> JSONValue in
      [
        "source": .text(row.source), "outcome": .text(row.outcome), "reason": .text(row.reason),
        "state": .text(row.state), "text": text(row.text), "raw": text(row.raw),
      ]
    }
    return .json(["global_id": .text(globalID), "calls": .list(shown), "rows": .list(rows)])
  }

  // MARK: - Statement

  private static func statement(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    guard site.integration.directory.exists else { throw APICall.noLedger }
    let statement = try CallPages.statement(
      line: call.text("line") ?? "", cycle: call.day("cycle"), contract: call.text("contract"), call.visit, site)
    try call.note(.statement, "statement \(statement.line) \(statement.cycleStart)", rows: statement.callCount)
    switch call.text("format") ?? "csv" {
    case "text":
      return .text(StatementText.lines(statement).joined(separator: "\n") + "\n")
    case "html": return .html(StatementHTML.text(statement))
    default:
      return .text(
        String(decoding: StatementCSV.bytes(statement), as: UTF8.self), type: "text/csv; charset=utf-8")
    }
  }
}
