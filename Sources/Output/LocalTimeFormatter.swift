import CallModel

/// Writes instants as ISO 8601 local time with offset, remembering the last day and offset. For one thread.
package struct LocalTimeFormatter {
  private let zone: TimeZoneRules
  private var cursor = TimeZoneRules.Cursor()
  private var day = Int64.min
  private var dayText: [UInt8] = []
  private var offset = Int64.min
  private var offsetText: [UInt8] = []

  /// `2026-11-01T08:15:30-03:00:00` at the longest, and years of five digits.
  package static let maximumBytes = 32

  package init(zone: TimeZoneRules) {
    self.zone = zone
  }

  /// Appends the local time of `instant` (seconds since 1970); needs `maximumBytes` reserved.
  ///
  /// - Returns: the local date.
  package mutating func write(_ instant: Int64, to buffer: TextBuffer) -> CivilDate {
    let offset = zone.offset(at: instant, cursor: &cursor)
    if offset != self.offset { remember(offset: offset) }
    let local = instant + offset
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    if day != self.day { remember(day: day) }
    let second = UInt64(local - day * 86_400)
    dayText.withUnsafeBufferPointer { buffer.append($0) }
    buffer.appendReserved(decimal: second / 3600, width: 2)
    buffer.appendReserved(UInt8(ascii: ":"))
    buffer.appendReserved(decimal: second / 60 % 60, width: 2)
    buffer.appendReserved(UInt8(ascii: ":"))
    buffer.appendReserved(decimal: second % 60, width: 2)
    offsetText.withUnsafeBufferPointer { buffer.append($0) }
    return CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: day))
  }

  private mutating func remember(day: Int64) {
    self.day = day
    dayText = Array("\(CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: day)))T".utf8)
  }

  private mutating func remember(offset: Int64) {
    self.offset = offset
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let magnitude = abs(offset)
    var text = (offset < 0 ? "-" : "+") + two(magnitude / 3600) + ":" + two(magnitude / 60 % 60)
    if magnitude % 60 != 0 { text += ":" + two(magnitude % 60) }
    offsetText = Array(text.utf8)
  }
}
