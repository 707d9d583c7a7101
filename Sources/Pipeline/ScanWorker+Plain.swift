import ByteScanning
import CallModel
import FileInput
import RecordLayouts

extension ScanWorker {
  /// Opens a file and reads it, or cuts it into spans for all workers.
  func open(_ index: Int) throws(FileFailure) {
    if context.sources.hasFailed(index) { return }
    let file = try OpenFile(directory: context.directory, file: context.sources.files[index])
    // What was listed minutes ago may be written, cut or replaced since.
    guard file.identity == context.sources.files[index].identity else { throw SourceFiles.changed(path: file.path) }
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
    let head = try readHead(bytes, isWhole: Int64(count) == file.identity.sizeBytes, path: file.path)
    guard let layout = try bind(head, path: file.path) else {
      context.sources.opened(index, file, isGzip: false, head: head, tasks: 0, blocks: 0)
      context.sources.finish(index, digest: ContentDigest.block(bytes), plainBytes: size)
      context.progress.fileDone()
      return
    }
    let chunkSize = Int64(context.options.chunkSizeBytes)
    // Spans are aligned to the chunk size, so that digest blocks and spans coincide.
    let spans = max(1, Int((size + chunkSize - 1) / chunkSize))
    context.sources.opened(
      index, file, isGzip: false, head: head, tasks: spans,
      blocks: window == nil ? blocks : 0)
    let plain = PlainFile(
      index: index, file: file, layout: layout, rowsStart: max(Int64(head.rowsStart), window?.startBytes ?? 0),
      window: window)
    if spans > 1 {
      context.queue.add((0..<Int64(spans)).map { .span(plain, $0 * chunkSize..<min(size, ($0 + 1) * chunkSize)) })
    } else {
      read(plain, 0..<size)
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
        try plain.file.checkUnchanged()
        context.sources.finish(
          plain.index, digest: plain.window?.digest,
          plainBytes: plain.window?.endBytes ?? plain.file.identity.sizeBytes,
          openRowStart: plain.window?.openRowStart)
        context.progress.fileDone()
      }
    } catch {
      fail(plain.index, error)
    }
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
    guard start < span.upperBound else { return }
    guard
      let rows = Self.rowsRange(
        bytes, from: Int(start - first), isRowStart: plain.rowsStart >= span.lowerBound, spanEnd: spanEnd)
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
