import ByteScanning
import CZlib
import CallModel
import FileInput
import Foundation
import Output
import Pipeline
import RecordLayouts
import ReferenceRating

/// How a test runs the job: everything that must not change a byte of the results (I2).
package struct RunVariant: CustomStringConvertible {
  package var workers = 1
  package var chunkSizeBytes = RateOptions.standardChunkSizeBytes
  package var packing = Packing.plain
  /// 0: each full page of calls goes to a file.
  package var memoryLimitBytes = MemoryBudget.smallestLimitBytes

  package init(
    workers: Int = 1, chunkSizeBytes: Int = RateOptions.standardChunkSizeBytes, packing: Packing = .plain,
    memoryLimitBytes: Int = MemoryBudget.smallestLimitBytes
  ) {
    self.workers = workers
    self.chunkSizeBytes = chunkSizeBytes
    self.packing = packing
    self.memoryLimitBytes = memoryLimitBytes
  }

  package enum Packing: CaseIterable {
    case plain, gzip, gzipOfSeveralMembers
  }

  package var description: String {
    "\(workers) workers, chunks of \(chunkSizeBytes) bytes, \(packing), memory for \(memoryLimitBytes) bytes"
  }
}

/// The three tables of a run, as text.
package struct RunTables: Equatable {
  package var callRecords: String
  package var additionalServices: String
  package var rejectedRecords: String
}

/// A directory of its own for one test, removed with it.
package final class TemporaryDirectory {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("summit-cdr-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  package func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name)))
  }
}

/// Runs the product's job on files a test makes.
package struct RunHarness {
  package var registry: [String: String]
  package var files: [(name: String, bytes: [UInt8])]
  package var layout: RecordLayout
  package var timeZone = "America/Sao_Paulo"
  package var activeLinesOnly = true

  package init(registry: [String: String], files: [(name: String, bytes: [UInt8])], layout: RecordLayout) {
    self.registry = registry
    self.files = files
    self.layout = layout
  }

  package init(_ scenario: Scenario) throws {
    registry = scenario.registry
    files = scenario.files.map { ($0.name, $0.bytes) }
    layout = try RecordLayout(scenario.options.layout)
    timeZone = scenario.options.timeZone
    activeLinesOnly = scenario.options.activeLinesOnly
  }

  /// Runs in a directory of its own and returns result and tables.
  package func run(_ variant: RunVariant = RunVariant()) throws -> (result: RateResult, tables: RunTables) {
    let directory = try TemporaryDirectory()
    try FileManager.default.createDirectory(atPath: directory.path + "/cdr", withIntermediateDirectories: true)
    for (name, text) in registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    for (name, bytes) in files { try directory.write("cdr/\(name)", Self.pack(bytes, variant.packing)) }
    return try Self.run(in: directory, variant, layout: layout, timeZone: timeZone, activeLinesOnly: activeLinesOnly)
  }

  package static func run(
    in directory: TemporaryDirectory, _ variant: RunVariant, layout: RecordLayout,
    timeZone: String = "America/Sao_Paulo", activeLinesOnly: Bool = true
  ) throws -> (result: RateResult, tables: RunTables) {
    let options = RateOptions(
      registryDirectory: directory.path + "/registry", sourceDirectory: directory.path + "/cdr",
      outputDirectory: directory.path + "/out", timeZone: timeZone, workers: variant.workers,
      activeLinesOnly: activeLinesOnly, chunkSizeBytes: variant.chunkSizeBytes,
      shardSizeBytes: 1, memory: MemoryBudget(limitBytes: variant.memoryLimitBytes))
    let result = try RateJob(options: options, layout: layout).run()
    return (result, try tables(directory))
  }

  package static func tables(_ directory: TemporaryDirectory) throws -> RunTables {
    func text(_ name: String) throws -> String { String(decoding: try directory.read("out/\(name)"), as: UTF8.self) }
    return RunTables(
      callRecords: try text("call-records.csv"), additionalServices: try text("additional-services.csv"),
      rejectedRecords: try text("rejected-records.csv"))
  }

  package static func pack(_ bytes: [UInt8], _ packing: RunVariant.Packing) throws -> [UInt8] {
    switch packing {
    case .plain: return bytes
    case .gzip: return try gzip(bytes)
    case .gzipOfSeveralMembers:
      let cut = bytes.count / 3
      return try gzip(Array(bytes[..<cut])) + gzip([]) + gzip(Array(bytes[cut...])) + [0, 0, 0]
    }
  }

  /// One gzip member.
  package static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    guard summit_deflate_init_gzip(&stream, 6) == Z_OK else { throw CocoaError(.coderInvalidValue) }
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 10 + 256)
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { throw CocoaError(.coderInvalidValue) }
    return Array(output.prefix(Int(stream.total_out)))
  }
}

extension RunTables {
  package init(_ reference: ReferenceResult) {
    self.init(
      callRecords: reference.callRecords, additionalServices: reference.additionalServices,
      rejectedRecords: reference.rejectedRecords)
  }

