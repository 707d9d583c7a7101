import CallModel
import Integration
import Listing
import RegistryStore
import Registry

/// Range de números: which numbers of one are Disponível or Em uso, whose, since when.
enum RangePages {
  static let routes: [Route] = [.read(":site/numeros", .look, numbers)]

  private static let pageRows = 100

  private static let columns = RangeNumberListing.columns.page(
    [
      ("number", "Número"), ("state", "Situação"), ("line", "Linha"), ("kind", "Como"), ("since", "Desde"),
      ("until", "Até"),
    ],
    words: [
      "state": { .text(words($0.state)) },
      "kind": { $0.line == nil ? .none : .text($0.isDID ? "DID" : say("linha")) },
    ])

  private static func words(_ state: RangeNumber.State) -> String {
    switch state {
    case .available: say("Disponível")
    case .inUse: say("Em uso")
    case .waiting: say("Em carência")
    }
  }

  /// Free numbers between those in use would tell the masked digits: one would count them.
  static func hides(_ number: RangeNumber, _ masksNumbers: Bool) -> Bool { masksNumbers && number.state == .available }

  private static func numbers(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let name = visit.request.query.text("range") else { throw PageFailure.notFound }
    let state = visit.request.query.text("situacao").flatMap { RangeNumber.State(rawValue: $0) }
    // Numbers that are passed over, so that no link tells one.
    let skipped = visit.request.query["apos"].flatMap { Int($0) } ?? 0
    let today = try site.integration.zoneRules().day(of: visit.core.nowSeconds)
    var found: [RangeNumber] = []
    var at = 0
    do {
      try RegisterPages.read(site) { reader in
        try RangeNumbers(reader, name: name, on: today).forEach { number in
          guard state == nil || number.state == state, !hides(number, visit.masksNumbers) else { return true }
          at += 1
          if at > skipped { found.append(number) }
          return found.count <= pageRows
        }
      }
    } catch is Problem {
      throw PageFailure(status: 404, message: say("Nenhum range tem esse nome."))
    }
    let shown = Array(found.prefix(pageRows))
    var view = TableView(
      columns, shown, try visit.display(),
      links: ["line": { $0.line.map { RegisterPages.rowPath(site, .lines, "ver", $0) } }])
    view.emptyText = say("Nenhum número assim neste range.")
    let fields = FormFields([("range", name), ("situacao", state?.rawValue ?? "")])
    if visit.masksNumbers { view.note = say("Os números livres só aparecem para quem vê números inteiros.") }
    if found.count > pageRows {
      view.next = site.path("numeros?") + fields.setting("apos", "\(skipped + pageRows)").encoded
    }
    if skipped > 0 { view.first = site.path("numeros?") + fields.encoded }
    var filter = FormView(
      action: site.path("numeros"), submit: say("Filtrar"),
      fields: [
        FormView.Field("range", "", kind: .hidden, value: name),
        FormView.Field(
          "situacao", say("Situação"),
          kind: .choice(
            [FormView.Choice("", say("todas"))]
              + RangeNumber.State.allCases.map { FormView.Choice($0.rawValue, words($0)) }),
          value: state?.rawValue ?? ""),
      ])
    filter.isQuery = true
    return try visit.answer(
      Page(
        say("Números do range \(name)"), "list", ["filter": filter.model, "table": view.model],
        section: "cadastros/ranges"))
  }
}
