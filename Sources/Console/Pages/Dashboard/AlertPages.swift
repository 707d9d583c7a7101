import Alerting
import Foundation
import Importing
import Integration
import Ledger
import Listing
import Statements

/// Alertas: use of lines that someone should look at.
enum AlertPages {
  static let routes: [Route] = [
    .read(":site/alertas", .look, list),
    .write(":site/alertas", .keepRegisters, acknowledge),
  ]

  private static let pageRows = 50

  private static func columns(_ display: Display, _ zones: ZoneWords) -> Listing<KeptAlert> {
    AlertListing.columns(display.zone).page(
      [
        ("id", "Nº"), ("raised", "Quando"), ("kind", "O quê"), ("level", "Nível"), ("line", "Linha"),
        ("contract", "Contrato"), ("about", "Por quê"), ("acknowledged_by", "Visto por"), ("note", "Nota"),
      ],
      words: [
        "kind": { .text(AlertWords.kind($0.alert.kind)) },
        "level": { .text($0.alert.level == .warning ? say("aviso") : say("alerta")) },
        "about": { .text(AlertWords.facts($0.alert, zones)) },
      ])
  }

  private static func list(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    var filter = AlertFilter()
    filter.line = visit.request.query.text("linha")
    filter.contract = visit.request.query.text("contrato")
    let state = visit.request.query["situacao"] ?? "open"
    filter.state = KeptAlert.State(rawValue: state)
    var alerts: [KeptAlert] = []
    filter.after = visit.request.query["apos"].flatMap { Int64($0) }
    filter.limit = pageRows + 1
    let chosen = filter
    try site.ledger { ledger in
      try ledger.read { database in try AlertStore(database).forEach(chosen) { alerts.append($0) } }
    }
    let shown = Array(alerts.prefix(pageRows))
    let display = try visit.display()
    var table = TableView(columns(display, try site.ledger { site.zoneWords($0) }), shown, display)
    table.emptyText = say("Nenhum alerta com esse filtro.")
    let fields = FormFields([
      ("linha", filter.line ?? ""), ("contrato", filter.contract ?? ""), ("situacao", state),
    ])
    if alerts.count > pageRows, let last = shown.last {
      table.next = site.path("alertas?") + fields.setting("apos", "\(last.alert.id)").encoded
    }
    if filter.after != nil { table.first = site.path("alertas?") + fields.encoded }
    if visit.may(.keepRegisters) {
      table.setActions(
        shown.map { alert in
          guard alert.state == .open else { return [] }
          return [
            TableView.Action(
              path: site.path("alertas"), label: say("Reconhecer"), fields: [("alerta", "\(alert.alert.id)")])
          ]
        })
    }
    var form = FormView(
      action: site.path("alertas"), submit: say("Filtrar"),
      fields: [
        FormView.Field("linha", say("Linha"), value: filter.line ?? ""),
        FormView.Field("contrato", say("Contrato"), value: filter.contract ?? ""),
        FormView.Field(
          "situacao", say("Situação"),
          kind: .choice([
            FormView.Choice("open", say("abertos")), FormView.Choice("acknowledged", say("reconhecidos")),
            FormView.Choice("todos", say("todos")),
          ]), value: state),
      ])
    form.isQuery = true
    return try visit.answer(
      Page(say("Alertas"), "list", ["filter": form.model, "table": table.model], section: "alertas"))
  }

  private static func acknowledge(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let id = visit.request.form["alerta"].flatMap({ Int64($0) }) else { throw PageFailure.notFound }
    _ = try site.integration.withLedger(.changing) {
      try AlertAcknowledgement(ids: [id], note: nil).apply(to: $0, by: visit.author)
    }
    return .redirect(site.path("alertas?feito=reconhecido"))
  }
}

enum AlertWords {
  static func kind(_ kind: Alert.Kind) -> String {
    switch kind {
    case .creditLimit: say("limite de crédito")
    case .unusualDay: say("dia fora do comum")
    case .firstInternational: say("primeira internacional")
    }
  }

  static func facts(_ alert: Alert, _ zones: ZoneWords) -> String {
    let facts = alert.facts
    func money(_ text: String?) -> String { "R$ " + Display.amount(text ?? "0") }
    // A mean has as many decimals as its division gave it.
    func centavos(_ text: String?) -> String { money(String(format: "%.2f", text.flatMap(Double.init) ?? 0)) }
    switch alert.kind {
    case .creditLimit:
      return say("\(money(facts.amount)) de \(money(facts.creditLimit)) (\(facts.percent ?? 0) %)")
    case .unusualDay:
      return say("\(money(facts.amount)) no dia; em média \(centavos(facts.meanAmount))")
    case .firstInternational:
      return say("\(facts.zone.map(zones.said) ?? ""), \(money(facts.pricePerMinute)) por minuto")
    }
  }
}
