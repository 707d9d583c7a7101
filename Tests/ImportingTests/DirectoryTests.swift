import FileInput
import Foundation
import Importing
import Ledger
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

/// The directories of an import: who may look into them, what stands in them besides, what is missing.
@Suite("The directories of an import (spec 4.1, 4.2)")
struct DirectoryTests {
  private static func harness(days: Int = 1) throws -> ImportHarness {
    let harness = try ImportHarness(registry: SmallProvider.registry, layout: try RecordLayout(.summit1))
    var provider = SmallProvider(seed: 5)
    for day in 0..<days { try harness.deliver("day-\(day + 1).csv", provider.file(day: day + 1)) }
    return harness
  }

  private static func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `only its owner may look into the data directory, though it was open before`() throws {
    let harness = try Self.harness()
    let data = harness.settings.dataDirectory
    try FileManager.default.createDirectory(
      atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
    umask(0)
    try harness.run()
    let reader = try harness.ledger()
    _ = try reader.setting("identifier")
    #expect(try Self.mode(data) == 0o700)
    for name in try FileManager.default.subpathsOfDirectory(atPath: data) {
      #expect(try Self.mode(data + "/" + name) == (name == "records" ? 0o700 : 0o600), "\(name)")
    }
  }

  @Test(arguments: ["missing", "a file"])
  func `a source directory that is none is named with a remedy, and the ledger is as before`(what: String) throws {
    let harness = try Self.harness()
    try harness.run()
    let records = try harness.callRecords()
    try FileManager.default.removeItem(atPath: harness.settings.sourceDirectory)
    if what == "a file" { try harness.directory.write("cdr", []) }
    #expect { try harness.run() } throws: { "\($0)".contains("/cdr: expected a readable directory, found") }
    #expect(try harness.callRecords() == records)
  }

  @Test func `a link to the source directory is that directory, deletion too`() throws {
    let harness = try Self.harness()
    let source = harness.settings.sourceDirectory
    try FileManager.default.moveItem(atPath: source, toPath: source + "-itself")
    try FileManager.default.createSymbolicLink(atPath: source, withDestinationPath: source + "-itself")
    harness.settings.deletesFiles = true
    harness.settings.deleteAfterHours = 0
    let report = try harness.run()
    #expect(report.deletedFiles == ["day-1.csv"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: source + "-itself").isEmpty)
  }

  @Test func `links in the source directory are not followed, not deleted`() throws {
    let harness = try Self.harness()
    let outside = harness.directory.path + "/outside.csv"
    try harness.directory.write("outside.csv", Array(SmallProvider.header.utf8))
    try FileManager.default.createSymbolicLink(
      atPath: harness.settings.sourceDirectory + "/link.csv", withDestinationPath: outside)
    harness.settings.deletesFiles = true
    harness.settings.deleteAfterHours = 0
    let report = try harness.run()
    #expect(report.files.map(\.name) == ["day-1.csv"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: harness.settings.sourceDirectory) == ["link.csv"])
    #expect(FileManager.default.fileExists(atPath: outside))
  }

  @Test func `what a run did not make in records goes, what a link there points to stays`() throws {
    let harness = try Self.harness()
    try harness.run()
    let records = harness.settings.dataDirectory + "/records"
    let live = try FileManager.default.contentsOfDirectory(atPath: records)
    try harness.directory.write("outside.csv", [1])
    try FileManager.default.createSymbolicLink(
      atPath: records + "/link.csv", withDestinationPath: harness.directory.path + "/outside.csv")
    try harness.directory.write("data/records/.summit-cdr-1-segment-00000002.csv.partial", [1, 2])
    try harness.directory.write("data/records/segment-00000002.csv", [1, 2])
    try harness.run()
    #expect(try FileManager.default.contentsOfDirectory(atPath: records) == live)
    #expect(FileManager.default.fileExists(atPath: harness.directory.path + "/outside.csv"))
  }

  @Test func `a segment that is a link, cut or gone is an error with a remedy`() throws {
    for what in ["link", "cut", "gone"] {
      let harness = try Self.harness()
      try harness.run()
      let segment = harness.settings.dataDirectory + "/records/segment-00000001.csv"
      if what == "cut" { try Data().write(to: URL(fileURLWithPath: segment)) }
      if what != "cut" { try FileManager.default.moveItem(atPath: segment, toPath: harness.directory.path + "/moved") }
      if what == "link" {
        try FileManager.default.createSymbolicLink(
          atPath: segment, withDestinationPath: harness.directory.path + "/moved")
      }
      #expect { try harness.callRecords() } throws: {
        "\($0)".contains("segment-00000001.csv: expected the recorded rows, found") && "\($0)".contains("restore")
      }
    }
  }

  @Test func `a second run at the same time is told so`() throws {
    let harness = try Self.harness()
    harness.settings.onStep = { _ in }
    let data = DataDirectory(path: harness.settings.dataDirectory)
    try data.prepare()
    let lock = try RunLock(data)
    #expect { try harness.run() } throws: { ($0 as? LedgerFailure)?.kind == .alreadyRunning }
    withExtendedLifetime(lock) {}
  }

  @Test func `a file under a private name that the ledger does not know is given back and imported`() throws {
    let harness = try Self.harness(days: 2)
    harness.settings.deletesFiles = true
    let source = harness.settings.sourceDirectory
    try FileManager.default.moveItem(atPath: source + "/day-2.csv", toPath: source + "/.summit-cdr-delete-77")
    let report = try harness.run()
    #expect(report.files.map(\.name) == ["day-1.csv"])
    #expect(report.keptFiles["unknown-77"] != nil)
    let next = try harness.run()
    #expect(next.files.map(\.name) == ["unknown-77"])
  }
}
