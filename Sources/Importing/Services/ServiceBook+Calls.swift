import Ledger
import Pipeline
import Rating

extension ServiceBook {
  /// The rated calls of a service, in the order in which they take from the allowances. Holds them all.
  ///
  /// - Throws: `LedgerFailure` if a segment is damaged.
  package func calls(of service: ServiceRow) throws -> [RecordedCall] {
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    return try ledger.readServices { (reader: ServiceReader) throws -> [RecordedCall] in
      guard let account = try reader.account(contract: service.contract, line: service.line) else { return [] }
      let isPerCall = try reader.isPerCall(service)
      let segments = try SegmentReader(ledger)
      let rows = SegmentRowReader()
      var calls: [RecordedCall] = []
      for span in try reader.spans(book: service.book, account: account, entry: service.entry) where span.calls > 0 {
        try rows.forEach(in: try segments.rows(of: span)) { row in
          guard row.isRated, Self.has(service, row, isPerCall: isPerCall) else { return }
          guard let call = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
          calls.append(call)
        }
      }
      return calls.sorted(by: RecordedCall.precedesInBook)
    }
  }

  /// Whether a call of its entry is charged by the service.
  private static func has(_ service: ServiceRow, _ row: SegmentRow, isPerCall: Bool) -> Bool {
    if !isPerCall { return true }
    if service.startedAt != nil { return ServiceID.call(ServiceID.entryPart(of: service.id), row) == service.id }
    return Charging.centavos(micros: Int128(row.micros(.amount) ?? 0)) == 0
  }
}
