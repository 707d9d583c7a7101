import CallModel
import FileInput
import Output
import RecordLayouts

/// A file is no longer what it was when its rows were read, and a row of it is needed again.
struct SourceChanged: Error {
  let file: Int
  let failure: FileFailure
}

/// Brings together the rows that are not billed: what the first stage kept, less what the second found to be repeats, and
/// the losing versions of calls, in the order of files and lines.
struct RejectedRows {
  enum Failure: Error {
    case output(OutputFailure)
    case changed(SourceChanged)
  }

  let context: ScanContext
  let chunks: ChunkTable.Resolved
  let failedFiles: [Bool]
  let spools: [RejectSpool]
  private let lateByChunk: [UInt32: [LateOutcome]]
  private let take: Sink
  private var rawReader: (file: Int, reader: RawRowReader)?
  private var lateRows: LateRows

  /// Takes a row: the file's index, the line, why, and the row's bytes as UTF-8 or nearly.
  typealias Sink = (Int, Int, Reason, [UInt8]) throws(OutputFailure) -> Void

  init(
    context: ScanContext, chunks: ChunkTable.Resolved, failedFiles: [Bool], spools: [RejectSpool],
    lateOutcomes: [LateOutcome], take: @escaping Sink
  ) {
    self.context = context
    self.chunks = chunks
    self.failedFiles = failedFiles
    self.spools = spools
    self.take = take
    lateByChunk = Dictionary(grouping: lateOutcomes, by: \.chunk)
    lateRows = LateRows(context: context, chunks: chunks, failedFiles: failedFiles, lateOutcomes)
  }

  mutating func forEach() throws(Failure) {
    for index in chunks.inFileOrder where !failedFiles[Int(chunks.chunks[index].file)] {
      let chunk = chunks.chunks[index]
      let late = (lateByChunk[UInt32(index)] ?? []).sorted { $0.lineInChunk < $1.lineInChunk }
      if chunk.rejects.count == 0, late.isEmpty { continue }
      try write(chunk, late)
    }
  }

  private mutating func write(_ chunk: ChunkTable.Chunk, _ late: [LateOutcome]) throws(Failure) {
    var pending = late[...]
    if chunk.rejects.count > 0 {
      let block = try readSpool(chunk.rejects)
      try block.forEach { (entry) throws(Failure) in
        try writeLate(&pending, before: entry.lineInChunk, chunk)
        var reason = entry.reason
        if let outcome = pending.first, outcome.lineInChunk == entry.lineInChunk {
          pending.removeFirst()
          guard outcome.isConflicting else { return }
          reason = .conflictingDuplicate
        }
        try write(chunk, entry.lineInChunk, reason, raw: Array(entry.raw))
      }
    }
    try writeLate(&pending, before: .max, chunk)
  }

  /// Writes the late outcomes of lines before `line`, whose bytes must be read again.
  private mutating func writeLate(
    _ pending: inout ArraySlice<LateOutcome>, before line: UInt32, _ chunk: ChunkTable.Chunk
  ) throws(Failure) {
    while let outcome = pending.first, outcome.lineInChunk < line {
      pending.removeFirst()
      let raw = try readAgain(chunk, outcome.lineInChunk)
      try write(chunk, outcome.lineInChunk, .conflictingDuplicate, raw: raw)
    }
  }

  private mutating func write(
    _ chunk: ChunkTable.Chunk, _ lineInChunk: UInt32, _ reason: Reason, raw: [UInt8]
  ) throws(Failure) {
    do throws(OutputFailure) {
      try take(Int(chunk.file), chunk.firstLine + Int(lineInChunk) + 1, reason, raw)
    } catch {
      throw .output(error)
    }
  }

  private mutating func readAgain(_ chunk: ChunkTable.Chunk, _ lineInChunk: UInt32) throws(Failure) -> [UInt8] {
    let index = Int(chunk.file)
    let line = chunk.firstLine + Int(lineInChunk) + 1
    if let row = try lateRows.row(line, of: index) { return row }
    do throws(FileFailure) {
      if rawReader?.file != index {
        let file = try OpenFile(directory: context.directory, file: context.sources.files[index])
        try context.sources.checkIsSame(index, as: file)
        rawReader = (index, try RawRowReader(file, layout: context.layout))
      }
      if let row = try rawReader?.reader.row(line) { return row }
      throw SourceFiles.changed(path: context.sources.files[index].displayName)
    } catch {
      throw .changed(SourceChanged(file: index, failure: error))
    }
  }

  private func readSpool(_ span: RejectSpan) throws(Failure) -> RejectBlock {
    do throws(OutputFailure) {
      return try spools[span.spool].read(span)
    } catch {
      throw .output(error)
    }
  }
}
