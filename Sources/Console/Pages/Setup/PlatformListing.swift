import Listing
import Provisioning

/// Wishes to the platform in a list.
enum PlatformListing {
  static let wishes = Listing<OutboxItem>([
    ListingColumn("id", "Nº") { .integer(Int($0.id)) },
    ListingColumn("line", "Linha") { .text($0.line) },
    ListingColumn("action", "Pedido") { .text(action($0.wish.action)) },
    ListingColumn("state", "Situação") { .text(state($0.state)) },
    ListingColumn("created_at", "Criado") { .optional(RunWords.instant($0.createdAt)) },
    ListingColumn("attempts", "Tentativas") { .integer($0.attempts) },
    ListingColumn("message", "A plataforma disse") { .optionalFree($0.message ?? $0.error) },
    ListingColumn("reason", "Motivo") { .optionalFree($0.reason) },
  ])

  static func state(_ state: OutboxItem.State) -> String {
    switch state {
    case .pending: "esperando"
    case .done: "feito"
    case .failed: "recusado"
    case .dropped: "abandonado"
    }
  }

  private static func action(_ action: Wish.Action) -> String {
    switch action {
    case .createLine: "criar o ramal"
    case .changeLine: "alterar o ramal"
    case .removeLine: "remover o ramal"
    case .addDID: "incluir DID"
    case .removeDID: "remover DID"
    }
  }
}
