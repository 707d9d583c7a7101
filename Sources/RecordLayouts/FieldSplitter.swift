import ByteScanning

/// Splits one row byte by byte: the way for rows that marks cannot tell, and the slow twin of those they can.
///
/// A quoted field may hold the delimiter, and two quotes for one, or with `escapes` a backslash before a quote or another
/// backslash. A quote that is never closed takes the rest of the row; what stands between a closing quote and the
/// delimiter belongs to the field. Where a row ends is not told here.
package final class FieldSplitter {
  /// The fields without their quotes, one after the other, a filler byte between each two.
  package private(set) var text: UnsafeMutablePointer<UInt8>
  /// For each field but the last, where it ends in `text`: the filler's offset.
  package private(set) var ends: UnsafeMutablePointer<UInt32>
  package private(set) var textCount = 0
  package private(set) var fieldCount = 0
  private var capacity: Int

  package init() {
    capacity = 1 << 12
    text = .allocate(capacity: capacity)
    ends = .allocate(capacity: capacity)
  }

  deinit {
    text.deallocate()
    ends.deallocate()
  }

  /// Splits `row` into `text` and `ends`.
  ///
  /// - Parameters:
  ///   - quote: nil: no character quotes.
  ///   - escapes: a backslash, and no second quote, makes a quote inside quotes a character.
  ///   - trims: blanks and tabs around fields, inside and outside quotes, are left out.
  package func splitInPlace(
    _ row: Bytes, delimiter: UInt8, quote: UInt8?, escapes: Bool = false, trims: Bool = false
  ) {
    reserve(row.count + 1)
    textCount = 0
    fieldCount = 1
    var index = 0
    var fieldStart = 0
    while true {
      if trims { while index < row.count, Self.isBlank(row[index], delimiter) { index += 1 } }
      if index < row.count, row[index] == quote {
        index = copyQuoted(row, from: index + 1, quote: row[index], escapes: escapes)
      }
      while index < row.count, row[index] != delimiter {
        append(row[index])
        index += 1
      }
      if trims { trim(from: fieldStart, delimiter) }
      if index == row.count { return }
      endField()
      fieldStart = textCount
      index += 1
    }
  }

  /// Cuts `row` by places; what a short row lacks is blank. Blanks around a field are left out.
  package func splitInPlace(_ row: Bytes, places: [Range<Int>], isLatin1: Bool) {
    // A byte of Latin-1 becomes two at most.
    reserve(places.reduce(places.count) { $0 + $1.clamped(to: 0..<row.count).count * 2 } + 1)
    textCount = 0
    fieldCount = 1
    for (number, place) in places.enumerated() {
      let fieldStart = textCount
      for byte in row[place.clamped(to: 0..<row.count)] {
        if isLatin1, byte >= 0x80 {
          append(0xC0 | byte >> 6)
          append(0x80 | byte & 0x3F)
        } else {
          append(byte)
        }
      }
      trim(from: fieldStart, 0)
      if number < places.count - 1 { endField() }
    }
  }

  /// The fields as arrays, for a header.
  package func split(
    _ row: Bytes, delimiter: UInt8, quote: UInt8?, escapes: Bool = false, trims: Bool = false
  ) -> [[UInt8]] {
    splitInPlace(row, delimiter: delimiter, quote: quote, escapes: escapes, trims: trims)
    var fields: [[UInt8]] = []
    var start = 0
    for index in 0..<fieldCount {
      let end = index == fieldCount - 1 ? textCount : Int(ends[index])
      fields.append(Array(UnsafeBufferPointer(start: text + start, count: end - start)))
      start = end + 1
    }
    return fields
  }

  /// Where a row that may have several lines ends.
  ///
  /// - Returns: the offset of the line feed outside quotes that ends the row which begins at `start`; nil if there is
  ///   none before `limit`.
  package static func rowEnd(
    in bytes: Bytes, from start: Int, limit: Int, delimiter: UInt8, quote: UInt8, escapes: Bool, trims: Bool
  ) -> Int? {
    var index = bytes.baseAddress.map { ByteOrderMarks.end($0, from: start, to: limit) } ?? start
    var isFieldStart = true
    var isInside = false
    while index < limit {
      let byte = bytes[index]
      if isInside {
        if escapes, byte == UInt8(ascii: "\\") {
          if index + 1 < limit, bytes[index + 1] == quote || bytes[index + 1] == byte { index += 1 }
        } else if byte == quote {
          if !escapes, index + 1 < limit, bytes[index + 1] == quote { index += 1 } else { isInside = false }
        }
      } else if byte == UInt8(ascii: "\n") {
        return index
      } else if byte == delimiter {
        isFieldStart = true
      } else if isFieldStart, byte == quote {
        isInside = true
        isFieldStart = false
      } else if !(trims && isFieldStart && isBlank(byte, delimiter)) {
        isFieldStart = false
      }
      index += 1
    }
    return nil
  }

  /// Copies from behind an opening quote; returns the index behind the closing one, or the end of the row.
  private func copyQuoted(_ row: Bytes, from start: Int, quote: UInt8, escapes: Bool) -> Int {
    var index = start
    while index < row.count {
      let byte = row[index]
      let next = index + 1 < row.count ? row[index + 1] : nil
      if escapes, byte == UInt8(ascii: "\\"), let next, next == quote || next == byte {
        append(next)
        index += 2
      } else if byte != quote {
        append(byte)
        index += 1
      } else if !escapes, next == quote {
        append(quote)
        index += 2
      } else {
        return index + 1
      }
    }
    return index
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
    (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")) && byte != delimiter
  }

  /// Takes blanks off both ends of the last field.
  private func trim(from start: Int, _ delimiter: UInt8) {
    while textCount > start, Self.isBlank(text[textCount - 1], delimiter) { textCount -= 1 }
    var blanks = 0
    while start + blanks < textCount, Self.isBlank(text[start + blanks], delimiter) { blanks += 1 }
    guard blanks > 0 else { return }
    // SAFETY: within what was appended.
    (text + start).update(from: text + start + blanks, count: textCount - start - blanks)
    textCount -= blanks
  }

  private func endField() {
    // SAFETY: each field but the last has one delimiter in the row, so there are at most as many ends as bytes, for
    // which `reserve` made room; of a row cut by places, as many as places.
    ends[fieldCount - 1] = UInt32(textCount)
    fieldCount += 1
    append(0)
  }

  private func append(_ byte: UInt8) {
    // SAFETY: nothing is appended but a byte for a byte of the row, and `reserve` made room for them all.
    text[textCount] = byte
    textCount += 1
  }

  private func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    text.deallocate()
    ends.deallocate()
    capacity = needed * 2
    text = .allocate(capacity: capacity)
    ends = .allocate(capacity: capacity)
  }
}
