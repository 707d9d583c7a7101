import CallModel
import Importing
import Ledger
import Output
import Testing

/// Rows that are not billed: listed, tried again by hand, let go with a reason (spec 4.3, I1, I8).
@Suite("Held rows by hand (spec 4.3, I8)")
struct KeptRowTests {
  private static func desk() throws -> ServiceDesk {
    let desk = try ServiceDesk()
    try desk.bring(
      "a.csv",
      [
        ServiceDesk.row("u", "2026-11-12 10:00:00", from: "1133330000", to: ServiceDesk.mobile, 60),
        ServiceDesk.row("n", "2026-11-12 11:00:00", to: "11999998888", 60),
        ServiceDesk.row("r", "2026-11-12 12:00:00", to: "+x", 60),
        ServiceDesk.row("g", "2026-11-12 13:00:00", to: ServiceDesk.mobile, 60),
      ])
    return desk
  }

  private static func rows(
    _ desk: ServiceDesk, _ outcome: Outcome, states: Set<KeptRowRecord.State> = [.held]
  ) throws -> [KeptRowRecord] {
    var selection = KeptRowSelection(outcome)
    selection.states = states
    var rows: [KeptRowRecord] = []
    try desk.harness.ledger().forEachKeptRow(selection) { rows.append($0) }
    return rows
  }

  /// The counts of the only file: rated, rejected, suspended, and all.
  private static func counts(_ desk: ServiceDesk) throws -> [Int] {
    let file = try #require(try desk.harness.ledger().readings().first)
    return [Outcome.rated, .rejected, .suspended].map { file.outcomes[Int($0.rawValue)] }
      + [file.outcomes.reduce(0, +)]
  }

  private static func withNewPrice(_ desk: ServiceDesk) throws {
    var registry = ServiceDesk.registry
    registry["rates.csv"]? += "P1,vc3,0.50\n"
    try desk.harness.write(registry: registry)
  }

  @Test func `suspended and rejected rows are told apart, by reason and file`() throws {
    let desk = try Self.desk()
    #expect(try Self.rows(desk, .suspended).map(\.reason).sorted() == ["no-rate", "unknown-line"])
    #expect(try Self.rows(desk, .rejected).map(\.reason) == ["bad-number"])
    var selection = KeptRowSelection(.suspended)
    selection.file = "b.csv"
    var count = 0
    try desk.harness.ledger().forEachKeptRow(selection) { _ in count += 1 }
    #expect(count == 0)
    selection.file = "a.csv"
    selection.reason = .noRate
    try desk.harness.ledger().forEachKeptRow(selection) { row in
      count += 1
      #expect(row.line == 3)
    }
    #expect(count == 1)
  }

  @Test func `a row that is tried again and is billed is settled, and counts are conserved (I1)`() throws {
    let desk = try Self.desk()
    #expect(try Self.counts(desk) == [1, 1, 2, 4])
    try Self.withNewPrice(desk)
    let row = try #require(try Self.rows(desk, .suspended).first { $0.reason == "no-rate" })
    var selection = KeptRowSelection(.suspended)
    selection.ids = [row.id]
    let report = try desk.harness.run(.retry(selection, by: "ana"))
    #expect(report.settledRows == 1)
    #expect(try Self.counts(desk) == [2, 1, 1, 4])
    #expect(try desk.harness.ledger().keptRow(row.id)?.state == .settled)
    #expect(try desk.harness.callRecords().contains("2026-11-12T11:00:00-03:00,out,554833334444,5511999998888"))
    #expect(try desk.harness.ledger().journal().first?.action == "suspended retry \(row.id): 1 rows")
    // As an import would have done it.
    let other = try Self.desk()
    try Self.withNewPrice(other)
    try other.harness.run()
    #expect(try other.harness.callRecords() == desk.harness.callRecords())
    #expect(try other.harness.services() == desk.harness.services())
  }

  @Test func `a row that is tried again in vain stays`() throws {
    let desk = try Self.desk()
    let report = try desk.harness.run(.retry(KeptRowSelection(.suspended), by: "ana"))
    #expect(report.retriedRows == 2 && report.settledRows == 0)
    #expect(try Self.rows(desk, .suspended).count == 2)
    #expect(try Self.counts(desk) == [1, 1, 2, 4])
  }

  @Test func `a retry reads no file and needs no source directory`() throws {
    let desk = try Self.desk()
    try desk.harness.deliver("b.csv", ServiceDesk.header + ServiceDesk.late)
    desk.harness.settings.sourceDirectory += "-gone"
    let report = try desk.harness.run(.retry(KeptRowSelection(.suspended), by: "ana"))
    #expect(report.files.isEmpty)
  }

