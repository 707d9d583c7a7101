import ByteScanning
import CallModel
import FileInput
import RecordLayouts

extension ScanWorker {
  /// Reads a file whose rows may have several lines: from the front, since where a row ends follows from all before it.
  func readThrough(_ file: OpenFile, _ index: Int, isGzip: Bool) throws(FileFailure) {
    let window = context.sources.windows[index]
    var source = ByteSource(file: file, isGzip: isGzip, endBytes: isGzip ? nil : window?.endBytes)
    let chunkSize = max(context.options.chunkSizeBytes, FileHead.maximumBytes)
    reserveBuffer(chunkSize + RowCutter.maximumCarry)
    var layout: BoundLayout?
    var filled = 0
    /// Where the buffer begins among the file's inflated bytes.
    var offset: Int64 = 0
    var number: Int64 = 0
    var openRowStart: Int64?
    var isAtEnd = false
    while !isAtEnd, failure == nil {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + chunkSize)])
      let count = try source.read(into: room)
      context.progress.add(bytes: count)
      filled += count
      isAtEnd = count < chunkSize
      var start = 0
      if layout == nil {
        let head = try readHead(UnsafeRawBufferPointer(rebasing: buffer[..<filled]), isWhole: isAtEnd, path: file.path)
        context.sources.opened(index, file, isGzip: isGzip, head: head, tasks: 0, blocks: 0)
        guard let bound = try bind(head, path: file.path) else { break }
        layout = bound
        start = head.rowsStart
        if let first = window?.startBytes, first > start, !isGzip {
          // What was read before is passed over.
          (filled, offset, isAtEnd) = (0, first, false)
          source.seek(to: first)
          continue
        }
      }
      guard let layout else { break }
      if let first = window?.startBytes { start = max(start, Int(min(Int64(filled), max(0, first - offset)))) }
      number += 1
      start += read(start..<filled, index, layout, hasMore: true, number)
      if isAtEnd, start < filled {
        openRowStart = offset + Int64(start)
        if window?.leavesOpenRow != true {
          number += 1
          _ = read(start..<filled, index, layout, hasMore: false, number)
        }
      }
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<filled]))
      filled -= start
      offset += Int64(start)
    }
    reader?.forgetLongRow()
    try file.checkUnchanged()
    let size = isGzip ? source.position : window?.endBytes ?? file.identity.sizeBytes
    context.sources.finish(
      index, digest: isGzip ? source.digest : window?.digest ?? source.digest, plainBytes: size,
      openRowStart: isGzip ? openRowStart : window?.openRowStart)
    context.progress.fileDone()
  }

  /// Reads the whole rows of a part of the buffer; returns how many bytes they are.
  private func read(
    _ range: Range<Int>, _ index: Int, _ layout: BoundLayout, hasMore: Bool, _ number: Int64
  ) -> Int {
    guard !range.isEmpty else { return 0 }
    let chunk = context.chunks.add(file: index, offset: number)
    return readRows(
      UnsafeRawBufferPointer(rebasing: buffer[range]), layout: layout, file: index, chunk: chunk, hasMore: hasMore)
  }
}

/// A file's inflated bytes in order.
private struct ByteSource {
  private let file: OpenFile
  private let stream: GzipStream?
  private let endBytes: Int64?
  private let digester = Digester()
  private(set) var position: Int64 = 0
  private var isWhole = true

  init(file: OpenFile, isGzip: Bool, endBytes: Int64?) {
    self.file = file
    stream = isGzip ? GzipStream(file: file) : nil
    self.endBytes = endBytes
  }

  /// Of what was read; nil if something was passed over.
  var digest: ContentDigest? { isWhole ? digester.finalize() : nil }

  /// Fills `room`, or less at the end.
  mutating func read(into room: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    let count: Int
    if let stream {
      count = try stream.read(into: room)
    } else {
      let wanted = endBytes.map { Int(min(Int64(room.count), max(0, $0 - position))) } ?? room.count
      count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: room[..<wanted]), at: position)
    }
    digester.update(UnsafeRawBufferPointer(rebasing: room[..<count]))
    position += Int64(count)
    return count
  }

  /// Goes on elsewhere, in a plain file.
  mutating func seek(to offset: Int64) {
    position = offset
    isWhole = false
  }
}
