import Importing
import Ledger
import Listing

extension ContestListing {
  static let page = columns.page(
    [
      ("service", "Serviço"), ("contract", "Contrato"), ("line", "Linha"), ("description", "O que se contesta"),
      ("amount", "R$"), ("reason", "Motivo"), ("state", "Situação"), ("answer", "Resposta"),
    ], words: ["state": { .text(word($0.contest.state)) }])

  private static func word(_ state: ContestRow.State) -> String {
    switch state {
    case .open: say("em análise")
    case .accepted: say("aceita")
    case .refused: say("recusada")
    }
  }
}
