import CallModel
import ERP
import Importing
import Integration
import Ledger
import Listing
import Statements

/// Serviços no ERP: hands closed services to it, and compares what it has (spec 11.2). Only where integration.yml has
/// `erp`.
enum ERPPages {
  static let routes: [Route] = [
    .read(":site/servicos/erp", .bill, show),
    .write(":site/servicos/erp/enviar", .bill, push),
    .read(":site/servicos/erp/envio", .bill, pushed),
    .write(":site/servicos/erp/comparar", .bill, compare),
    .read(":site/servicos/erp/diferencas", .bill, compared),
    .read(":site/servicos/erp/diferencas/exportar", .bill, export),
  ]

  static let path = "servicos/erp"
  /// Rows that are shown of a simulation, of what waits for someone, and of a comparison, whose export has all.
  private static let shownRows = 200

  /// - Throws: `PageFailure` where there is no ERP.
  private static func site(_ visit: Visit) throws -> Site {
    let site = try visit.site()
    guard site.integration.erp != nil else { throw PageFailure.notFound }
    return site
  }

  // MARK: - What waits

  /// Closed services on their way to the ERP.
  private struct Waiting {
    var waiting = 0
    var centavos: Int128 = 0
    var apart = KeptApart()
    var refused = 0
    var unanswered = 0
    /// Those that a person may have to do something about.
    var shown: [ListedService] = []

    mutating func add(_ listed: ListedService) {
      switch listed.push?.state {
      case nil:
        guard listed.awaitsERP else { return }
        if listed.isKeptApart {
          apart.add(listed.service)
          break
        }
        waiting += 1
        centavos += listed.service.centavos
        return
      case .refused: refused += 1
      default: unanswered += 1
      }
      if shown.count < ERPPages.shownRows { shown.append(listed) }
    }

    var facts: [[String: Any]] {
      [
        fact(say("A enviar"), "\(Display.count(waiting)), \(BrazilianText.reais(centavos: centavos))"),
        fact(say("Recusados pelo ERP"), Display.count(refused)),
        fact(say("Sem resposta ainda"), Display.count(unanswered)),
      ] + ERPWords.facts(apart)
    }
  }

  private static let waitingColumns = Listing<ListedService>([
    ListingColumn("id", "Serviço") { .text($0.service.id) },
    ListingColumn("contract", "Contrato") { .text($0.service.contract) },
    ListingColumn("line", "Linha") { .text($0.service.line) },
    ListingColumn("amount", "R$") { .amount($0.service.amount) },
    ListingColumn("erp", "ERP") { .optional(ERPWords.state($0)) },
    ListingColumn("message", "O que o ERP diz") { .optionalFree($0.push?.message.map(ERPWords.sentence)) },
    ListingColumn("remedy", "O que fazer", width: 60) { .optional(ERPWords.remedy($0)) },
  ])

  private static func show(_ visit: Visit) throws -> WebAnswer { try page(visit, visit.request.query) }

  private static func page(
    _ visit: Visit, _ fields: FormFields, sections: [[String: Any]] = [], status: Int = 200
  ) throws -> WebAnswer {
    let site = try site(visit)
    let query = ServiceQuery(fields)
    var waiting = Waiting()
    var selection = ServiceSelection()
    selection.states = [.closed]
    try site.ledger { try site.integration.recordedServices($0).forEach(selection) { waiting.add($0) } }
    var model: [String: Any] = [
      "intro": [
        "text":
          say(
            "Entrega ao ERP os serviços fechados, cada um uma vez, e anota o registro que ele deu: o serviço fica faturado."
          )
      ],
      "facts": ["list": waiting.facts], "links": ["list": links(visit, site)],
    ]
    let forms = [pushForm(site, query, takesKeptApart: takesKeptApart(fields)), compareForm(site, query)]
    // What a simulation found stands above the form that does it.
    model[sections.isEmpty ? "forms" : "formsBelow"] = forms.map(\.model)
    var all = sections
    if !waiting.shown.isEmpty {
      let table = TableView(
        waitingColumns, waiting.shown, try visit.display(), links: ["id": { servicePath(site, $0.service.id) }])
      all.append(["heading": say("O que pede atenção"), "table": table.model])
    }
    model["sections"] = all
    var page = Page(say("Serviços no ERP"), "detail", model, section: "servicos")
    page.status = status
    return try visit.answer(page)
  }

