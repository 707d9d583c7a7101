import CallModel

/// Whether a number could be given out in its country, by libphonenumber's patterns (spec 7.6).
///
/// Asked only where digits have two readings.
package enum NumberPattern {
  /// Digits that lead on, from one state of the automaton to one other.
  private struct Entry {
    /// Bit *d* for digit *d*.
    var digits: UInt32
    /// Of the state they lead to; 0: no digit may follow.
    var next: Int
    var mayEnd: Bool
    var isLast: Bool

    private static let characters = 5
    private static let charactersPerLine = 101

    /// - Parameter index: of an entry that is there.
    init(_ index: Int) {
      let start = index * Self.characters
      let at = start / (Self.charactersPerLine - 1) * Self.charactersPerLine + start % (Self.charactersPerLine - 1)
      var bits: UInt32 = 0
      for offset in 0..<Self.characters {
        // SAFETY: the table's indices come from the table, which the tests walk from end to end.
        bits = bits << 6 | UInt32(NumberPattern.table.utf8Start[at + offset] &- 48)
      }
      digits = bits >> 16
      next = Int(bits >> 2 & 0x3FFF)
      mayEnd = bits >> 1 & 1 == 1
      isLast = bits & 1 == 1
    }
  }

  /// Whether `number`, with its country code and 55 among them, fits the pattern of a type of number in a region of its
  /// country code.
  package static func fits(_ number: PhoneNumber) -> Bool {
    guard number.digitCount > 0 else { return false }
    var index = 0
    var mayEnd = false
    for place in (0..<number.digitCount).reversed() {
      // A state that no digit leaves: entry 0 is the beginning's.
      if index == 0, place < number.digitCount - 1 { return false }
      let digit = UInt32(number.value / PhoneNumber.powerOfTen(place) % 10)
      var entry = Entry(index)
      while entry.digits >> digit & 1 == 0 {
        if entry.isLast { return false }
        index += 1
        entry = Entry(index)
      }
      index = entry.next
      mayEnd = entry.mayEnd
    }
    return mayEnd
  }
}
