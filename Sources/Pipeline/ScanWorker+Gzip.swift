import ByteScanning
import CallModel
import FileInput
import RecordLayouts

extension ScanWorker {
  /// Inflates a gzip file into chunks of whole rows; this worker reads those that no other takes.
  func inflate(_ file: OpenFile, _ index: Int) throws(FileFailure) {
    let digester = Digester()
    let stream = GzipStream(file: file)
    var cutter = RowCutter()
    var layout: BoundLayout?
    let chunkSize = context.options.chunkSizeBytes
    let bufferSize = max(chunkSize, FileHead.maximumBytes) + RowCutter.maximumCarry
    var current = context.queue.takeBuffer(bufferSize)
    defer { context.queue.giveBack(current) }
    var filled = 0
    let window = context.sources.windows[index]
    /// Where `current` begins among the inflated bytes.
    var plainOffset: Int64 = 0
    var openRowStart: Int64?
    var places = GzipPlaces(chunkSizeBytes: chunkSize)
    while !cutter.isAtEnd, failure == nil {
      // The first chunk has room for the longest head.
      let wanted = layout == nil ? FileHead.maximumBytes : chunkSize
      let room = UnsafeMutableRawBufferPointer(rebasing: current[filled..<(filled + wanted)])
      let count = try stream.read(into: room)
      digester.update(UnsafeRawBufferPointer(rebasing: room[..<count]))
      context.progress.add(bytes: count)
      filled += count
      let isAtEnd = count < wanted
      var start = 0
      if layout == nil {
        let bytes = UnsafeRawBufferPointer(rebasing: current[..<filled])
        if let form = PackedForm(bytes, isInflated: true) { throw form.failure(of: file.path, isInflated: true) }
        let head = try readHead(bytes, isWhole: isAtEnd, path: file.path)
        context.sources.opened(index, file, isGzip: true, head: head, tasks: 0, blocks: 0)
        guard let bound = try bind(head, path: file.path) else { break }
        layout = bound
        start = head.rowsStart
      }
      guard let layout else { break }
      let cut = cutter.cut(
        UnsafeRawBufferPointer(rebasing: current[start..<filled]), newFrom: max(0, filled - count - start),
        isAtEnd: isAtEnd)
      if cut.upperBound == 0, start == 0, filled + chunkSize <= current.count, !isAtEnd { continue }
      let next = context.queue.takeBuffer(bufferSize)
      next.copyMemory(from: UnsafeRawBufferPointer(rebasing: current[(start + cut.upperBound)..<filled]))
      filled -= start + cut.upperBound
      var rows = (start + cut.lowerBound)..<(start + cut.upperBound)
      if cutter.isAtEnd, let openRow = Self.openRow(current, rows) {
        openRowStart = plainOffset + Int64(openRow)
        if window?.leavesOpenRow == true { rows = rows.lowerBound..<openRow }
      }
      if let window { rows = Self.rows(rows, from: Int(max(0, window.startBytes - plainOffset))) }
      plainOffset += Int64(start + cut.upperBound)
      pass(current, rows, layout: layout, file: index, cutter.chunkNumber)
      current = next
      if window == nil, cutter.isBetweenRows {
        places.add(
          stream, chunk: cutter.chunkNumber + 1, carry: UnsafeRawBufferPointer(rebasing: current[..<filled]))
      }
    }
    try file.checkUnchanged()
    context.sources.keep(places.places, of: index)
    context.sources.finish(
      index, digest: digester.finalize(), plainBytes: stream.inflatedBytes, openRowStart: openRowStart)
    context.progress.fileDone()
  }

  /// Where the last of `rows` begins, if it has no line end.
  private static func openRow(_ buffer: UnsafeMutableRawBufferPointer, _ rows: Range<Int>) -> Int? {
    guard let last = rows.last, buffer[last] != UInt8(ascii: "\n") else { return nil }
    return buffer[rows].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rows.lowerBound
  }

  /// What of `rows` begins at `start` or later.
  private static func rows(_ rows: Range<Int>, from start: Int) -> Range<Int> {
    min(max(rows.lowerBound, start), rows.upperBound)..<rows.upperBound
  }

  /// Passes rows to another worker, or reads them here.
  private func pass(
    _ buffer: UnsafeMutableRawBufferPointer, _ range: Range<Int>, layout: BoundLayout, file: Int, _ number: Int64
  ) {
    guard !range.isEmpty else {
      context.queue.giveBack(buffer)
      return
    }
    let chunk = context.chunks.add(file: file, offset: number)
    let rows = InflatedRows(file: file, layout: layout, chunk: chunk, buffer: buffer, range: range)
    if !context.queue.offer(rows) { read(rows) }
  }

  /// Reads the rows of one inflated chunk and gives its buffer back.
  func read(_ rows: InflatedRows) {
    if !context.sources.hasFailed(rows.file) {
      readRows(rows.bytes, layout: rows.layout, file: rows.file, chunk: rows.chunk)
    }
    context.queue.giveBack(rows.buffer)
  }
}

/// Cuts a stream that comes in pieces into chunks of whole rows.
///
/// A piece begins with what was left of the one before. Of a row longer than the limit only so much is passed on that
/// its length shows; the rest is dropped up to its line end.
package struct RowCutter {
  package private(set) var isAtEnd = false
  /// Counts the pieces: the chunk's place in its file.
  private(set) var chunkNumber: Int64 = 0
  private var isSkipping = false
  /// Whether the next piece begins at a row.
  var isBetweenRows: Bool { !isSkipping && !isAtEnd }

  package init() {}

  /// What can be left over of a piece at most: a row at the limit, and `\r\n`.
  package static let maximumCarry = RowReader.maximumRowBytes + 2

  /// The whole rows of `bytes`; what comes after them is the next piece's beginning.
  ///
  /// - Parameter newFrom: what comes before was in the piece before, too, and has no line end.
  package mutating func cut(_ bytes: UnsafeRawBufferPointer, newFrom: Int, isAtEnd: Bool) -> Range<Int> {
    self.isAtEnd = isAtEnd
    chunkNumber += 1
    var start = 0
    if isSkipping {
      guard let end = LineEnds.first(in: bytes, from: 0) else { return bytes.count..<bytes.count }
      start = end + 1
      isSkipping = false
    }
    if isAtEnd { return start..<bytes.count }
    let end = LineEnds.last(in: bytes, from: max(start, newFrom)).map { $0 + 1 } ?? start
    if bytes.count - end > Self.maximumCarry {
      isSkipping = true
      return start..<bytes.count
    }
    return start..<end
  }
}
