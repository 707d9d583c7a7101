import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

@Suite("Results do not depend on how the work is cut (I2)")
struct DeterminismTests {
  static let variants: [RunVariant] = {
    var variants: [RunVariant] = []
    for workers in [1, 2, 7, 16] {
      for packing in RunVariant.Packing.allCases {
        variants.append(RunVariant(workers: workers, packing: packing))
        variants.append(RunVariant(workers: workers, packing: packing, memoryLimitBytes: 0))
      }
    }
    for chunkSize in [1, 3, 61, 1_000, 65_536, 65_537] {
      variants.append(RunVariant(workers: 2, chunkSizeBytes: chunkSize, packing: .plain))
      variants.append(RunVariant(workers: 2, chunkSizeBytes: chunkSize, packing: .gzipOfSeveralMembers))
    }
    return variants
  }()

  /// Small scenarios: a chunk of one byte reads its row's neighbourhood for every byte.
  static let seeds: [UInt64] = Array(
    (1...200).filter { Scenario(seed: $0, rows: 60).files.reduce(0) { $0 + $1.bytes.count } < 12_000 }.prefix(3))

  @Test(arguments: seeds)
  func `workers, chunk sizes, packing and memory change no byte`(seed: UInt64) throws {
    let harness = try RunHarness(Scenario(seed: seed, rows: 60))
    let expected = try harness.run().tables
    for variant in Self.variants {
      let difference = try harness.run(variant).tables.difference(from: expected)
      #expect(difference == nil, "seed \(seed), \(variant)\n\(difference ?? "")")
    }
  }

  /// Far larger than a file's head, so that the second reading of a gzip file begins at places in it.
  @Test(arguments: [1, 3])
  func `losing versions are read again from wherever reading can begin`(workers: Int) throws {
    var harness = try Self.summitHarness(rows: 400)
    harness.files[0].bytes = try Self.withLosers(harness.files[0].bytes, times: 30)
    #expect(harness.files[0].bytes.count > 500_000)
    let expected = try harness.run().tables
    #expect(expected.rejectedRecords.split(separator: "\n").count { $0.contains(",conflicting-duplicate,") } > 100)
    for chunkSize in [300, 2_000, 9_000, 70_000] {
      for packing in RunVariant.Packing.allCases {
        let variant = RunVariant(workers: workers, chunkSizeBytes: chunkSize, packing: packing)
        let difference = try harness.run(variant).tables.difference(from: expected)
        #expect(difference == nil, "\(variant)\n\(difference ?? "")")
      }
    }
  }

  /// The rows again and again, as calls of other ids; each fifth is followed by a longer record of the call.
  private static func withLosers(_ bytes: [UInt8], times: Int) throws -> [UInt8] {
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map {
      $0.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    }
    let id = try #require(lines[0].firstIndex { $0.elementsEqual("global_id".utf8) })
    let billable = try #require(lines[0].firstIndex { $0.elementsEqual("billable".utf8) })
    var made = [lines[0]]
    for time in 0..<times {
      for (place, line) in lines.dropFirst().enumerated() where line.count == lines[0].count {
        var row = line
        row[id] = Array("\(time)-\(place)".utf8)[...]
        made.append(row)
        if place % 5 == 0 {
          row[billable] += [UInt8(ascii: "1")]
          made.append(row)
        }
      }
    }
    return Array(made.map { Array($0.joined(separator: [UInt8(ascii: ";")])) }.joined(separator: [10])) + [10]
  }

  @Test func `a gzip file under a csv name is read by its content`() throws {
    var harness = try Self.summitHarness(rows: 50)
    let expected = try harness.run().tables
    harness.files = try harness.files.map { ($0.name, try RunHarness.gzip($0.bytes)) }
    #expect(try harness.run().tables == expected)
  }

  @Test func `one file or forty make no difference but in the names of the sources`() throws {
    let whole = try Self.summitHarness(rows: 400)
    let bytes = whole.files[0].bytes
    var lines = bytes.split(separator: UInt8(ascii: "\n"))
    let header = lines.removeFirst()
    var parts = whole
    parts.files = []
    for part in 0..<40 {
      let rows = lines[(part * lines.count / 40)..<((part + 1) * lines.count / 40)]
      parts.files.append(("part-\(100 + part).csv", Array(([header] + rows).joined(separator: [10]))))
    }
    // In another order of names, too: the first source of a repeat changes, and nothing else.
    var reversed = parts
    reversed.files = parts.files.enumerated().map { ("z-\(500 - $0.offset).csv", $0.element.bytes) }
    let expected = Self.withoutSources(try whole.run().tables)
    #expect(Self.withoutSources(try parts.run(RunVariant(workers: 2)).tables) == expected)
    #expect(Self.withoutSources(try reversed.run(RunVariant(workers: 3)).tables) == expected)
  }

  /// A scenario in the layout summit-1, the rows of all its files in one.
  static func summitHarness(rows: Int) throws -> RunHarness {
    let summit = try RecordLayout(.summit1)
    let found = try (1...500 as ClosedRange<UInt64>).lazy.map { Scenario(seed: $0, rows: rows) }.first {
      try RecordLayout($0.options.layout) == summit && $0.files.allSatisfy { $0.bytes.count < 200_000 }
    }
    let scenario = try #require(found)
    // No byte order marks or carriage returns, so that rows can be dealt out to other files.
    let files = scenario.files.map { file in
      let bytes = file.bytes.filter { $0 != 13 }
      return (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes).split(separator: 10)
    }.filter { !$0.isEmpty }
    let header = try #require(files.first?.first)
    let all = [header] + files.filter { $0.first == header }.flatMap { $0.dropFirst() }
    var harness = try RunHarness(scenario)
    harness.files = [("all.csv", Array((all + [[]]).joined(separator: [10])))]
    return harness
  }

  /// Call records without `source`, services, and the rejected rows' number by reason.
  private static func withoutSources(_ tables: RunTables) -> [String] {
    let calls = tables.callRecords.split(separator: "\n").map { String($0[..<($0.lastIndex(of: ",") ?? $0.endIndex)]) }
    let services = tables.additionalServices.split(separator: "\n").map(String.init)
    let reasons = tables.rejectedRecords.split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2).prefix(3).joined(separator: ",") }
    return calls + services + reasons.sorted()
  }
}
