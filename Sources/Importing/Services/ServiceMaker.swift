import CallModel
import Ledger
import Rating

/// Makes the open additional services of an entry from what its calls came to (spec 3.7, 4.4).
struct ServiceMaker {
  let reader: ServiceReader
  let modes: ServiceModes
  private let calls: CallServices

  var segments: SegmentReader { calls.segments }

  init(_ ledger: Ledger, _ reader: ServiceReader) throws {
    self.reader = reader
    modes = ServiceModes(try reader.setting(ServiceModes.settingKey))
    calls = CallServices(segments: try SegmentReader(ledger))
  }

  /// The services of an entry, by start; none if it comes to no centavo.
  func services(_ key: SpanTotalKey, _ total: SpanTotal) throws -> [ServiceRow] {
    guard modes.isPerCall(cycleStart: key.cycleStart) else { return service(key, total).map { [$0] } ?? [] }
    return try calls.services(
      key, total, spans: reader.spans(book: total.book, account: total.account, entry: key.entry))
  }

  private func service(_ key: SpanTotalKey, _ total: SpanTotal) -> ServiceRow? {
    let centavos = Charging.centavos(micros: total.micros)
    guard centavos != 0 else { return nil }
    return ServiceRow(
      id: ServiceID.entry(key), book: total.book, entry: key.entry, kind: key.entry == 0 ? .cycle : .late,
      state: .open, contract: key.contract, line: key.line, plan: key.plan, cycleStart: key.cycleStart,
      cycleEnd: total.cycleEnd, calls: total.calls, billedSeconds: total.billedSeconds,
      coveredSeconds: total.coveredSeconds, surplusSeconds: total.billedSeconds - total.coveredSeconds,
      centavos: centavos,
      description: ServiceText.cycle(
        number: total.number, from: key.cycleStart, until: total.cycleEnd, entry: key.entry, isCredit: centavos < 0))
  }
}
