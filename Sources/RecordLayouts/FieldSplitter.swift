import ByteScanning

/// Splits one row byte by byte: the only way for rows with quotes, and the slow twin of the scan by masks.
///
/// A quoted field may hold the delimiter, and two quotes for one. A quote that is never closed takes the rest of the
/// row; what stands between a closing quote and the delimiter belongs to the field. A row ends at its line end even
/// inside quotes: one stray quote must not swallow a file.
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
  /// - Parameter quote: nil: no character quotes.
  package func splitInPlace(_ row: Bytes, delimiter: UInt8, quote: UInt8?) {
    reserve(row.count + 1)
    textCount = 0
    fieldCount = 1
    var index = 0
    var isAtFieldStart = true
    while index < row.count {
      let byte = row[index]
      if isAtFieldStart, byte == quote {
        index = copyQuoted(row, from: index + 1, quote: byte)
        isAtFieldStart = false
      } else if byte == delimiter {
        // SAFETY: each field but the last has one delimiter in the row, so there are at most `row.count` ends.
        ends[fieldCount - 1] = UInt32(textCount)
        fieldCount += 1
        append(0)
        isAtFieldStart = true
        index += 1
      } else {
        append(byte)
        isAtFieldStart = false
        index += 1
      }
    }
  }

  /// The fields as arrays, for a header.
  package func split(_ row: Bytes, delimiter: UInt8, quote: UInt8?) -> [[UInt8]] {
    splitInPlace(row, delimiter: delimiter, quote: quote)
    var fields: [[UInt8]] = []
    var start = 0
    for index in 0..<fieldCount {
      let end = index == fieldCount - 1 ? textCount : Int(ends[index])
      fields.append(Array(UnsafeBufferPointer(start: text + start, count: end - start)))
      start = end + 1
    }
    return fields
  }

  /// Copies from behind an opening quote; returns the index behind the closing one, or the end of the row.
  private func copyQuoted(_ row: Bytes, from start: Int, quote: UInt8) -> Int {
    var index = start
    while index < row.count {
      if row[index] != quote {
        append(row[index])
        index += 1
      } else if index + 1 < row.count, row[index + 1] == quote {
        append(quote)
        index += 2
      } else {
        return index + 1
      }
    }
    return index
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
