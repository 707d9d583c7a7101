import CallModel
import Explaining
import Importing
import Integration
import Ledger
import Listing
import Statements

/// Contestações: what customers contest, and the answers (spec 11.1).
enum ContestPages {
  static let routes: [Route] = [
    .read(":site/servicos/contestacoes", .look, list),
    .read(":site/servicos/contestacoes/nova", .bill, form),
    .write(":site/servicos/contestacoes/nova", .bill, open),
    .read(":site/servicos/contestacoes/contestacao/:id", .look, show),
    .write(":site/servicos/contestacoes/contestacao/:id", .bill, resolve),
  ]

  private static let path = "servicos/contestacoes"

  private static func path(_ site: Site, _ contest: ContestRow) -> String {
    site.path("\(path)/contestacao/\(PercentCoding.encode(contest.id))")
  }

  private static func list(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let rows = try site.ledger { try ContestListing.all($0) }
    var table = TableView(
      ContestListing.page, rows, try visit.display(),
      links: [
        "service": { site.path("servicos/servico/\(PercentCoding.encode($0.contest.service))") },
        "description": { path(site, $0.contest) },
      ])
    table.emptyText = say("Nenhuma contestação.")
    table.note = say(
      "Depois de fechado o ciclo: uma chamada, na sua explicação (Registro de chamadas); um serviço inteiro, na sua página."
    )
    var page = Page(say("Contestações"), "list", section: "servicos")
    page.model["table"] = table.model
    page.model["links"] = ["list": [["href": site.path("servicos"), "label": say("Serviços adicionais")]]]
    return try visit.answer(page)
  }

  // MARK: - A new one

  /// Of a service's page: what can be contested of it.
  static func links(_ site: Site, _ service: ServiceRow) -> [[String: Any]] {
    guard service.state != .open, !service.isOfContest, service.centavos > 0 else { return [] }
    return [link(site, FormFields([("id", service.id)]), say("Contestar o serviço"))]
  }

  /// Whether a call's service is closed, and nobody contested it yet.
  static func canBeContested(_ explanation: CallExplanation) -> Bool {
    let state = explanation.rules.first { $0.rule == .service }?.values["state"]
    let isClosed = state.map { $0 != ServiceRow.State.open.rawValue } ?? false
    return isClosed && !explanation.rules.contains { $0.rule == .contest }
  }

  /// Of a call's explanation.
  static func link(_ site: Site, _ call: RecordedCall) -> [String: Any] {
    let day = String(call.startedAt.prefix(10))
    let fields = FormFields([("id", call.globalID), ("linha", call.line), ("de", day), ("ate", day)])
    return link(site, fields, say("Contestar esta chamada"))
  }

  private static func link(_ site: Site, _ fields: FormFields, _ label: String) -> [String: Any] {
    ["href": site.path("\(path)/nova?") + fields.encoded, "label": label]
  }

  private static func form(_ visit: Visit) throws -> WebAnswer { try page(visit, visit.request.query) }

  private static func page(_ visit: Visit, _ fields: FormFields, problem: String? = nil) throws -> WebAnswer {
    let site = try visit.site()
    guard let id = fields.text("id") else { throw PageFailure.notFound }
    var form = FormView(
      action: site.path("\(path)/nova"), submit: say("Contestar"),
      fields: ["id", "linha", "de", "ate"].compactMap { name in
        fields.text(name).map { FormView.Field(name, name, kind: .hidden, value: $0) }
      } + [
        FormView.Field(
          "motivo", say("Motivo"), value: fields["motivo"] ?? "", isRequired: true, help: say("O que o cliente diz."),
          problem: problem)
      ])
    form.note =
      say(
        "Se o serviço ainda não foi exportado nem faturado, o valor sai dele até a resposta; senão nada muda até lá. Um ciclo com contestação não se reabre."
      )
    let model: [String: Any] = [
      "facts": ["list": try subject(visit, site, id, fields)],
      "forms": [form.model],
    ]
    var page = Page(say("Nova contestação"), "detail", model, section: "servicos")
    if problem != nil { page.status = 422 }
    return try visit.answer(page)
  }

  /// The service, or by what the call was found.
  private static func subject(
    _ visit: Visit, _ site: Site, _ id: String, _ fields: FormFields
  ) throws -> [[String: Any]] {
    if let service = try site.ledger({ try $0.readServices { try $0.service(id) } }) {
      return [
        fact(say("Serviço"), service.id), fact(say("Descrição"), try visit.display().text(.free(service.description))),
        fact(say("Valor"), BrazilianText.reais(centavos: service.centavos)),
      ]
    }
    let facts = [fact(say("Chamada"), BrazilianText.safe(id))]
    return facts + (fields.text("linha").map { [fact(say("Linha"), BrazilianText.safe($0))] } ?? [])
  }

