import Ledger
import Pipeline
import Rating

extension RecordedServices {
  /// The rated calls of a service, in the order in which they take from the allowances; of one that follows from a contest,
  /// what was contested. Holds them all.
  ///
  /// - Throws: `LedgerFailure` if a segment is damaged.
  package func calls(of service: ServiceRow) throws -> [RecordedCall] {
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    return try ledger.readServices { (reader: ServiceReader) throws -> [RecordedCall] in
      let segments = try SegmentReader(ledger)
      let contest = service.isOfContest ? try reader.contest(service.id) : nil
      guard let source = try contest.map({ try reader.service($0.service) }) ?? service else { return [] }
      var calls: [RecordedCall] = []
      try reader.forEachCall(of: source, segments) { row, span in
        guard contest?.call.map({ $0 == ServiceID.callPart(row) }) ?? true else { return }
        guard let call = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
        calls.append(call)
      }
      return calls.sorted(by: RecordedCall.precedesInCycleAccount)
    }
  }
}

extension ServiceReader {
  /// Calls `body` for each recorded row of a rated call that a service follows from. No row is valid after `body`.
  func forEachCall(
    of service: ServiceRow, _ segments: SegmentReader, _ body: (SegmentRow, SpanRow) throws -> Void
  ) throws {
    guard let account = try account(contract: service.contract, line: service.line) else { return }
    let isPerCall = try isPerCall(service)
    let rows = SegmentRowReader()
    for span in try spans(cycleAccount: service.cycleAccount, account: account, entry: service.entry)
    where span.calls > 0 {
      try rows.forEach(in: try segments.rows(of: span)) { row in
        if row.isRated, Self.has(service, row, isPerCall: isPerCall) { try body(row, span) }
      }
    }
  }

  /// Whether a call of its entry is charged by the service.
  private static func has(_ service: ServiceRow, _ row: SegmentRow, isPerCall: Bool) -> Bool {
    if !isPerCall { return true }
    if service.startedAt != nil { return ServiceID.call(ServiceID.entryPart(of: service.id), row) == service.id }
    return Charging.centavos(micros: Int128(row.micros(.amount) ?? 0)) == 0
  }
}
