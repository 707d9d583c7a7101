import CallModel
import FileInput
import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

/// Hostile input (spec 2.3, I8): a clear message, the other files rated, nothing lost, nothing crashes.
@Suite("Broken files and directories")
struct FaultTests {
  static let registry = [
    "contracts.csv": "id\nC1\n",
    "lines.csv": "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\n",
    "plans.csv": "id\nP1\n",
    "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\n",
  ]
  static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code\n"

  static func row(_ id: String, at time: String = "10:00:00", seconds: Int = 60) -> String {
    "\(id);2026-11-12 \(time);;;554833334444;33335555;\(seconds);\(seconds);OUT;ANSWERED;;\n"
  }

  static func harness(_ files: [(name: String, bytes: [UInt8])]) throws -> RunHarness {
    RunHarness(registry: registry, files: files, layout: try RecordLayout(.summit1))
  }

  /// One sound file beside the broken one: it must be rated regardless of the other.
  static let sound: (name: String, bytes: [UInt8]) = ("sound.csv", Array((header + row("sound")).utf8))

  private func expectFailure(
    _ bytes: [UInt8], mentions words: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for workers in [1, 2] {
      let run = try Self.harness([("broken.csv", bytes), Self.sound]).run(RunVariant(workers: workers))
      let failure = try #require(run.result.files[0].failure, sourceLocation: sourceLocation)
      for word in words {
        #expect(failure.contains(word), "\(failure)", sourceLocation: sourceLocation)
      }
      #expect(run.result.files[0].tally == RowTally(), sourceLocation: sourceLocation)
      #expect(run.result.total.read == 1, sourceLocation: sourceLocation)
      #expect(run.tables.callRecords.contains("sound.csv:2"), sourceLocation: sourceLocation)
      #expect(!run.tables.callRecords.contains("broken.csv"), sourceLocation: sourceLocation)
      #expect(!run.tables.rejectedRecords.contains("broken.csv"), sourceLocation: sourceLocation)
    }
  }

  private static func manyRows(_ count: Int) -> [UInt8] {
    var text = header
    for index in 0..<count {
      let minute = index / 60 % 60
      let second = index % 60
      text += row(
        "g\(index)", at: "1\(index / 3600 % 10):\(minute < 10 ? "0" : "")\(minute):\(second < 10 ? "0" : "")\(second)")
    }
    return Array(text.utf8)
  }

  @Test(arguments: [1, 2, 10, 40, 400])
  func `a truncated gzip file fails as a whole`(missing: Int) throws {
    let packed = try RunHarness.gzip(Self.manyRows(3_000))
    try expectFailure(Array(packed.dropLast(missing)), mentions: ["broken.csv", "expected", "found"])
  }

  @Test func `a corrupt gzip file fails as a whole, rejected rows too`() throws {
    var bytes = Self.manyRows(20_000)
    bytes += Array("not a row\n".utf8)
    var packed = try RunHarness.gzip(bytes)
    packed[packed.count / 2] ^= 0x55
    try expectFailure(packed, mentions: ["broken.csv"])
  }

  @Test func `a gzip bomb is stopped`() throws {
    let bomb = try RunHarness.gzip(Array(Self.header.utf8) + [UInt8](repeating: 48, count: 80 << 20))
    try expectFailure(bomb, mentions: ["broken.csv", "inflated bytes", "uncompressed"])
  }

  @Test func `a header without a needed column, or with one twice, fails the file`() throws {
    try expectFailure(Array("a;b;c\n1;2;3\n".utf8), mentions: ["global_id", "found none"])
    let twice = Self.header.replacing("trunk", with: "caller")
    try expectFailure(Array((twice + Self.row("x")).utf8), mentions: ["caller", "found 2"])
  }

