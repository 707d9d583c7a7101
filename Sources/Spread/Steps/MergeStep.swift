import CallModel
import FileInput
import Foundation
import Output
import Pipeline
import RecordLayouts

/// Puts the parts together into the four files that `rate` writes, the same bytes (spec 10.1).
package struct MergeStep {
  /// What a merge says of itself.
  package struct Result: Encodable, Equatable {
    package var output: String
    package var rows: Int
    package var calls: Int
    package var rejected: Int
    package var failedFiles: Int
    package var callRecordBytes: Int

    package init(_ result: RateResult, in directory: String) {
      output = directory
      rows = result.total.read
      calls = result.zones.reduce(0) { $0 + $1.tally.calls }
      rejected = result.total[.rejected]
      failedFiles = result.failedFiles.count
      callRecordBytes = result.callRecordBytes
    }
  }

  private let context: SpreadContext
  private let manifest: Manifest
  private let workers: Int

  /// - Parameter workers: threads that copy, 1 or more.
  package init(_ context: SpreadContext, _ manifest: Manifest, workers: Int) throws(SpreadFailure) {
    guard manifest.parts != nil, let rereads = manifest.rereads, rereads.isEmpty || manifest.losers != nil else {
      throw SpreadFailure(
        .usage, "--manifest: expected one with the parts of all reduces and the losing versions: commit them first")
    }
    self.context = context
    self.manifest = manifest
    self.workers = workers
  }

  /// - Returns: as `rate` does, with the time since the plan.
  package func run(into directory: String) throws(SpreadFailure) -> RateResult {
    let maps = try CommittedRuns(context, manifest)
    let parts = try CommittedParts(context, manifest, manifest.parts ?? [])
    let losers = try losingRuns()
    var result = try self.result(maps, parts)
    let outputs: ResultFiles
    do throws(OutputFailure) {
      try OutputDirectory.prepare(directory)
      outputs = try ResultFiles(directory: directory, compress: context.plan.options.compress)
    } catch {
      throw SpreadFailure(error)
    }
    try copyRows(parts, outputs)
    try writeRejects(maps, parts, losers, outputs.rejected)
    setTimes(&result)
    do throws(OutputFailure) { try outputs.publish(result.report) } catch { throw SpreadFailure(error) }
    result.callRecordBytes = Int(outputs.callRecords.sizeBytes)
    result.rejectedRecordBytes = Int(outputs.rejected.sizeBytes)
    return result
  }

  private func losingRuns() throws(SpreadFailure) -> [RunFile] {
    try CommittedRuns.opened(manifest.losers ?? [], kind: .losers, context, inputs: manifest.lateInputs) {
      $0.head.first == $1 && $0.sections.count == 1
    }
  }

  /// Counts of both steps together: each file's rows must all have come out (I1).
  private func result(_ maps: CommittedRuns, _ parts: CommittedParts) throws(SpreadFailure) -> RateResult {
    var files = try ScannedFiles(maps.runs, context)
    files.failWrongClocks(context.layout)
    let tallies = try parts.tallies(fileCount: context.plan.files.count)
    let (sums, zones) = try parts.totals()
    do throws(RateFailure) {
      return try RateResult(
        scanned: files.results, sums: sums, zones: zones.map { ($0.key.text, $0.value) }, clock: RunClock(),
        options: context.options,
        layout: context.layout, leftOut: context.plan.leftOutFiles
      ) { file, tally in tally.add(tallies[file]) }
    } catch {
      throw SpreadFailure(error)
    }
  }

  /// What was read before this process began counts, too.
  private func setTimes(_ result: inout RateResult) {
    let start = Date(timeIntervalSince1970: Double(context.plan.startedMilliseconds) / 1000)
    let elapsed = max(1e-3, Date().timeIntervalSince(start))
    result.elapsedSeconds = elapsed
    result.report.startedAt = start.formatted(Date.ISO8601FormatStyle())
    result.report.finishedAt = Date().formatted(Date.ISO8601FormatStyle())
    result.report.elapsedSeconds = elapsed
    result.report.workers = workers
    result.report.rowsPerSecond = Int(Double(result.total.read) / elapsed)
    result.report.bytesPerSecond = Int(Double(result.report.inputBytes) / elapsed)
  }

  /// Copies the rows of all buckets in their order, several parts at a time: where each goes is known beforehand.
  private func copyRows(_ parts: CommittedParts, _ outputs: ResultFiles) throws(SpreadFailure) {
    var copies: [RowCopy] = []
    for run in parts.runs {
      let sections = ReduceSections(buckets: run.head.count)
      for index in 0..<run.head.count {
        for (section, file) in [
          (sections.records(index), outputs.callRecords), (sections.services(index), outputs.services),
        ] {
          let bytes = run.payloadBytes(of: section)
          if run.sections[section].length > 0 {
            copies.append(RowCopy(run: run, section: section, file: file, offset: file.claim(bytes), bytes: bytes))
          }
        }
      }
    }
    try RowCopy.all(copies, workers: workers)
  }

  private func writeRejects(
    _ maps: CommittedRuns, _ parts: CommittedParts, _ losers: [RunFile], _ output: OutputFile
  ) throws(SpreadFailure) {
    let writer = RejectedRecordsWriter(
      fileNames: context.fileNames, encoding: context.layout.encoding, compress: context.plan.options.compress,
      output: output)
    let kept = KeptRows(maps)
    let again = LosingRows(losers)
    let merge = RejectedRowMerge(
      chunks: maps.chunks, failedFiles: maps.failedFiles, late: try parts.lateOutcomes(maps))
    try merge.forEach { (span) throws(SpreadFailure) in
      try kept.rows(span)
    } again: { (file, line) throws(SpreadFailure) in
      try again.row(line, of: file)
    } take: { (row) throws(SpreadFailure) in
      do throws(OutputFailure) {
        try writer.write(file: row.file, line: row.line, reason: row.reason, raw: row.raw)
      } catch {
        throw SpreadFailure(error)
      }
    }
    do throws(OutputFailure) { try writer.flush() } catch { throw SpreadFailure(error) }
  }
}

