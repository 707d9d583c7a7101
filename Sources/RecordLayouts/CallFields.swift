import ByteScanning
import CallModel

/// A row read: the values a call is made of. The texts point into the row and go with it.
package struct CallFields {
  package enum Direction {
    case inbound, outbound
    /// The layout has no such column: the registry decides (spec 2.3).
    case byRegistry
  }

  /// Seconds since 1970, UTC.
  package var instant: Int64 = 0
  /// Billable whole seconds, fractions rounded up; 0 to 1,000,000,000.
  package var billableSeconds: UInt32 = 0
  package var direction = Direction.byRegistry
  /// Whether the call was answered and has something to bill.
  package var isAnswered = false
  package var caller = Bytes(start: nil, count: 0)
  package var called = Bytes(start: nil, count: 0)
  package var globalID = Bytes(start: nil, count: 0)
  package var trunk = Bytes(start: nil, count: 0)
  package var accountCode = Bytes(start: nil, count: 0)
  /// Tells apart what one channel does at one instant; part of the identity, finds no line (spec 7.2).
  package var leg = Bytes(start: nil, count: 0)
  /// Of a recorded outbound call of which only the normalised number is known, not what was dialled: its kind, which
  /// stands with the number in the place of rules 1 to 13 (spec 4.3).
  package var recordedKind: NumberKind?

  package init() {}
}

/// Reads the fields of rows into calls, remembering the last day and the last time-zone span: rows come in order of
/// time, mostly. For one layout and one thread.
package struct CallFieldReader {
  let layout: BoundLayout
  private var parts = TimestampPattern.Parts()
  private var lastDay = -1
  private var lastDaySeconds: Int64 = 0
  private var cursor = TimeZoneRules.Cursor()

  /// The years a call can have (spec 2.4).
  package static let years = 1970...2199

  package init(layout: BoundLayout) {
    self.layout = layout
  }

  /// Reads `row`, which must have the layout's number of fields, into `fields`.
  ///
  /// - Returns: nil, or the first fault in the order of 2.4, `bad-number` apart, which is found with the numbering rules.
  @inline(__always)
  package mutating func read(_ row: borrowing Row, into fields: inout CallFields) -> Reason? {
    guard let instant = instant(row[layout.startedAt]) else { return .badTimestamp }
    fields.instant = instant
    guard let seconds = SecondsField.parse(row[layout.billable], decimalMark: layout.decimalMark) else {
      return .badDuration
    }
    fields.billableSeconds = seconds
    if layout.direction >= 0 {
      let value = row[layout.direction]
      if layout.outboundValues.contains(value) {
        fields.direction = .outbound
      } else if layout.inboundValues.contains(value) {
        fields.direction = .inbound
      } else {
        return .badDirection
      }
    }
    fields.isAnswered = seconds > 0
    if layout.disposition >= 0 {
      let value = row[layout.disposition]
      if !layout.answeredValues.contains(value) {
        guard layout.unansweredValues.contains(value) else { return .badDisposition }
        fields.isAnswered = false
      }
    }
    fields.caller = row[layout.caller]
    fields.called = row[layout.called]
    fields.globalID = row.optional(layout.globalID)
    fields.trunk = row.optional(layout.trunk)
    fields.accountCode = row.optional(layout.accountCode)
    return nil
  }

  private mutating func instant(_ text: Bytes) -> Int64? {
    guard layout.timestamp.parse(text, into: &parts) else { return nil }
    let day = parts.year << 16 | parts.month << 8 | parts.day
    if day != lastDay {
      guard Self.years.contains(parts.year),
        CivilDate.exists(year: parts.year, month: parts.month, day: parts.day)
      else { return nil }
      lastDaySeconds =
        Int64(CivilDate(year: parts.year, month: parts.month, day: parts.day).daysSinceEpoch) * 86_400
      lastDay = day
    }
    guard parts.hour < 24, parts.minute < 60, parts.second < 60 else { return nil }
    let local = lastDaySeconds + Int64(parts.hour * 3600 + parts.minute * 60 + parts.second)
    return layout.zone.instant(localSeconds: local, cursor: &cursor)
  }
}
