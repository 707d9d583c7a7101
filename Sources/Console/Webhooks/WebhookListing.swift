import Listing

/// The columns of events on their way: `webhooks list`, and the console's page.
package enum WebhookListing {
  package static let columns = Listing<WebhookDelivery>([
    ListingColumn("id", "id") { .number($0.id) },
    ListingColumn("event", "event") { .text($0.event) },
    ListingColumn("subject", "of") { .number($0.subject) },
    ListingColumn("url", "to") { .text($0.url) },
    ListingColumn("message", "message", in: .data) { .text($0.key) },
    ListingColumn("state", "state") { .text($0.state.rawValue) },
    ListingColumn("attempts", "attempts") { .integer($0.attempts) },
    ListingColumn("status", "status", in: .data) { $0.status.map(ListingValue.integer) ?? .none },
    ListingColumn("error", "error", in: .data) { .optionalFree($0.error) },
    ListingColumn("answer", "answer", in: .table) { .free($0.error ?? $0.status.map { "\($0)" } ?? "") },
  ])

  static let page = Listing(
    columns.page(
      [
        ("id", "Nº"), ("event", "Evento"), ("subject", "De qual"), ("url", "Para"), ("state", "Situação"),
        ("attempts", "Tentativas"),
      ], words: ["event": { .text(event($0.event)) }, "state": { .text(words($0.state)) }]
    ).columns + [
      ListingColumn("created_at", "Criado") { .instant($0.createdAt) },
      ListingColumn("next_at", "Próxima") { $0.state == .pending && $0.nextAt > 0 ? .instant($0.nextAt) : .none },
      ListingColumn("error", "Por quê", width: 60) { .optionalFree($0.error) },
    ])

  private static func event(_ name: String) -> String {
    switch name {
    case "import.finished": say("importação terminada")
    case "alert.raised": say("alerta")
    case "cycle.closed": say("ciclos fechados")
    default: name
    }
  }

  static func words(_ state: WebhookDelivery.State) -> String {
    switch state {
    case .pending: say("esperando")
    case .done: say("entregue")
    case .failed: say("abandonado")
    }
  }
}
