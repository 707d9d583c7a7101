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

  private let merge: RejectedRowMerge
  private let spools: [RejectSpool]
  private let take: Sink
  private var again: RowsReadAgain

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
    self.spools = spools
    self.take = take
    merge = RejectedRowMerge(chunks: chunks, failedFiles: failedFiles, lateOutcomes: lateOutcomes)
    again = RowsReadAgain(
      context: context,
      late: LateRows(context: context, chunks: chunks, failedFiles: failedFiles, lateOutcomes))
  }

  mutating func forEach() throws(Failure) {
    let (merge, spools, take) = (self.merge, self.spools, self.take)
    var again = self.again
    try merge.forEach { (span) throws(Failure) in
      do throws(OutputFailure) { return try spools[span.spool].read(span) } catch { throw .output(error) }
    } again: { (file, line) throws(Failure) in
      try again.row(line, of: file)
    } take: { (row) throws(Failure) in
      do throws(OutputFailure) { try take(row) } catch { throw .output(error) }
    }
  }
}

/// The order of the rows that are not billed, wherever their bytes lie.
package struct RejectedRowMerge {
  private let chunks: ChunkTable.Resolved
  private let failedFiles: [Bool]
  private let lateByChunk: [UInt32: [LateOutcome]]

  init(chunks: ChunkTable.Resolved, failedFiles: [Bool], lateOutcomes: [LateOutcome]) {
    self.chunks = chunks
    self.failedFiles = failedFiles
    lateByChunk = Dictionary(grouping: lateOutcomes, by: \.chunk)
  }

  /// Calls `take` for each row, in the order of files and lines.
  ///
  /// - Parameters:
  ///   - kept: the rows that the first stage kept of a chunk.
  ///   - again: the bytes of a row that the second stage found not to be billed: file and line, asked for in order.
  package func forEach<Failure: Error>(
    kept: (RejectSpan) throws(Failure) -> RejectBlock, again: (Int, Int) throws(Failure) -> [UInt8],
    take: (RejectedRows.Row) throws(Failure) -> Void
  ) throws(Failure) {
    for index in chunks.inFileOrder where !failedFiles[Int(chunks.chunks[index].file)] {
      let chunk = chunks.chunks[index]
      let late = (lateByChunk[UInt32(index)] ?? []).sorted { $0.lineInChunk < $1.lineInChunk }
      if chunk.rejects.count == 0, late.isEmpty { continue }
      var pending = late[...]
      if chunk.rejects.count > 0 {
        try kept(chunk.rejects).forEach { (entry) throws(Failure) in
          try takeLate(&pending, before: entry.lineInChunk, chunk, again, take)
          var reason = entry.reason
          var cycle: Int64?
          if let outcome = pending.first, outcome.lineInChunk == entry.lineInChunk {
            pending.removeFirst()
            guard let settled = outcome.reason else { return }
            reason = settled
            cycle = outcome.cycle
          }
          try take(
            Self.row(
              chunk, entry.lineInChunk, reason, raw: Array(entry.raw), facts: Array(entry.facts), cycle))
        }
      }
      try takeLate(&pending, before: .max, chunk, again, take)
    }
  }

  /// Takes the late outcomes of lines before `line`, whose bytes must be read again.
  private func takeLate<Failure: Error>(
    _ pending: inout ArraySlice<LateOutcome>, before line: UInt32, _ chunk: ChunkTable.Chunk,
    _ again: (Int, Int) throws(Failure) -> [UInt8], _ take: (RejectedRows.Row) throws(Failure) -> Void
  ) throws(Failure) {
    while let outcome = pending.first, outcome.lineInChunk < line {
      pending.removeFirst()
      guard let reason = outcome.reason else { continue }
      let raw = try again(Int(chunk.file), chunk.firstLine + Int(outcome.lineInChunk) + 1)
      try take(
        Self.row(chunk, outcome.lineInChunk, reason, raw: raw, facts: outcome.facts, outcome.cycle))
    }
  }

  private static func row(
    _ chunk: ChunkTable.Chunk, _ lineInChunk: UInt32, _ reason: Reason, raw: [UInt8], facts: [UInt8], _ cycle: Int64?
  ) -> RejectedRows.Row {
    RejectedRows.Row(
      file: Int(chunk.file), line: chunk.firstLine + Int(lineInChunk) + 1, reason: reason, raw: raw, facts: facts,
      cycle: cycle)
  }
}

/// Rows whose bytes are needed again, from their files: those of a file with few by `LateRows`, the others one after the
/// other.
private struct RowsReadAgain {
  let context: ScanContext
  var late: LateRows
  private var reader: (file: Int, rows: RawRowReader)?

  init(context: ScanContext, late: LateRows) {
    self.context = context
    self.late = late
  }

  mutating func row(_ line: Int, of index: Int) throws(RejectedRows.Failure) -> [UInt8] {
    if let row = try late.row(line, of: index) { return row }
    do throws(FileFailure) {
      if reader?.file != index {
        let file = try OpenFile(directory: context.directory, asListed: context.sources.files[index])
        try context.sources.checkIsSame(index, as: file)
        reader = (index, try RawRowReader(file, layout: context.layout))
      }
      if let row = try reader?.rows.row(line) { return row }
      throw SourceFiles.changed(path: context.sources.files[index].displayName)
    } catch {
      throw .changed(SourceChanged(file: index, failure: error))
    }
  }
}
