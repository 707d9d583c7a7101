import Listing
import Provisioning

/// Requests to the platform in a list.
enum PlatformListing {
  static let requests = OutboxListing.columns().page(
    [
      ("id", "Nº"), ("line", "Linha"), ("action", "Pedido"), ("state", "Situação"), ("created_at", "Criado"),
      ("attempts", "Tentativas"), ("message", "A plataforma disse"), ("reason", "Motivo"),
    ],
    words: [
      "action": { .text(action($0.request.action)) }, "state": { .text(state($0.state)) },
      "message": { .optionalFree($0.message ?? $0.error) },
    ])

  static func state(_ state: OutboxItem.State) -> String {
    switch state {
    case .pending: say("esperando")
    case .done: say("feito")
    case .failed: say("recusado")
    case .dropped: say("abandonado")
    }
  }

  private static func action(_ action: PlatformRequest.Action) -> String {
    switch action {
    case .createLine: say("criar o ramal")
    case .changeLine: say("alterar o ramal")
    case .removeLine: say("remover o ramal")
    case .addDID: say("incluir DID")
    case .removeDID: say("remover DID")
    }
  }
}
