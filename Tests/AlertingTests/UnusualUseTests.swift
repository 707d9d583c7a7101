import Alerting
import CallModel
import Importing
import Testing

/// Days far above what a line has otherwise, and first calls to dear zones abroad (spec 6.5).
@Suite("Unusual use (spec 6.5)")
struct UnusualUseTests {
  private static let day = "L2 unusual-day alert"

  /// The lines have no limits.
  private static func site() throws -> AlertSite {
    let lines = AlertSite.lines.replacing("10.00", with: "").replacing("5.00", with: "").replacing("40.00", with: "")
    return try AlertSite(registry: AlertSite.registry.merging(["lines.csv": lines]) { $1 })
  }

  @Test(
    "without history a day is unusual above R$ 20.00",
    arguments: [(20, [String]()), (21, ["L2 unusual-day alert 2026-11-12 21.00"])])
  func noHistory(minutes: Int, expected: [String]) throws {
    let site = try Self.site()
    #expect(try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: minutes)) == expected)
  }

  @Test("with history it must be above 10 times the mean day of 30", arguments: [(30, false), (31, true)])
  func history(minutes: Int, isUnusual: Bool) throws {
    let site = try Self.site()
    // 90 in 30 days, of surplus and of minutes: a mean of 3.
    try site.deliver((13...31).map { site.row("2026-10-\($0) 10:00:00", line: 2, minutes: 4) })
    try site.deliver(["01", "02"].map { site.row("2026-11-\($0) 10:00:00", line: 2, minutes: 7) })
    // One day too early to count.
    try site.deliver(site.row("2026-10-12 10:00:00", line: 2, minutes: 20))
    #expect(try site.run().alerts.isEmpty)
    let found = try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: minutes))
    #expect(found == (isUnusual ? ["\(Self.day) 2026-11-12 31.00"] : []))
  }

  @Test func `minutes count as surplus does, if the surplus is above the minimum`() throws {
    let site = try Self.site()
    // R$ 84.00 in 30 days, a mean of 2.80, but only 84 minutes.
    try site.deliver((1...6).map { site.row("2026-11-0\($0) 10:00:00", line: 2, minutes: 14) })
    #expect(try site.run().alerts.isEmpty)
    // R$ 20.50 is not above 10 times that; 215 minutes are above 10 times 2.8. Ten of them are covered.
    try site.deliver(site.row("2026-11-10 10:00:00", line: 2, minutes: 215, to: AlertSite.fixed))
    let found = try site.run().alerts
    #expect(found.map(AlertSite.short) == ["\(Self.day) 2026-11-10 20.50"])
    #expect(found.map(\.facts.billedSeconds) == [215 * 60])
    #expect(found.map(\.facts.meanAmount) == ["2.80"])
    #expect(found.map(\.facts.meanBilledSeconds) == [168])
  }

  @Test func `a day is summed over all imports that bring calls of it, and told of once`() throws {
    let site = try Self.site()
    #expect(try site.imported(site.row("2026-11-12 09:00:00", line: 2, minutes: 11)) == [])
    #expect(try site.imported(site.row("2026-11-12 11:00:00", line: 2, minutes: 9)) == [])
    #expect(try site.imported(site.row("2026-11-12 23:59:00", line: 2, minutes: 1)) == ["\(Self.day) 2026-11-12 21.00"])
    #expect(try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: 8)) == [])
    #expect(try site.imported(site.row("2026-11-13 00:00:00", line: 2, minutes: 5)) == [])
  }

  @Test func `days are local, and go over the end of a cycle and of a year`() throws {
    let site = try Self.site()
    site.set(now: "2027-01-20T12:00:00Z")
    try site.deliver(
      site.row("2026-12-31 23:30:00", line: 3, minutes: 25), site.row("2027-01-01 00:10:00", line: 3, minutes: 12))
    #expect(
      try site.run().alerts.map(AlertSite.short) == [])
    let found = try site.imported(site.row("2026-12-31 22:00:00", line: 3, minutes: 1))
    #expect(found == ["L3 unusual-day alert 2026-12-31 21.00"])
  }

  @Test func `late calls that take the allowance raise the day that had it`() throws {
    let site = try Self.site()
    // 5 of 25 minutes are covered by the pool.
    #expect(try site.imported(site.row("2026-11-12 10:00:00", line: 3, minutes: 25)) == [])
    let found = try site.imported(site.row("2026-11-11 10:00:00", line: 4, minutes: 2))
    #expect(found == ["L3 unusual-day alert 2026-11-12 22.00"])
  }

  @Test func `late calls of closed cycles count for their day`() throws {
    let site = try Self.site()
    try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: 18))
    try site.close(cycle: CivilDate(year: 2026, month: 11, day: 10))
    #expect(try site.imported(site.row("2026-11-12 12:00:00", line: 2, minutes: 3)) == ["\(Self.day) 2026-11-12 21.00"])
  }

  private static let first = "L2 first-international alert"

  @Test func `a first call to a dear zone abroad is told of once for each line and zone`() throws {
    let site = try Self.site()
    // R$ 2.00 a minute is not dear.
    #expect(try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: 1, to: AlertSite.abroad)) == [])
    try site.deliver(
      site.row("2026-11-13 11:00:00", line: 2, minutes: 1, to: AlertSite.satellite),
      site.row("2026-11-13 10:00:00", line: 2, minutes: 1, to: AlertSite.satellite, id: "early"))
    let found = try site.run().alerts
    #expect(found.map(AlertSite.short) == ["\(Self.first) intl:satellite 9.00"])
    #expect(found.map(\.facts.globalId) == ["early"])
    #expect(found.map(\.facts.day) == ["2026-11-13"])
    #expect(try site.imported(site.row("2026-11-14 10:00:00", line: 2, minutes: 1, to: AlertSite.satellite)) == [])
    #expect(try site.imported(site.row("2026-11-01 10:00:00", line: 2, minutes: 1, to: AlertSite.satellite)) == [])
    let other = try site.imported(site.row("2026-11-14 10:00:00", line: 1, minutes: 1, to: AlertSite.satellite))
    #expect(other == ["L1 first-international alert intl:satellite 9.00"])
    // And again nothing once the calls were withdrawn, and come again.
    try site.undo(5)
    #expect(try site.run().alerts.isEmpty)
  }

  @Test func `a covered call counts by its price`() throws {
    let site = try Self.site()
    let found = try site.imported(site.row("2026-11-12 10:00:00", line: 3, minutes: 2, to: AlertSite.satellite))
    #expect(found == ["L3 first-international alert intl:satellite 9.00"])
  }

  @Test func `a zone that was called when it was cheap is known`() throws {
    let site = try Self.site()
    #expect(try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: 1, to: AlertSite.abroad)) == [])
    try site.imported(site.row("2026-11-12 11:00:00", line: 2, minutes: 1))
    let rates = AlertSite.registry["rates.csv"] ?? ""
    try site.write("rates.csv", rates.replacing("intl,2.00", with: "intl,4.00"))
    // Rated again, then a new one.
    #expect(try site.run().alerts.isEmpty)
    #expect(try site.imported(site.row("2026-11-20 10:00:00", line: 2, minutes: 1, to: AlertSite.abroad)) == [])
    #expect(
      try site.imported(site.row("2026-11-20 10:00:00", line: 1, minutes: 1, to: AlertSite.abroad))
        == ["L1 first-international alert intl 4.00"])
  }

  @Test func `where the price has steps, what a minute of the call comes to counts`() throws {
    var registry = AlertSite.registry
    registry["rates.csv"] =
      "plan,zone,price_per_minute,from_s\nP1,*,1.00,\nP1,intl,5.00,0\nP1,intl,1.00,60\nP2,*,1.00,\n"
    let site = try AlertSite(registry: registry)
    #expect(try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: 10, to: AlertSite.abroad)) == [])
    let other = try site.imported(site.row("2026-11-12 10:00:00", line: 1, minutes: 2, to: AlertSite.abroad))
    #expect(other == [])
    let dear = try site.imported(site.row("2026-11-12 11:00:00", line: 4, minutes: 1, to: AlertSite.satellite))
    #expect(dear == [])
  }

  @Test func `calls that waited for a price are new when they are rated`() throws {
    var registry = AlertSite.registry
    registry["rates.csv"] = "plan,zone,price_per_minute\nP1,local,0.10\nP1,vc1,1.00\nP2,*,1.00\n"
    let site = try AlertSite(registry: registry)
    #expect(try site.imported(site.row("2026-11-12 10:00:00", line: 2, minutes: 1, to: AlertSite.satellite)) == [])
    try site.write("rates.csv", AlertSite.registry["rates.csv"] ?? "")
    #expect(try site.run().alerts.map(AlertSite.short) == ["\(Self.first) intl:satellite 9.00"])
  }
}
