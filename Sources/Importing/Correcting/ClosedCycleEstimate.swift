import ByteScanning
import CallModel
import Ledger
import Output
import Pipeline
import Rating
import Registry

/// What the services of a closed cycle would come to by today's registry: shown beside what they are, never written
/// (spec 4.5). Charged call by call, slowly and plainly.
struct ClosedCycleEstimate {
  private let ledger: Ledger
  private let rewriting: BookRewriting
  private let book: BookRow

  init(_ ledger: Ledger, _ rewriting: BookRewriting, _ book: BookRow) {
    self.ledger = ledger
    self.rewriting = rewriting
    self.book = book
  }

  private struct Call {
    var call: SimulatedCall
    var placement: RecordedPlacement
  }

  /// The services that would differ; none if some call cannot be rated.
  func changes(
    bytes: [UInt8], decider: inout RerateDecider, _ charger: SingleCharge
  ) throws -> [ImportReport.ServiceChange] {
    let key = rewriting.keys.key(of: book)
    guard key.plan >= 0, var calls = place(bytes, key, &decider, charger) else { return [] }
    let registry = charger.registry
    calls.sort {
      SimulatedCall.precedes(
        $0.call, registry.lines[$0.placement.lineRow].id, $1.call, registry.lines[$1.placement.lineRow].id)
    }
    var left = charger.fullAllowances(plan: Int(key.plan))
    var micros: [SpanTotalKey: Int128] = [:]
    for call in calls {
      guard let tariff = call.placement.tariff else { continue }
      let charge = charger.charge(
        SingleCharge.Placed(
          lineRow: call.placement.lineRow, plan: Int(key.plan), zone: call.placement.zone,
          cycleStart: book.cycleStart, duration: call.call.duration, tariff: tariff), left: &left)
      let line = registry.lines[call.placement.lineRow]
      micros[service(registry.tables.contracts[line.contract].id, line.id), default: 0] +=
        Int128(charge?.amount.micros ?? 0)
    }
    return try compare(micros)
  }

  private func service(_ contract: String, _ line: String) -> SpanTotalKey {
    SpanTotalKey(contract: contract, line: line, plan: book.plan, cycleStart: book.cycleStart, entry: 0)
  }

  /// The calls that stay in the book, each once, with their places of today.
  private func place(
    _ bytes: [UInt8], _ key: BookKey, _ decider: inout RerateDecider, _ charger: SingleCharge
  ) -> [Call]? {
    // A later version of a call stands for the earlier one, which a closed cycle keeps beside it.
    var calls: [OwnCells.Identity: Call] = [:]
    var isRatable = true
    _ = bytes.withUnsafeBufferPointer { buffer in
      SegmentRowReader().forEach(in: buffer) { row in
        var placement: RecordedPlacement?
        if case .placed(let found, _, _) = decider.decide(row) {
          guard rewriting.key(found, instant: row.instant ?? 0) == key else { return }
          placement = found
        } else if let recorded = charger.place(
          line: row.text(.line), zoneName: row.text(.zone), instant: row.instant ?? 0, isOutbound: row.isOutbound,
          duration: row.integer(.duration) ?? 0)
        {
          placement = RecordedPlacement(lineRow: recorded.lineRow, zone: recorded.zone, tariff: recorded.tariff)
        }
        guard let placement else {
          isRatable = false
          return
        }
        calls[OwnCells.Identity(row)] = Call(call: SimulatedCall(row), placement: placement)
      }
    }
    return isRatable ? Array(calls.values) : nil
  }

  private func compare(_ micros: [SpanTotalKey: Int128]) throws -> [ImportReport.ServiceChange] {
    var before: [SpanTotalKey: Int128] = [:]
    for (key, total) in try ledger.spanTotals(ofBooks: [book.id]) {
      before[service(key.contract, key.line), default: 0] += Charging.centavos(micros: total.micros)
    }
    var changes: [ImportReport.ServiceChange] = []
    for key in Set(before.keys).union(micros.keys) {
      let old = before[key] ?? 0
      let new = Charging.centavos(micros: micros[key] ?? 0)
      guard old != new else { continue }
      changes.append(
        ImportReport.ServiceChange(
          contract: key.contract, line: key.line, plan: key.plan, cycleStart: key.cycleStart.description,
          kind: "cycle", before: Money.text(micros: old * 10_000, decimals: 2),
          after: Money.text(micros: new * 10_000, decimals: 2), cause: "closed"))
    }
    return changes.sorted { ($0.contract, $0.line) < ($1.contract, $1.line) }
  }
}
