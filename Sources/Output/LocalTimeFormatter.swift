import CallModel

/// Writes instants as ISO 8601 local time with offset, remembering the last day and offset. For one thread.
package struct LocalTimeFormatter {
  private let zone: TimeZoneRules
  private var cursor = TimeZoneRules.Cursor()
  private var offset = Int64.min
  /// The offset as text, at most `+HH:MM:SS`: its first eight bytes, the first lowest, the ninth, and how many there are.
  private var offsetText = (first: UInt64(0), ninth: UInt8(0), count: 0)
  /// For other dates of the row, too.
  let dates = DateTexts()

  /// `2026-11-01T08:15:30-03:00:00` at the longest.
  static let maximumBytes = 32

  package init(zone: TimeZoneRules) {
    self.zone = zone
  }

  /// Writes the local time of `instant` (seconds since 1970).
  @inline(__always)
  mutating func write(_ instant: Int64, to text: inout TextCursor) {
    let offset = zone.offset(at: instant, cursor: &cursor)
    if offset != self.offset { remember(offset: offset) }
    let time = LocalTime(instant: instant, offset: offset)
    let second = time.secondOfDay
    dates.write(time.date, to: &text)
    text.put(UInt8(ascii: "T"))
    text.put(clock: second)
    text.put(word: offsetText.first, count: min(8, offsetText.count))
    if offsetText.count > 8 { text.put(offsetText.ninth) }
  }

  /// The local time of `instant` as text.
  package mutating func text(_ instant: Int64) -> String {
    let buffer = TextBuffer(capacity: Self.maximumBytes)
    buffer.write(Self.maximumBytes) { write(instant, to: &$0) }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  private mutating func remember(offset: Int64) {
    self.offset = offset
    let bytes = Array(TimeZoneRules.text(offset: offset).utf8)
    let first = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    offsetText = (first, bytes.count > 8 ? bytes[8] : 0, bytes.count)
  }
}
