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
    let directory = try TemporaryDirectory()
    for (name, text) in FaultTests.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    let rows = (0..<50).map { FaultTests.row("g\($0)") }.joined()
    try directory.write("cdr/day.csv", Array((FaultTests.header + rows).utf8))
    let registry = Registry(try RegistryLoader.load(directory: directory.path + "/registry"))
    let source = try SourceDirectory(path: directory.path + "/cdr")
    let zone = try #require(TimeZoneRules(identifier: "America/Sao_Paulo"))
    let options = RateOptions(
      registryDirectory: directory.path + "/registry", sourceDirectory: directory.path + "/cdr",
      outputDirectory: directory.path)
    let context = ScanContext(
      options: options, layout: try RecordLayout(.summit1), layoutZone: zone, registry: registry, zone: zone,
      directory: source, sources: SourceFiles(try source.list()),
      partitions: PartitionPlan(registry, sourceBytes: 0, partitionSizeBytes: 1),
      progress: ProgressCounter())
    try change(directory)
    try ScanWorker(context: context, index: 0).run()
    let result = context.sources.results[0]
    if result.failure != nil { #expect(result.tally == RowTally()) }
    return result.failure
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

  @Test func `a file that grew, was replaced or went away after it was listed`() throws {
    let grown = try failure { directory in
      try directory.write("cdr/day.csv", try directory.read("cdr/day.csv") + Array(FaultTests.row("late").utf8))
    }
    #expect(grown != nil)
    let gone = try failure { try FileManager.default.removeItem(atPath: $0.path + "/cdr/day.csv") }
    #expect(try #require(gone).contains("day.csv"))
  }
}