  @Test func `a file without rows is fine`() throws {
    for bytes in [[], Array("\n\r\n".utf8), Array(Self.header.utf8), [0xEF, 0xBB, 0xBF], try RunHarness.gzip([])] {
      let run = try Self.harness([("empty.csv", bytes), Self.sound]).run()
      #expect(run.result.files[0].failure == nil)
      #expect(run.result.total.read == 1)
    }
  }

  @Test func `an empty directory gives empty tables`() throws {
    let run = try Self.harness([]).run()
    #expect(run.result.total == RowTally())
    #expect(run.tables.callRecords.split(separator: "\n").count == 1)
  }

  @Test func `a file of a megabyte without line end is one row that is too long`() throws {
    let long = Array(Self.header.utf8) + [UInt8](repeating: 65, count: 1 << 20)
    for packing in RunVariant.Packing.allCases {
      for chunkSize in [999, 65_536, 1 << 20] {
        let variant = RunVariant(workers: 2, chunkSizeBytes: chunkSize, packing: packing)
        let run = try Self.harness([("long.csv", long), Self.sound]).run(variant)
        #expect(run.result.total.reasons[Int(Reason.tooLong.rawValue)] == 1, "\(variant)")
        #expect(run.result.total.read == 2)
        let raw = String(repeating: "A", count: 1_024)
        #expect(run.tables.rejectedRecords.hasSuffix("long.csv,2,rejected,too-long,,\(raw)\n"))
      }
    }
  }

  @Test func `carriage returns alone end no row`() throws {
    let bytes = Array((Self.header + Self.row("x").replacing("\n", with: "\r") + Self.row("y")).utf8)
    let run = try Self.harness([("cr.csv", bytes)]).run()
    #expect(run.result.total.read == 1)
    #expect(run.result.total.reasons[Int(Reason.extraField.rawValue)] == 1)
  }

  @Test func `rows with NUL bytes are rejected`() throws {
    let run = try Self.harness([("nul.csv", Array((Self.header + Self.row("a\u{0}b")).utf8))]).run()
    #expect(run.result.total[.rejected] == 1)
    #expect(run.tables.rejectedRecords.contains("nul.csv,2,rejected,bad-encoding,,"))
  }

  @Test func `links, pipes, hidden and half-written files are left alone`() throws {
    let directory = try TemporaryDirectory()
    for (name, text) in Self.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    for name in ["sound.csv", ".hidden.csv", "a.tmp", "b.part", "c.filepart", "sub/inner.csv"] {
      try directory.write("cdr/\(name)", Self.sound.bytes)
    }
    try FileManager.default.createSymbolicLink(
      atPath: directory.path + "/cdr/link.csv", withDestinationPath: directory.path + "/cdr/sound.csv")
    #expect(mkfifo(directory.path + "/cdr/pipe.csv", 0o600) == 0)
    let run = try RunHarness.run(in: directory, RunVariant(workers: 2), layout: try RecordLayout(.summit1))
    #expect(run.result.files.map(\.name) == ["sound.csv"])
  }

