import CallModel
import Ledger
import Rating

/// Makes the open additional services of an entry from what its calls came to (spec 3.7, 4.4).
struct ServiceMaker {
  let reader: ServiceReader
  /// Whether each call of an open cycle is a service of its own: `additional_service` of the last run.
  let isPerCall: Bool
  private let calls: CallServices

  var segments: SegmentReader { calls.segments }

  init(_ ledger: Ledger, _ reader: ServiceReader) throws {
    self.reader = reader
    isPerCall = try reader.setting(LedgerSettings.isPerCall) == LedgerSettings.text(true)
    calls = CallServices(segments: try SegmentReader(ledger))
  }

  /// The services of an entry, by start; none if it comes to no centavo.
  func services(_ key: SpanTotalKey, _ total: SpanTotal) throws -> [ServiceRow] {
    let id = try freeID(key, total)
    guard total.isPerCall ?? isPerCall else { return service(key, total, id).map { [$0] } ?? [] }
    return try calls.services(
      key, total, id, spans: reader.spans(cycleAccount: total.cycleAccount, account: total.account, entry: key.entry))
  }

  /// The id that the service has, which no other has or had (spec 4.3).
  private func freeID(_ key: SpanTotalKey, _ total: SpanTotal) throws -> String {
    var generation = 0
    while true {
      let id = ServiceID.entry(key, generation: generation)
      if try !reader.isTaken(id: id, cycleAccount: total.cycleAccount) { return id }
      generation += 1
    }
  }

  private func service(_ key: SpanTotalKey, _ total: SpanTotal, _ id: String) -> ServiceRow? {
    let centavos = total.lateCentavos ?? Charging.centavos(micros: total.micros)
    guard centavos != 0 else { return nil }
    return ServiceRow(
      id: id, cycleAccount: total.cycleAccount, entry: key.entry, kind: key.entry == 0 ? .cycle : .late,
      state: .open, contract: key.contract, line: key.line, plan: key.plan, cycleStart: key.cycleStart,
      cycleEnd: total.cycleEnd, calls: total.calls, billedSeconds: total.billedSeconds,
      coveredSeconds: total.coveredSeconds, surplusSeconds: total.billedSeconds - total.coveredSeconds,
      centavos: centavos,
      description: ServiceText.cycle(
        number: total.number, from: key.cycleStart, until: total.cycleEnd, entry: key.entry, isCredit: centavos < 0))
  }
}
