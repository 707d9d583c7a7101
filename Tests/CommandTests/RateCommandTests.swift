import Foundation
import Output
import Testing

@Suite("summit-cdr rate as a program: exit codes, full disks, kills (spec 5.5, I4)")
struct RateCommandTests {
  private static let header =
    "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"
  private static let rate = "$P rate --registry registry --cdr cdr --output out"

  /// A registry, and a CDR file of `rows` rated calls and one row that cannot be read.
  private func program(rows: Int = 20) throws -> Program {
    let program = try Program()
    try program.write("registry/contracts.csv", "id\nC1\n")
    try program.write("registry/lines.csv", "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\n")
    try program.write("registry/plans.csv", "id\nP1\n")
    try program.write("registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.05\n")
    try program.write("cdr/day.csv", Self.rows(rows) + "bad row\n")
    return program
  }

  private static func rows(_ count: Int) -> String {
    var text = header
    for index in 0..<count {
      text += "g\(index);2026-11-12 10:00:00;554833334444;33335555;\(60 + index % 9);OUT;ANSWERED;;\n"
    }
    return text
  }

  private func results(_ program: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.directory.path + "/out").sorted()
  }

  private static let names = ["additional-services.csv", "call-records.csv", "rejected-records.csv", "report.json"]

  @Test func `0 when done, 3 with --strict and a rejected row, 64 for wrong usage, 2 for a missing directory`() throws {
    let program = try program()
    #expect(try program.shell(Self.rate).status == 0)
    let strict = try program.shell(Self.rate + " --strict --quiet")
    #expect(strict.status == 3)
    #expect(strict.errors.contains("1 rows were rejected"))
    #expect(strict.output.isEmpty)
    #expect(try program.shell(Self.rate + " --workers 0").status == 64)
    #expect(try program.shell("$P rate --registry registry --cdr cdr --output cdr").status == 64)
    let missing = try program.shell("$P rate --registry registry --cdr nowhere --output out")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("nowhere"))
  }

  @Test func `--memory-limit takes sizes with units, and what is too small or no size is wrong usage`() throws {
    let program = try program()
    #expect(try program.shell(Self.rate + " --memory-limit 64MiB").status == 0)
    #expect(try program.shell(Self.rate + " --memory-limit 1gb").status == 0)
    for wrong in ["1MiB", "much", "64 MiB", "99999999999GiB", "-1", "1.5GiB"] {
      let result = try program.shell(Self.rate + " --memory-limit '\(wrong)'")
      #expect(result.status == 64, "\(wrong)")
      #expect(result.errors.contains("memory-limit"))
    }
  }

  @Test func `--json prints the report that is in the directory`() throws {
    let program = try program()
    let result = try program.shell(Self.rate + " --json")
    #expect(result.output == (try program.read("out/report.json")))
    #expect(result.output.contains("\"rated\" : 20"))
  }

  @Test func `--compress writes gzip files with the same content, and removes the plain ones`() throws {
    let program = try program(rows: 500)
    _ = try program.shell(Self.rate)
    let plain = try program.read("out/call-records.csv")
    #expect(try program.shell(Self.rate + " --compress --workers 2").status == 0)
    #expect(try results(program) == Self.names.map { $0.hasSuffix(".csv") ? $0 + ".gz" : $0 })
    #expect(try program.shell("gzip -dc out/call-records.csv.gz").output == plain)
  }

  @Test func `a disk that fills up is named, and the earlier results stay`() throws {
    let program = try program(rows: 2_000)
    let old = CallRecordFormatter.header + "old\n"
    try program.write("out/call-records.csv", old)
    // A limit on file sizes fails in the same place as a full disk.
    let result = try program.shell("ulimit -f 16; " + Self.rate)
    #expect(result.status == 2)
    #expect(result.errors.contains("out/call-records.csv: expected to write it, found File too large"))
    #expect(try program.read("out/call-records.csv") == old)
    #expect(try results(program) == ["call-records.csv"])
    let full = try program.shell(Self.rate + " --json >/dev/full")
    #expect(full.status == 2)
    #expect(full.errors.contains("standard output"))
  }

  @Test func `a reader that goes away is no error`() throws {
    let result = try program().shell(Self.rate + " --json | head -n 0; exit ${PIPESTATUS[0]}")
    #expect(result.status == 0)
  }

  @Test func `killed at any moment, the results are the old or the new ones, and the next run cleans up`() throws {
    let program = try program(rows: 20_000)
    _ = try program.shell(Self.rate)
    let old = try program.read("out/call-records.csv")
    try program.write("cdr/more.csv", Self.rows(20_100))
    var seed: UInt64 = 7
    for _ in 0..<12 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let milliseconds = Int(seed >> 33 % 400)
      _ = try program.shell("\(Self.rate) >/dev/null & sleep $(printf 0.%03d \(milliseconds)); kill -9 $!; wait")
      let now = try program.read("out/call-records.csv")
      #expect(now.hasPrefix(String(old.prefix(200))))
      #expect(now.hasSuffix("\n"), "a half-written table, killed after \(milliseconds) ms")
    }
    #expect(try program.shell(Self.rate).status == 0)
    #expect(try results(program) == Self.names)
    let clean = try self.program(rows: 20_000)
    try clean.write("cdr/more.csv", Self.rows(20_100))
    _ = try clean.shell(Self.rate)
    #expect(try program.read("out/call-records.csv") == clean.read("out/call-records.csv"))
  }
}
