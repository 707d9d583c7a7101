import ByteScanning
import CallModel

/// Cuts a chunk of whole rows into rows and fields, copying nothing in the usual case.
///
/// A row ends in `\n` or `\r\n`, or with the chunk if that is the end of the file. Empty lines and comments are counted
/// but are no rows; a byte order mark before a row, where files were put together, is passed over. Not for use by two
/// threads at once.
package final class RowReader {
  /// What `next` found.
  package enum Step {
    case end
    /// `row` has the layout's fields.
    case fields
    /// `row` is none of ours, by the pattern of that number in `BoundLayout.ignoredPatterns`; it may lack fields.
    case ignored(pattern: Int)
    /// `row.raw` is the row; its fields cannot be told.
    case fault(Reason)
  }

  package internal(set) var row: Row
  /// Lines passed, empty ones too.
  package internal(set) var lineCount = 0

  let index = SeparatorIndex()
  let splitter = FieldSplitter()
  let cleaner = CellCleaner()
  var transcoded: [UInt8] = []
  var layout: BoundLayout
  var base: UnsafePointer<UInt8>
  var chunkEnd = 0
  var position = 0
  private var nextHit = 0
  /// Each row is split byte by byte: a test wants the twin, or marks cannot tell fields of this form.
  private var readsSlowly = false
  /// Nothing but delimiters and a fixed count.
  private var isPlain = true
  private var hasComments = false
  private var hasRules = false
  /// Something is taken off numbers.
  private var mayStrip = false
  /// The count of fields of the last row that had one it may have, if nothing else is asked of the count.
  private var usualCount = -1
  /// Fields may have quotes or blanks around them.
  private var needsCleaning = false
  /// Rows may have several lines.
  private var isMultiline = false
  /// What follows the chunk is still to come: a row that does not end in it is left.
  var hasMore = false
  /// Ends of rows are looked for byte by byte, since marks are not to be trusted here.
  var distrustsMarks = false
  /// What follows is the rest of a row that was too long, up to its line end.
  var skipsLine = false

  /// Longest row, without its line end (spec 2.4): what a switch writes is a few hundred bytes, and each reader may
  /// have to hold one row whole.
  package static let maximumRowBytes = 64 * 1024
  /// How much of a longer row is kept (spec 2.4).
  package static let keptBytesOfLongRow = 1024

  /// - Parameter layout: of the first chunk; `start` may bring another.
  package init(layout: BoundLayout) {
    self.layout = layout
    base = UnsafePointer(splitter.text)
    row = Row(
      base: base, start: 0, end: 0, ends: UnsafePointer(splitter.ends), fieldCount: 0, cleaner: nil,
      raw: Bytes(start: nil, count: 0), lineInChunk: 0)
  }

  /// Bytes of the chunk that `next` has passed.
  package var consumed: Int { position }

  /// Begins with the rows of `chunk`, which must stay in place until the last of them was read.
  ///
  /// - Parameters:
  ///   - chunk: whole rows, at most 4 GiB. Of a row longer than `maximumRowBytes` only somewhat more than that need be
  ///     there.
  ///   - usesMasks: false reads byte by byte: the twin that tests hold the fast way against.
  ///   - hasMore: the chunk's last row need not be whole; `consumed` tells where it begins. Only for rows of several
  ///     lines.
  package func start(
    _ chunk: UnsafeRawBufferPointer, layout: BoundLayout, usesMasks: Bool = true, hasMore: Bool = false
  ) {
    self.layout = layout
    self.hasMore = hasMore
    isMultiline = layout.form.isMultiline
    distrustsMarks = isMultiline && (layout.form.escapes || !usesMasks)
    readsSlowly = layout.form.isFixed || layout.form.escapes || !usesMasks
    isPlain = layout.form.isPlain
    hasComments = !layout.form.comment.isEmpty
    hasRules = !layout.form.rules.isEmpty
    usualCount = -1
    mayStrip = !layout.meaning.callerRule.strip.isEmpty || !layout.meaning.calledRule.strip.isEmpty
    needsCleaning = layout.quote != nil || layout.form.trims
    if needsCleaning { cleaner.prepare(layout) }
    scan(chunk, usesMasks: usesMasks)
    if let address = chunk.baseAddress { base = address.assumingMemoryBound(to: UInt8.self) }
    chunkEnd = chunk.count
    position = 0
    nextHit = 0
    lineCount = 0
    if skipsLine { skipLine(chunk) }
  }

  private func scan(_ chunk: UnsafeRawBufferPointer, usesMasks: Bool) {
    // Of rows cut by places only the line ends are wanted.
    let delimiter = layout.form.isFixed ? UInt8(ascii: "\n") : layout.delimiter
    if let quote = layout.quote, !layout.form.escapes, !layout.form.isFixed {
      index.scan(
        chunk, separator: delimiter, quote: quote, keepsLines: isMultiline && !distrustsMarks, usesMasks: usesMasks)
    } else if usesMasks {
      index.scan(chunk, separator: delimiter)
    } else {
      index.scanScalar(chunk, separator: delimiter)
    }
  }

  /// Reads on to the next row.
  package func next() -> Step {
    while position < chunkEnd {
      let start = index.hasHighBytes ? ByteOrderMarks.end(base, from: position, to: chunkEnd) : position
      let firstHit = nextHit
      var hit = nextHit
      // SAFETY: the hits are offsets into the chunk, `count` of them.
      let hits = UnsafePointer(index.offsets)
      let hitCount = index.count
      var end = chunkEnd
      if distrustsMarks {
        guard let found = rowEndByBytes(from: start) else { return .end }
        end = found
        position = min(end + 1, chunkEnd)
      } else {
        while hit < hitCount, base[Int(hits[hit])] != UInt8(ascii: "\n") { hit += 1 }
        if hit < hitCount {
          end = Int(hits[hit])
          position = end + 1
          nextHit = hit + 1
        } else {
          position = chunkEnd
          nextHit = hitCount
        }
        if isMultiline, mustLookAgain(start, end) { continue }
      }
      if end < chunkEnd, end > start, base[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      let line = lineCount
      lineCount += isMultiline ? lines(from: start) : 1
      if end == start { continue }
      row.raw = Bytes(start: base + start, count: end - start)
      row.lineInChunk = line
      row.cleaner = nil
      if hasComments, isComment() { continue }
      if end - start > Self.maximumRowBytes {
        row.raw = Bytes(start: base + start, count: Self.keptBytesOfLongRow)
        return .fault(.tooLong)
      }
      let isOdd = distrustsMarks || (index.hasOddQuotes && index.isOdd(start..<position))
      if readsSlowly || isOdd { return splitSlowly() }
      if index.hasHighBytes, layout.encoding == .latin1, !row.raw.isASCII { return splitSlowly() }
      row.base = base
      row.start = start
      row.end = end
      row.ends = hits + firstHit
      row.fieldCount = hit - firstHit + 1
      if needsCleaning {
        row.cleaner = cleaner
        cleaner.begin()
      }
      return finish()
    }
    return .end
  }

  /// The fields of the row that `next` found, by `fields`; see `CallFieldReader.read`.
  ///
  /// Here and not with the callers, since the row is read where it lies: copied right after it was written it would
  /// hold up the processor until all stores before it are done.
  package func readFields(_ reader: inout CallFieldReader, into fields: inout CallFields) -> Reason? {
    reader.read(row, into: &fields)
  }

  /// Whether fields that were read of the row may be texts of their own, gone with it: mostly all lie in the chunk.
  package var hasOwnTexts: Bool {
    mayStrip || row.base != base || (row.hasCleaner && !cleaner.isUnused)
  }

  /// Whether the row that `next` ignored has seconds to bill.
  package func hasSeconds(_ reader: inout CallFieldReader) -> Bool {
    reader.hasSeconds(row)
  }

  /// The tests of a row that was split, in the order of spec 2.4 and 7.1.
  @inline(__always)
  private func finish() -> Step {
    if hasRules, let pattern = layout.form.rules.ignores(row) { return .ignored(pattern: pattern) }
    if index.hasHighBytes || index.hasNulBytes, !isWellEncoded() { return .fault(.badEncoding) }
    if row.fieldCount == layout.fieldCount, isPlain { return .fields }
    if row.fieldCount == usualCount { return .fields }
    return checkFieldCount()
  }

  private func isWellEncoded() -> Bool {
    if index.hasNulBytes, row.raw.contains(0) { return false }
    if layout.encoding == .latin1 || row.raw.isASCII { return true }
    // A place may cut a character in two.
    return row.raw.isValidUTF8 && (!layout.form.isFixed || (0..<row.fieldCount).allSatisfy { row[$0].isValidUTF8 })
  }

  private func checkFieldCount() -> Step {
    guard let reason = layout.form.fault(ofCount: row.fieldCount) else {
      usualCount = row.fieldCount
      return .fields
    }
    guard layout.form.allowsTrailingDelimiter, row.fieldCount > 1,
      layout.form.fault(ofCount: row.fieldCount - 1) == nil, row.cell(row.fieldCount - 1).isEmpty
    else { return .fault(reason) }
    row.fieldCount -= 1
    // SAFETY: there is an end for each field but the last, and that is now another.
    row.end = Int(row.ends[row.fieldCount - 1])
    return .fields
  }

  private func isComment() -> Bool { row.raw.starts(with: layout.form.comment) }

  /// Rows that marks cannot tell, and Latin-1 that is not ASCII.
  private func splitSlowly() -> Step {
    let source = row.raw
    if layout.encoding == .latin1, !source.isASCII, !layout.form.isFixed {
      transcoded.removeAll(keepingCapacity: true)
      for byte in source { Latin1.append(byte, to: &transcoded) }
      transcoded.withUnsafeBufferPointer { split($0) }
    } else {
      split(source)
    }
    row.base = UnsafePointer(splitter.text)
    row.start = 0
    row.end = splitter.textCount
    row.ends = UnsafePointer(splitter.ends)
    row.fieldCount = splitter.fieldCount
    return finish()
  }

  private func split(_ source: Bytes) {
    if layout.form.isFixed {
      splitter.splitInPlace(source, places: layout.form.places, isLatin1: layout.encoding == .latin1)
    } else {
      splitter.splitInPlace(
        source, delimiter: layout.delimiter, quote: layout.quote, escapes: layout.form.escapes,
        trims: layout.form.trims)
    }
  }
}

/// What some systems write at the beginning of a text in UTF-8.
package enum ByteOrderMarks {
  package static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Where the text from `start` begins behind its marks.
  @inlinable
  package static func end(_ text: UnsafePointer<UInt8>, from start: Int, to limit: Int) -> Int {
    var start = start
    while limit - start >= 3, text[start] == 0xEF, text[start + 1] == 0xBB, text[start + 2] == 0xBF { start += 3 }
    return start
  }

  /// `line` without the marks at its beginning.
  package static func skip<Line: BidirectionalCollection<UInt8>>(_ line: Line) -> Line.SubSequence
  where Line.SubSequence: BidirectionalCollection {
    var rest = line[...]
    while rest.starts(with: bytes) { rest = rest.dropFirst(3) }
    return rest
  }
}

/// ISO 8859-1, in which a byte is the code point.
package enum Latin1 {
  /// Appends the character of `byte` in UTF-8.
  @inlinable
  package static func append(_ byte: UInt8, to text: inout [UInt8]) {
    if byte < 0x80 {
      text.append(byte)
    } else {
      text.append(0xC0 | byte >> 6)
      text.append(0x80 | byte & 0x3F)
    }
  }
}
