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
      let modes = ServiceModes(try reader.setting(ServiceModes.settingKey))
      let isPerCall = modes.isPerCall(cycleStart: service.cycleStart)
      let segments = try SegmentReader(ledger)
      let rows = SegmentRowReader()
      var calls: [RecordedCall] = []
      for span in try reader.spans(book: service.book, account: account, entry: service.entry) where span.calls > 0 {
        let isWhole = try segments.rows(of: span).withUnsafeBufferPointer { bytes in
          try rows.forEach(in: bytes) { (row: SegmentRow) throws in
            guard CallServices.isRated(row), Self.has(service, row, isPerCall: isPerCall) else { return }
            guard let call = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
            calls.append(call)
          }
        }
        guard isWhole else { throw RecordedCalls.damaged(span) }
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
