import Foundation
import Integration
import Ledger
import Listing

/// Webhooks: who is told of events, and what came of it.
enum WebhookPages {
  static let routes: [Route] = [
    .read(":site/webhooks", .manageUsers, list), .write(":site/webhooks", .manageUsers, retry),
  ]

  private static let pageRows = 50

  private static func list(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    var page = Page(say("Webhooks"), "list", section: "webhooks")
    let receivers = site.integration.webhooks
    page.model["intro"] = [
      "text": receivers.isEmpty
        ? say("Ninguém é avisado: acrescente webhooks em integration.yml.")
        : say("Avisados de importações, alertas e fechamentos: ") + receivers.map(\.url).joined(separator: ", ") + "."
    ]
    guard site.integration.directory.exists else { return try visit.answer(page) }
    let state = visit.request.query.text("situacao").flatMap { WebhookDelivery.State(rawValue: $0) }
    let before = visit.request.query["antes"].flatMap { Int64($0) }
    let found = try site.ledger {
      try $0.read { try WebhookOutbox($0).deliveries(state: state, before: before, limit: pageRows + 1) }
    }
    let shown = Array(found.prefix(pageRows))
    var table = TableView(WebhookListing.page, shown, try visit.display())
    table.emptyText = say("Nenhum aviso.")
    table.setActions(
      shown.map { delivery in
        guard delivery.state != .done else { return [] }
        let id = "\(delivery.id)"
        return [TableView.Action(path: site.path("webhooks"), label: say("Tentar de novo"), fields: [("aviso", id)])]
      })
    let fields = FormFields([("situacao", state?.rawValue ?? "")])
    if found.count > pageRows, let last = shown.last {
      table.next = site.path("webhooks?") + fields.setting("antes", "\(last.id)").encoded
    }
    if before != nil { table.first = site.path("webhooks?") + fields.encoded }
    page.model["table"] = table.model
    page.model["filter"] = filter(site, state).model
    return try visit.answer(page)
  }

  private static func filter(_ site: Site, _ state: WebhookDelivery.State?) -> FormView {
    let choices = WebhookDelivery.State.allCases.map { FormView.Choice($0.rawValue, WebhookListing.words($0)) }
    var filter = FormView(
      action: site.path("webhooks"), submit: say("Filtrar"),
      fields: [
        FormView.Field(
          "situacao", say("Situação"), kind: .choice([FormView.Choice("", say("todas"))] + choices),
          value: state?.rawValue ?? "")
      ])
    filter.isQuery = true
    return filter
  }

  private static func retry(_ visit: Visit) throws -> WebAnswer {
    let site = try visit.site()
    guard let id = visit.request.form["aviso"].flatMap({ Int64($0) }) else { throw PageFailure.notFound }
    let isKnown = try site.integration.withLedger(.changingBesideRuns) { ledger in
      try ledger.write { try WebhookOutbox($0).retry(id, by: visit.author) }
    }
    guard isKnown else { throw PageFailure.notFound }
    return .redirect(site.path("webhooks?feito=salvo"))
  }
}
