import CallModel
import Integration
import Listing
import RegistryStore
import Registry

/// What "Listar" and "Buscar" offer: free numbers of the ranges, and what the platform or a table lists. What was typed so
/// far goes along, and comes back with what was chosen.
enum ChoosingPage {
  private static let maximumNumbers = 200
  private static let maximumOfRange = 50

  static func answer(
    _ visit: Visit, _ site: Site, _ table: TableDescription, id: String?, field: String
  ) throws -> WebAnswer {
    guard let column = table.column(field) else { throw PageFailure.notFound }
    let display = try visit.display()
    let choices: [(choice: FormView.Choice, of: String)] = try RegisterPages.read(site) { reader in
      if field == "number" { return try numbers(visit, site, reader) }
      let known = try KnownValues(reader, site.integration)
      let cells = RegisterForm.cells(table, visit.request.form)
      return (known.values(table, field, cells) ?? []).map { ($0, "") }
    }
    let isNumber = field == "number"
    let listing = Listing<(choice: FormView.Choice, of: String)>([
      ListingColumn("value", RegisterWords.title(table, column.name)) {
        isNumber ? .telephone($0.choice.value) : .text($0.choice.label)
      },
      ListingColumn("of", isNumber ? "Range" : "") { .text($0.of) },
    ])
    var view = TableView(isNumber ? listing : listing.without(["of"]), choices, display)
    let typed = visit.request.form.all.filter { !["_token", "acao", field].contains($0.name) }
    let path = site.path("cadastros/\(table.name)/\(id == nil ? "novo" : "alterar")")
    view.setActions(
      choices.map { choice in
        [
          TableView.Action(
            path: path, label: say("Escolher"), fields: typed + [(field, choice.choice.value), ("acao", "voltar")])
        ]
      })
    view.emptyText =
      isNumber
      ? say("Nenhum número disponível: cadastre um range, ou digite o número no formulário.")
      : say("A lista está vazia. Se é da plataforma, atualize-a com summit-cdr platform refresh.")
    var back = FormView(
      action: path, submit: say("Voltar ao formulário"),
      fields: (typed + [(field, visit.request.form[field] ?? ""), ("acao", "voltar")]).map {
        FormView.Field($0.name, "", kind: .hidden, value: $0.value)
      })
    back.note = isNumber ? say("Números disponíveis nos ranges cadastrados.") : ""
    return try visit.answer(
      Page(
        RegisterWords.column(table, column.name).label, "list", ["table": view.model, "forms": [back.model]],
        section: "cadastros/\(table.name)"))
  }

  private static func numbers(
    _ visit: Visit, _ site: Site, _ reader: RegisterReader
  ) throws -> [(choice: FormView.Choice, of: String)] {
    let today = try site.integration.zoneRules().day(of: visit.core.nowSeconds)
    var found: [(choice: FormView.Choice, of: String)] = []
    for range in try reader.page(of: .ranges, limit: maximumNumbers) where found.count < maximumNumbers {
      guard let name = range["name"] else { continue }
      var ofRange = 0
      try RangeNumbers(reader, name: name, on: today).forEach { number in
        if number.state == .available {
          found.append((FormView.Choice(number.number), name))
          ofRange += 1
        }
        return ofRange < maximumOfRange
      }
    }
    return found
  }
}
