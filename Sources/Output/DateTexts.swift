import CallModel

/// Days as `YYYY-MM-DD`, each worked out once: the calls of a line fall on some thirty days.
///
/// A small table by the day's last bits. For one thread.
final class DateTexts {
  private struct Entry: BitwiseCopyable {
    var day = Int32.min
    /// `YYYY-MM-`, the first byte lowest, then the day's two digits.
    var yearAndMonth: UInt64 = 0
    var dayOfMonth: UInt16 = 0
  }

  /// A power of two; two months.
  private static let count = 64
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: Self.count)
    entries.initialize(repeating: Entry(), count: Self.count)
  }

  deinit { entries.deallocate() }

  /// Writes `date`, of a year from 0 to 9999: ten bytes.
  @inline(__always)
  func write(_ date: CivilDate, to text: inout TextCursor) {
    // SAFETY: the index is below `count`.
    let entry = entries + Int(date.daysSinceEpoch & Int32(Self.count - 1))
    if entry.pointee.day != date.daysSinceEpoch { remember(date, entry) }
    text.put(word: entry.pointee.yearAndMonth, count: 8)
    text.put(pair: entry.pointee.dayOfMonth)
  }

  private func remember(_ date: CivilDate, _ entry: UnsafeMutablePointer<Entry>) {
    withUnsafeTemporaryAllocation(byteCount: 16 + TextCursor.slackBytes, alignment: 8) { bytes in
      // SAFETY: a date is ten bytes, and there are sixteen besides the slack.
      guard let start = bytes.baseAddress else { return }
      var cursor = TextCursor(position: start.assumingMemoryBound(to: UInt8.self))
      cursor.put(date)
      entry.pointee = Entry(
        day: date.daysSinceEpoch, yearAndMonth: UInt64(littleEndian: start.load(as: UInt64.self)),
        dayOfMonth: UInt16(littleEndian: start.load(fromByteOffset: 8, as: UInt16.self)))
    }
  }
}
