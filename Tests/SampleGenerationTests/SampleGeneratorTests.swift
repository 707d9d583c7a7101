import Foundation
import SampleGeneration
import Testing

@Suite struct SampleGeneratorTests {
  private static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;"
    + "account_code\n"

  @Test(arguments: [(0, 3), (1, 1), (7, 10), (1000, 7), (5000, 1)])
  func writesExactlyTheRowsAndFilesAskedFor(rows: Int, files: Int) throws {
    let sample = try Sample(GenerationOptions(rows: rows, lines: 50, files: files))
    #expect(sample.files.count == files)
    #expect(sample.rows().count == rows)
    for file in sample.files {
      #expect(sample.bytes(ofFile: file).starts(with: Self.header.utf8), "\(file)")
    }
  }

  @Test func oneSeedGivesTheSameBytesAndAnotherSeedOthers() throws {
    let first = try Sample(GenerationOptions(rows: 3000, lines: 200, files: 4, seed: 7))
    let again = try Sample(GenerationOptions(rows: 3000, lines: 200, files: 4, seed: 7))
    let other = try Sample(GenerationOptions(rows: 3000, lines: 200, files: 4, seed: 8))
    #expect(first.files == again.files)
    for file in first.files {
      #expect(first.bytes(ofFile: file) == again.bytes(ofFile: file))
      #expect(first.bytes(ofFile: file) != other.bytes(ofFile: file))
    }
    for name in ["lines.csv", "contracts.csv", "dids.csv", "zones.csv", "rates.csv", "holidays.csv"] {
      #expect(try first.table(name) == again.table(name))
    }
    #expect(try first.table("lines.csv") != other.table("lines.csv"))
  }

  /// The seed alone decides, on every machine: these bytes never change without a note in the changelog.
  @Test func theFirstRowsOfSeedOneAreKnown() throws {
    let sample = try Sample(GenerationOptions(rows: 2, lines: 3, files: 1))
    let rows = sample.rows().map { $0.joined(separator: ";") }
    #expect(rows == Self.knownRows)
  }

  @Test func gzipFilesHoldThePlainContent() throws {
    let plain = try Sample(GenerationOptions(rows: 6000, lines: 100, files: 3))
    let gzip = try Sample(GenerationOptions(rows: 6000, lines: 100, files: 3, gzip: true))
    #expect(gzip.files == plain.files.map { $0 + ".gz" })
    for file in plain.files {
      let packed = try #require(FileManager.default.contents(atPath: "\(gzip.directory)/cdr/\(file).gz"))
      #expect(packed.starts(with: [0x1F, 0x8B]))
      #expect(gzip.bytes(ofFile: file + ".gz") == plain.bytes(ofFile: file))
    }
  }

  @Test func theRegistryDoesNotDependOnTheRows() throws {
    let few = try Sample(GenerationOptions(rows: 1, lines: 300, files: 1))
    let many = try Sample(GenerationOptions(rows: 2000, lines: 300, files: 5))
    #expect(try few.table("lines.csv") == many.table("lines.csv"))
    #expect(try few.table("zones.csv") == many.table("zones.csv"))
  }

  @Test func filesAndRowsAreInOrderOfTheEndOfCalls() throws {
    let sample = try Sample(GenerationOptions(rows: 4000, lines: 100, files: 40, days: 10))
    let plain = sample.rows().filter { $0.count == 12 && $0[8] != "XFER" }
    let disorder = zip(plain, plain.dropFirst()).count { $0[3] > $1[3] }
    #expect(disorder < 60)
    #expect(sample.files == sample.files.sorted())
    #expect(sample.files[0] == "cdr-20261101-00.cdr")
  }

  @Test func aDirectoryWithFilesIsRefused() throws {
    let sample = try Sample(GenerationOptions(rows: 1, lines: 1, files: 1))
    let generator = try SampleGenerator(GenerationOptions(rows: 1, lines: 1, files: 1))
    #expect(throws: GenerationError.notEmpty(directory: sample.directory)) {
      try generator.write(to: sample.directory) { _ in }
    }
  }

  @Test func valuesOutOfRangeAreRefused() {
    #expect(throws: GenerationError.option(name: "lines", value: 0, range: 1...10_000_000)) {
      try SampleGenerator(GenerationOptions(rows: 1, lines: 0, files: 1))
    }
    #expect(throws: GenerationError.option(name: "days", value: 400, range: 1...366)) {
      try SampleGenerator(GenerationOptions(rows: 1, lines: 1, files: 1, days: 400))
    }
  }

  @Test func progressEndsWithAllRows() throws {
    let directory = NSTemporaryDirectory() + "sample-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var counts: [Int] = []
    let generator = try SampleGenerator(GenerationOptions(rows: 6000, lines: 5, files: 2))
    try generator.write(to: directory) { counts.append($0) }
    #expect(counts.last == 6000)
    #expect(counts == counts.sorted())
  }

  private static let knownRows = [
    "7e837157-00000001;2026-11-05 16:17:39;;2026-11-05 16:18:01;556130000000;997630147;22;0;OUT;NO ANSWER;TRK08;",
    "7e837157-00000002;2026-11-19 17:43:27;2026-11-19 17:43:41;2026-11-19 17:44:44;5519994001822;554830000000;77;63;"
      + "IN;ANSWERED;TRK04;",
  ]
}
