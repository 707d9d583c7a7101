import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Listing
import RegistryStore
import Registry

/// The registers: one list, one page of a row, one form, for all tables (spec 6.1).
enum RegisterPages {
  static let routes: [Route] = [
    .read(":site/cadastros/:table", .look, list),
    .read(":site/cadastros/:table/novo", .look, newForm),
    .write(":site/cadastros/:table/novo", .look, RegisterChanging.add),
    .read(":site/cadastros/:table/ver", .look, RegisterShowing.show),
    .read(":site/cadastros/:table/alterar", .look, changeForm),
    .write(":site/cadastros/:table/alterar", .look, RegisterChanging.change),
    .write(":site/cadastros/:table/encerrar", .look, RegisterChanging.end),
    .write(":site/cadastros/:table/remover", .look, RegisterChanging.remove),
    .read(":site/cadastros/:table/exportar", .seeNumbers, export),
    .write(":site/cadastros/lines/liberar", .keepRegisters, RegisterChanging.release),
  ]

  private static let pageRows = 50

  /// The table that the path names.
  static func table(_ visit: Visit) throws -> TableDescription {
    guard let table = TableDescription.named(visit.parameter("table")) else { throw PageFailure.notFound }
    return table
  }

  /// What changing a table needs.
  static func capability(_ table: TableDescription) -> Capability {
    ["plans", "rates", "allowances", "bands", "holidays", "zones", "zone_labels", "hidden_numbers"].contains(table.name)
      ? .keepPrices : .keepRegisters
  }

  static func checkMayChange(_ visit: Visit, _ table: TableDescription) throws {
    guard visit.may(capability(table)) else { throw PageFailure.forbidden }
  }

  static func read<Value>(_ site: Site, _ body: (RegisterReader) throws -> Value) throws -> Value {
    guard site.integration.hasRegisters else {
      throw PageFailure(
        status: 404,
        message: say("Esta integração guarda os cadastros em arquivos (registry: \(site.integration.path))."))
    }
    // Entered before anything else is there: an empty register.
    if !site.integration.directory.exists { try site.integration.withLedger(.entering) { _ in } }
    return try site.ledgers.use { try $0.readRegisters(zone: try site.integration.zoneRules(), body) }
  }

  static func rowPath(_ site: Site, _ table: TableDescription, _ action: String, _ id: String) -> String {
    site.path("cadastros/\(table.name)/\(action)?id=\(PercentCoding.encode(id))")
  }

  /// The page of a row, by its number where its id is a telephone number that the visitor may not see.
  static func showPath(_ site: Site, _ row: RegisterRow, _ visit: Visit) -> String {
    visit.masksNumbers && RegisterListing.hasTelephoneKey(row.table)
      ? site.path("cadastros/\(row.table.name)/ver?registro=\(row.row)") : rowPath(site, row.table, "ver", row.id)
  }

  /// Columns that a search must not look into: what is found would tell the masked digits.
  static func hidden(_ table: TableDescription, masksNumbers: Bool) -> Set<String> {
    masksNumbers ? Set(table.columns.filter { RegisterListing.isTelephone(table, $0) }.map(\.name)) : []
  }

  private static func list(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let table = try table(visit)
    let words = RegisterWords.table(table)
    let text = visit.request.query.text("busca")
    let after = visit.request.query["apos"].flatMap { Int64($0) }
    let hidden = hidden(table, masksNumbers: visit.masksNumbers)
    let rows = try read(site) {
      try $0.page(of: table, containing: text, hiding: hidden, after: after, limit: pageRows + 1)
    }
    let shown = Array(rows.prefix(pageRows))
    let path = site.path("cadastros/\(table.name)")
    let keyColumn = words.listed.first { table.column($0)?.role == .key } ?? words.listed[0]
    var view = TableView(
      RegisterListing.page(table, words.listed), shown, try visit.display(),
      links: [
        keyColumn: { showPath(site, $0, visit) },
        "contract": { $0["contract"].map { rowPath(site, .contracts, "ver", $0) } },
        "line": { $0["line"].map { rowPath(site, .lines, "ver", $0) } },
      ])
    view.emptyText = text == nil ? say("Nada cadastrado ainda.") : say("Nada com esse texto.")
    let fields = FormFields(text.map { [("busca", $0)] } ?? [])
    if rows.count > pageRows, let last = shown.last {
      view.next = path + "?" + fields.setting("apos", "\(last.row)").encoded
    }
    if after != nil { view.first = path + "?" + fields.encoded }
    var filter = FormView(
      action: path, submit: say("Buscar"),
      fields: [FormView.Field("busca", say("Texto em qualquer coluna"), value: text ?? "")])
    filter.isQuery = true
    var links: [[String: Any]] = []
    if visit.may(capability(table)) { links.append(["href": path + "/novo", "label": say("Incluir \(words.one)")]) }
    if visit.may(.seeNumbers) { links.append(["href": path + "/exportar", "label": say("Exportar CSV")]) }
    return try visit.answer(
      Page(
        words.title, "list",
        [
          "intro": ["text": words.intro], "filter": filter.model, "table": view.model,
          "links": links.isEmpty ? false : ["list": links],
        ], section: "cadastros/\(table.name)"))
  }

  private static func export(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let table = try table(visit)
    let exported = try read(site) { try $0.exported(table, withSecrets: false) }
    try visit.note(.export, "/\(site.number) cadastros \(table.name)", rows: exported.rows)
    return .file(table.fileName, type: "text/csv; charset=utf-8") { try $0(exported.csv) }
  }

  // MARK: - Forms

  private static func newForm(_ visit: Visit) throws -> WebAnswer {
    let table = try table(visit)
    var values: [String: String] = [:]
    // "Incluir linha" on a contract's page has the contract filled in.
    for column in table.entered { values[column.name] = visit.request.query[column.name] }
    return try form(visit, table, values, id: nil)
  }

  private static func changeForm(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    let table = try table(visit)
    guard let id = visit.request.query["id"] else { throw PageFailure.notFound }
    let rows = try read(site) { try $0.rows(of: table, id: id) }
    let today = try site.integration.zoneRules().day(of: visit.core.nowSeconds)
    guard let row = rows.last(where: { $0.period.contains(today) }) ?? rows.last else { throw PageFailure.notFound }
    var values: [String: String] = [:]
    for column in table.entered { values[column.name] = row.values[column.index] }
    values["_linha"] = "\(row.row)"
    return try form(visit, table, values, id: id)
  }

  /// - Parameter id: of the row that is changed; nil: a new one.
  static func form(
    _ visit: Visit, _ table: TableDescription, _ values: [String: String], id: String?, _ problems: ProblemWords? = nil,
    simulated: [String: Any]? = nil
  ) throws -> WebAnswer {
    try checkMayChange(visit, table)
    let site = try visit.site()
    let words = RegisterWords.table(table)
    let view = try read(site) { reader in
      var form = RegisterForm(table, values, try KnownValues(reader, site.integration))
      form.problems = problems?.fields ?? [:]
      form.problem = problems?.problem
      return form.model(
        action: site.path("cadastros/\(table.name)/\(id == nil ? "novo" : "alterar")"), submit: say("Salvar"), id: id,
        asksFrom: id != nil && table.from != nil)
    }
    var model: [String: Any] = ["forms": [view.model]]
    if let simulated { model["sections"] = [simulated] }
    let title = id.map { say("Alterar \(words.one) \($0)") } ?? say("Incluir \(words.one)")
    var page = Page(title, "detail", model, section: "cadastros/\(table.name)")
    if problems != nil { page.status = 422 }
    return try visit.answer(page)
  }
}
