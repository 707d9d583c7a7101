import Foundation
import Testing

@Suite("summit-cdr init, import, status as a program (spec 4)")
struct ImportCommandTests {
  static let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  /// An integration in `m/` with one line and a file of calls a minute apart; all is old enough to be read.
  static func program(rows: Int = 20, yaml: String = "") throws -> Program {
    let program = try Program()
    try program.write("m/registry/contracts.csv", "id\nC1\n")
    try program.write("m/registry/lines.csv", "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\n")
    try program.write("m/registry/plans.csv", "id\nP1\n")
    try program.write("m/registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.05\n")
    try program.write(
      "m/integration.yml",
      "description: Matriz\ngateway: summit-networks\ncdr: {source_directory: cdr, settle_seconds: 0}\n" + yaml)
    try program.write("m/cdr/day.csv", calls(0..<rows))
    return program
  }

  static func calls(_ range: Range<Int>) -> String {
    var text = header
    for index in range {
      let (hour, minute) = (index / 60 % 24, index % 60)
      let day = 10 + index / 1_440 % 20
      text += "g\(index);2026-11-\(day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute):00;"
      text += "554833334444;33335555;\(60 + index % 9);OUT;ANSWERED;;\n"
    }
    return text
  }

  private func segments(_ program: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.directory.path + "/m/data/records").sorted()
  }

  @Test func `a dry run shows what would be done and records nothing`() throws {
    let program = try Self.program()
    let result = try program.run("import", "--config", "m", "--dry-run")
    #expect(result.status == 0)
    #expect(result.lines.prefix(2) == ["Matriz: dry run: nothing was changed", "files: 1 to import"])
    #expect(try segments(program) == [])
    #expect(try program.run("import", "--config", "m", "--json").json()["run"] as? Int == 1)
  }

  @Test func `an import, and one with nothing new`() throws {
    let program = try Self.program()
    let first = try program.run("import", "--config", "m/integration.yml")
    #expect(first.status == 0)
    #expect(first.errors.isEmpty)
    #expect(first.lines.prefix(2) == ["Matriz: run 1", "files: 1 imported"])
    #expect(first.lines.contains("rated         20"))
    let second = try program.run("import", "--config", "m/integration.yml")
    #expect(second.lines.prefix(2) == ["Matriz: nothing new", "files: 1 known"])
    #expect(try program.run("import", "--config", "m", "--quiet").output.isEmpty)
  }

  @Test func `exit codes: 2 for a fault or a failed file, 3 with --strict, 64 for wrong usage, 75 for a second run`()
    throws
  {
    let program = try Self.program()
    #expect(try program.run("import").status == 64)
    #expect(try program.run("import", "--config", "m", "--workers", "0").status == 64)
    let missing = try program.run("import", "--config", "nowhere")
    #expect(missing.status == 2)
    #expect(missing.errors.hasPrefix("error: nowhere: expected an integration file, found no such file"))
    #expect(try program.run("import", "--config", "m").status == 0)
    let locked = try program.shell("flock m/data/lock $P import --config m")
    #expect(locked.status == 75)
    #expect(locked.errors.contains("m/data: expected no other run, found a run under way"))
    try program.write("m/cdr/bad.csv", Self.header + "bad row\n")
    #expect(try program.run("import", "--config", "m", "--strict").status == 3)
    try program.write("m/cdr/bad.csv.gz", [0x1F, 0x8B, 8, 0])
    try program.write("m/cdr/good.csv", Self.calls(100..<110))
    let failed = try program.run("import", "--config", "m")
    #expect(failed.status == 2)
    #expect(failed.errors.hasPrefix("error: m/cdr/bad.csv.gz: expected"))
    #expect(failed.errors.contains("(none of its rows counts; the other files were imported)"))
    #expect(failed.lines.contains("rated         10"))
    #expect(failed.lines.contains("failed, no row of them counts; deliver them again:"))
    let masked = try program.shell("cp -r m f; echo 554833334444 >f/registry/plans.csv; $P import --config f --mask")
    #expect(masked.errors.contains("plans.csv:1"))
    #expect(masked.errors.contains("********4444"))
    #expect(!masked.errors.contains("554833334444"))
    let faulty = try program.shell("echo x >m/registry/plans.csv; $P import --config m")
    #expect(faulty.status == 2)
    #expect(faulty.errors.contains("plans.csv:1"))
  }

  @Test func `an integration that is not active is refused kindly`() throws {
    let program = try Self.program(yaml: "active: false\n")
    let result = try program.run("import", "--config", "m")
    #expect(result.status == 2)
    #expect(
      result.errors.contains("m/integration.yml: active: expected true to import, found false: nothing was imported"))
    #expect(!FileManager.default.fileExists(atPath: program.directory.path + "/m/data"))
  }

  @Test func `late calls show what they change of the services, and the list ends somewhere`() throws {
    let program = try Self.program(rows: 0)
    var lines = "id,contract,number,plan,reset_day\n"
    var (first, second) = (Self.header, Self.header)
    for index in 10..<25 {
      lines += "L\(index),C1,5548333344\(index),P1,10\n"
      first += "a\(index);2026-11-12 10:00:00;5548333344\(index);33335555;60;OUT;ANSWERED;;\n"
      second += "b\(index);2026-11-12 09:00:00;5548333344\(index);33335555;60;OUT;ANSWERED;;\n"
    }
    try program.write("m/registry/lines.csv", lines)
    try program.write("m/cdr/first.csv", first)
    #expect(try program.run("import", "--config", "m").status == 0)
    try program.write("m/cdr/second.csv", second)
    for arguments in [["--dry-run"], []] {
      let result = try program.run(["import", "--config", "m"] + arguments)
      #expect(result.lines.contains("15 late calls: their open cycles were rated again"))
      #expect(
        result.lines.contains("additional services that \(arguments.isEmpty ? "changed" : "would change"):"))
      #expect(result.lines.contains("C1       L10   P1    2026-11-10       0.05      0.10  late-calls"))
      #expect(result.lines.contains("… and 5 more"))
    }
  }

  @Test func `SIGTERM in the middle leaves nothing wrong, and the next run does the work (I4)`() throws {
    let undisturbed = try Self.program(rows: 20_000)
    #expect(try undisturbed.run("import", "--config", "m").status == 0)
    let segment = try undisturbed.read("m/data/records/segment-00000001.csv")
    var seed: UInt64 = 11
    var codes: Set<Int32> = []
    for signal in ["TERM", "INT", "TERM", "KILL", "TERM", "INT"] {
      let program = try Self.program(rows: 20_000)
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let milliseconds = Int(seed >> 33 % 700)
      // A job in the background ignores SIGINT unless job control is on.
      let result = try program.shell(
        "set -m; $P import --config m & sleep $(printf 0.%03d \(milliseconds)); kill -\(signal) $! 2>/dev/null; wait $!"
      )
      codes.insert(result.status)
      if result.status == 143 || result.status == 130, result.errors.contains("error:") {
        #expect(
          result.errors.contains("error: stopped by SIG\(signal): what was not recorded yet is done by the next run"))
      }
      #expect(try program.run("import", "--config", "m").status == 0)
      #expect(try program.run("import", "--config", "m").lines.first == "Matriz: nothing new")
      #expect(try segments(program).count == 1, "\(signal) after \(milliseconds) ms")
      let found = try program.read("m/data/records/\(try segments(program)[0])")
      #expect(found == segment, "\(signal) after \(milliseconds) ms")
    }
    #expect(codes.isSubset(of: [0, 130, 137, 143]), "\(codes)")
  }

  @Test func `init makes what import reads, and refuses to overwrite`() throws {
    let program = try Self.program()
    let made = try program.run("init", "new", "--description", "Filial", "--sample", "m")
    #expect(made.status == 0)
    #expect(made.output.contains("summit-cdr import --config new/integration.yml"))
    try program.write("new/cdr/day.csv", Self.calls(0..<5))
    _ = try program.shell("gzip -c new/cdr/day.csv > new/cdr/young.csv.gz")
    let young = try program.run("import", "--config", "new")
    #expect(young.lines.prefix(2) == ["Filial: run 1", "files: 1 imported, 1 too young"])
    let refused = try program.run("init", "new")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error: new/integration.yml: expected nothing of that name, found something"))
    #expect(try program.run("init", "empty").status == 0)
    let check = try program.run("check", "--registry", "empty/registry")
    #expect(check.status == 0)
    #expect(
      check.lines.contains("no call can be rated yet: fill in contracts.csv, plans.csv, rates.csv, lines.csv"))
    #expect(try program.run("import", "--config", "empty").status == 0)
  }

  @Test func `init --database makes no registry directory, and says how to fill the registers`() throws {
    let program = try Self.program()
    let made = try program.run("init", "filial", "--database")
    #expect(made.status == 0)
    #expect(made.output.contains("summit-cdr registry import TABLES --config filial/integration.yml"))
    #expect(try program.shell("ls filial").output == "cdr\ndata\nintegration.yml\n")
    #expect(try program.read("filial/integration.yml").contains("\nregistry: database\n"))
    #expect(try program.run("import", "--config", "filial").status == 0)
    let refused = try program.run("init", "other", "--database", "--sample", "m")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("summit-cdr registry import m/registry --config other/integration.yml"))
    #expect(try program.shell("test ! -e other").status == 0)
  }

  @Test func `status tells the last run, and 1 if it failed`() throws {
    let program = try Self.program()
    let before = try program.run("status", "--config", "m")
    #expect(before.status == 0)
    #expect(before.lines.first == "Matriz: has not run yet")
    _ = try program.run("import", "--config", "m")
    let after = try program.run("status", "--config", "m")
    #expect(after.status == 0)
    #expect(after.lines.first == "Matriz: well")
    #expect(after.output.contains("run 1, 1 file, 20 rows, 0 rejected, 0 suspended"))
    let failed = try program.shell("echo x >m/registry/plans.csv; $P import --config m; $P status --config m --json")
    #expect(failed.status == 1)
    #expect(failed.output.contains("\"state\" : \"failed\""))
    #expect(try program.run("status", "--config", "m", "--quiet").output.isEmpty)
    #expect(try program.shell("stat -c %a m/data m/data/heartbeat.json").output == "700\n600\n")
  }
}
