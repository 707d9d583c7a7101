import CallModel
import Explaining
import Foundation
import Importing
import Integration
import Ledger
import Output
import Pipeline
import Spreadsheets
import Statements

/// Registro de chamadas: list, totals, export, statement, explanation.
enum CallPages {
  static let routes: [Route] = [
    .read(":site/chamadas", .look, list),
    .read(":site/chamadas/totais", .look, totals),
    .read(":site/chamadas/exportar", .seeNumbers, export),
    .read(":site/chamadas/explicar", .look, explain),
    .read(":site/extrato", .look, statement),
    .read(":site/extrato/baixar", .seeNumbers, download),
  ]

  private static func list(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let display = try visit.display()
    let query = CallQuery(visit.request.query, masksNumbers: visit.masksNumbers)
    var page = Page(say("Registro de chamadas"), "list", section: "chamadas")
    let words = try site.ledger { site.zoneWords($0) }
    page.model["filter"] = query.form(action: site.path("chamadas"), words).model
    guard query.problems.isEmpty else { return try visit.answer(page) }
    let key = visit.request.query["apos"].flatMap { CallKey($0) }
    let found = try site.ledger {
      try CallPage($0, query.selection(try site.integration.zoneRules()), after: key)
    }
    var table = TableView(
      CallListing.page(words), found.calls, display,
      links: [
        "started_at": { explanationLink(site, $0) },
        "line": { site.path("chamadas?") + query.fields.setting("linha", $0.line).encoded },
        "amount": { statementLink(site, $0) },
      ])
    table.emptyText = say("Nenhuma chamada com esse filtro.")
    table.note = say("O início leva à explicação da chamada; o valor, ao extrato da linha no ciclo.")
    if key != nil { table.first = site.path("chamadas?") + query.fields.encoded }
    if let next = found.next {
      table.next = site.path("chamadas?") + query.fields.setting("apos", next.text).encoded
    }
    page.model["table"] = table.model
    var links: [[String: Any]] = []
    if visit.may(.seeNumbers) {
      links = RecordFormat.built.map { format in
        [
          "href": site.path("chamadas/exportar?") + query.fields.setting("formato", format.rawValue).encoded,
          "label": say("Exportar \(CallExport.words(format))"),
        ]
      }
    }
    links.append(["href": site.path("relatorios?") + query.fields.encoded, "label": say("Relatório deste filtro")])
    page.model["links"] = ["list": links]
    page.model.merge(try laterTotals(visit, site, query).model) { $1 }
    if !visit.masksNumbers, !found.calls.isEmpty {
      try visit.note(.calls, subject(site, query.fields), rows: found.calls.count)
    }
    return try visit.answer(page)
  }

  private static func totals(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = CallQuery(visit.request.query, masksNumbers: visit.masksNumbers)
    guard query.problems.isEmpty else { throw PageFailure(status: 400, message: say("O filtro não pôde ser lido.")) }
    return try laterTotals(visit, site, query).answer(visit)
  }

  private static func laterTotals(_ visit: Visit, _ site: Site, _ query: CallQuery) throws -> LaterTotals {
    let known = try ReportPages.sums(visit, site, query)
    return LaterTotals(
      path: site.path("chamadas/totais?") + query.fields.encoded,
      list: site.path("chamadas?") + query.fields.encoded, title: say("Totais das chamadas"), section: "chamadas",
      totals: known.isCurrent ? known.value.map { SumView.totals($0.calls.total) } : nil, hasFailed: known.hasFailed)
  }

  private static func subject(_ site: Site, _ fields: FormFields) -> String { "/\(site.number) \(fields.encoded)" }

  /// Nil for a call without an id.
  private static func explanationLink(_ site: Site, _ call: RecordedCall) -> String? {
    if call.globalID.isEmpty { return nil }
    let day = call.startedAt.prefix(10)
    let fields = FormFields([
      ("id", call.globalID), ("linha", call.line), ("de", String(day)), ("ate", String(day)),
    ])
    return site.path("chamadas/explicar?") + fields.encoded
  }

  private static func statementLink(_ site: Site, _ call: RecordedCall) -> String {
    let fields = FormFields([("linha", call.line), ("ciclo", "\(call.cycleStart)"), ("contrato", call.contract)])
    return site.path("extrato?") + fields.encoded
  }

  // MARK: - Export

  /// Exactly what the list shows, all pages of it.
  private static func export(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = CallQuery(visit.request.query, masksNumbers: visit.masksNumbers)
    guard query.problems.isEmpty else { throw PageFailure(status: 400, message: say("O filtro não pôde ser lido.")) }
    let selection = query.selection(try site.integration.zoneRules())
    guard let format = RecordFormat(rawValue: visit.request.query["formato"] ?? "csv"),
      RecordFormat.built.contains(format)
    else { throw PageFailure.notFound }
    let subject = subject(site, query.fields.setting("formato", format.rawValue))
    // Before the first byte: what is taken is noted, regardless of the connection.
    try visit.note(.export, subject)
    return .file("chamadas.\(format.kind.fileExtension)", type: format.kind.contentType) { sink in
      try site.ledger { ledger in
        try CallExport.write(selection, of: ledger, as: format, to: sink)
      }
    }
  }

  // MARK: - Explanation