  @Test func `a discarded row stays with its reason, is not tried again, and can be restored (I8)`() throws {
    let desk = try Self.desk()
    let row = try #require(try Self.rows(desk, .suspended).first { $0.reason == "no-rate" })
    #expect(try desk.discard([row.id], .suspended, because: "test line") == 1)
    // It counts as rejected from then on.
    #expect(try Self.counts(desk) == [1, 2, 1, 4])
    let kept = try #require(try Self.rows(desk, .rejected, states: [.discarded]).first)
    #expect(kept.note == "test line" && kept.raw == row.raw && kept.reason == "discarded")
    try Self.withNewPrice(desk)
    try desk.harness.run()
    #expect(try Self.counts(desk) == [1, 2, 1, 4])
    #expect(try desk.harness.verify() == [])
    var selection = KeptRowSelection(.suspended)
    selection.ids = [row.id]
    #expect(throws: LedgerFailure.self) { try desk.harness.run(.retry(selection, by: "ana")) }
    // What is taken back follows the registry at once.
    #expect(try desk.discard([kept.id], .rejected, because: nil) == 1)
    #expect(try Self.counts(desk) == [2, 1, 1, 4])
    #expect(try Self.rows(desk, .rejected, states: [.discarded]).isEmpty)
    #expect(try desk.harness.verify() == [])
    // What was billed is not discarded.
    #expect(throws: LedgerFailure.self) { try desk.discard([row.id], .suspended, because: "x") }
    #expect(throws: LedgerFailure.self) { try desk.discard([row.id], .rejected, because: "x") }
  }

  @Test func `all rows of a discarded call are rejected, those that come later, too`() throws {
    let desk = try Self.desk()
    let row = try #require(try Self.rows(desk, .suspended).first { $0.reason == "no-rate" })
    try desk.discard([row.id], .suspended, because: "test line")
    try Self.withNewPrice(desk)
    let again = [60, 90].map {
      ServiceDesk.row("n", "2026-11-12 11:00:00", to: "11999998888", $0)
    }
    let report = try desk.bring("b.csv", again)
    #expect((report.totals.rejected, report.totals.rated, report.totals.duplicate) == (2, 0, 0))
    let kept = try Self.rows(desk, .rejected, states: [.discarded])
    #expect(kept.map(\.fileName).sorted() == ["a.csv", "b.csv", "b.csv"])
    #expect(try desk.harness.verify() == [])
    // Taken back, the greatest of them is charged.
    try desk.discard([try #require(kept.first).id], .rejected, because: nil)
    #expect(try desk.harness.keptRows([.conflictingDuplicate]).count == 2)
    #expect(try desk.harness.callRecords().contains("5511999998888,L1,C1,P1,vc3,90"))
    #expect(try desk.harness.verify() == [])
  }

  @Test func `a discarded row that is no call waits again as it did`() throws {
    let desk = try Self.desk()
    let row = try #require(try Self.rows(desk, .rejected).first)
    #expect(try desk.discard([row.id], .rejected, because: "a test") == 1)
    let kept = try #require(try Self.rows(desk, .rejected, states: [.discarded]).first)
    #expect(kept.reason == "discarded" && kept.raw == row.raw)
    #expect(try Self.counts(desk) == [1, 1, 2, 4])
    try desk.harness.run()
    #expect(try Self.rows(desk, .rejected).isEmpty)
    #expect(try desk.discard([kept.id], .rejected, because: nil) == 1)
    #expect(try Self.rows(desk, .rejected).map(\.reason) == ["bad-number"])
    #expect(try Self.rows(desk, .rejected, states: [.discarded]).isEmpty)
    #expect(try Self.counts(desk) == [1, 1, 2, 4])
    #expect(try desk.harness.verify() == [])
  }

  @Test func `all or none: one number that is none discards nothing`() throws {
    let desk = try Self.desk()
    let rows = try Self.rows(desk, .suspended)
    let rejected = try #require(try Self.rows(desk, .rejected).first)
    for wrong in [99, rejected.id] {
      #expect(throws: LedgerFailure.self) { try desk.discard([rows[0].id, wrong], .suspended, because: "x") }
    }
    #expect(throws: LedgerFailure.self) { try desk.discard([rows[0].id], .suspended, because: " ") }
    #expect(try Self.rows(desk, .suspended).count == 2)
    #expect(try desk.discard([rejected.id], .rejected, because: "not a call") == 1)
  }
}
