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
    case .pending: "esperando"
    case .done: "feito"
    case .failed: "recusado"
    case .dropped: "abandonado"
    }
  }

  private static func action(_ action: PlatformRequest.Action) -> String {
    switch action {
    case .createLine: "criar o ramal"
    case .changeLine: "alterar o ramal"
    case .removeLine: "remover o ramal"
    case .addDID: "incluir DID"
    case .removeDID: "remover DID"
    }
  }
}
