import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Listing
import Statements

/// Serviços adicionais: list, what feeds one, close, reopen, invoice, export.
enum ServicePages {
  static let routes: [Route] = [
    .read(":site/servicos", .look, list),
    .read(":site/servicos/totais", .look, totals),
    .write(":site/servicos/exportar", .bill, export),
    .read(":site/servicos/servico/:id", .look, show),
    .write(":site/servicos/servico/:id/faturar", .bill, invoice),
    .write(":site/servicos/servico/:id/reabrir", .bill, reopen),
  ]

  private static func list(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = ServiceQuery(visit.request.query)
    var page = Page(say("Serviços adicionais"), "list", section: "servicos")
    page.model["filter"] = query.form(action: site.path("servicos")).model
    guard query.problems.isEmpty else { return try visit.answer(page) }
    let after = visit.request.query["apos"].flatMap(key)
    let found = try site.ledger {
      try ServicePage(try site.integration.recordedServices($0), query.selection, after: after)
    }
    var table = TableView(
      ServiceListing.page(site.integration), found.services, try visit.display(),
      links: ["id": { site.path("servicos/servico/\(PercentCoding.encode($0.service.id))") }])
    table.emptyText = say("Nenhum serviço com esse filtro.")
    if after != nil { table.first = site.path("servicos?") + query.fields.encoded }
    if let next = found.next {
      let key = "\(PercentCoding.encode(next.contract))|\(PercentCoding.encode(next.id))"
      table.next = site.path("servicos?") + query.fields.setting("apos", key).encoded
    }
    page.model["table"] = table.model
    page.model.merge(try laterTotals(visit, site, query).model) { $1 }
    var links: [[String: Any]] = [["href": site.path("servicos/contestacoes"), "label": say("Contestações")]]
    if visit.may(.bill) {
      links.append(["href": site.path("servicos/fechar"), "label": say("Fechar ciclos")])
      if site.integration.erp != nil {
        links.append(["href": site.path(ERPPages.path + "?") + query.fields.encoded, "label": say("Serviços no ERP")])
      }
      page.model["forms"] = [exportForm(site, query).model]
    }
    page.model["links"] = ["list": links]
    return try visit.answer(page)
  }

  static func key(_ text: String) -> (contract: String, id: String)? {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map {
      PercentCoding.decode(Array($0.utf8), plusIsSpace: false).map { String(decoding: $0, as: UTF8.self) }
    }
    guard parts.count == 2, let contract = parts[0], let id = parts[1] else { return nil }
    return (contract, id)
  }

  private static func totals(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = ServiceQuery(visit.request.query)
    guard query.problems.isEmpty else { throw PageFailure(status: 400, message: say("O filtro não pôde ser lido.")) }
    return try laterTotals(visit, site, query).answer(visit)
  }

  /// How many services are in a state, and what they come to.
  struct StateSum: Sendable {
    var count = 0
    var centavos: Int128 = 0
  }

  /// What the services of a list come to, by state, as far as it is known.
  static func sums(
    _ visit: Visit, _ site: Site, _ query: ServiceQuery
  ) throws -> SumDesk.Known<[ServiceRow.State: StateSum]> {
    let mark = try site.ledger { try $0.stateMark() }
    return visit.core.sums.known("\(site.number) services \(query.fields.encoded)", mark: mark) {
      var sums: [ServiceRow.State: StateSum] = [:]
      try site.ledger { ledger in
        try RecordedServices(ledger).forEach(query.selection) { listed in
          sums[listed.service.state, default: StateSum()].count += 1
          sums[listed.service.state]?.centavos += listed.service.centavos
        }
      }
      return sums
    }
  }

  private static func laterTotals(_ visit: Visit, _ site: Site, _ query: ServiceQuery) throws -> LaterTotals {
    let known = try sums(visit, site, query)
    return LaterTotals(
      path: site.path("servicos/totais?") + query.fields.encoded,
      list: site.path("servicos?") + query.fields.encoded, title: say("Totais dos serviços"), section: "servicos",
      totals: known.isCurrent ? known.value.map(described) : nil, hasFailed: known.hasFailed)
  }

  private static func described(_ sums: [ServiceRow.State: StateSum]) -> [[String: Any]] {
    let all = sums.values.reduce(Int128(0)) { $0 + $1.centavos }
    var totals: [[String: Any]] = [["label": say("Todos"), "text": BrazilianText.reais(centavos: all)]]
    for state in ServiceRow.State.allCases {
      guard let sum = sums[state] else { continue }
      totals.append([
        "label": "\(ServiceWords.state(state)): \(Display.count(sum.count))",
        "text": BrazilianText.reais(centavos: sum.centavos),
      ])
    }
    return totals
  }

  // MARK: - Export

  private static func exportForm(_ site: Site, _ query: ServiceQuery) -> FormView {
    var fields = query.fields.all.filter { $0.name != "situacao" && $0.name != "tipo" }.map {
      FormView.Field($0.name, $0.name, kind: .hidden, value: $0.value)
    }
    fields += [
      FormView.Field(
        "formato", say("Formato"),
        kind: .choice(ServiceFormat.built.map { FormView.Choice($0.rawValue, ServiceWords.format($0)) })),
      FormView.Field(
        "quais", say("Quais"),
        kind: .choice([
          FormView.Choice("", say("fechados ainda não exportados")),
          FormView.Choice("mudados", say("também os que mudaram desde então")),
          FormView.Choice("todos", say("todos de novo")),
        ])),
    ]
    var form = FormView(action: site.path("servicos/exportar"), submit: say("Exportar"), fields: fields)
    form.heading = say("Exportar serviços fechados")
    form.note = say("Cada serviço sai uma vez em cada formato, e isso fica anotado. Vale o filtro acima.")
    return form
  }

