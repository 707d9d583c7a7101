import CallModel

/// Writes calls in the layout `summit-1` (spec 2.3). Keeps the text of the last few days.
struct RowFormat {
  static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;"
    + "account_code\n"

  private static let separator: UInt8 = 0x3B
  /// `YYYY-MM-DD ` of each day from the one before the first.
  private let dayTexts: [[UInt8]]
  private let firstDay: Int
  private static let outbound = Array(";OUT;".utf8)
  private static let inbound = Array(";IN;".utf8)
  private static let badDirection = Array(";XFER;".utf8)
  private static let badTimestamp = Array("2026-11-31 25:00:00".utf8)
  private static let extraField = Array(";1".utf8)
  private static let badDisposition = Array("TRANSFERRED".utf8)

  init(options: GenerationOptions) {
    // A call that ends on the first day may begin on the one before; one that is continued may end after the last.
    firstDay = Int(options.firstDay.daysSinceEpoch) - 1
    dayTexts = (0..<options.days + 3).map { day in
      Array("\(CivilDate(daysSinceEpoch: options.firstDay.daysSinceEpoch - 1 + Int32(day))) ".utf8)
    }
  }

  func append(_ call: SampleCall, to buffer: inout ByteBuffer) {
    let isAnswered = call.disposition == .answered
    let endedAt = call.startedAt + call.setupSeconds + call.billableSeconds
    buffer.append(hexadecimal: call.identifier)
    buffer.append(0x2D)
    buffer.append(hexadecimal: call.sequence)
    buffer.append(Self.separator)
    if call.fault == .badTimestamp {
      buffer.append(Self.badTimestamp)
    } else {
      append(second: call.startedAt, to: &buffer)
    }
    buffer.append(Self.separator)
    if isAnswered { append(second: call.startedAt + call.setupSeconds, to: &buffer) }
    buffer.append(Self.separator)
    append(second: endedAt, to: &buffer)
    buffer.append(Self.separator)
    append(call.caller, to: &buffer)
    if call.fault == .badEncoding { buffer.append(0xE3) }
    buffer.append(Self.separator)
    append(call.called, to: &buffer)
    buffer.append(Self.separator)
    buffer.append(decimal: endedAt - call.startedAt)
    buffer.append(Self.separator)
    if call.fault == .badDuration { buffer.append(0x2D) }
    buffer.append(decimal: call.billableSeconds)
    appendTail(call, to: &buffer)
  }

  /// The fields from `direction` on.
  @inline(__always)
  private func appendTail(_ call: SampleCall, to buffer: inout ByteBuffer) {
    if call.fault == .badDirection {
      buffer.append(Self.badDirection)
    } else {
      buffer.append(call.isOutbound ? Self.outbound : Self.inbound)
    }
    buffer.append(
      call.fault == .badDisposition ? Self.badDisposition : SampleCall.Disposition.texts[call.disposition.rawValue])
    if call.fault != .missingField {
      buffer.append(Self.separator)
      appendTrunk(call, to: &buffer)
      buffer.append(Self.separator)
      if call.accountCode >= 0 { buffer.append(decimal: UInt64(call.accountCode), width: 6) }
    }
    if call.fault == .extraField { buffer.append(Self.extraField) }
    buffer.append(0x0A)
  }

  @inline(__always)
  private func appendTrunk(_ call: SampleCall, to buffer: inout ByteBuffer) {
    if call.trunk == 0 {
      for byte: UInt8 in [0x54, 0x52, 0x4B] { buffer.append(byte) }
      buffer.append(pair: call.carrier)
    } else {
      for byte: UInt8 in [0x50, 0x42, 0x58] { buffer.append(byte) }
      buffer.append(decimal: UInt64(call.trunk), width: 5)
    }
  }

  @inline(__always)
  private func append(second: Int, to buffer: inout ByteBuffer) {
    let day = second / 86_400
    let rest = second - day * 86_400
    buffer.append(dayTexts[day - firstDay])
    buffer.append(pair: rest / 3600)
    buffer.append(0x3A)
    buffer.append(pair: rest / 60 % 60)
    buffer.append(0x3A)
    buffer.append(pair: rest % 60)
  }

  @inline(__always)
  private func append(_ cell: NumberCell, to buffer: inout ByteBuffer) {
    if cell.text >= 0 {
      buffer.append(NumberCell.texts[cell.text])
    } else {
      if cell.hasPlus { buffer.append(0x2B) }
      buffer.append(decimal: cell.value, width: cell.digitCount)
    }
  }
}
