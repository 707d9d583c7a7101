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
package struct RejectedRows {
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

  /// A row that is not billed: its file's index, the line, why, its bytes as UTF-8 or nearly, and its facts, in the form
  /// of a segment's row, if it has any and they are kept.
  package struct Row {
    package var file: Int
    package var line: Int
    package var reason: Reason
    package var raw: [UInt8]
    package var facts: [UInt8]
    /// The ledger's number of the closed cycle that it is late for, or a version of a call of.
    package var cycle: Int64?
  }

  typealias Sink = (Row) throws(OutputFailure) -> Void

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
        var cycle: Int64?
        if let outcome = pending.first, outcome.lineInChunk == entry.lineInChunk {
          pending.removeFirst()
          guard let settled = outcome.reason else { return }
          reason = settled
          cycle = outcome.cycle
        }
        try write(chunk, entry.lineInChunk, reason, raw: Array(entry.raw), facts: Array(entry.facts), cycle)
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
      guard let reason = outcome.reason else { continue }
      let raw = try readAgain(chunk, outcome.lineInChunk)
      try write(chunk, outcome.lineInChunk, reason, raw: raw, facts: outcome.facts, outcome.cycle)
    }
  }

  private mutating func write(
    _ chunk: ChunkTable.Chunk, _ lineInChunk: UInt32, _ reason: Reason, raw: [UInt8], facts: [UInt8],
    _ cycle: Int64?
  ) throws(Failure) {
    do throws(OutputFailure) {
      try take(
        Row(
          file: Int(chunk.file), line: chunk.firstLine + Int(lineInChunk) + 1, reason: reason, raw: raw, facts: facts,
          cycle: cycle))
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
        let file = try OpenFile(directory: context.directory, asListed: context.sources.files[index])
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