  private static func open(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let fields = visit.request.form
    guard let id = fields.text("id") else { throw PageFailure.notFound }
    guard let reason = fields.text("motivo") else { return try page(visit, fields, problem: say("Escreva o motivo.")) }
    let zone = try site.integration.zoneRules()
    var request = ContestRequest(id, reason: reason, years: site.integration.billing.contestYears)
    request.calls = CallQuery(fields, masksNumbers: visit.masksNumbers).selection(zone).calls
    do {
      let contest = try site.integration.changeServices(by: visit.author) { try $0.contest(request) }
      return .redirect(path(site, contest) + "?feito=contestado")
    } catch let failure as LedgerFailure where failure.kind == .other {
      return try page(visit, fields, problem: RefusalWords.text(failure))
    }
  }

  // MARK: - One contest, and its answer

  private static func show(_ visit: Visit) throws -> WebAnswer { try page(visit, FormFields(), nil) }

  private static func page(_ visit: Visit, _ fields: FormFields, _ problem: (field: String, text: String)?) throws
    -> WebAnswer
  {
    let site = try visit.site()
    let id = visit.parameter("id")
    let found = try site.ledger { ledger in
      try ledger.readServices { reader in
        try reader.contest(id).map { ListedContest($0, of: try reader.service($0.service)) }
      }
    }
    guard let found else { throw PageFailure(status: 404, message: say("Nenhuma contestação tem esse identificador.")) }
    let display = try visit.display()
    var facts: [[String: Any]] = zip(ContestListing.page.columns, ContestListing.page.cells(found)).map {
      fact(say(key: $0.title), display.text($1))
    }
    facts += moments(found.contest, display).map { fact($0.0, $0.1) }
    var model: [String: Any] = ["facts": ["list": facts], "links": ["list": linksAround(site, found.contest)]]
    if visit.may(.bill), found.contest.state == .open {
      model["forms"] = [answerForm(path(site, found.contest), fields, problem).model]
    } else if let problem {
      model["problem"] = ["text": problem.text]
    }
    var page = Page(say("Contestação \(found.contest.id)"), "detail", model, section: "servicos")
    if problem != nil { page.status = 422 }
    return try visit.answer(page)
  }

  private static func moments(_ contest: ContestRow, _ display: Display) -> [(String, String)] {
    func told(_ at: String, _ by: String?) -> String {
      display.text(.moment(at)) + (by.map { " " + say("por") + " " + BrazilianText.safe($0) } ?? "")
    }
    var moments = [(say("Registrada em"), told(contest.openedAt, contest.openedBy))]
    if let at = contest.resolvedAt { moments.append((say("Respondida em"), told(at, contest.resolvedBy))) }
    let isTaken =
      contest.isWithheld ? say("fora do serviço: ainda não tinha sido entregue") : say("já tinha sido entregue ao ERP")
    return moments + [(say("O valor"), isTaken)]
  }

  private static func linksAround(_ site: Site, _ contest: ContestRow) -> [[String: Any]] {
    [
      ["href": site.path("servicos/servico/\(PercentCoding.encode(contest.service))"), "label": say("O serviço")],
      ["href": site.path(path), "label": say("Contestações")],
    ]
  }

  private static func answerForm(
    _ action: String, _ fields: FormFields, _ problem: (field: String, text: String)?
  ) -> FormView {
    func text(of field: String) -> String? { problem?.field == field ? problem?.text : nil }
    var form = FormView(
      action: action, submit: say("Responder"),
      fields: [
        FormView.Field(
          "decisao", say("Decisão"),
          kind: .choice([
            FormView.Choice("", say("escolha")), FormView.Choice("aceita", say("aceita: o cliente não paga")),
            FormView.Choice("recusada", say("recusada: o cliente paga")),
          ]), value: fields["decisao"] ?? "", isRequired: true, problem: text(of: "decisao")),
        FormView.Field(
          "resposta", say("Resposta ao cliente"), value: fields["resposta"] ?? "", problem: text(of: "resposta")),
      ])
    form.heading = say("Responder")
    form.note = say("Uma resposta não muda mais. A decisão e o texto saem no extrato do cliente.")
    form.isGrave = true
    return form
  }

  private static func resolve(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let fields = visit.request.form
    let decision = fields["decisao"] ?? ""
    guard ["aceita", "recusada"].contains(decision) else {
      return try page(visit, fields, ("decisao", say("Escolha se a contestação é aceita ou recusada.")))
    }
    let id = visit.parameter("id")
    do {
      _ = try site.integration.changeServices(by: visit.author) {
        try $0.resolve(id, isAccepted: decision == "aceita", answer: fields.text("resposta") ?? "")
      }
    } catch let failure as LedgerFailure where failure.kind == .other {
      return try page(visit, fields, ("resposta", RefusalWords.text(failure)))
    }
    return .redirect(site.path("\(path)/contestacao/\(PercentCoding.encode(id))?feito=respondida"))
  }
}
