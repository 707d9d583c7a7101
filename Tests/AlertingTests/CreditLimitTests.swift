import Alerting
import CallModel
import Foundation
import GRDB
import Importing
import Ledger
import Testing

/// A line's cycle against its credit limit: from 80 % a warning, from 100 % an alert, each once (spec 6.5).
@Suite("Credit limits (spec 6.5)")
struct CreditLimitTests {
  private static let first = "L1 credit-limit"

  @Test(
    "the level follows from the exact sum of the cycle",
    arguments: [
      (7, 59, ""), (8, 0, "warning 2026-11-10 8.00"), (9, 0, "warning 2026-11-10 9.00"),
      (10, 0, "alert 2026-11-10 10.00"), (13, 0, "alert 2026-11-10 13.00"),
    ])
  func levels(minutes: Int, seconds: Int, expected: String) throws {
    let site = try AlertSite(
      registry: AlertSite.registry.merging(["plans.csv": "id,allowance_scope,decimals\nP1,line,6\nP2,contract,6\n"]) {
        $1
      })
    try site.deliver(
      "g;2026-11-12 10:00:00;554833330001;99998888;\(minutes * 60 + seconds - (seconds > 0 ? 6 : 0));OUT;ANSWERED;;")
    #expect(try site.run().alerts.map(AlertSite.short) == (expected.isEmpty ? [] : ["\(Self.first) \(expected)"]))
  }

  @Test func `a file that passes the limit in its middle gives the alert alone, with the sum of all of it`() throws {
    let site = try AlertSite()
    let found = try site.imported(
      site.row("2026-11-12 10:00:00", minutes: 7), site.row("2026-11-12 11:00:00", minutes: 2),
      site.row("2026-11-12 12:00:00", minutes: 2), site.row("2026-11-13 12:00:00", minutes: 3))
    #expect(found == ["\(Self.first) alert 2026-11-10 14.00"])
    #expect(try site.imported(site.row("2026-11-14 10:00:00", minutes: 1)) == [])
  }

  @Test func `a warning and then an alert, each once in any case`() throws {
    let site = try AlertSite()
    #expect(try site.imported(site.row("2026-11-12 10:00:00", minutes: 7)) == [])
    #expect(try site.imported(site.row("2026-11-12 11:00:00", minutes: 1)) == ["\(Self.first) warning 2026-11-10 8.00"])
    #expect(try site.imported(site.row("2026-11-12 12:00:00", minutes: 1)) == [])
    #expect(try site.run().alerts.isEmpty)
    // Late: before all that is recorded.
    #expect(try site.imported(site.row("2026-11-10 00:00:00", minutes: 2)) == ["\(Self.first) alert 2026-11-10 11.00"])
    for hour in 13...16 {
      #expect(try site.imported(site.row("2026-11-12 \(hour):00:00", minutes: 1)) == [])
    }
    #expect(try site.kept().count == 2)
  }

  @Test func `late calls that take the allowance of later ones raise the sum`() throws {
    let lines = AlertSite.lines.replacing("10.00", with: "1.00")
    let site = try AlertSite(registry: AlertSite.registry.merging(["lines.csv": lines]) { $1 })
    // 10 of 15 minutes are covered.
    #expect(try site.imported(site.row("2026-11-12 10:00:00", minutes: 15, to: AlertSite.fixed)) == [])
    let late = try site.imported(site.row("2026-11-11 10:00:00", minutes: 4, to: AlertSite.fixed))
    #expect(late == ["\(Self.first) warning 2026-11-10 0.90"])
  }

  @Test func `a sum that falls and rises again is told of no second time`() throws {
    let site = try AlertSite()
    try site.imported(site.row("2026-11-12 10:00:00", minutes: 8))
    try site.imported(site.row("2026-11-13 10:00:00", minutes: 4))
    let all = ["\(Self.first) warning 2026-11-10 8.00", "\(Self.first) alert 2026-11-10 12.00"]
    #expect(try site.kept() == all)
    // By undo.
    try site.undo(2)
    #expect(try site.run(.files(again: ["2.csv"])).alerts.isEmpty)
    #expect(try site.imported(site.row("2026-11-13 11:00:00", minutes: 3)) == [])
    // By a price that falls, and rises.
    let rates = AlertSite.registry["rates.csv"] ?? ""
    try site.write("rates.csv", rates.replacing("vc1,1.00", with: "vc1,0.10"))
    #expect(try site.run().serviceChanges.first?.after == "1.50")
    try site.write("rates.csv", rates)
    #expect(try site.run().serviceChanges.first?.after == "15.00")
    #expect(try site.kept() == all)
  }

