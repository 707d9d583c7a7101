import CallModel
import FileInput
import Output
import RecordLayouts

/// A file is no longer what it was when its rows were read, and a row of it is needed again.
struct SourceChanged: Error {
  let file: Int
  let failure: FileFailure
}

/// Writes `rejected-records.csv`: what the first stage kept, less what the second found to be repeats, and the losing
/// versions of calls, in the order of files and lines.
struct RejectedRecordsWriter {
  enum Failure: Error {
    case output(OutputFailure)
    case changed(SourceChanged)
  }

  let context: ScanContext
  let chunks: ChunkTable.Resolved
  let failedFiles: [Bool]
  let spools: [RejectSpool]
  private let lateByChunk: [UInt32: [LateOutcome]]
  private let output: OutputFile
  private let buffer = TextBuffer(capacity: 1 << 18)
  private var rawReader: (file: Int, reader: RawRowReader)?
  private var lateRows: LateRows

  private static let blockBytes = 1 << 20

  init(
    context: ScanContext, chunks: ChunkTable.Resolved, failedFiles: [Bool], spools: [RejectSpool],
    lateOutcomes: [LateOutcome], output: OutputFile
  ) {
    self.context = context
    self.chunks = chunks
    self.failedFiles = failedFiles
    self.spools = spools
    self.output = output
    lateByChunk = Dictionary(grouping: lateOutcomes, by: \.chunk)
    lateRows = LateRows(context: context, chunks: chunks, failedFiles: failedFiles, lateOutcomes)
  }

  mutating func write() throws(Failure) {
    buffer.append(RejectedRecordFormatter.header)
    for index in chunks.inFileOrder where !failedFiles[Int(chunks.chunks[index].file)] {
      let chunk = chunks.chunks[index]
      let late = (lateByChunk[UInt32(index)] ?? []).sorted { $0.lineInChunk < $1.lineInChunk }
      if chunk.rejects.count == 0, late.isEmpty { continue }
      try write(chunk, late)
    }
    try flush()
  }

  private mutating func write(_ chunk: ChunkTable.Chunk, _ late: [LateOutcome]) throws(Failure) {
    let fileCell = CSVText.cell(context.sources.files[Int(chunk.file)].displayName)
    var pending = late[...]
    if chunk.rejects.count > 0 {
      let block = try readSpool(chunk.rejects)
      try block.forEach { (entry) throws(Failure) in
        try writeLate(&pending, before: entry.lineInChunk, chunk, fileCell)
        var reason = entry.reason
        if let outcome = pending.first, outcome.lineInChunk == entry.lineInChunk {
          pending.removeFirst()
          guard outcome.isConflicting else { return }
          reason = .conflictingDuplicate
        }
        try write(chunk, entry.lineInChunk, reason, raw: Array(entry.raw), fileCell)
      }
    }
    try writeLate(&pending, before: .max, chunk, fileCell)
  }

  /// Writes the late outcomes of lines before `line`, whose bytes must be read again.
  private mutating func writeLate(
    _ pending: inout ArraySlice<LateOutcome>, before line: UInt32, _ chunk: ChunkTable.Chunk, _ fileCell: [UInt8]
  ) throws(Failure) {
    while let outcome = pending.first, outcome.lineInChunk < line {
      pending.removeFirst()
      let raw = try readAgain(chunk, outcome.lineInChunk)
      try write(chunk, outcome.lineInChunk, .conflictingDuplicate, raw: raw, fileCell)
    }
  }

  private mutating func write(
    _ chunk: ChunkTable.Chunk, _ lineInChunk: UInt32, _ reason: Reason, raw: [UInt8], _ fileCell: [UInt8]
  ) throws(Failure) {
    var text = raw
    if context.layout.encoding == .latin1 {
      text.removeAll(keepingCapacity: true)
      for byte in raw { Latin1.append(byte, to: &text) }
    }
    let line = chunk.firstLine + Int(lineInChunk) + 1
    text.withUnsafeBufferPointer {
      RejectedRecordFormatter.write(fileCell: fileCell, line: line, reason: reason, raw: $0, to: buffer)
    }
    if buffer.count > Self.blockBytes { try flush() }
  }

  private mutating func readAgain(_ chunk: ChunkTable.Chunk, _ lineInChunk: UInt32) throws(Failure) -> [UInt8] {
    let index = Int(chunk.file)
    let line = chunk.firstLine + Int(lineInChunk) + 1
    if let row = try lateRows.row(line, of: index) { return row }
    do throws(FileFailure) {
      if rawReader?.file != index {
        let file = try OpenFile(directory: context.directory, file: context.sources.files[index])
        try context.sources.checkIsSame(index, as: file)
        rawReader = (index, try RawRowReader(file))
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

  private func flush() throws(Failure) {
    do throws(OutputFailure) {
      var bytes = buffer
      if context.options.compress {
        bytes = TextBuffer(capacity: buffer.count / 4 + 1024)
        try GzipMember.append(buffer.bytes, to: bytes)
      }
      try output.append(bytes.bytes)
      buffer.removeAll()
    } catch {
      throw .output(error)
    }
  }
}
