import ByteScanning
import CallModel
import FileInput
import RecordLayouts

extension ScanWorker {
  /// Opens a file and reads it, or cuts it into spans for all workers.
  func open(_ index: Int) throws(FileFailure) {
    if context.sources.hasFailed(index) { return }
    // What was listed minutes ago may be cut or replaced since; what was appended to it is for the next run.
    let file = try OpenFile(directory: context.directory, asListed: context.sources.files[index])
    let isGzip = try file.isGzip()
    if context.layout.isMultiline {
      try readThrough(file, index, isGzip: isGzip)
      return
    }
    if isGzip {
      try inflate(file, index)
      return
    }
    let window = context.sources.windows[index]
    let size = window?.endBytes ?? file.identity.sizeBytes
    let blockSize = Int64(ContentDigest.blockSizeBytes)
    let blocks = Int((size + blockSize - 1) / blockSize)
    reserveBuffer(FileHead.maximumBytes)
    let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<FileHead.maximumBytes]), at: 0)
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    if let form = PackedForm(bytes) { throw form.failure(of: file.path) }
    let head = try readHead(bytes, isWhole: Int64(count) == file.identity.sizeBytes, path: file.path)
    guard let layout = try bind(head, path: file.path) else {
      context.sources.opened(index, file, isGzip: false, head: head, tasks: 0, blocks: 0)
      context.sources.finish(index, digest: ContentDigest.block(bytes), plainBytes: size)
      context.progress.fileDone()
      return
    }
    let chunkSize = Int64(context.options.chunkSizeBytes)
    let part = context.sources.parts[index] ?? 0..<size
    // Spans are aligned to the chunk size, so that digest blocks and spans coincide.
    let spans = max(1, (part.count + Int(chunkSize) - 1) / Int(chunkSize))
    context.sources.opened(
      index, file, isGzip: false, head: head, tasks: spans,
      blocks: window == nil ? blocks : 0)
    let rowsStart = max(Int64(head.rowsStart), window?.startBytes ?? 0)
    // A last row without line end is read last, when it is known whether its writer has gone on meanwhile.
    let openRow = window == nil ? try file.openRowStart() : nil
    let plain = PlainFile(
      index: index, file: file, layout: layout, rowsStart: rowsStart, window: window, part: part,
      openRow: openRow.flatMap { $0 < rowsStart ? nil : $0 })
    if spans > 1 {
      context.queue.add(
        (0..<Int64(spans)).map {
          let start = part.lowerBound + $0 * chunkSize
          return .span(plain, start..<min(part.upperBound, start + chunkSize))
        })
    } else {
      read(plain, part)
    }
  }

  /// What stands before a file's first row.
  func readHead(_ bytes: UnsafeRawBufferPointer, isWhole: Bool, path: String) throws(FileFailure) -> FileHead {
    guard let head = FileHead(bytes, layout: context.layout, isWhole: isWhole) else {
      throw wrongLayout(path, expected: "a header line of at most 64 KiB near the beginning", found: "none")
    }
    return head
  }

  /// The layout bound to the file's header; nil if the file is empty. A file that does not fit fails as a whole
  /// (spec 2.3).
  func bind(_ head: FileHead, path: String) throws(FileFailure) -> BoundLayout? {
    if head.isEmpty { return nil }
    do throws(BoundLayout.Mismatch) {
      return try bind(head.header)
    } catch {
      throw wrongLayout(path, expected: error.expected, found: error.found)
    }
  }

  private func wrongLayout(_ path: String, expected: String, found: String) -> FileFailure {
    FileFailure(
      file: path, kind: .wrongLayout, expected: expected, found: found,
      remedy: "see what the file is with summit-cdr inspect, or name its layout with --layout")
  }

  /// Reads the rows that begin in `span`, and the digests of the blocks that do.
  func read(_ plain: PlainFile, _ span: Range<Int64>) {
    do throws(FileFailure) {
      if !context.sources.hasFailed(plain.index) { try readSpan(plain, span) }
      if context.sources.finishTask(of: plain.index), !context.sources.hasFailed(plain.index) {
        try finish(plain)
        context.progress.fileDone()
      }
    } catch {
      fail(plain.index, error)
    }
  }

  /// Ends a file whose spans were read: what was read must still be its beginning, what was appended meanwhile.
  private func finish(_ plain: PlainFile) throws(FileFailure) {
    let size = plain.file.identity.sizeBytes
    if let window = plain.window {
      let end = window.endBytes ?? size
      if try plain.file.hasGrown(), let digest = window.digest { try plain.file.checkBeginning(end, is: digest) }
      context.sources.finish(
        plain.index, digest: window.digest, plainBytes: end, openRowStart: window.openRowStart)
      return
    }
    var openRow: Int?
    let hasEnd = plain.part.upperBound == size
    if hasEnd, let start = plain.openRow {
      // A longer row is too long, which can be seen from that.
      let wanted = Int(min(size - start, Int64(RowReader.maximumRowBytes + 2)))
      reserveBuffer(wanted)
      openRow = try plain.file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: start)
    }
    guard try plain.file.hasGrown() else {
      if let openRow, let start = plain.openRow {
        let chunk = context.chunks.add(file: plain.index, offset: start)
        readRows(
          UnsafeRawBufferPointer(rebasing: buffer[..<openRow]), layout: plain.layout, file: plain.index, chunk: chunk)
      }
      context.sources.finish(plain.index, digest: nil, plainBytes: size)
      return
    }
    if context.sources.parts[plain.index] == nil {
      try plain.file.checkBeginning(size, is: context.sources.blocksDigest(of: plain.index))
    }
    // The last row was half written: it is not read, and what is known of the file ends before it.
    let end = hasEnd ? plain.openRow ?? size : size
    context.sources.finish(
      plain.index, digest: end == size ? nil : try plain.file.digest(ofFirst: end), plainBytes: end)
  }

  /// Read behind a span at first, for the end of its last row: longer than nearly every row.
  private static let usualTailBytes = 1 << 10

  private func readSpan(_ plain: PlainFile, _ span: Range<Int64>) throws(FileFailure) {
    // One byte before the span tells whether it begins at a row; a row that begins in it may end after it: mostly
    // soon, so that little is read at first, and more only for a long row.
    let lead: Int64 = span.lowerBound > 0 ? 1 : 0
    let first = span.lowerBound - lead
    let spanEnd = Int(span.upperBound - first)
    var wanted = spanEnd + Self.usualTailBytes
    reserveBuffer(wanted)
    var count = try plain.file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: first)
    if count == wanted,
      LineEnds.first(in: UnsafeRawBufferPointer(rebasing: buffer[..<count]), from: spanEnd - 1) == nil
    {
      wanted = spanEnd + RowReader.maximumRowBytes + 2
      reserveBuffer(wanted)
      count = try plain.file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: first)
    }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    if plain.window == nil { try digestBlocks(plain, span, bytes: bytes, first: first) }
    context.progress.add(bytes: Int(span.upperBound - span.lowerBound))
    let start = max(plain.rowsStart, span.lowerBound)
    let end = min(span.upperBound, plain.openRow ?? span.upperBound)
    guard start < end else { return }
    guard
      let rows = Self.rowsRange(
        bytes, from: Int(start - first), isRowStart: plain.rowsStart >= span.lowerBound, spanEnd: Int(end - first))
    else { return }
    let chunk = context.chunks.add(file: plain.index, offset: first + Int64(rows.lowerBound))
    readRows(UnsafeRawBufferPointer(rebasing: bytes[rows]), layout: plain.layout, file: plain.index, chunk: chunk)
  }

  /// From the first row that begins at or after `start` to the end of the last that begins before `spanEnd`.
  ///
  /// `bytes` reaches beyond `spanEnd` by more than the longest row; if a row does not end in there it is too long, and
  /// that it is can be seen from what is there.
  static func rowsRange(
    _ bytes: UnsafeRawBufferPointer, from start: Int, isRowStart: Bool, spanEnd: Int
  ) -> Range<Int>? {
    var from = start
    if !isRowStart {
      guard let lineEnd = LineEnds.first(in: bytes, from: start - 1) else { return nil }
      from = lineEnd + 1
    }
    guard from < spanEnd else { return nil }
    let lineEnd = LineEnds.first(in: bytes, from: spanEnd - 1)
    return from..<(lineEnd.map { $0 + 1 } ?? bytes.count)
  }

  /// Digests the blocks that begin in `span`: from the bytes at hand where they hold the block, else read again.
  private func digestBlocks(
    _ plain: PlainFile, _ span: Range<Int64>, bytes: UnsafeRawBufferPointer, first: Int64
  ) throws(FileFailure) {
    let blockSize = Int64(ContentDigest.blockSizeBytes)
    var block = (span.lowerBound + blockSize - 1) / blockSize
    while block * blockSize < span.upperBound {
      let start = block * blockSize
      let end = min(start + blockSize, plain.file.identity.sizeBytes)
      let digest: ContentDigest
      if end - first <= Int64(bytes.count) {
        digest = ContentDigest.block(UnsafeRawBufferPointer(rebasing: bytes[Int(start - first)..<Int(end - first)]))
      } else {
        let own = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(end - start), alignment: 64)
        defer { own.deallocate() }
        _ = try plain.file.read(into: own, at: start)
        digest = ContentDigest.block(UnsafeRawBufferPointer(own))
      }
      context.sources.setDigest(digest, block: Int(block), of: plain.index)
      block += 1
    }
  }
}
