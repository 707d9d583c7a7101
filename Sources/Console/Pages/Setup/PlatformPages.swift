import CallModel
import Foundation
import Integration
import Ledger
import Listing
import Platform
import Provisioning
import RegistryStore
import Registry

/// Pedidos à Summit: what the platform was asked, what it answered, and what a person does about it (spec 6.3).
enum PlatformPages {
  static let routes: [Route] = [
    .read(":site/plataforma", .look, list),
    .write(":site/plataforma", .keepRegisters, settle),
    .write(":site/plataforma/enviar", .keepRegisters, push),
    .write(":site/plataforma/listas", .keepRegisters, refresh),
  ]

  private static let pageRows = 100

  private static func list(_ visit: Visit) throws -> WebAnswer { try page(visit) }

  private static func page(
    _ visit: Visit, said: [String: Any]? = nil, problem: String? = nil, status: Int = 200
  ) throws -> WebAnswer {
    let site = try visit.site()
    let fields = visit.request.isWrite ? visit.request.form : visit.request.query
    let state = fields.text("situacao").flatMap { OutboxItem.State(rawValue: $0) }
    let items = try RegisterPages.read(site) {
      try Outbox($0.database).items(states: state.map { [$0] } ?? [], limit: pageRows + 1)
    }
    let shown = Array(items.suffix(pageRows).reversed())
    var table = TableView(
      PlatformListing.requests, shown, try visit.display(),
      links: ["line": { RegisterPages.rowPath(site, .lines, "ver", $0.line) }])
    table.emptyText = say("Nenhum pedido à plataforma.")
    if items.count > pageRows { table.note = say("Os últimos \(pageRows); a página de cada linha tem os dela.") }
    var page = Page(say("Pedidos à Summit"), "list", section: "plataforma")
    page.status = status
    page.model["intro"] = [
      "text":
        say(
          "O que se pediu à plataforma, e o que ela respondeu. O que espera é enviado depois de cada mudança e de cada importação."
        )
    ]
    page.model["problem"] = (problem ?? waitingProblem(visit, site)).map { ["text": $0] } ?? false
    page.model["filter"] = filter(site, state).model
    if let said { page.model["totals"] = said }
    if visit.may(.keepRegisters) {
      let waiting = shown.filter { $0.state.isUnfinished }
      table.setMarks(shown.map { $0.state.isUnfinished ? "\($0.id)" : "" }, form: "pedidos")
      var forms: [FormView] = []
      if !waiting.isEmpty { forms.append(actions(site, state)) }
      if site.integration.summitAPI != nil { forms += [sendForm(site), listsForm(site, visit)] }
      page.model["forms"] = forms.map(\.model)
    }
    page.model["table"] = table.model
    if visit.core.pushes.isRunning(site.number) { page.refreshSeconds = 3 }
    return try visit.answer(page)
  }

  /// Why what waits was not sent, if the last try says so.
  private static func waitingProblem(_ visit: Visit, _ site: Site) -> String? {
    visit.core.pushes.problem(site.number).map { _ in
      say(
        "A última tentativa de enviar não chegou ao fim; o que espera será enviado de novo. O registro do servidor diz o motivo."
      )
    }
  }

  private static func filter(_ site: Site, _ state: OutboxItem.State?) -> FormView {
    var filter = FormView(
      action: site.path("plataforma"), submit: say("Filtrar"),
      fields: [
        FormView.Field(
          "situacao", say("Situação"),
          kind: .choice(
            [FormView.Choice("", say("todas"))]
              + OutboxItem.State.allCases.map { FormView.Choice($0.rawValue, PlatformListing.state($0)) }),
          value: state?.rawValue ?? "")
      ])
    filter.isQuery = true
    return filter
  }

