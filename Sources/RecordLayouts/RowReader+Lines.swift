import ByteScanning

/// Rows of several lines: a line end inside quotes belongs to the field (spec 7.2).
///
/// A row that has not ended within the longest row's bytes is too long, and ends at the first line end behind them, inside
/// quotes or not: one stray quote must not swallow a file.
extension RowReader {
  /// Whether the marks said something of the row from `start` to `end` that must be looked at byte by byte; then reading
  /// stands at its beginning again.
  func mustLookAgain(_ start: Int, _ end: Int) -> Bool {
    let isLong = end - start > Self.maximumRowBytes
    let isUnfinished = end == chunkEnd && hasMore
    guard isLong || isUnfinished || index.isOdd(start..<min(end + 1, chunkEnd)) else { return false }
    position = start
    distrustsMarks = true
    return true
  }

  /// Where the row from `start` ends: at a line end, or with the chunk if nothing follows that; nil if its end is still to
  /// come.
  func rowEndByBytes(from start: Int) -> Int? {
    guard let quote = layout.quote else { return chunkEnd }
    let bytes = Bytes(start: base, count: chunkEnd)
    // A row at the limit ends in \r\n.
    let limit = min(chunkEnd, start + Self.maximumRowBytes + 2)
    let end = FieldSplitter.rowEnd(
      in: bytes, from: start, limit: limit, delimiter: layout.delimiter, quote: quote, escapes: layout.form.escapes,
      trims: layout.form.trims)
    if let end {
      let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      if end - start - (hasReturn ? 1 : 0) <= Self.maximumRowBytes { return end }
    } else if limit == chunkEnd {
      if hasMore { return nil }
      if chunkEnd - start <= Self.maximumRowBytes { return chunkEnd }
    }
    let raw = UnsafeRawBufferPointer(start: base, count: chunkEnd)
    if let lineEnd = LineEnds.first(in: raw, from: start + Self.maximumRowBytes) { return lineEnd }
    skipsLine = hasMore
    return chunkEnd
  }

  /// The lines of the row from `start` up to where reading stands.
  func lines(from start: Int) -> Int {
    // SAFETY: `start` and `position` are within the chunk.
    let bytes = UnsafeRawBufferPointer(start: base + start, count: position - start)
    var count = 0
    var at = 0
    while let end = LineEnds.first(in: bytes, from: at) {
      count += 1
      at = end + 1
    }
    return at < bytes.count ? count + 1 : count
  }

  /// Another file begins: nothing of it belongs to a row that was too long.
  package func forgetLongRow() { skipsLine = false }

  /// Passes the rest of a row that was too long.
  func skipLine(_ chunk: UnsafeRawBufferPointer) {
    let end = LineEnds.first(in: chunk, from: 0)
    skipsLine = end == nil && hasMore
    position = end.map { $0 + 1 } ?? chunk.count
    // The marks were made from the chunk's beginning.
    distrustsMarks = true
  }
}
