import CallModel
import FileInput
import Foundation
import RecordLayouts
import ReferenceRating
import Registry
import RunSupport
import Testing

@testable import Pipeline

@Suite("Files that change during a run fail as a whole (spec 2.3, I8)")
struct ChangedFileTests {
  /// Lists a directory with `day.csv`, lets `change` happen, and only then has a worker read it.
  private func failure(_ change: (TemporaryDirectory) throws -> Void) throws -> String? {
    try result(opened: false, change).failure
  }

  /// The same; `opened`: `change` happens when the file has been opened and cut into spans, and none of them was read.
  ///
  /// - Parameter text: behind the header.
  private func result(
    opened: Bool, text: String? = nil, _ change: (TemporaryDirectory) throws -> Void
  ) throws -> FileResult {
    let directory = try TemporaryDirectory()
    for (name, text) in FaultTests.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    let rows = text ?? Self.rows
    try directory.write("cdr/day.csv", Array((FaultTests.header + rows).utf8))
    let registry = Registry(try RegistryLoader.load(directory: directory.path + "/registry"))
    let source = try SourceDirectory(path: directory.path + "/cdr")
    let zone = try #require(TimeZoneRules(builtIn: "America/Sao_Paulo"))
    let options = RateOptions(
      registryDirectory: directory.path + "/registry", sourceDirectory: directory.path + "/cdr",
      outputDirectory: directory.path, chunkSizeBytes: opened ? 512 : RateOptions.standardChunkSizeBytes)
    let context = ScanContext(
      options: options, layout: try RecordLayout(.summit1), layoutZone: zone, registry: registry, zone: zone,
      directory: source, sources: SourceFiles(try source.list()),
      shards: ShardPlan(registry, sourceBytes: 0, shardSizeBytes: 1),
      progress: ProgressCounter())
    let worker = ScanWorker(context: context, index: 0)
    if opened, case .file(let index) = context.queue.next() {
      try worker.open(index)
      try change(directory)
      context.queue.fileDone()
    } else {
      try change(directory)
    }
    try worker.run()
    let result = context.sources.results[0]
    if result.failure != nil { #expect(result.tally == RowTally()) }
    return result
  }

  private static let rows = (0..<50).map { FaultTests.row("g\($0)") }.joined()

  private static func append(_ text: String, _ directory: TemporaryDirectory) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: directory.path + "/cdr/day.csv"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  @Test("a file that is appended to is read as it was, its last row only if it was whole", arguments: [false, true])
  func growing(opened: Bool) throws {
    let late = FaultTests.row("late")
    for (text, rows) in [(Self.rows, 50), (Self.rows + late.dropLast(), 50), (Self.rows + late.prefix(20), 50)] {
      let result = try result(opened: opened, text: text) { try Self.append(String(late.dropFirst(20)) + late, $0) }
      #expect(result.failure == nil)
      #expect(result.tally.read == rows, "\(result.tally)")
      let whole = Array((FaultTests.header + Self.rows).utf8)
      #expect(result.digest == whole.withUnsafeBytes { ContentDigest.block($0) })
      #expect(result.plainBytes == Int64(whole.count))
    }
    // Nobody writes to it: the last row counts.
    let result = try result(opened: opened, text: Self.rows + late.dropLast()) { _ in }
    #expect(result.failure == nil && result.tally.read == 51)
  }

  @Test func `a file cut and written anew while it is read fails, though it is longer`() throws {
    let result = try result(opened: true) { directory in
      let other = FaultTests.header + Self.rows.replacing("g1", with: "h1") + Self.rows
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: directory.path + "/cdr/day.csv"))
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(other.utf8))
      try handle.close()
    }
    // What was read is then the new beginning, whole: it is of one piece.
    #expect(result.failure == nil || result.failure?.contains("another beginning") == true)
    let touched = try self.result(opened: true) { directory in
      let path = directory.path + "/cdr/day.csv"
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    }
    #expect(touched.failure?.contains("a later time of change") == true)
  }

  @Test func `an unchanged file is read`() throws {
    #expect(try failure { _ in } == nil)
  }

  @Test(arguments: [0, 1, 500])
  func `a file cut after it was listed`(size: Int) throws {
    let failure = try failure { directory in
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: directory.path + "/cdr/day.csv"))
      try handle.truncate(atOffset: UInt64(size))
      try handle.close()
    }
    #expect(try #require(failure).contains("day.csv: expected the file as it was"))
  }

  @Test func `a file that was replaced or went away after it was listed`() throws {
    let replaced = try failure { directory in
      let bytes = try directory.read("cdr/day.csv") + Array(FaultTests.row("late").utf8)
      try directory.write("cdr/new", bytes)
      #expect(rename(directory.path + "/cdr/new", directory.path + "/cdr/day.csv") == 0)
    }
    #expect(replaced != nil)
    let gone = try failure { try FileManager.default.removeItem(atPath: $0.path + "/cdr/day.csv") }
    #expect(try #require(gone).contains("day.csv"))
  }
}
