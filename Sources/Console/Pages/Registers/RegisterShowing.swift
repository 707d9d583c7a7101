import CallModel
import Foundation
import GRDB
import Integration
import Ledger
import Listing
import Provisioning
import RegistryStore
import Registry

/// Everything of one row: its periods, what belongs to it, who changed it, what the platform was asked.
enum RegisterShowing {
  static func show(_ visit: Visit) throws -> WebAnswer { try page(visit, problem: nil) }

  private static let maximumHistory = 50

  static func page(_ visit: Visit, problem: String?) throws -> WebAnswer {
    let site = try visit.site()
    let table = try RegisterPages.table(visit)
    let id = try id(visit, site, table)
    let display = try visit.display()
    let words = RegisterWords.table(table)
    if revealsSecrets(visit, table) { try visit.note(.credential, "/\(site.number) \(table.name) id=\(id)") }
    var model: [String: Any] = ["problem": problem.map { ["text": $0] } ?? false]
    let sections: [[String: Any]] = try RegisterPages.read(site) { reader in
      let rows = try reader.rows(of: table, id: id)
      model["facts"] = rows.last.map { ["list": facts($0, table, visit, display, reader)] } ?? false
      if rows.isEmpty { model["intro"] = ["text": say("Já não está no cadastro; abaixo, o que foi feito.")] }
      var sections: [[String: Any]] = []
      if rows.count > 1 {
        let view = TableView(RegisterListing.page(table, words.listed), rows, display)
        sections.append(["heading": say("Períodos"), "table": view.model])
      }
      sections += try belongings(visit, site, table, id, display, reader)
      let history = try history(reader.database, table, id, display)
      if rows.isEmpty, history == nil { throw PageFailure.notFound }
      if let history { sections.append(history) }
      return sections
    }
    model["sections"] = sections
    model["links"] = ["list": links(visit, site, table, id)]
    if visit.may(RegisterPages.capability(table)) {
      let releases = try table.name == "lines" && isBlocked(id, visit, site)
      model["formsBelow"] = ((releases ? [releaseForm(site, id)] : []) + forms(site, table, id)).map(\.model)
    }
    var page = Page(
      "\(words.one.prefix(1).uppercased() + words.one.dropFirst()) "
        + display.text(RegisterListing.id(table, id)), "detail", model,
      section: "cadastros/\(table.name)")
    if problem != nil { page.status = 422 }
    // Terminal and credential come back while one looks.
    if table.name == "lines" || table.name == "dids", visit.core.pushes.isRunning(site.number) {
      page.refreshSeconds = 2
    }
    return try visit.answer(page)
  }

  private static func id(_ visit: Visit, _ site: Site, _ table: TableDescription) throws -> String {
    // Who may not see whole numbers cannot ask whether there is one.
    let names = !visit.masksNumbers || !RegisterListing.hasTelephoneKey(table)
    if names, let id = visit.request.query["id"] ?? visit.request.form["_id"] { return id }
    let number = visit.request.query["registro"].flatMap { Int64($0) }
    let row = try number.flatMap { number in
      try RegisterPages.read(site) { try $0.row(of: table, number: number) }
    }
    guard let row else { throw PageFailure.notFound }
    return row.id
  }

  /// Whether what the platform filled and keeps secret is shown: asked for, by who may change the row.
  private static func revealsSecrets(_ visit: Visit, _ table: TableDescription) -> Bool {
    visit.request.query["credencial"] == "1" && visit.may(RegisterPages.capability(table))
  }

  private static func facts(
    _ row: RegisterRow, _ table: TableDescription, _ visit: Visit, _ display: Display, _ reader: RegisterReader
  ) -> [[String: Any]] {
    let mayReveal = revealsSecrets(visit, table)
    var facts: [[String: Any]] = table.columns.compactMap { column in
      guard let cell = row.values[column.index] else {
        // What the platform fills is shown as what is awaited.
        let isFilled = column.role == .platform || column.role == .secret
        let label = RegisterWords.column(table, column.name).label
        return isFilled ? fact(label, "—") : nil
      }
      let text =
        column.role == .secret
        ? (mayReveal ? cell : "••••••••") : display.text(RegisterListing.value(cell, column, table))
      return fact(RegisterWords.column(table, column.name).label, text)
    }
    if ["lines", "dids"].contains(table.name) {
      facts.append(fact(say("Cidade"), (try? reader.city(of: row)) ?? "—"))
    }
    return facts
  }