  private static func links(_ visit: Visit, _ site: Site) -> [[String: Any]] {
    var links: [[String: Any]] = [["href": site.path("servicos"), "label": say("Serviços adicionais")]]
    if visit.core.erp.job(.push, of: site.number) != nil {
      links.append(["href": site.path(path + "/envio"), "label": say("Último envio")])
    }
    if visit.core.erp.job(.comparison, of: site.number) != nil {
      links.append(["href": site.path(path + "/diferencas"), "label": say("Última comparação")])
    }
    return links
  }

  static func servicePath(_ site: Site, _ id: String) -> String {
    site.path("servicos/servico/\(PercentCoding.encode(id))")
  }

  private static func fields(_ query: ServiceQuery) -> [FormView.Field] {
    [
      FormView.Field("contrato", say("Só do contrato"), value: query.contract ?? ""),
      FormView.Field("linha", say("Só da linha"), value: query.line ?? ""),
      FormView.Field(
        "ciclo", say("Só do ciclo que começa em"), kind: .date, value: query.cycle.map { "\($0)" } ?? "",
        problem: query.problems["ciclo"]),
    ]
  }

  static func takesKeptApart(_ fields: FormFields) -> Bool { fields["alem-do-prazo"] == "yes" }

  private static func pushForm(_ site: Site, _ query: ServiceQuery, takesKeptApart: Bool) -> FormView {
    let fields = fields(query) + [ERPWords.keptApartField(isSet: takesKeptApart)]
    var form = FormView(action: site.path(path + "/enviar"), submit: say("Enviar ao ERP"), fields: fields)
    form.id = "envio"
    form.heading = say("Enviar")
    form.second = ("simular", say("Simular"))
    form.note =
      say(
        "A simulação mostra o que seria enviado e não chama o ERP. O que um arquivo já levou é procurado lá antes; o que ficou sem resposta também."
      )
    return form
  }

  private static func compareForm(_ site: Site, _ query: ServiceQuery) -> FormView {
    var form = FormView(action: site.path(path + "/comparar"), submit: say("Comparar"), fields: fields(query))
    form.id = "comparacao"
    form.heading = say("Comparar")
    form.note =
      say(
        "Lista o que o ERP tem dos produtos desta integração e o que difere daqui; nada muda. Com filtro, o que só existe no ERP não aparece."
      )
    return form
  }

  // MARK: - Push

  private static func push(_ visit: Visit) throws -> WebAnswer {
    let site = try site(visit)
    let fields = visit.request.form
    let query = ServiceQuery(fields)
    guard query.problems.isEmpty else { return try page(visit, fields, status: 422) }
    if fields["acao"] == "simular" { return try page(visit, fields, sections: [try simulation(visit, site, query)]) }
    return try start(.push, query, takesKeptApart: takesKeptApart(fields), visit, site, "envio")
  }

  private static func start(
    _ work: ERPDesk.Work, _ query: ServiceQuery, takesKeptApart: Bool = false, _ visit: Visit, _ site: Site,
    _ result: String
  ) throws -> WebAnswer {
    guard visit.core.erp.start(work, query.selection, takesKeptApart: takesKeptApart, site, by: visit.user) else {
      throw PageFailure(
        status: 409, message: say("Outro envio ou outra comparação está em andamento nesta integração."))
    }
    return .redirect(site.path("\(path)/\(result)"))
  }

