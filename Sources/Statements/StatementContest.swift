import CallModel
import Foundation
import Importing
import Ledger
import Registry

/// What the customer contested of a cycle, and what was answered (spec 11.1).
package struct StatementContest: Sendable {
  package var openedOn: CivilDate
  package var description: String
  package var reason: String
  package var centavos: Int128
  package var state: ContestRow.State
  /// Whether the amount was taken out of what is charged, since it was not charged before.
  package var isWithheld: Bool
  package var answeredOn: CivilDate?
  package var answer: String

  /// - Parameter tables: numbers that are never shown.
  init(_ contest: ContestRow, _ request: StatementRequest, zone: TimeZoneRules?) {
    func day(_ text: String) -> CivilDate? {
      guard let zone, let date = try? Date(text, strategy: .iso8601) else {
        return CivilDate(text: String(text.prefix(10)))
      }
      return zone.day(of: Int64(date.timeIntervalSince1970))
    }
    let shown = ServiceText.shown(contest.description, hiding: request.tables.hiddenNumbers)
    description = request.masksNumbers ? NumberMask.maskAll(in: shown) : shown
    openedOn = day(contest.openedAt) ?? request.issuedOn
    reason = contest.reason
    centavos = contest.centavos
    state = contest.state
    isWithheld = contest.isWithheld
    answeredOn = contest.resolvedAt.flatMap(day)
    answer = contest.answer
  }

  /// `10/12/2026: Ligação …: não reconhece. Aceita em 15/12/2026: …`, without the amount.
  var text: String {
    let safe = BrazilianText.safe
    var text = "\(BrazilianText.date(openedOn)): \(safe(description)). Motivo: \(safe(reason)). "
    switch state {
    case .open: text += "Em análise" + (isWithheld ? ", fora da cobrança" : "")
    case .accepted: text += "Aceita" + (isWithheld ? ", fora da cobrança" : ", valor restituído")
    case .refused: text += "Recusada" + (isWithheld ? ", cobrada à parte" : "")
    }
    if let answeredOn { text += ", em \(BrazilianText.date(answeredOn))" }
    return answer.isEmpty ? text : "\(text). Resposta: \(safe(answer))"
  }
}
