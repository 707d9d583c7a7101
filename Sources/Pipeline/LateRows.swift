import Dispatch
import FileInput
import RecordLayouts
import Synchronization

/// Rows read again, some pieces of files at a time and side by side: the losing versions of calls.
///
/// A piece with many such rows is not held here, so that memory stays bounded (I7); `RejectedRows` streams its file.
struct LateRows {
  /// A part of a file with wanted lines in it.
  private struct Piece {
    var file: Int
    var start: RawRowReader.Start
    /// Ascending.
    var lines: [Int]
  }

  private let context: ScanContext
  /// In the order of files and lines; those before `next` were read.
  private let pieces: [Piece]
  private var next = 0
  private var rows: [Int: [Int: [UInt8]]] = [:]

  /// A piece of as many ends where another can begin.
  private static let usualRows = 1_000
  /// Of one piece; above them its file is streamed.
  private static let maximumRows = 4_000
  private static let maximumBytes = 2 << 20
  /// Pieces read side by side, for each worker.
  private static let piecesAWorker = 4

  init(context: ScanContext, chunks: ChunkTable.Resolved, failedFiles: [Bool], _ late: [LateOutcome]) {
    self.context = context
    var wanted: [Int: [Int]] = [:]
    for outcome in late where outcome.reason != nil {
      let source = chunks.source(chunk: outcome.chunk, lineInChunk: outcome.lineInChunk)
      wanted[source.file, default: []].append(source.line)
    }
    let files = wanted.keys.filter { !failedFiles[$0] }.sorted()
    let starts = RowStarts(context: context, chunks: chunks, files: Set(files))
    pieces = files.flatMap { file in
      Self.pieces(of: file, wanted[file, default: []].sorted(), starts.starts(of: file))
    }
    .filter { $0.lines.count <= Self.maximumRows }
  }

  /// Cuts a file where reading can begin: behind so many wanted lines, and where a stretch without any can be left out.
  private static func pieces(of file: Int, _ lines: [Int], _ starts: [RawRowReader.Start]) -> [Piece] {
    var pieces: [Piece] = []
    var last = 0
    for line in lines {
      var start = last
      while start + 1 < starts.count, starts[start + 1].linesBefore < line { start += 1 }
      let isFull = (pieces.last?.lines.count ?? 0) >= usualRows
      let skips = start > last + 1
      if pieces.isEmpty || skips || (start > last && (isFull || starts[start].isPlace)) {
        pieces.append(Piece(file: file, start: starts[start], lines: []))
      }
      pieces[pieces.count - 1].lines.append(line)
      last = start
    }
    return pieces
  }

  /// The bytes of `line` of `file`; nil if they are not read here. Lines must be asked for in order.
  mutating func row(_ line: Int, of file: Int) throws(RejectedRows.Failure) -> [UInt8]? {
    while next < pieces.count, (pieces[next].file, pieces[next].lines[0]) <= (file, line) { try readMore() }
    return rows[file]?[line]
  }

  /// Reads the next pieces, in place of those before.
  private mutating func readMore() throws(RejectedRows.Failure) {
    let batch = Array(pieces[next..<min(pieces.count, next + context.options.workers * Self.piecesAWorker)])
    next += batch.count
    let read = Mutex<(rows: [Int: [Int: [UInt8]]], failure: SourceChanged?)>(([:], nil))
    let context = self.context
    DispatchQueue.concurrentPerform(iterations: batch.count) { index in
      let file = batch[index].file
      do throws(FileFailure) {
        let found = try Self.rows(batch[index], context)
        read.withLock { $0.rows[file, default: [:]].merge(found) { row, _ in row } }
      } catch {
        read.withLock { $0.failure = SourceChanged(file: file, failure: error) }
      }
    }
    let (found, failure) = read.withLock { $0 }
    if let failure { throw .changed(failure) }
    rows = found
  }

  /// - Returns: none if they are too long to be held.
  private static func rows(_ piece: Piece, _ context: ScanContext) throws(FileFailure) -> [Int: [UInt8]] {
    let file = try OpenFile(directory: context.directory, asListed: context.sources.files[piece.file])
    try context.sources.checkIsSame(piece.file, as: file)
    let reader = try RawRowReader(file, layout: context.layout, from: piece.start)
    var rows: [Int: [UInt8]] = [:]
    var bytes = 0
    for line in piece.lines {
      guard let row = try reader.row(line) else { throw SourceFiles.changed(path: file.path) }
      rows[line] = row
      bytes += row.count
      if bytes > maximumBytes { return [:] }
    }
    return rows
  }
}

/// The places in files at which reading can begin, in their order.
private struct RowStarts {
  private var byFile: [Int: [RawRowReader.Start]] = [:]

  init(context: ScanContext, chunks: ChunkTable.Resolved, files: Set<Int>) {
    // Where a row ends follows from all before it, else.
    if context.layout.isMultiline { return }
    let isGzip = context.sources.results.map(\.isGzip)
    for index in chunks.inFileOrder {
      let chunk = chunks.chunks[index]
      let file = Int(chunk.file)
      guard files.contains(file) else { continue }
      if !isGzip[file] {
        byFile[file, default: []].append(.offset(chunk.offset, linesBefore: chunk.firstLine))
        continue
      }
      let known = byFile[file]?.count ?? 0
      let places = context.sources.places(of: file)
      if known < places.count, places[known].chunk <= chunk.offset {
        byFile[file, default: []].append(.place(places[known], linesBefore: chunk.firstLine))
      }
    }
  }

  func starts(of file: Int) -> [RawRowReader.Start] { [.beginning] + (byFile[file] ?? []) }
}