  /// What would be sent, as the command's `--dry-run` prints it.
  private static func simulation(_ visit: Visit, _ site: Site, _ query: ServiceQuery) throws -> [String: Any] {
    let takesKeptApart = takesKeptApart(visit.request.form)
    let (bodies, apart) = try site.ledger { ledger in
      try ServicePush.outlook(
        query.selection, site.integration.ixcTerms(ledger), ledger, takesKeptApart: takesKeptApart)
    }
    let listing = Listing<IXCBody>([
      ListingColumn("observacao", "Serviço") { .optional($0.fields["observacao"]) },
      ListingColumn("id_contrato", "Contrato no ERP") { .optional($0.fields["id_contrato"]) },
      ListingColumn("descricao", "Descrição") { .optionalFree($0.fields["descricao"]) },
      ListingColumn("valor_total", "R$") { body in
        .optionalAmount(body.fields["valor_total"].map { (body.fields["tipo_acres_desc"] == "D" ? "-" : "") + $0 })
      },
      ListingColumn("gaps", "Não será enviado", width: 60) {
        .text($0.gaps.map(ERPWords.sentence).joined(separator: "; "))
      },
    ])
    var table = TableView(
      listing, Array(bodies.prefix(shownRows)), try visit.display(),
      links: ["observacao": { $0.fields["observacao"].map { servicePath(site, $0) } }])
    table.emptyText = say("Nada a enviar com esse filtro.")
    var notes: [String] = []
    if bodies.count > shownRows { notes.append(say("E mais \(Display.count(bodies.count - shownRows)).")) }
    if !apart.isEmpty { notes.append(ERPWords.keptApart(apart)) }
    if !notes.isEmpty { table.note = notes.joined(separator: " ") }
    return [
      "heading": say("Simulação: seriam enviados \(Display.count(bodies.count { $0.gaps.isEmpty })); nada foi enviado"),
      "table": table.model,
    ]
  }

  private static func pushed(_ visit: Visit) throws -> WebAnswer {
    let site = try site(visit)
    guard let job = visit.core.erp.job(.push, of: site.number) else { return .redirect(site.path(path)) }
    switch job.outcome {
    case nil: return try running(job, say("Enviando ao ERP"), visit)
    case .failed(let error): return try failed(say("Envio ao ERP"), error, visit, site)
    case .compared: return .redirect(site.path(path))
    case .pushed(let report): return try visit.answer(try pushedPage(report, job, visit, site))
    }
  }

  private static func pushedPage(
    _ report: ServicePushReport, _ job: ERPDesk.Job, _ visit: Visit, _ site: Site
  ) throws -> Page {
    let display = try visit.display()
    var facts = [
      fact(say("Começou"), display.instant(job.beganAt)),
      fact(say("Estão no ERP"), "\(Display.count(report.done)), R$ \(Display.amount(report.amount))"),
    ]
    let counts = [
      (say("Destes, já estavam lá"), report.found), (say("Recusados pelo ERP"), report.refused),
      (say("Diferem do que foi enviado"), report.differing), (say("Sem resposta ainda"), report.unfinished),
      (say("Não enviados, esperam"), report.waiting),
    ]
    for (label, count) in counts where count > 0 { facts.append(fact(label, Display.count(count))) }
    facts += ERPWords.facts(report.apart)
    if let silence = report.lastSilence { facts.append(fact(say("No lugar de uma resposta"), display.masked(silence))) }
    if report.unfinished > 0 {
      let wait = report.waitSeconds.map { " " + say("Espere \($0) s.") } ?? ""
      facts.append(
        fact(say("O que fazer"), say("Envie de novo: o que ficou sem resposta é procurado lá antes.") + wait))
    }
    var model: [String: Any] = ["facts": ["list": facts], "links": ["list": links(visit, site)]]
    model["problem"] = report.problem.map { ["text": display.masked(ERPWords.sentence($0))] } ?? false
    model["sections"] = [
      (say("Recusados pelo ERP"), report.refusals, ERPPushRow.State.refused),
      (say("Diferem do que foi enviado"), report.differences, .differs),
    ].filter { !$0.1.isEmpty }.map { heading, remarks, state -> [String: Any] in
      var table = TableView(
        remarkColumns, remarks, display, links: ["service": { servicePath(site, $0.service) }])
      table.note = ERPWords.remedy(state) ?? ""
      return ["heading": heading, "table": table.model]
    }
    return Page(say("Envio ao ERP"), "detail", model, section: "servicos")
  }

  private static let remarkColumns = Listing<ServicePushReport.Remark>([
    ListingColumn("service", "Serviço") { .text($0.service) },
    ListingColumn("contract", "Contrato") { .optional($0.contract) },
    ListingColumn("reference", "Registro no ERP") { .optional($0.reference) },
    ListingColumn("message", "O que há", width: 60) { .free(ERPWords.sentence($0.message)) },
  ])

