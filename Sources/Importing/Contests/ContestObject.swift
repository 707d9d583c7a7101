import CallModel
import Ledger
import Output

/// A contest for machines: an object of JSON, or a row of CSV with the same names.
package struct ContestObject: Encodable {
  var id: String
  var service: String
  var contract: String?
  var line: String?
  var globalId: String?
  var description: String
  var amount: String
  /// Whether the amount was left out of the service, since that was not handed over before.
  var leftOut: Bool
  var state: String
  var reason: String
  var openedAt: String
  var openedBy: String
  var answer: String
  var resolvedAt: String?
  var resolvedBy: String?

  package init(_ contest: ContestRow, of service: ServiceRow? = nil) {
    id = contest.id
    self.service = contest.service
    contract = service?.contract
    line = service?.line
    globalId = contest.globalID
    description = contest.description
    amount = ServiceRow.amount(contest.centavos)
    leftOut = contest.isWithheld
    state = contest.state.rawValue
    reason = contest.reason
    openedAt = contest.openedAt
    openedBy = contest.openedBy
    answer = contest.answer
    resolvedAt = contest.resolvedAt
    resolvedBy = contest.resolvedBy
  }

  package static func csv(_ contests: [(ContestRow, ServiceRow)]) -> [UInt8] {
    var bytes = Array(
      ("id,service,contract,line,global_id,description,amount,left_out,state,reason,opened_at,opened_by,answer,"
        + "resolved_at,resolved_by\n").utf8)
    for (contest, service) in contests {
      let cells = [
        contest.id, contest.service, service.contract, service.line, contest.globalID ?? "", contest.description,
        ServiceRow.amount(contest.centavos), contest.isWithheld ? "yes" : "no", contest.state.rawValue, contest.reason,
        contest.openedAt, contest.openedBy, contest.answer, contest.resolvedAt ?? "", contest.resolvedBy ?? "",
      ]
      bytes += cells.map { CSVText.cell($0) }.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "\n")]
    }
    return bytes
  }
}