  @Test func `a price that makes a sum pass the limit is told of with the next import`() throws {
    let site = try AlertSite()
    try site.imported(site.row("2026-11-12 10:00:00", minutes: 7))
    let rates = AlertSite.registry["rates.csv"] ?? ""
    try site.write("rates.csv", rates.replacing("vc1,1.00", with: "vc1,2.00"))
    #expect(try site.kept() == [])
    #expect(
      try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: 1)) == [
        "\(Self.first) alert 2026-11-10 14.00"
      ])
  }

  @Test func `a new cycle starts anew, and an old one may still be passed`() throws {
    let site = try AlertSite()
    try site.imported(site.row("2026-11-12 10:00:00", minutes: 12))
    let both = try site.imported(
      site.row("2026-12-09 23:00:00", minutes: 1), site.row("2026-12-10 00:00:00", minutes: 9))
    #expect(both == ["\(Self.first) warning 2026-12-10 9.00"])
    #expect(try site.imported(site.row("2026-10-12 10:00:00", minutes: 12)) == ["\(Self.first) alert 2026-10-10 12.00"])
  }

  @Test func `the cycle of a line that moved to another plan and contract is one`() throws {
    let lines = """
      id,contract,number,plan,reset_day,active_from,active_until,credit_limit
      L1,C1,554833330001,P1,10,,2026-11-14,10.00
      L1,C2,554833330001,P3,10,2026-11-15,,12.00

      """
    var registry = AlertSite.registry.merging(["lines.csv": lines]) { $1 }
    registry["plans.csv"] = "id,allowance_scope\nP1,line\nP2,contract\nP3,line\n"
    registry["rates.csv"]?.append("P3,*,1.00\n")
    let site = try AlertSite(registry: registry)
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 7))
    try site.run()
    // Of R$ 12.00, the limit on the day of the last call.
    try site.deliver(site.row("2026-11-16 10:00:00", minutes: 3))
    let found = try site.run().alerts
    #expect(found.map(AlertSite.short) == ["\(Self.first) warning 2026-11-10 10.00"])
    #expect(found.map(\.contract) == ["C2"])
    #expect(found.map(\.facts.creditLimit) == ["12.00"])
    // A late call before the change does not change whose limit holds.
    #expect(try site.imported(site.row("2026-11-11 10:00:00", minutes: 2)) == ["\(Self.first) alert 2026-11-10 12.00"])
  }

  @Test func `lines of a pool have limits of their own`() throws {
    let site = try AlertSite()
    let found = try site.imported(
      site.row("2026-11-12 10:00:00", line: 3, minutes: 5), site.row("2026-11-12 11:00:00", line: 3, minutes: 6),
      site.row("2026-11-12 12:00:00", line: 4, minutes: 19))
    #expect(found == ["L3 credit-limit alert 2026-11-01 6.00"])
  }

  @Test func `late calls of a closed cycle go to a late service and raise nothing`() throws {
    let site = try AlertSite()
    try site.imported(site.row("2026-11-12 10:00:00", minutes: 7))
    try site.close(cycle: CivilDate(year: 2026, month: 11, day: 10))
    #expect(try site.imported(site.row("2026-11-13 10:00:00", minutes: 7)) == [])
  }

  @Test func `a limit of nothing is passed by the first surplus`() throws {
    let site = try AlertSite(
      registry: AlertSite.registry.merging(["lines.csv": AlertSite.lines.replacing("10.00", with: "0")]) { $1 })
    #expect(try site.imported(site.row("2026-11-12 10:00:00", minutes: 2, to: AlertSite.fixed)) == [])
    #expect(try site.imported(site.row("2026-11-13 10:00:00", minutes: 1)) == ["\(Self.first) alert 2026-11-10 1.00"])
  }

  @Test func `a limit that is set later holds from the next calls of the line`() throws {
    let site = try AlertSite()
    try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: 9))
    try site.write(
      "lines.csv", AlertSite.lines.replacing("L2,C1,554833330002,P1,10,,,", with: "L2,C1,554833330002,P1,10,,,9.5"))
    let found = try site.imported(site.row("2026-11-13 10:00:00", line: 2, minutes: 1))
    #expect(found == ["L2 credit-limit alert 2026-11-10 10.00"])
  }

  @Test func `a dry run tells what it would raise, and raises nothing`() throws {
    let site = try AlertSite(blocks: true)
    try site.imported(site.row("2026-11-12 10:00:00", minutes: 1))
    try site.deliver(site.row("2026-11-13 10:00:00", minutes: 9))
    let dry = try site.run(isDryRun: true)
    #expect(dry.alerts.map(AlertSite.short) == ["\(Self.first) alert 2026-11-10 10.00"])
    #expect(dry.alerts.map(\.id) == [0])
    #expect(try site.kept() == [])
    #expect(try site.ledger().read { try Int.fetchOne($0, sql: "SELECT count(*) FROM credit_block") } == 0)
    #expect(try site.run().alerts.map(\.id) == [1])
  }
}