  private static func running(_ job: ERPDesk.Job, _ title: String, _ visit: Visit) throws -> WebAnswer {
    var facts = [fact(say("Começou"), try visit.display().instant(job.beganAt))]
    if job.work == .push { facts.append(fact(say("Serviços que o ERP respondeu"), Display.count(job.answered))) }
    var page = Page(
      title, "detail",
      ["intro": ["text": say("Em andamento… a página se completa sozinha.")], "facts": ["list": facts]],
      section: "servicos")
    page.refreshSeconds = 2
    return try visit.answer(page)
  }

  private static func failed(_ title: String, _ error: any Error, _ visit: Visit, _ site: Site) throws -> WebAnswer {
    let model: [String: Any] = [
      "problem": ["text": try visit.display().masked(ERPWords.failure(error))],
      "links": ["list": links(visit, site)],
    ]
    return try visit.answer(Page(title, "detail", model, section: "servicos"))
  }

  // MARK: - Comparison

  private static func compare(_ visit: Visit) throws -> WebAnswer {
    let site = try site(visit)
    let query = ServiceQuery(visit.request.form)
    guard query.problems.isEmpty else { return try page(visit, visit.request.form, status: 422) }
    return try start(.comparison, query, visit, site, "diferencas")
  }

  private static func compared(_ visit: Visit) throws -> WebAnswer {
    let site = try site(visit)
    guard let job = visit.core.erp.job(.comparison, of: site.number) else { return .redirect(site.path(path)) }
    switch job.outcome {
    case nil: return try running(job, say("Comparando com o ERP"), visit)
    case .failed(let error): return try failed(say("Comparação com o ERP"), error, visit, site)
    case .pushed: return .redirect(site.path(path))
    case .compared(let found): return try visit.answer(try comparedPage(found, job, visit, site))
    }
  }

  private static func comparedPage(
    _ found: ERPReconciliation, _ job: ERPDesk.Job, _ visit: Visit, _ site: Site
  ) throws -> Page {
    let display = try visit.display()
    var facts = [
      fact(say("Comparado em"), display.instant(job.beganAt)), fact(say("Serviços"), Display.count(found.services)),
      fact(say("Registros do ERP"), Display.count(found.records)),
      fact(say("Diferenças"), Display.count(found.differences.count)),
    ]
    facts += ERPWords.facts(found.apart)
    if found.byHand > 0 { facts.append(fact(say("Faturados à mão, não procurados"), Display.count(found.byHand))) }
    var table = TableView(
      ERPDifferenceListing.page, Array(found.differences.prefix(shownRows)), display,
      links: ["service": { $0.service.map { servicePath(site, $0) } }])
    table.emptyText = say("Nenhuma diferença.")
    if found.differences.count > shownRows {
      table.note = say("E mais \(Display.count(found.differences.count - shownRows)): exporte para ver todas.")
    }
    var links = links(visit, site)
    if !found.differences.isEmpty {
      links.append(["href": site.path(path + "/diferencas/exportar"), "label": say("Exportar CSV")])
    }
    let model: [String: Any] = [
      "facts": ["list": facts], "links": ["list": links],
      "sections": [["heading": say("Diferenças"), "table": table.model] as [String: Any]],
    ]
    return Page(say("Comparação com o ERP"), "detail", model, section: "servicos")
  }

  /// What `services reconcile --format csv` writes, of the comparison that is shown.
  private static func export(_ visit: Visit) throws -> WebAnswer {
    let site = try site(visit)
    guard case .compared(let found)? = visit.core.erp.job(.comparison, of: site.number)?.outcome else {
      throw PageFailure(status: 404, message: say("Compare primeiro: não há comparação a exportar."))
    }
    try visit.note(.export, "/\(site.number) erp diferencas", rows: found.differences.count)
    let columns = ERPDifferenceListing.columns
    return .file("erp-diferencas.csv", type: "text/csv; charset=utf-8") { sink in
      try sink(Array(columns.csvHeader.utf8))
      for difference in found.differences { try sink(columns.csv(difference)) }
    }
  }
}
