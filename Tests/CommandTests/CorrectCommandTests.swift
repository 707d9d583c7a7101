import Foundation
import Testing

@Suite("summit-cdr verify, rerate, simulate, undo as a program (spec 4.5)")
struct CorrectCommandTests {
  /// Twenty calls of one line, a minute apart, of 60 to 68 s: R$ 0.05 a minute, no allowance.
  private static func recorded() throws -> Program {
    let program = try ImportCommandTests.program()
    #expect(try program.run("import", "--config", "m", "--quiet").status == 0)
    return program
  }

  @Test func `verify says that nothing differs, and exits with 1 when something does`() throws {
    let program = try Self.recorded()
    let sound = try program.run("verify", "--config", "m")
    #expect(sound.status == 0)
    #expect(
      sound.lines.first
        == "verified 1 segment, 1 cycle account, 20 calls, 1 file, 0 kept rows, 0 final services, 1 registry version: nothing differs"
    )
    #expect(try program.run("verify", "--config", "m", "--quiet").output.isEmpty)
    #expect(try program.shell("sed -i s/33335555/33335556/ m/data/records/segment-00000001.csv").status == 0)
    let damaged = try program.run("verify", "--config", "m")
    #expect(damaged.status == 1)
    #expect(
      damaged.lines.first?.hasPrefix("segment: segment-00000001.csv: expected the bytes that were written") == true)
    #expect(damaged.errors.isEmpty)
    let json = try program.run("verify", "--config", "m", "--json")
    #expect(json.status == 1)
    #expect(try json.json()["finding_count"] as? Int ?? 0 >= 1)
  }

  @Test func `verify of a database that is none names the remedy`() throws {
    let program = try Self.recorded()
    #expect(try program.shell("head -c 9000 /dev/zero > m/data/summit.sqlite").status == 0)
    let result = try program.run("verify", "--config", "m")
    #expect(result.status == 2)
    #expect(result.errors.contains("restore the whole data directory from a backup"))
    #expect(try Program().run("verify", "--config", "nowhere").status == 2)
  }

  @Test func `open cycles follow the registry with the next import; rerate --apply says so`() throws {
    let program = try Self.recorded()
    try program.write("m/registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.10\n")
    let days = ["--from", "2026-11-01", "--until", "2026-11-30"]
    let shown = try program.run(["rerate", "--config", "m"] + days)
    #expect(shown.status == 0)
    #expect(
      shown.lines.first
        == "closed cycles of 2026-11-01 to 2026-11-30: 0, with 0 calls, of which 0 change (line 0, zone 0, price 0)")
    #expect(shown.output.contains("no service would be another"))
    let applied = try program.run(["rerate", "--config", "m", "--apply", "--json"] + days)
    #expect(applied.status == 64)
    #expect(applied.errors.contains("import --dry-run"))
    let services = { try program.run("services", "list", "--config", "m").output }
    #expect(try services().contains(" 1.11\n"))
    #expect(try program.run("import", "--config", "m", "--dry-run").output.contains("2.21"))
    #expect(try services().contains(" 1.11\n"))
    #expect(try program.run("import", "--config", "m", "--quiet").status == 0)
    #expect(try services().contains(" 2.21\n"))
    #expect(try program.run("verify", "--config", "m").status == 0)
    #expect(try program.run("rerate", "--config", "m", "--from", "2026-11-02", "--until", "2026-11-01").status == 64)
  }

  @Test func `simulate needs a plan of today, a line or contract, and a cycle with calls`() throws {
    let program = try Self.recorded()
    try program.write("m/registry/plans.csv", "id\nP1\nP2\n")
    try program.write("m/registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.05\nP2,local,0.10\n")
    let simulate = ["simulate", "--config", "m", "--cycle", "2026-11-10"]
    let json = try program.run(simulate + ["--plan", "P2", "--line", "L1", "--json"]).json()
    let line = try #require((json["lines"] as? [[String: Any]])?.first)
    let (actual, simulated) = (line["actual"] as? [String: Any], line["simulated"] as? [String: Any])
    // 20 calls: 60 s thrice, 66 s 13 times, 72 s 4 times, since a call goes on in steps of six seconds.
    #expect(actual?["billed_seconds"] as? Int == 1_326)
    #expect(actual?["amount"] as? String == "1.11")
    #expect(simulated?["amount"] as? String == "2.21")
    #expect(try program.run(simulate + ["--plan", "P2", "--contract", "C1"]).output.contains("on the plan"))
    #expect(try program.run(simulate + ["--plan", "P9", "--line", "L1"]).status == 2)
    #expect(try program.run(simulate + ["--plan", "P2"]).status == 64)
  }

  @Test func `undo withdraws a run, warns of files that lie in its way, and brings it back`() throws {
    let program = try Self.recorded()
    let shown = try program.run("undo", "1", "--config", "m", "--dry-run")
    #expect(shown.lines.first == "run 1: would be withdrawn; nothing was changed")
    let undone = try program.run("undo", "1", "--config", "m", "--by", "ana")
    #expect(undone.status == 0)
    #expect(undone.lines.first == "run 2: run 1 withdrawn")
    #expect(undone.errors.contains("import --again NAME takes them"))
    #expect(try program.run("verify", "--config", "m").status == 0)
    let again = try program.run("undo", "1", "--config", "m")
    #expect(again.status == 2)
    #expect(again.errors.contains("undo --restore 1"))
    #expect(try program.run("undo", "--restore", "1", "--config", "m").lines.first == "run 3: run 1 brought back")
    #expect(try program.run("verify", "--config", "m").status == 0)
    #expect(try program.run("undo", "--config", "m").status == 64)
    #expect(try program.run("undo", "1", "--restore", "1", "--config", "m").status == 64)
  }

  @Test(arguments: [
    "verify --config m", "undo 1 --config m",
  ])
  func `beside a run each exits with 75`(command: String) throws {
    let program = try Self.recorded()
    let result = try program.shell("flock -x m/data/lock -c \"$P \(command)\"")
    #expect(result.status == 75)
    #expect(result.errors.contains("a run under way"))
    #expect(
      try program.shell("flock -x m/data/lock -c \"$P rerate --config m --from 2026-11-01 --until 2026-11-02\"").status
        == 0)
  }
}