@Suite("Blocking by credit limit (spec 6.5)")
struct CreditBlockTests {
  private func blocked(_ site: AlertSite) throws -> [String] {
    try site.ledger().read { try String.fetchAll($0, sql: "SELECT line FROM credit_block ORDER BY line") }
  }

  @Test func `a line is blocked to the end of its cycle, and after a release not again in it`() throws {
    let site = try AlertSite(blocks: true)
    #expect(try site.imported(site.row("2026-11-12 10:00:00", minutes: 9)).count == 1)
    #expect(site.blocks.all == [])
    try site.deliver(site.row("2026-11-13 10:00:00", minutes: 1))
    let report = try site.run()
    #expect(report.alerts.map(\.facts.blocked) == [true])
    #expect(report.alerts.first?.message.hasSuffix("; blocked to its end") == true)
    #expect(site.blocks.all == ["L1 until 2026-12-09"])
    #expect(try blocked(site) == ["L1"])
    try site.ledger().write { try $0.execute(sql: "DELETE FROM credit_block") }
    try site.imported(site.row("2026-11-14 10:00:00", minutes: 5))
    #expect(try blocked(site) == [])
    site.set(now: "2026-12-20T12:00:00Z")
    try site.imported(site.row("2026-12-12 10:00:00", minutes: 11))
    #expect(site.blocks.all == ["L1 until 2026-12-09", "L1 until 2027-01-09"])
  }

  @Test func `a cycle that is over blocks nobody`() throws {
    let site = try AlertSite(blocks: true)
    // The last hour of the cycle's last day in São Paulo, and the next.
    site.set(now: "2026-12-10T03:00:00Z")
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 11))
    #expect(try site.run().alerts.map(\.facts.blocked) == [nil])
    #expect(site.blocks.all == [])
    let other = try AlertSite(blocks: true)
    other.set(now: "2026-12-10T02:59:59Z")
    try other.deliver(other.row("2026-11-12 10:00:00", minutes: 11))
    #expect(try other.run().alerts.map(\.facts.blocked) == [true])
  }

  @Test func `a line that has no block category is told of as not blocked`() throws {
    let site = try AlertSite(blocks: true)
    try site.deliver(site.row("2026-11-12 10:00:00", line: 3, minutes: 11))
    let found = try site.run().alerts
    #expect(found.map(\.facts.blocked) == [false])
    #expect(found.first?.message.contains("; not blocked: ") == true)
  }

  @Test func `nobody is blocked if the integration does not say so`() throws {
    let site = try AlertSite()
    try site.imported(site.row("2026-11-12 10:00:00", minutes: 11))
    #expect(try blocked(site) == [])
  }
}
