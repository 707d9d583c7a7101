import ByteScanning
import CallModel
import Ledger
import Output
import Pipeline
import Rating

/// The services of an entry whose calls are charged one by one (spec 4.4, `additional_service: per-call`): one a rated
/// call that comes to a centavo, and one for all others together.
struct CallServices {
  /// What one call came to; the rows of its versions together.
  private struct Call {
    var id: String
    var startedAt: String
    var instant: Int64
    var globalID: String
    var caller: String
    var called: String
    var duration: Int
    var sums = Sums()
  }

  private struct Sums {
    var calls = 0
    var billed = 0
    var covered = 0
    var micros: Int128 = 0

    mutating func add(_ other: Sums) {
      calls += other.calls
      billed += other.billed
      covered += other.covered
      micros += other.micros
    }
  }

  let segments: SegmentReader

  /// The services, by start, that of the small calls last.
  ///
  /// - Parameter entryID: of the entry.
  func services(
    _ key: SpanTotalKey, _ total: SpanTotal, _ entryID: String, spans: [SpanRow]
  ) throws -> [ServiceRow] {
    var services: [ServiceRow] = []
    var small = Sums()
    for call in try calls(entryID, spans) {
      if Charging.centavos(micros: call.sums.micros) == 0 {
        small.add(call.sums)
      } else {
        services.append(service(call, key, total))
      }
    }
    services.sort { ($0.startedAt ?? 0, $0.id) < ($1.startedAt ?? 0, $1.id) }
    if let late = total.lateCentavos {
      var rest = small
      rest.billed = total.billedSeconds - services.reduce(0) { $0 + $1.billedSeconds }
      rest.covered = total.coveredSeconds - services.reduce(0) { $0 + $1.coveredSeconds }
      if let change = adjustment(late - services.reduce(0) { $0 + $1.centavos }, rest, id: entryID, key, total) {
        services.append(change)
      }
    } else if let rest = rest(small, id: entryID, key, total) {
      services.append(rest)
    }
    return services
  }

  /// What late calls change of those that were charged before, and their calls of less than a centavo: one service more
  /// (spec 4.3).
  private func adjustment(
    _ centavos: Int128, _ sums: Sums, id: String, _ key: SpanTotalKey, _ total: SpanTotal
  ) -> ServiceRow? {
    guard centavos != 0 else { return nil }
    var service = row(id, .late, sums, centavos, key, total)
    service.description = ServiceText.cycle(
      number: total.number, from: key.cycleStart, until: total.cycleEnd, entry: key.entry, isCredit: centavos < 0)
    return service
  }

  private func calls(_ entryID: String, _ spans: [SpanRow]) throws -> [Call] {
    var calls: [String: Call] = [:]
    let reader = SegmentRowReader()
    for span in spans where span.calls > 0 {
      let rows = try segments.rows(of: span)
      try reader.forEach(in: rows) { row in
        guard let call = Self.call(row, entryID) else { return }
        guard let known = calls[call.id] else {
          calls[call.id] = call
          return
        }
        // A later version of the call, with the difference, as recorded before 2026-12: the greater one has the final texts.
        var merged = (known.duration, known.called) < (call.duration, call.called) ? call : known
        merged.sums = known.sums
        merged.sums.add(call.sums)
        merged.sums.calls = 1
        calls[call.id] = merged
      }
    }
    return Array(calls.values)
  }

  /// Nil for a row that was not rated.
  private static func call(_ row: SegmentRow, _ entryID: String) -> Call? {
    guard row.isRated else { return nil }
    let sums = Sums(
      calls: 1, billed: row.integer(.billed) ?? 0, covered: row.integer(.allowance) ?? 0,
      micros: Int128(row.micros(.amount) ?? 0))
    return Call(
      id: ServiceID.call(entryID, row), startedAt: row.text(.startedAt), instant: row.instant ?? 0,
      globalID: row.text(.globalID), caller: row.text(.caller), called: row.text(.called),
      duration: row.integer(.duration) ?? 0, sums: sums)
  }

  private func service(_ call: Call, _ key: SpanTotalKey, _ total: SpanTotal) -> ServiceRow {
    let centavos = Charging.centavos(micros: call.sums.micros)
    var service = row(call.id, key.entry == 0 ? .call : .late, call.sums, centavos, key, total)
    service.description = ServiceText.call(
      caller: call.caller, called: call.called, startedAt: call.startedAt, entry: key.entry, isCredit: centavos < 0)
    service.globalID = call.globalID
    service.startedAt = call.instant
    return service
  }

  private func rest(_ sums: Sums, id: String, _ key: SpanTotalKey, _ total: SpanTotal) -> ServiceRow? {
    let centavos = Charging.centavos(micros: sums.micros)
    guard centavos != 0 else { return nil }
    var service = row(id, key.entry == 0 ? .cycle : .late, sums, centavos, key, total)
    service.description = ServiceText.smallCalls(
      number: total.number, from: key.cycleStart, until: total.cycleEnd, entry: key.entry, isCredit: centavos < 0)
    return service
  }

  private func row(
    _ id: String, _ kind: ServiceRow.Kind, _ sums: Sums, _ centavos: Int128, _ key: SpanTotalKey, _ total: SpanTotal
  ) -> ServiceRow {
    ServiceRow(
      id: id, cycleAccount: total.cycleAccount, entry: key.entry, kind: kind, state: .open, contract: key.contract,
      line: key.line,
      plan: key.plan, cycleStart: key.cycleStart, cycleEnd: total.cycleEnd, calls: sums.calls,
      billedSeconds: sums.billed, coveredSeconds: sums.covered, surplusSeconds: sums.billed - sums.covered,
      centavos: centavos, description: "")
  }
}
