import CallModel
import FileInput
import Pipeline

/// Reads the losing versions of calls again, whose bytes only the first stage had (spec 10.1).
package struct LosersStep {
  /// What it says of itself.
  package struct Result: Encodable, Equatable {
    package var output: String
    package var bytes: Int
    package var digest: String
    package var task: Int
    package var rows: Int
  }

  private let context: SpreadContext
  private let manifest: Manifest
  private let files: [Int]
  private let task: Int

  /// - Parameter files: those of one of the manifest's tasks.
  package init(_ context: SpreadContext, _ manifest: Manifest, files: [Int]) throws(SpreadFailure) {
    guard let task = manifest.rereads?.firstIndex(of: files) else {
      throw SpreadFailure(.usage, "--file: expected the files of one task of commit --parts, found others")
    }
    self.context = context
    self.manifest = manifest
    self.files = files
    self.task = task
  }

  package func run(to path: String) throws(SpreadFailure) -> Result {
    let maps = try CommittedRuns(context, manifest)
    let parts = try CommittedParts(context, manifest, manifest.parts ?? [])
    var lines: [Int: [Int]] = [:]
    for late in try parts.lateOutcomes(maps) where late.reason != nil {
      let source = maps.chunks.source(of: late)
      lines[source.file, default: []].append(source.line)
    }
    let directory: SourceDirectory
    do throws(FileFailure) { directory = try SourceDirectory(path: context.plan.source) } catch {
      throw SpreadFailure(.inputOutput, error.description)
    }
    var head = RunFileHead(kind: .losers, plan: context.digest, first: task)
    head.inputs = manifest.lateInputs
    let rows = LosingRowWriter(try RunFileWriter(path: path, head: head))
    for file in files { try copy((lines[file] ?? []).sorted(), of: file, in: directory, to: rows) }
    let (bytes, digest) = try rows.finish()
    return Result(output: path, bytes: bytes, digest: digest.description, task: task, rows: rows.count)
  }

  private func copy(
    _ lines: [Int], of file: Int, in directory: SourceDirectory, to rows: LosingRowWriter
  ) throws(SpreadFailure) {
    if lines.isEmpty { return }
    let planned = context.plan.files[file]
    let found: SourceFile
    switch try PlannedFile.look(planned, in: directory) {
    case .same(let file), .grown(let file): found = file
    case .gone: throw PlannedFile.failure([planned.displayName])
    }
    let reader: RawRowReader
    do throws(FileFailure) {
      reader = try RawRowReader(OpenFile(directory: directory, asListed: found), layout: context.layout)
    } catch {
      throw SpreadFailure(source: error, file: planned.displayName)
    }
    for line in lines {
      let row: [UInt8]?
      do throws(FileFailure) { row = try reader.row(line) } catch {
        throw SpreadFailure(source: error, file: planned.displayName)
      }
      guard let row else { throw PlannedFile.failure([planned.displayName]) }
      try rows.add(LosingRow(file: file, line: line, raw: row))
    }
  }
}

/// A row that lost against another version of its call.
struct LosingRow: Equatable {
  var file: Int
  var line: Int
  var raw: [UInt8]
}

/// Writes losing rows, in the order of files and lines, as the one section of a run file.
final class LosingRowWriter {
  private let writer: RunFileWriter
  private var waiting: [UInt8] = []
  private(set) var count = 0

  init(_ writer: RunFileWriter) { self.writer = writer }

  func add(_ row: LosingRow) throws(SpreadFailure) {
    var words = WordWriter()
    words.append(UInt32(truncatingIfNeeded: row.file))
    words.append(row.line)
    words.append(UInt32(truncatingIfNeeded: row.raw.count))
    let size = words.bytes.count + row.raw.count
    if waiting.count + size > RunFileForm.maximumBlockBytes { try flush() }
    waiting += words.bytes
    waiting += row.raw
    count += 1
  }

  /// Each block has whole rows: a row is far shorter than a block.
  private func flush() throws(SpreadFailure) {
    let writer = self.writer
    let failure = waiting.withUnsafeBytes { bytes -> SpreadFailure? in
      do throws(SpreadFailure) { try writer.text(bytes) } catch { return error }
      return nil
    }
    if let failure { throw failure }
    waiting.removeAll(keepingCapacity: true)
  }

  func finish() throws(SpreadFailure) -> (bytes: Int, digest: ContentDigest) {
    try flush()
    writer.endSection()
    return try writer.finish()
  }
}

/// The losing rows of all tasks, in the order of files and lines.
final class LosingRows {
  private let runs: [RunFile]
  private var next = 0
  private var reader: SectionReader?
  private var block: [LosingRow] = []
  private var at = 0

  init(_ runs: [RunFile]) { self.runs = runs }

  /// The bytes of a row; rows are asked for in order, not necessarily all of them.
  func row(_ line: Int, of file: Int) throws(SpreadFailure) -> [UInt8] {
    while true {
      while at < block.count {
        let row = block[at]
        at += 1
        if row.file == file, row.line == line { return row.raw }
        guard (row.file, row.line) < (file, line) else { throw missing(file, line) }
      }
      guard try readBlock() else { throw missing(file, line) }
    }
  }

  private func readBlock() throws(SpreadFailure) -> Bool {
    while true {
      if reader == nil {
        guard next < runs.count else { return false }
        reader = try SectionReader(runs[next], runs[next].sections[0])
        next += 1
      }
      guard let bytes = try nextPayload() else {
        reader = nil
        continue
      }
      guard let rows = Self.rows(bytes) else { throw runs[next - 1].damaged() }
      (block, at) = (rows, 0)
      return true
    }
  }

  private func nextPayload() throws(SpreadFailure) -> [UInt8]? {
    guard let block = try reader?.next() else { return nil }
    return Array(block.payload)
  }

  private static func rows(_ bytes: [UInt8]) -> [LosingRow]? {
    var words = WordReader(bytes)
    var rows: [LosingRow] = []
    while !words.isAtEnd {
      guard let file = words.word32(), let line = words.count(), let count = words.word32(),
        let raw = words.bytes(Int(count))
      else { return nil }
      rows.append(LosingRow(file: Int(file), line: line, raw: raw))
    }
    return rows
  }

  private func missing(_ file: Int, _ line: Int) -> SpreadFailure {
    SpreadFailure(.bug, "internal error: line \(line) of file \(file) was not read again. Please report this.")
  }
}