  private static func explain(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = CallQuery(visit.request.query, masksNumbers: visit.masksNumbers)
    guard let globalID = visit.request.query.text("id") else { throw PageFailure.notFound }
    let zone = try site.integration.zoneRules()
    let found = try site.ledger { ledger in
      let sources = SourceRows(
        directory: site.integration.source.directory, layout: site.integration.source.layout, ledger: ledger)
      return try CallExplainer(ledger, zone: zone, sources: sources).explain(
        globalID: globalID, query.selection(zone).calls, limit: 20, masksNumbers: visit.masksNumbers)
    }
    let (explanations, held) = (found.calls, found.held)
    if !visit.masksNumbers, !explanations.isEmpty {
      try visit.note(.explanation, "/\(site.number) id=\(globalID)", rows: explanations.count)
    }
    let contestable = visit.may(.bill) ? explanations.filter(ContestPages.canBeContested) : []
    let words = ExplanationWords(try visit.display(), try site.ledger { site.zoneWords($0) })
    return try visit.answer(
      Page(
        say("Por que esta chamada custa isto"), "explanation",
        [
          "calls": explanations.map(words.model), "isEmpty": explanations.isEmpty && held.isEmpty,
          "held": held.map(words.model),
          "links": contestable.isEmpty ? false : ["list": contestable.map { ContestPages.link(site, $0.call) }],
        ], section: "chamadas"))
  }

  // MARK: - Statement

  private static func built(_ visit: Visit, _ site: Site) throws -> Statement {
    let fields = visit.request.query
    guard let line = fields.text("linha") else { throw PageFailure.notFound }
    let cycle = fields.text("ciclo").flatMap { CivilDate(text: $0) ?? DayText.day($0) }
    do {
      return try statement(line: line, cycle: cycle, contract: fields.text("contrato"), visit, site)
    } catch is StatementFailure {
      throw PageFailure(status: 404, message: say("Esta linha não tem chamadas nesse ciclo."))
    }
  }

  /// With numbers as who asks may see them.
  ///
  /// - Throws: `StatementFailure` if the line has no such cycle.
  static func statement(
    line: String, cycle: CivilDate?, contract: String?, _ visit: Visit, _ site: Site
  ) throws -> Statement {
    var request = StatementRequest(
      line: line, provider: site.integration.billing.providerName, timeZone: site.integration.timeZone,
      issuedOn: try site.integration.zoneRules().day(of: visit.core.nowSeconds))
    request.cycle = cycle
    request.contract = contract
    request.masksNumbers = visit.masksNumbers
    let statement = try site.ledger { ledger in
      // Labels, and numbers that never appear on a bill, as the command has them.
      request.tables = try site.integration.registry.statementTables(ledger)
      return try StatementBuilder(ledger).statement(request)
    }
    return visit.masksNumbers ? statement.maskingOwnNumbers : statement
  }

  private static func statement(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let statement = try built(visit, site)
    try visit.note(.statement, "/\(site.number) \(visit.request.query.encoded)", rows: statement.callCount)
    let download = site.path("extrato/baixar?")
    return try visit.answer(
      Page(
        say("Extrato da linha \(statement.line)"), "statement",
        [
          "text": StatementText.lines(statement).joined(separator: "\n"),
          "download": visit.may(.seeNumbers)
            ? [
              "csv": download + visit.request.query.setting("formato", "csv").encoded,
              "html": download + visit.request.query.setting("formato", "html").encoded,
              "workbook": XLSXWriter.isBuiltIn
                ? ["href": download + visit.request.query.setting("formato", "xlsx").encoded] : false,
            ] : false,
          "facts": [
            ["label": say("Contrato"), "text": statement.contract],
            ["label": say("Cliente"), "text": BrazilianText.safe(statement.customer)],
            [
              "label": say("Ciclo"),
              "text": say("\(BrazilianText.date(statement.cycleStart)) a \(BrazilianText.date(statement.cycleEnd))"),
            ],
            ["label": say("A pagar"), "text": BrazilianText.reais(centavos: statement.totalCentavos)],
          ],
        ], section: "chamadas"))
  }

  private static func download(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let statement = try built(visit, site)
    try visit.note(.statement, "/\(site.number) \(visit.request.query.encoded)", rows: statement.callCount)
    let name = "extrato-\(statement.line)-\(statement.cycleStart)"
    if visit.request.query["formato"] == "csv" {
      let bytes = StatementCSV.bytes(statement)
      return .file(name + ".csv", type: "text/csv; charset=utf-8") { try $0(bytes) }
    }
    if visit.request.query["formato"] == "xlsx", XLSXWriter.isBuiltIn {
      let bytes = try StatementSheet.xlsx(statement)
      return .file(name + ".xlsx", type: FileKind.workbook.contentType) { try $0(bytes) }
    }
    let text = StatementHTML.text(statement)
    return .file(name + ".html", type: "text/html; charset=utf-8") { try $0(Array(text.utf8)) }
  }
}

extension Statement {
  /// The same with the line's own numbers masked, too: a customer knows them, a reader need not.
  fileprivate var maskingOwnNumbers: Statement {
    var statement = self
    statement.numbers = numbers.map { NumberMask.mask($0) }
    for section in sections.indices {
      let mask = { (text: String) in NumberMask.maskAll(in: text) }
      for call in sections[section].calls.indices {
        statement.sections[section].calls[call].ownNumber = mask(sections[section].calls[call].ownNumber)
      }
      for call in sections[section].lateCalls.indices {
        statement.sections[section].lateCalls[call].ownNumber = mask(sections[section].lateCalls[call].ownNumber)
      }
      for service in sections[section].services.indices {
        statement.sections[section].services[service].description = mask(
          sections[section].services[service].description)
      }
    }
    return statement
  }
}
