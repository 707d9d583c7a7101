import ByteScanning
import Glibc

/// Takes quotes and blanks off single fields of a row whose bounds the marks told: only of those that are asked for.
@usableFromInline
final class CellCleaner {
  private var quote: UInt8 = 0
  private var hasQuotes = false
  private var trims = false
  private var delimiter: UInt8 = 0
  /// Fields with doubled quotes, written anew; valid until `begin`.
  private var text: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 12
  private var count = 0
  /// Texts of this row that outgrew `text`.
  private var full: [UnsafeMutablePointer<UInt8>] = []

  init() { text = .allocate(capacity: capacity) }

  deinit {
    text.deallocate()
    for buffer in full { buffer.deallocate() }
  }

  func prepare(_ layout: BoundLayout) {
    quote = layout.quote ?? 0
    hasQuotes = layout.quote != nil
    trims = layout.form.trims
    delimiter = layout.delimiter
  }

  /// Another row: what was written for the last one is forgotten.
  @inline(__always)
  func begin() {
    count = 0
    if !full.isEmpty { forget() }
  }

  /// Whether no field was written anew since `begin`.
  @inline(__always)
  var isUnused: Bool { count == 0 && full.isEmpty }

  private func forget() {
    for buffer in full { buffer.deallocate() }
    full.removeAll()
  }

  func clean(_ field: Bytes) -> Bytes {
    var cell = trims ? trimmed(field) : field
    if hasQuotes, cell.first == quote { cell = unquoted(cell) }
    return trims ? trimmed(cell) : cell
  }

  /// Without blanks and tabs around it, the delimiter apart.
  private func trimmed(_ cell: Bytes) -> Bytes {
    var start = 0
    var end = cell.count
    while start < end, isBlank(cell[start]) { start += 1 }
    while end > start, isBlank(cell[end - 1]) { end -= 1 }
    return Bytes(rebasing: cell[start..<end])
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool {
    (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")) && byte != delimiter
  }

  private func unquoted(_ cell: Bytes) -> Bytes {
    guard cell.count >= 2, let start = cell.baseAddress else { return Bytes(rebasing: cell.dropFirst()) }
    // SAFETY: within the cell, which has two bytes at least.
    if cell[cell.count - 1] == quote, memchr(start + 1, CInt(quote), cell.count - 2) == nil {
      return Bytes(start: start + 1, count: cell.count - 2)
    }
    return rewritten(cell)
  }

  /// As `FieldSplitter` does it: two quotes are one, and what follows the closing one is of the field.
  private func rewritten(_ cell: Bytes) -> Bytes {
    reserve(cell.count)
    let start = count
    var index = 1
    var isInside = true
    while index < cell.count {
      let byte = cell[index]
      if isInside, byte == quote {
        if index + 1 < cell.count, cell[index + 1] == quote {
          index += 1
        } else {
          isInside = false
          index += 1
          continue
        }
      }
      // SAFETY: no more bytes than the cell has, for which there is room.
      text[count] = byte
      count += 1
      index += 1
    }
    return Bytes(start: text + start, count: count - start)
  }

  private func reserve(_ needed: Int) {
    guard count + needed > capacity else { return }
    full.append(text)
    capacity = max(capacity * 2, needed * 2)
    text = .allocate(capacity: capacity)
    count = 0
  }
}