  @Test func `a missing source directory, or a file in its place, is named with a remedy`() throws {
    let directory = try TemporaryDirectory()
    for (name, text) in Self.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    let layout = try RecordLayout(.summit1)
    #expect { try RunHarness.run(in: directory, RunVariant(), layout: layout) } throws: {
      "\($0)".contains("/cdr: expected")
    }
    try directory.write("cdr", [])
    #expect { try RunHarness.run(in: directory, RunVariant(), layout: layout) } throws: {
      "\($0)".contains("/cdr: expected")
    }
  }

  @Test func `an output that cannot be written names the path and keeps nothing half`() throws {
    let directory = try TemporaryDirectory()
    for (name, text) in Self.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    try directory.write("cdr/sound.csv", Self.sound.bytes)
    try directory.write("out", [])
    #expect { try RunHarness.run(in: directory, RunVariant(), layout: try RecordLayout(.summit1)) } throws: {
      "\($0)".contains("/out: expected") && "\($0)".contains("directory")
    }
  }

  @Test func `a run replaces the results of the one before, and removes what a killed one left`() throws {
    let directory = try TemporaryDirectory()
    for (name, text) in Self.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    try directory.write("cdr/sound.csv", Self.sound.bytes)
    let leftover = "out/\(".summit-cdr-1-call-records.csv.partial")"
    try directory.write(leftover, [1, 2, 3])
    try directory.write("out/call-records.csv", Array("old".utf8))
    try directory.write("out/call-records.csv.gz", Array("older".utf8))
    let run = try RunHarness.run(in: directory, RunVariant(), layout: try RecordLayout(.summit1))
    #expect(run.tables.callRecords.contains("sound"))
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path + "/out").sorted()
    #expect(names == ["additional-services.csv", "call-records.csv", "rejected-records.csv", "report.json"])
  }

  @Test func `a failed run keeps the results of the one before`() throws {
    let directory = try TemporaryDirectory()
    for (name, text) in Self.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    try directory.write("registry/lines.csv", Array("id,contract,number,plan,reset_day\nL1,C1,1,P1,31\n".utf8))
    try directory.write("cdr/sound.csv", Self.sound.bytes)
    try directory.write("out/call-records.csv", Array("old".utf8))
    #expect { try RunHarness.run(in: directory, RunVariant(), layout: try RecordLayout(.summit1)) } throws: {
      "\($0)".contains("lines.csv:2: reset_day: expected 1 to 25, found 31")
    }
    #expect(try directory.read("out/call-records.csv") == Array("old".utf8))
  }

  @Test func `more rejected rows than are held in memory go by a temporary file, in order`() throws {
    let junk = (1...90_000).map { "\($0)" + String(repeating: "x", count: 100) + "\n" }.joined()
    let harness = try Self.harness([("junk.csv", Array((Self.header + junk).utf8)), Self.sound])
    let expected =
      "file,line,outcome,reason,field,raw\n"
      + (1...90_000).map {
        "junk.csv,\($0 + 1),rejected,missing-field,,\($0)" + String(repeating: "x", count: 100) + "\n"
      }.joined()
    for workers in [1, 3] {
      let run = try harness.run(RunVariant(workers: workers))
      #expect(run.tables.rejectedRecords.utf8.elementsEqual(expected.utf8), "\(workers) workers")
      #expect(run.result.total[.rejected] == 90_000)
    }
  }

  @Test func `a directory in place of a result is found before any result is replaced`() throws {
    let directory = try TemporaryDirectory()
    for (name, text) in Self.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    try directory.write("cdr/sound.csv", Self.sound.bytes)
    try directory.write("out/call-records.csv", Array("old".utf8))
    try directory.write("out/rejected-records.csv/inner", [])
    #expect { try RunHarness.run(in: directory, RunVariant(), layout: try RecordLayout(.summit1)) } throws: {
      "\($0)".contains("rejected-records.csv: expected") && "\($0)".contains("unchanged")
    }
    #expect(try directory.read("out/call-records.csv") == Array("old".utf8))
  }

  @Test func `losing versions of a call are read again from plain and gzip files`() throws {
    let interim = Self.row("same", seconds: 60)
    let final = Self.row("same", seconds: 90)
    for packing in RunVariant.Packing.allCases {
      let files = [
        ("a.csv", Array((Self.header + Self.row("other", at: "09:00:00") + interim).utf8)),
        ("b.csv", Array((Self.header + final + interim).utf8)),
      ]
      let run = try Self.harness(files).run(RunVariant(workers: 2, packing: packing))
      #expect(run.result.total.reasons[Int(Reason.conflictingDuplicate.rawValue)] == 2)
      let raw = String(interim.dropLast())
      #expect(
        run.tables.rejectedRecords.hasSuffix(
          """
          a.csv,3,rejected,conflicting-duplicate,global_id,\(raw)
          b.csv,3,rejected,conflicting-duplicate,global_id,\(raw)

          """))
    }
  }
}