  private static func actions(_ site: Site, _ state: OutboxItem.State?) -> FormView {
    var form = FormView(
      action: site.path("plataforma"), submit: say("Tentar de novo"),
      fields: [
        FormView.Field("situacao", "", kind: .hidden, value: state?.rawValue ?? ""),
        FormView.Field("porque", say("Motivo para abandonar"), help: say("Só para abandonar: fica anotado.")),
      ])
    form.id = "pedidos"
    form.heading = say("Com os pedidos marcados")
    form.second = ("abandonar", say("Abandonar"))
    form.note =
      say(
        "Um pedido recusado segura os seguintes da mesma linha. Corrija o cadastro, ou tente de novo; abandonar deixa a plataforma como está."
      )
    return form
  }

  private static func sendForm(_ site: Site) -> FormView {
    var form = FormView(action: site.path("plataforma/enviar"), submit: say("Enviar agora"), fields: [])
    form.heading = say("O que espera")
    return form
  }

  private static func listsForm(_ site: Site, _ visit: Visit) -> FormView {
    var form = FormView(action: site.path("plataforma/listas"), submit: say("Atualizar as listas"), fields: [])
    form.heading = say("Listas da plataforma")
    let fetched = try? RegisterPages.read(site) { try PlatformCatalogue($0.database).fetchedAt }
    let at = fetched.flatMap { $0 }.flatMap { ISOTime.seconds($0) }.flatMap { at in (try? visit.display())?.instant(at)
    }
    form.note =
      say("Partições, categorias, planos e licenças que «Buscar» oferece.") + " "
      + (at.map { say("Atualizadas em \($0).") } ?? say("Ainda não foram buscadas."))
    return form
  }

  private static func settle(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let ids = visit.request.form.values("linha").compactMap { Int64($0) }
    guard !ids.isEmpty else { return try page(visit, problem: say("Marque pedidos na lista."), status: 422) }
    let isDrop = visit.request.form["acao"] == "abandonar"
    let reason = visit.request.form.text("porque")
    if isDrop, reason == nil {
      return try page(visit, problem: say("Escreva o motivo para abandonar."), status: 422)
    }
    do {
      _ = try site.integration.withLedger(.entering) { ledger in
        try ledger.write { database in
          let actions = OutboxActions(database, by: visit.author)
          return isDrop ? try actions.drop(ids, reason: reason ?? "") : try actions.retry(ids)
        }
      }
    } catch let failure as LedgerFailure {
      guard failure.kind == .other else { throw failure }
      return try page(
        visit, problem: say("Um desses pedidos já não espera. Abra a lista de novo."), status: 409)
    }
    if !isDrop { visit.core.pushes.start(site) }
    return .redirect(site.path("plataforma?feito=\(isDrop ? "abandonado" : "enviando")"))
  }

  private static func push(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    return try asking(visit, site) {
      let report = try visit.core.pushes.run(site)
      let counts = [
        (say("Feitos"), report.done), (say("Recusados"), report.failed), (say("Sem resposta"), report.unanswered),
        (say("Ainda esperam"), report.waiting.pending),
      ]
      return try page(visit, said: totals(counts), problem: report.problem.map { say("A plataforma: \($0)") })
    }
  }

  private static func refresh(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    return try asking(visit, site) {
      try page(
        visit, said: totals([(say("Itens nas listas"), try visit.core.pushes.refresh(site, at: visit.author.at))]))
    }
  }

  private static func totals(_ counts: [(String, Int)]) -> [String: Any] {
    ["list": counts.map { ["label": $0.0, "text": Display.count($0.1)] as [String: Any] }]
  }

  /// What is asked of the platform; that it does not answer is said on the page.
  private static func asking(_ visit: Visit, _ site: Site, _ body: () throws -> WebAnswer) throws -> WebAnswer {
    do {
      return try body()
    } catch let failure as PlatformFailure {
      return try page(visit, problem: say("A plataforma não fez o que se pediu: \(failure)"), status: 502)
    } catch let failure as Problem {
      return try page(visit, problem: say("A plataforma não pôde ser chamada: \(failure)"), status: 409)
    } catch let failures as Problems {
      return try page(visit, problem: say("A plataforma não pôde ser chamada: \(failures)"), status: 409)
    }
  }
}
