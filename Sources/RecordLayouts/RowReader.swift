import ByteScanning
import CallModel

/// Cuts a chunk of whole rows into rows and fields, copying nothing in the usual case.
///
/// A row ends in `\n` or `\r\n`, or with the chunk if that is the end of the file. Empty lines are counted but are no
/// rows. Not for use by two threads at once.
package final class RowReader {
  /// What `next` found.
  package enum Step {
    case end
    /// `row` has the layout's fields.
    case fields
    /// `row.raw` is the row; its fields cannot be told.
    case fault(Reason)
  }

  package private(set) var row: Row
  /// Lines passed, empty ones too.
  package private(set) var lineCount = 0

  private let index = SeparatorIndex()
  private let splitter = FieldSplitter()
  private var transcoded: [UInt8] = []
  private var layout: BoundLayout
  private var base: UnsafePointer<UInt8>
  private var chunkEnd = 0
  private var position = 0
  private var nextHit = 0
  /// Each row is split byte by byte: the layout has quotes, or a test wants the twin.
  private var readsSlowly = false

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
      base: base, start: 0, end: 0, ends: UnsafePointer(splitter.ends), fieldCount: 0, raw: Bytes(start: nil, count: 0),
      lineInChunk: 0)
  }

  /// Begins with the rows of `chunk`, which must stay in place until the last of them was read.
  ///
  /// - Parameters:
  ///   - chunk: whole rows, at most 4 GiB. Of a row longer than `maximumRowBytes` only somewhat more than that need be
  ///     there.
  ///   - usesMasks: false reads byte by byte: the twin that tests hold the fast way against.
  package func start(_ chunk: UnsafeRawBufferPointer, layout: BoundLayout, usesMasks: Bool = true) {
    self.layout = layout
    readsSlowly = layout.quote != nil || !usesMasks
    if usesMasks {
      index.scan(chunk, separator: layout.delimiter)
    } else {
      index.scanScalar(chunk, separator: layout.delimiter)
    }
    if let address = chunk.baseAddress { base = address.assumingMemoryBound(to: UInt8.self) }
    chunkEnd = chunk.count
    position = 0
    nextHit = 0
    lineCount = 0
  }

  /// Reads on to the next row.
  package func next() -> Step {
    while position < chunkEnd {
      let start = position
      let firstHit = nextHit
      var hit = nextHit
      // SAFETY: the hits are offsets into the chunk, `count` of them.
      let hits = UnsafePointer(index.offsets)
      let hitCount = index.count
      while hit < hitCount, base[Int(hits[hit])] != UInt8(ascii: "\n") { hit += 1 }
      var end = chunkEnd
      if hit < hitCount {
        end = Int(hits[hit])
        position = end + 1
        nextHit = hit + 1
        if end > start, base[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      } else {
        position = chunkEnd
        nextHit = hitCount
      }
      let line = lineCount
      lineCount += 1
      if end == start { continue }
      row.raw = Bytes(start: base + start, count: end - start)
      row.lineInChunk = line
      if end - start > Self.maximumRowBytes {
        row.raw = Bytes(start: base + start, count: Self.keptBytesOfLongRow)
        return .fault(.tooLong)
      }
      if readsSlowly || (index.hasHighBytes && !row.raw.isASCII) { return splitSlowly() }
      row.base = base
      row.start = start
      row.end = end
      row.ends = hits + firstHit
      row.fieldCount = hit - firstHit + 1
      return checkFieldCount()
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

  private func checkFieldCount() -> Step {
    if row.fieldCount == layout.fieldCount { return .fields }
    return .fault(row.fieldCount < layout.fieldCount ? .missingField : .extraField)
  }

  /// Rows with quotes or with bytes that are not ASCII.
  private func splitSlowly() -> Step {
    let source = row.raw
    if layout.encoding == .latin1, !source.isASCII {
      transcoded.removeAll(keepingCapacity: true)
      for byte in source { Latin1.append(byte, to: &transcoded) }
      transcoded.withUnsafeBufferPointer { splitter.splitInPlace($0, delimiter: layout.delimiter, quote: layout.quote) }
    } else {
      guard source.isValidUTF8 else { return .fault(.badEncoding) }
      splitter.splitInPlace(source, delimiter: layout.delimiter, quote: layout.quote)
    }
    row.base = UnsafePointer(splitter.text)
    row.start = 0
    row.end = splitter.textCount
    row.ends = UnsafePointer(splitter.ends)
    row.fieldCount = splitter.fieldCount
    return checkFieldCount()
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