  private static func export(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let query = ServiceQuery(visit.request.form)
    guard let format = visit.request.form["formato"].flatMap({ ServiceFormat(rawValue: $0) }),
      ServiceFormat.built.contains(format)
    else { throw PageFailure.notFound }
    var request = ServiceExportRequest(format, query.selection)
    request.selection.states = [.closed]
    request.repeatsAll = visit.request.form["quais"] == "todos"
    request.repeatsChanged = visit.request.form["quais"] == "mudados"
    let chosen = request
    // All of it before the first byte is sent: the run lock is not held for as long as a client reads.
    var bytes: [UInt8] = []
    let result = try site.integration.withLedger(.changing) { ledger in
      try site.integration.exportServices(chosen, ledger, by: visit.author) { bytes += $0 }
    }
    guard result.delivered > 0 else {
      throw PageFailure(
        status: 409,
        message:
          say(
            "Não há serviço fechado a exportar nesse formato; \(Display.count(result.alreadyExported)) já foram exportados."
          )
      )
    }
    try visit.note(
      .export, "/\(site.number) servicos \(format.rawValue) \(query.fields.encoded)", rows: result.delivered)
    let written = bytes
    return .file("servicos.\(format.kind.fileExtension)", type: format.kind.contentType) { try $0(written) }
  }

  // MARK: - One service

  private static func found(_ visit: Visit, _ site: Site) throws -> ListedService {
    let id = visit.parameter("id")
    guard let service = try site.ledger({ try site.integration.recordedServices($0).find(id) }) else {
      throw PageFailure(status: 404, message: say("Nenhum serviço tem esse identificador."))
    }
    return service
  }

  private static func show(_ visit: Visit) throws -> WebAnswer { try page(visit, problem: nil) }

  private static func page(_ visit: Visit, problem: String?) throws -> WebAnswer {
    let site = try visit.site()
    let listed = try found(visit, site)
    let service = listed.service
    let display = try visit.display()
    let statement = FormFields([
      ("linha", service.line), ("ciclo", "\(service.cycleStart)"), ("contrato", service.contract),
    ])
    let columns = ServiceListing.page(site.integration)
    let cells = zip(columns.columns, columns.cells(listed))
    var facts = cells.map { fact(say(key: $0.title), display.text($1)) }
    facts.append(fact(say("Descrição"), display.text(.free(service.description))))
    facts.append(
      fact(
        say("O que o compõe"), say("extrato da linha no ciclo"),
        link: site.path("extrato?") + statement.encoded))
    if listed.overdueCalls > 0 {
      let text = say("\(Display.count(listed.overdueCalls)): negociar ou parcelar")
      facts.append(fact(say("Chamadas além do prazo"), text))
    }
    if let remedy = ERPWords.remedy(listed) {
      if let message = listed.push?.message {
        facts.append(fact(say("O que o ERP diz"), display.text(.free(ERPWords.sentence(message)))))
      }
      facts.append(fact(say("O que fazer"), remedy))
    }
    for export in listed.exports {
      facts.append(fact(say("Exportado em \(export.format)"), display.text(.moment(export.at))))
    }
    var model: [String: Any] = ["facts": ["list": facts]]
    if visit.may(.bill) {
      model["forms"] = actions(site, service, problem).map(\.model)
      model["links"] = ["list": ContestPages.links(site, service)]
    }
    return try visit.answer(Page(say("Serviço \(service.id)"), "detail", model, section: "servicos"))
  }

  private static func actions(_ site: Site, _ service: ServiceRow, _ problem: String?) -> [FormView] {
    guard service.state == .closed else { return [] }
    let path = site.path("servicos/servico/\(PercentCoding.encode(service.id))")
    var invoice = FormView(
      action: path + "/faturar", submit: say("Registrar fatura"),
      fields: [FormView.Field("referencia", say("Referência no ERP"), isRequired: true, problem: problem)])
    invoice.note = say("Um serviço faturado não muda mais.")
    var reopen = FormView(action: path + "/reabrir", submit: say("Reabrir o ciclo"), fields: [])
    reopen.note = say("O ciclo e seus serviços tardios voltam a ficar em aberto e seguem o cadastro de hoje.")
    reopen.isGrave = true
    return [invoice, reopen]
  }

  private static func invoice(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let reference = visit.request.form.text("referencia") else {
      return try page(visit, problem: say("Informe a referência."))
    }
    let id = visit.parameter("id")
    do {
      _ = try site.integration.changeServices(by: visit.author) { try $0.invoice([(id, reference)]) }
    } catch let failure as LedgerFailure where failure.kind == .other {
      return try page(visit, problem: say("Não foi possível: \(failure.found)."))
    }
    return .redirect(site.path("servicos/servico/\(PercentCoding.encode(id))?feito=faturado"))
  }

  private static func reopen(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    return try ImportPages.begin(
      .reopen(.services([visit.parameter("id")]), by: visit.user), "Reabertura do ciclo", visit, site)
  }
}