extension RunFile {
  /// The bytes of a section without the heads of its blocks: of a section of text all but the last are full.
  func payloadBytes(of section: Int) -> Int {
    let length = sections[section].length
    let blocks = (length + ContentDigest.blockSizeBytes - 1) / ContentDigest.blockSizeBytes
    return length - blocks * RunFileForm.blockHeadBytes
  }
}

/// The rows that the maps kept, chunk by chunk.
final class KeptRows {
  private let maps: CommittedRuns
  private var readers: [Int: SectionReading] = [:]

  init(_ maps: CommittedRuns) { self.maps = maps }

  /// The rows of one chunk; those of a run are asked for in its order.
  func rows(_ span: RejectSpan) throws(SpreadFailure) -> RejectBlock {
    let reading: SectionReading
    if let open = readers[span.spool] {
      reading = open
    } else {
      reading = try SectionReading(maps.runs[span.spool], maps.runs[span.spool].sections[maps.sections.rejects])
      readers[span.spool] = reading
    }
    let block = RejectBlock(count: span.count)
    try reading.read(into: block.bytes, from: span.offset)
    return block
  }
}

/// A section that is read piece by piece, by more than one caller.
final class SectionReading {
  private var reader: SectionReader
  private let run: RunFile

  init(_ run: RunFile, _ section: RunSection) throws(SpreadFailure) {
    self.run = run
    reader = try SectionReader(run, section)
  }

  /// Fills `buffer` from the block that begins at `offset` on; what comes before is passed over.
  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(SpreadFailure) {
    var filled = 0
    while filled < buffer.count {
      guard let block = try reader.next() else { throw run.damaged() }
      if block.offset < offset { continue }
      guard block.payload.count <= buffer.count - filled, filled > 0 || block.offset == offset else {
        throw run.damaged()
      }
      UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + block.payload.count)])
        .copyMemory(from: block.payload)
      filled += block.payload.count
    }
  }
}
