import FileInput
import Foundation
import GRDB
import Importing
import Ledger
import RunSupport
import Testing

/// What late calls come to is worked out again by `verify`, and not only added up (spec 4.3, 4.5, I6).
@Suite("Tampering with open late services (spec 4.3, 4.5, I6)")
struct LateTamperingTests {
  /// A closed cycle of line 1001, R$ 0.29. Then R$ 0.234 that are late for it, and a call abroad, late for its day, for
  /// which only today's registry has a price: R$ 1.00, charged alone.
  private static func late() throws -> ImportHarness {
    let harness = try SmallIntegration.recorded()
    try SmallIntegration.close(harness, line: "1001", cycle: SimulationTests.cycle)
    var registry = SmallIntegration.registry
    registry["rates.csv", default: ""] += "basic,intl,1.00\n"
    try harness.write(registry: registry)
    let rows = [
      SmallIntegration.row("l1", "2026-11-20 12:00:00", to: "5548999998888", 31),
      SmallIntegration.row("l2", "2026-11-20 13:00:00", to: "14155552671", 60),
    ]
    try harness.deliver("late.csv", SmallIntegration.file(rows))
    try harness.run()
    return harness
  }

  @Test
  func `an untouched ledger with late services has no finding`() throws {
    let harness = try Self.late()
    let services = try harness.services()
    #expect(services.contains("C1,1001,basic,2026-11-10,2026-12-09,1,36,0,36,0.23,"))
    #expect(services.contains("C1,1001,basic,2026-11-10,2026-12-09,1,60,0,60,1.00,"))
    #expect(try harness.verify() == [])
  }

  private static let inCycle = "book IN (SELECT id FROM book WHERE parent IS NULL)"
  private static let alone = "book IN (SELECT id FROM book WHERE parent IS NOT NULL)"
  private static let place = "total: line 1001, plan basic, cycle 2026-11-10, late service of line 1001"

  @Test(arguments: [
    ("UPDATE late_total SET centavos = centavos + 1 WHERE \(inCycle)", "expected amount 0.23, found 0.24"),
    ("UPDATE late_total SET centavos = centavos - 100 WHERE \(alone)", "expected amount 1.00, found 0.00"),
    ("UPDATE late_total SET calls = 7 WHERE \(inCycle)", "expected calls: 1, found 7"),
    ("UPDATE late_total SET billed = billed + 6 WHERE \(inCycle)", "expected billed seconds: 36, found 42"),
    ("UPDATE late_total SET allowance = 1 WHERE \(alone)", "expected allowance seconds: 0, found 1"),
    ("UPDATE late_total SET number = '1' WHERE \(inCycle)", "expected number 554833334444, found 1"),
    ("DELETE FROM late_total WHERE \(inCycle)", "expected a late service of 0.23, found none"),
    ("UPDATE late_total SET entry = entry + 1 WHERE \(alone)", "expected entry 1, found 2"),
  ])
  func `a change of what late calls come to is found`(sql: String, finding: String) throws {
    let harness = try Self.late()
    try harness.ledger().write { try $0.execute(sql: sql) }
    let found = try harness.verify()
    #expect(found.contains("\(Self.place): \(finding)"), "found \(found)")
  }

  /// A row changed, and all that is added up from it made to fit.
  @Test(arguments: [
    ("36,0,36,0.39,0.0000,0.2340", "36,0,36,0.39,0.0000,0.9340", 700_000, "amount 0.2340"),
    ("60,0,60,1,0.0000,1.0000", "60,0,60,1,0.0000,0.5000", -500_000, "amount 1.0000"),
  ])
  func `an amount of a late call that was changed with all its sums is found`(
    from: String, to: String, micros: Int, finding: String
  ) throws {
    let harness = try Self.late()
    let directory = DataDirectory(path: harness.settings.dataDirectory)
    let name = "segment-00000003.csv"
    let path = directory.segmentPath(name)
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    let changed = text.replacingOccurrences(of: from, with: to)
    #expect(changed != text && changed.utf8.count == text.utf8.count, "\(text)")
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
    let digest = Data(try directory.readRecordFile(name).digest.bytes)
    try harness.ledger().write { database in
      try database.execute(sql: "UPDATE segment SET digest = ? WHERE id = 3", arguments: [digest])
      let condition = micros > 0 ? Self.inCycle : Self.alone
      try database.execute(
        sql: """
          UPDATE span SET amount = amount + ? WHERE run = 3 AND \(condition);
          UPDATE late_total SET centavos = centavos + ? WHERE \(condition)
          """, arguments: [micros, micros / 10_000])
    }
    let found = try harness.verify()
    #expect(found.contains { $0.hasPrefix("charge: \(name)") && $0.contains("expected \(finding)") }, "found \(found)")
    #expect(found.contains { $0.hasPrefix(Self.place) }, "found \(found)")
  }
}
