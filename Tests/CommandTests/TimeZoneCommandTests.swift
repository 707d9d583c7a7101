import Foundation
import Testing

/// A change of summer time by decree needs an update of tzdata, and no new program (spec 7.3).
@Suite("Time zones of the system (spec 7.3)")
struct TimeZoneCommandTests {
  /// A São Paulo with clocks one hour ahead from 2026-11-12 00:00 on, for ever.
  private static let ahead: [UInt8] = {
    func number(_ value: Int64, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    }
    func header(_ times: Int64, _ types: Int64) -> [UInt8] {
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        + [0, 0, 0, times, types, 4].flatMap { number($0, 4) }
    }
    let name = Array("ABC\u{0}".utf8)
    return header(0, 1) + number(0, 4) + [0, 0] + name + header(1, 2) + number(1_794_452_400, 8) + [1]
      + number(-10_800, 4) + [0, 0] + number(-7_200, 4) + [1, 0] + name + Array("\n<-02>2\n".utf8)
  }()

  private static func program() throws -> Program {
    let program = try ImportCommandTests.program(yaml: "schedule: {hour: 7}\n")
    try program.write("zones/America/Sao_Paulo", ahead)
    try program.write("zones/+VERSION", "2099z\n")
    _ = try program.shell(
      "$P layouts summit-1 | sed 's/^time_zone:.*/time_zone: UTC/' > utc.yml; cp utc.yml m/utc.yml; "
        + "sed -i 's/settle_seconds: 0/settle_seconds: 0, layout: utc.yml/' m/integration.yml")
    let rows = ["11 12:00:00", "12 12:00:00"].enumerated().map {
      "g\($0);2026-11-\($1);554833334444;33335555;60;OUT;ANSWERED;;\n"
    }
    try program.write(
      "m/cdr/day.csv", try program.read("m/cdr/day.csv").split(separator: "\n")[0] + "\n" + rows.joined())
    return program
  }

  @Test func `a made-up summer time is seen in rate, import, schedule and statement`() throws {
    let program = try Self.program()
    let rated = try program.shell(
      "export TZDIR=$PWD/zones; $P rate --registry m/registry --cdr m/cdr --layout utc.yml --output o")
    #expect(rated.status == 0 && !rated.errors.contains("time zone"), "\(rated)")
    let records = try program.read("o/call-records.csv")
    #expect(records.contains("g0,2026-11-11T09:00:00-03:00,") && records.contains("g1,2026-11-12T10:00:00-02:00,"))
    #expect(try program.read("o/report.json").contains("\"time_zone_data\" : \"tzdata 2099z in "))
    let next = try program.shell("TZDIR=$PWD/zones $P schedule --config m --next 1")
    #expect(next.output.contains(" 07:00 -02:00"), "\(next)")
    let imported = try program.shell("TZDIR=$PWD/zones $P import --config m")
    #expect(imported.status == 0, "\(imported)")
    #expect(try program.run("records", "--config", "m", "--format", "csv").output == records)
    let bill = try program.shell("TZDIR=$PWD/zones $P statement L1 --cycle 2026-11-12 --config m")
    #expect(bill.status == 0 && bill.output.contains("10:00:00") && bill.output.contains("09:00:00"), "\(bill)")
    #expect(try program.shell("TZDIR=$PWD/zones $P verify --config m --quiet").status == 0)
  }

  @Test func `without rules of the system those built in are used, with a word`() throws {
    let program = try Self.program()
    let rated = try program.shell(
      "export TZDIR=$PWD/none; $P rate --registry m/registry --cdr m/cdr --layout utc.yml --output o")
    #expect(rated.status == 0 && rated.errors.contains("time zone America/Sao_Paulo: "), "\(rated)")
    #expect(rated.errors.contains("install tzdata"))
    #expect(try program.read("o/report.json").contains("\"time_zone_data\" : \"built into this program"))
    let unit = try program.shell("TZDIR=$PWD/none $P schedule --config m --systemd")
    #expect(unit.status == 0 && unit.errors.contains("systemd may not load the timer"), "\(unit.errors)")
  }

  @Test("forms that are no region are refused everywhere", arguments: ["UTC-3", "GMT-3", "-03:00"])
  func refused(name: String) throws {
    let program = try Self.program()
    _ = try program.shell(
      "echo 'time_zone: \"\(name)\"' >> m/integration.yml; sed -i 's/time_zone: UTC/time_zone: \"\(name)\"/' m/utc.yml")
    let next = try program.run("schedule", "--config", "m", "--next", "1")
    #expect(next.status == 2, "\(next)")
    #expect(next.errors.split(separator: "\n").count { $0.contains("time_zone: expected a region such as") } == 2)
    let rated = try program.run(
      "rate", "--registry", "m/registry", "--cdr", "m/cdr", "--output", "o", "--time-zone=\(name)")
    #expect(rated.status == 2 && rated.errors.contains("expected a region such as America/Sao_Paulo"), "\(rated)")
  }
}
