import Importing
import Ledger
import Listing

/// A contest with the service it is of.
struct ListedContest {
  var contest: ContestRow
  var service: ServiceRow
}

enum ContestListing {
  static let columns = Listing<ListedContest>([
    ListingColumn("service", "Serviço") { .text($0.contest.service) },
    ListingColumn("contract", "Contrato") { .text($0.service.contract) },
    ListingColumn("line", "Linha") { .text($0.service.line) },
    ListingColumn("description", "O que se contesta") { .free($0.contest.description) },
    ListingColumn("amount", "R$") { .amount(ServiceRow.amount($0.contest.centavos)) },
    ListingColumn("reason", "Motivo") { .free($0.contest.reason) },
    ListingColumn("state", "Situação") { .text(state($0.contest.state)) },
    ListingColumn("answer", "Resposta") { .free($0.contest.answer) },
  ])

  private static func state(_ state: ContestRow.State) -> String {
    switch state {
    case .open: "em análise"
    case .accepted: "aceita"
    case .refused: "recusada"
    }
  }
}
