import Alerting
import CallModel
import Foundation
import Importing
import Ledger
import RunSupport
import Testing

/// What is kept of alerts, and done about them (spec 6.5).
@Suite("Alerts that are kept (spec 6.5)")
struct AlertStateTests {
  private static func acknowledge(_ site: AlertSite, _ ids: [Int64], note: String? = nil) throws -> [Int64] {
    let ledger = try Ledger.openForWriting(DataDirectory(path: site.settings.dataDirectory))
    let author = Author(name: "ana", date: Date(timeIntervalSince1970: 1_900_000_000))
    return try AlertAcknowledgement(ids: ids, note: note).apply(to: ledger, by: author)
  }

  private static func raised() throws -> AlertSite {
    let site = try AlertSite()
    try site.imported(
      site.row("2026-11-12 10:00:00", minutes: 9), site.row("2026-11-12 10:00:00", line: 3, minutes: 11))
    site.set(now: "2026-11-25T03:00:00Z")
    try site.imported(site.row("2026-11-13 10:00:00", line: 2, minutes: 30))
    return site
  }

  @Test func `alerts are found by what they are about`() throws {
    let site = try Self.raised()
    func ids(_ set: (inout AlertFilter) -> Void) throws -> [Int64] {
      var filter = AlertFilter()
      set(&filter)
      return try site.alerts(filter).map(\.alert.id)
    }
    #expect(try ids { _ in } == [1, 2, 3])
    #expect(try ids { $0.line = "L3" } == [2])
    #expect(try ids { $0.contract = "C1" } == [1, 3])
    #expect(try ids { $0.kinds = [.unusualDay, .firstInternational] } == [3])
    #expect(try ids { $0.since = "2026-11-25T03:00:00Z" } == [3])
    #expect(try ids { $0.state = .acknowledged } == [])
    _ = try Self.acknowledge(site, [2])
    #expect(try ids { $0.state = .acknowledged } == [2])
    #expect(try ids { $0.state = .open } == [1, 3])
    #expect(try site.ledger().read { try AlertStore($0).openCounts() } == [.creditLimit: 1, .unusualDay: 1])
  }

  @Test func `an alert is acknowledged once, with who, when, a note and the journal`() throws {
    let site = try Self.raised()
    #expect(try Self.acknowledge(site, [3, 1, 3], note: "called") == [1, 3])
    #expect(try Self.acknowledge(site, [1, 2]) == [2])
    let kept = try site.alerts()
    #expect(kept.map(\.note) == ["called", nil, "called"])
    #expect(kept.map(\.acknowledgedBy) == ["ana", "ana", "ana"])
    #expect(kept.allSatisfy { $0.acknowledgedAt == "2030-03-17T17:46:40Z" })
    let journal = try site.ledger().journal().map(\.action)
    #expect(journal == ["alerts acknowledge 2", "alerts acknowledge 1, 3: called"])
    // Not raised again.
    #expect(try site.imported(site.row("2026-11-13 11:00:00", line: 2, minutes: 30)) == [])
  }

  @Test func `an unknown number changes nothing`() throws {
    let site = try Self.raised()
    #expect(throws: LedgerFailure.self) { try Self.acknowledge(site, [1, 99]) }
    #expect(try site.alerts().allSatisfy { $0.state == .open })
    #expect(try site.ledger().journal().isEmpty)
  }

  @Test func `the report that is kept with the run has its alerts`() throws {
    let site = try AlertSite()
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 9))
    let report = try site.run()
    #expect(report.alertCount == 1)
    let text = try #require(try site.ledger().report(ofRun: report.run))
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let alerts = try #require(json["alerts"] as? [[String: Any]])
    #expect(alerts.map { $0["message"] as? String } == report.alerts.map(\.message))
    #expect((alerts[0]["facts"] as? [String: Any])?["percent"] as? Int == 90)
  }

  @Test(arguments: ImportStep.allCases)
  func `a crash at any step, then another run, leaves each alert once`(step: ImportStep) throws {
    func rows(_ site: AlertSite) -> [[String]] {
      [
        [site.row("2026-11-12 10:00:00", minutes: 9)],
        [
          site.row("2026-11-12 10:00:00", line: 2, minutes: 30), site.row("2026-11-11 10:00:00", minutes: 3),
          site.row("2026-11-12 10:00:00", line: 3, minutes: 1, to: AlertSite.satellite),
        ],
      ]
    }
    let calm = try AlertSite()
    let disturbed = try AlertSite()
    for batch in rows(calm) {
      try calm.deliver(batch)
      try calm.run()
    }
    for batch in rows(disturbed) {
      try disturbed.deliver(batch)
      disturbed.settings.onStep = { if $0 == step { throw Stopped($0) } }
      do { try disturbed.run() } catch is Stopped {} catch is LedgerFailure {}
      disturbed.settings.onStep = { _ in }
      try disturbed.run()
    }
    #expect(try disturbed.kept() == calm.kept())
    #expect(try calm.kept().count == 4)
  }
}