  /// Lines of a contract, DIDs of a line, the requests to the platform.
  private static func belongings(
    _ visit: Visit, _ site: Site, _ table: TableDescription, _ id: String, _ display: Display,
    _ reader: RegisterReader
  ) throws -> [[String: Any]] {
    func section(_ heading: String, _ other: TableDescription, _ column: String, _ key: String) throws -> [String: Any]
    {
      let rows = try reader.rows(of: other, with: [(column, id)], limit: 200)
      var view = TableView(
        RegisterListing.page(other, RegisterWords.table(other).listed), rows, display,
        links: [key: { RegisterPages.showPath(site, $0, visit) }])
      view.emptyText = say("Nenhum cadastro.")
      return ["heading": heading, "table": view.model]
    }
    switch table.name {
    case "contracts": return [try section(say("Linhas SIP"), .lines, "contract", "id")]
    case "lines":
      let requests = try Outbox(reader.database).items(line: id, limit: 50)
      var sections = [try section(say("DIDs"), .dids, "line", "number")]
      if !requests.isEmpty {
        sections.append([
          "heading": say("Pedidos à plataforma"), "table": TableView(PlatformListing.requests, requests, display).model,
        ])
      }
      return sections
    case "plans":
      return [
        try section(say("Tarifas"), .rates, "plan", "zone"), try section(say("Franquias"), .allowances, "plan", "name"),
      ]
    default: return []
    }
  }

  private static func history(
    _ database: Database, _ table: TableDescription, _ id: String, _ display: Display
  ) throws -> [String: Any]? {
    var entries: [RegisterLogEntry] = []
    try RegisterLog(database).forEach(RegisterLogSelection(table: table, id: id)) { entry in
      entries.append(entry)
      return entries.count < maximumHistory
    }
    guard !entries.isEmpty else { return nil }
    let listing = Listing<RegisterLogEntry>([
      ListingColumn("at", "Quando") { .moment($0.at) },
      ListingColumn("user", "Quem") { .text($0.user) },
      ListingColumn("kind", "O quê") { .text(ChangesView.kind($0.kind)) },
      ListingColumn("cells", "Valores") { .text(ChangesView.cells($0, display)) },
    ])
    return ["heading": say("Histórico"), "table": TableView(listing, entries, display).model]
  }

  private static func links(_ visit: Visit, _ site: Site, _ table: TableDescription, _ id: String) -> [[String: Any]] {
    var links: [[String: Any]] = []
    func link(_ href: String, _ label: String) { links.append(["href": href, "label": label]) }
    let query = PercentCoding.encode(id)
    if visit.may(RegisterPages.capability(table)) {
      link(RegisterPages.rowPath(site, table, "alterar", id), say("Alterar"))
    }
    switch table.name {
    case "contracts":
      if visit.may(.keepRegisters) {
        link(site.path("cadastros/lines/novo?contract=\(query)"), say("Incluir linha SIP"))
      }
      link(site.path("chamadas?contrato=\(query)"), say("Chamadas"))
      link(site.path("servicos?contrato=\(query)"), say("Serviços adicionais"))
    case "lines":
      if visit.may(.keepRegisters) {
        link(site.path("cadastros/dids/novo?line=\(query)"), say("Incluir DID"))
        link(RegisterPages.rowPath(site, table, "ver", id) + "&credencial=1", say("Mostrar a credencial"))
      }
      link(site.path("chamadas?linha=\(query)"), say("Chamadas"))
      link(site.path("servicos?linha=\(query)"), say("Serviços adicionais"))
    case "ranges": link(site.path("numeros?range=\(query)"), say("Números"))
    case "plans":
      if visit.may(.keepPrices) { link(site.path("cadastros/rates/novo?plan=\(query)"), say("Incluir tarifa")) }
    default: break
    }
    return links
  }

  /// Whether a line is blocked since it passed its credit limit (spec 6.5).
  private static func isBlocked(_ id: String, _ visit: Visit, _ site: Site) throws -> Bool {
    let today = try site.integration.zoneRules().day(of: visit.core.nowSeconds)
    return try RegisterPages.read(site) { try CreditLimitBlock.all(on: today, $0.database) }
      .contains { ID($0.line) == ID(id) }
  }

  private static func releaseForm(_ site: Site, _ id: String) -> FormView {
    var form = FormView(
      action: site.path("cadastros/lines/liberar"), submit: say("Liberar"),
      fields: [FormView.Field("_id", "", kind: .hidden, value: id)])
    form.heading = say("Bloqueada pelo limite de crédito")
    form.note = say("Volta à categoria que a situação do contrato pede, e não é bloqueada de novo neste ciclo.")
    return form
  }

  private static func forms(_ site: Site, _ table: TableDescription, _ id: String) -> [FormView] {
    let hidden = FormView.Field("_id", "", kind: .hidden, value: id)
    var forms: [FormView] = []
    if table.until != nil {
      var end = FormView(
        action: site.path("cadastros/\(table.name)/encerrar"), submit: say("Encerrar"),
        fields: [hidden, FormView.Field("ultimo", say("Último dia"), kind: .date, isRequired: true)])
      end.heading = say("Encerrar")
      forms.append(end)
    }
    var remove = FormView(
      action: site.path("cadastros/\(table.name)/remover"), submit: say("Remover"),
      fields: [
        hidden,
        FormView.Field("certeza", say("mesmo que haja chamadas dele"), kind: .yes),
      ])
    remove.heading = say("Remover, como se nunca tivesse sido cadastrado")
    remove.isGrave = true
    forms.append(remove)
    return forms
  }
}