  /// Where two runs differ first, table by table; nil if nowhere.
  package func difference(from expected: RunTables) -> String? {
    for (name, mine, theirs) in [
      ("call-records.csv", callRecords, expected.callRecords),
      ("additional-services.csv", additionalServices, expected.additionalServices),
      ("rejected-records.csv", rejectedRecords, expected.rejectedRecords),
    ] where !mine.utf8.elementsEqual(theirs.utf8) {
      let found = mine.split(separator: "\n", omittingEmptySubsequences: false)
      let wanted = theirs.split(separator: "\n", omittingEmptySubsequences: false)
      let line = zip(found, wanted).enumerated().first { !$0.element.0.utf8.elementsEqual($0.element.1.utf8) }?.offset
      let index = line ?? min(found.count, wanted.count)
      let a = index < found.count ? String(found[index].prefix(400)) : "(end)"
      let b = index < wanted.count ? String(wanted[index].prefix(400)) : "(end)"
      return "\(name):\(index + 1)\n  found    \(a)\n  expected \(b)"
    }
    return nil
  }
}

extension RecordLayout {
  /// The same layout in the product's terms.
  package init(_ layout: ReferenceLayout) throws {
    var columns: [Field: Column] = [:]
    for (field, column) in layout.columns {
      guard let field = Field(rawValue: field.rawValue) else { continue }
      columns[field] = Column(column)
    }
    self.init(
      name: "scenario", description: "", delimiter: layout.delimiter, quote: layout.quote,
      hasHeader: layout.hasHeader, encoding: layout.encoding == .utf8 ? .utf8 : .latin1,
      timestamp: try TimestampPattern(layout.timestampPattern), timeZone: layout.timeZone,
      decimalMark: layout.decimalMark, columns: columns,
      columnCount: layout.hasHeader ? nil : .exactly([layout.columnCount]),
      outboundValues: layout.outboundValues, inboundValues: layout.inboundValues,
      answeredValues: layout.answeredValues, unansweredValues: layout.unansweredValues)
    try adoptRest(of: layout)
  }

  private mutating func adoptRest(of layout: ReferenceLayout) throws {
    format = layout.isFixed ? .fixed : .delimited
    escape = layout.hasBackslashes ? .backslash : .none
    isMultiline = layout.isMultiline
    trims = layout.trims
    allowsTrailingDelimiter = layout.hasTrailingDelimiter
    skippedLines = layout.skippedLines
    comment = layout.comment.isEmpty ? nil : layout.comment
    // A row of places has no columns to count.
    if layout.isFixed { columnCount = nil }
    if !layout.columnCounts.isEmpty { columnCount = .exactly(layout.columnCounts.sorted()) }
    if let minimum = layout.minimumColumns { columnCount = .atLeast(minimum) }
    for (field, pattern) in layout.patterns {
      guard let field = Field(rawValue: field.rawValue) else { continue }
      times[field, default: TimeForm()].pattern = try TimestampPattern(pattern)
    }
    for (time, timeOfDay) in ReferenceField.times {
      guard let field = Field(rawValue: time.rawValue), let column = layout.columns[timeOfDay] else { continue }
      times[field, default: TimeForm()].timeColumn = Column(column)
      times[field, default: TimeForm()].parts = try layout.pairs[time].map {
        TimeForm.Parts(
          date: try TimestampPattern($0.date, scope: .date), time: try TimestampPattern($0.time, scope: .time))
      }
    }
    billing = .column(SecondsField.Unit(rawValue: layout.unit) ?? .seconds)
    if let since = layout.since.flatMap({ Field(rawValue: $0.rawValue) }),
      let until = layout.until.flatMap({ Field(rawValue: $0.rawValue) })
    {
      billing = .span(since: since, until: until)
    }
    dialling = Dialling(
      carrierCode: Dialling.CarrierCode(rawValue: layout.dialling.carrierCode.rawValue) ?? .optional,
      hasOutsideZero: layout.dialling.hasOutsideZero)
    caller.form = NumberForm(rawValue: layout.callerForm.rawValue) ?? .dialled
    called.form = NumberForm(rawValue: layout.calledForm.rawValue) ?? .dialled
    caller.strip = layout.callerStrip.compactMap { StripPattern($0.pattern, leaves: $0.leaves) }
    called.strip = layout.calledStrip.compactMap { StripPattern($0.pattern, leaves: $0.leaves) }
    directionWord = DirectionWord(rawValue: layout.directionWord)
    otherDisposition = OtherDisposition(rawValue: layout.otherDisposition) ?? .rejected
    clock = layout.columns[.clock].map { Column($0) }
    rows = try layout.rules.map { rule in
      RowRule(
        kind: rule.isOnly ? .only : .skip, column: Column(rule.column), label: label(of: rule.column),
        globs: try rule.globs.map { try Glob($0) })
    }
    contradictions = layout.rejectsContradictions ? .reject : .count
  }
}

extension RecordLayout {
  /// What a layout file calls a rule's column.
  private func label(of column: ReferenceColumn) -> String {
    let column = Column(column)
    switch column {
    case .name(let name): return name
    case .position(let position): return "\(position)"
    case .bytes: return Field.allCases.first { columns[$0] == column }?.rawValue ?? ""
    }
  }
}

extension RecordLayout.Column {
  init(_ column: ReferenceColumn) {
    switch column {
    case .name(let name): self = .name(name)
    case .position(let position): self = .position(position)
    case .bytes(let from, let length): self = .bytes(from: from, length: length)
    }
  }
}
