import Dispatch
import FileInput
import Synchronization

/// Rows read again, some files at a time and side by side: the losing versions of calls.
///
/// A file with many such rows is not held here, so that memory stays bounded (I7); `RejectedRows` streams it.
struct LateRows {
  private let context: ScanContext
  /// The lines wanted of each file, ascending.
  private var wanted: [Int: [Int]] = [:]
  /// Files with wanted lines, in order; those before `next` were read.
  private var files: [Int] = []
  private var next = 0
  private var rows: [Int: [Int: [UInt8]]] = [:]

  /// Of one file; above it the file is streamed.
  private static let maximumRowsOfFile = 1_000
  /// Files read side by side, for each worker.
  private static let filesAWorker = 4

  init(context: ScanContext, chunks: ChunkTable.Resolved, failedFiles: [Bool], _ late: [LateOutcome]) {
    self.context = context
    for outcome in late where outcome.reason != nil {
      let source = chunks.source(chunk: outcome.chunk, lineInChunk: outcome.lineInChunk)
      wanted[source.file, default: []].append(source.line)
    }
    files = wanted.keys.filter { wanted[$0, default: []].count <= Self.maximumRowsOfFile && !failedFiles[$0] }.sorted()
  }

  /// The bytes of `line` of `file`; nil if the file is not read here. Files must be asked for in order.
  mutating func row(_ line: Int, of file: Int) throws(RejectedRows.Failure) -> [UInt8]? {
    while next < files.count, files[next] <= file { try readMore() }
    return rows[file]?[line]
  }

  /// Reads the next files, in place of those before.
  private mutating func readMore() throws(RejectedRows.Failure) {
    let batch = Array(files[next..<min(files.count, next + context.options.workers * Self.filesAWorker)])
    next += batch.count
    let read = Mutex<(rows: [Int: [Int: [UInt8]]], failure: SourceChanged?)>(([:], nil))
    let wanted = self.wanted
    let context = self.context
    DispatchQueue.concurrentPerform(iterations: batch.count) { index in
      let file = batch[index]
      do throws(FileFailure) {
        let found = try Self.rows(wanted[file, default: []].sorted(), of: file, context)
        read.withLock { $0.rows[file] = found }
      } catch {
        read.withLock { $0.failure = SourceChanged(file: file, failure: error) }
      }
    }
    let (found, failure) = read.withLock { $0 }
    if let failure { throw .changed(failure) }
    rows = found
  }

  private static func rows(
    _ lines: [Int], of index: Int, _ context: ScanContext
  ) throws(FileFailure) -> [Int: [UInt8]] {
    let file = try OpenFile(directory: context.directory, asListed: context.sources.files[index])
    try context.sources.checkIsSame(index, as: file)
    let reader = try RawRowReader(file, layout: context.layout)
    var rows: [Int: [UInt8]] = [:]
    for line in lines {
      guard let row = try reader.row(line) else { throw SourceFiles.changed(path: file.path) }
      rows[line] = row
    }
    return rows
  }
}
