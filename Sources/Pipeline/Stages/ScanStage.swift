import CallModel
import FileInput
import Output
import RecordLayouts

/// The first stage by itself, on one thread: some files, or parts of them, to calls by bucket (spec 10.1).
///
/// The same files and parts give the same chunks, and calls in the same order, regardless of the memory.
package final class ScanStage {
  /// What was read of a file, whole or in part.
  package struct ScannedFile {
    package var result: FileResult
    package var linesBefore: Int
    /// Of a plain file: the digests of the blocks that begin in the part.
    package var blocks: [(block: Int, digest: ContentDigest)]
  }

  private let context: ScanContext
  private let worker: ScanWorker

  /// - Parameters:
  ///   - files: in the order of their names, to be read as they were listed.
  ///   - parts: of plain files, by their place in `files`: the rows that begin in these bytes are read.
  package init(
    _ setup: StageSetup, directory: SourceDirectory, files: [SourceFile], parts: [Int: Range<Int64>]
  ) {
    var options = setup.options
    options.workers = 1
    context = ScanContext(
      options: options, layout: setup.layout, layoutZone: setup.layoutZone, registry: setup.registry,
      zone: setup.zone, directory: directory, sources: SourceFiles(files, parts: parts),
      shards: setup.shards, progress: ProgressCounter())
    worker = ScanWorker(context: context, index: 0)
  }

  /// Reads all of it. A file's failure is in its result.
  package func run() throws(OutputFailure) {
    try worker.run()
  }

  /// In the order of the files.
  package var files: [ScannedFile] {
    let linesBefore = context.sources.linesBefore
    return context.sources.results.enumerated().map { index, result in
      ScannedFile(result: result, linesBefore: linesBefore[index], blocks: context.sources.blockDigests(of: index))
    }
  }

  /// By number, which is the order of reading.
  package var chunks: [StageChunk] {
    context.chunks.resolve(linesBefore: context.sources.linesBefore).chunks.map {
      StageChunk(file: Int($0.file), offset: $0.offset, lineCount: $0.lineCount, rejects: $0.rejects)
    }
  }

  /// The rows of a chunk that are not billed as far as this stage can tell.
  package func rejects(of chunk: StageChunk) throws(OutputFailure) -> RejectBlock {
    try worker.spool.read(chunk.rejects)
  }

  /// Passes the calls of a bucket on, once, in blocks of whole records.
  ///
  /// - Parameters:
  ///   - maximumBytes: of a block; more than any record has.
  ///   - body: takes a block and how many records it holds.
  package func forEachBlock<E: Error>(
    of bucket: Int, maximumBytes: Int, _ body: (UnsafeRawBufferPointer, Int) throws(E) -> Void
  ) throws(StageFailure<E>) {
    let calls = ShardCalls()
    let contents = context.store.take(bucket)
    let isOutOfOrder = !contents.spilled.isEmpty
    do throws(OutputFailure) { try calls.open(contents) } catch { throw .output(error) }
    var blocks = CallBlocks(maximumBytes: maximumBytes)
    do throws(E) {
      if isOutOfOrder {
        for view in calls.inReadingOrder() { try blocks.add(view, body) }
      } else {
        for view in calls.views { try blocks.add(view, body) }
      }
      try blocks.finish(body)
    } catch {
      throw .body(error)
    }
  }
}

extension ScanStage {
  /// Passes on, in blocks, what tells which calls of several lines are one: a part of it, in the order of the rows.
  ///
  /// - Parameters: as of `forEachBlock`.
  package func forEachLooseBlock<E: Error>(
    of part: Int, maximumBytes: Int, _ body: (UnsafeRawBufferPointer, Int) throws(E) -> Void
  ) throws(StageFailure<E>) {
    var calls: [LooseCall] = []
    let shard = context.shards.looseShards.lowerBound + part
    do throws(OutputFailure) {
      try context.store.forEachLooseCall(in: shard) { calls.append($0) }
    } catch {
      throw .output(error)
    }
    calls.sort { ($0.chunk, $0.lineInChunk) < ($1.chunk, $1.lineInChunk) }
    let size = MemoryLayout<LooseCall>.stride
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: maximumBytes, alignment: 8)
    defer { buffer.deallocate() }
    for first in stride(from: 0, to: calls.count, by: maximumBytes / size) {
      let some = calls[first..<min(calls.count, first + maximumBytes / size)]
      for (index, call) in some.enumerated() {
        buffer.storeBytes(of: call, toByteOffset: index * size, as: LooseCall.self)
      }
      do throws(E) {
        try body(UnsafeRawBufferPointer(rebasing: buffer[..<(some.count * size)]), some.count)
      } catch {
        throw .body(error)
      }
    }
  }
}

/// What a stage, or a caller that takes its results, can end with.
package enum StageFailure<Body: Error>: Error {
  case output(OutputFailure)
  case body(Body)
}

/// Puts records into blocks, as many as a block has room for.
private struct CallBlocks: ~Copyable {
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var records = 0

  init(maximumBytes: Int) {
    buffer = .allocate(byteCount: maximumBytes, alignment: 8)
  }

  deinit { buffer.deallocate() }

  mutating func add<E: Error>(
    _ view: CallRecordView, _ body: (UnsafeRawBufferPointer, Int) throws(E) -> Void
  ) throws(E) {
    let size = view.sizeBytes
    if filled + size > buffer.count { try finish(body) }
    // What pads a record is what was in its page before.
    buffer.storeBytes(of: 0, toByteOffset: filled + size - 8, as: UInt64.self)
    // SAFETY: a record has so many bytes where it lies; that they fit is checked by the slice.
    let used = view.usedBytes
    UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + size)])
      .copyMemory(from: UnsafeRawBufferPointer(start: view.address, count: used))
    filled += size
    records += 1
  }

  mutating func finish<E: Error>(_ body: (UnsafeRawBufferPointer, Int) throws(E) -> Void) throws(E) {
    if records == 0 { return }
    try body(UnsafeRawBufferPointer(rebasing: buffer[..<filled]), records)
    (filled, records) = (0, 0)
  }
}

extension ShardCalls {
  /// The calls as they lie in their pages.
  fileprivate var views: some Sequence<CallRecordView> { PageViews(pages: pages) }

  /// The calls in the order in which one worker read them: pages that went to files come back in another.
  fileprivate func inReadingOrder() -> [CallRecordView] {
    Array(views).sorted {
      let (a, b) = ($0.pointer.pointee, $1.pointer.pointee)
      return (a.chunk, a.lineInChunk) < (b.chunk, b.lineInChunk)
    }
  }
}

/// Records one after the other, page by page.
private struct PageViews: Sequence, IteratorProtocol {
  let pages: [ShardStore.Page]
  private var page = 0
  private var at = 0

  init(pages: [ShardStore.Page]) { self.pages = pages }

  mutating func next() -> CallRecordView? {
    while page < pages.count, at >= pages[page].used { (page, at) = (page + 1, 0) }
    guard page < pages.count else { return nil }
    // SAFETY: a page holds whole records one after the other, `used` bytes of them.
    let view = CallRecordView(address: UnsafeRawPointer(pages[page].start + at))
    at += view.sizeBytes
    return view
  }
}
