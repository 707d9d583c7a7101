import CallModel
import Importing
import Ledger
import Pipeline
import Testing

/// What is left of allowances passes on through imports in any order, closed cycles, late rows, reopening and undo (spec 11.1).
@Suite("Carry-over in a ledger (spec 11.1, 4.3)")
struct CarryOverTests {
  private static let registry = ServiceDesk.registry.merging([
    "allowances.csv":
      "plan,name,kind,amount,zones,carry_over\nP1,franquia,minutes,10,local,all\nPOOL,franquia,minutes,5,*,all\n",
    "plans.csv": "id,allowance_scope,grace_s\nP1,line,0\nPOOL,contract,0\n",
    "rates.csv": "plan,zone,price_per_minute,minimum_s,step_s\nP1,local,0.60,0,1\nPOOL,*,0.60,0,1\n",
    "lines.csv": """
    id,contract,number,plan,reset_day,active_from
    L1,C1,554833334444,P1,10,2026-10-10
    L2,C2,554833335555,P1,10,2026-10-10
    S1,C3,554833336666,POOL,10,2026-10-10
    S2,C3,554833337777,POOL,10,2026-10-10

    """,
  ]) { $1 }

  private static let first = ServiceDesk.row("a", "2026-10-15 08:00:00", to: "4833331111", 300)
  private static let more = ServiceDesk.row("b", "2026-10-14 08:00:00", to: "4833331111", 100)
  private static let second = ServiceDesk.row("c", "2026-11-15 08:00:00", to: "4833331111", 1_000)

  private static func desk() throws -> ServiceDesk { try ServiceDesk(registry: registry) }

  /// The seconds covered of each call, by global id; the ledger is sound.
  private static func covered(_ desk: ServiceDesk) throws -> [String: Int] {
    let report = try LedgerVerification(dataDirectory: desk.harness.settings.dataDirectory, workers: 1).run()
    #expect(report.findings.map(\.description) == [])
    var covered: [String: Int] = [:]
    try RecordedCalls(try desk.harness.ledger()).forEach(RecordSelection()) { row, _ in
      covered[row.text(.globalID)] = row.integer(.allowance)
    }
    return covered
  }

  @Test func `the next cycle has what is left, whichever comes first`() throws {
    let (first, more, second) = (Self.first, Self.more, Self.second)
    for order in [[first, more, second], [second, first, more], [more, second, first]] {
      let desk = try Self.desk()
      for (index, row) in order.enumerated() {
        try desk.bring("f\(index).csv", [row])
        _ = try Self.covered(desk)
      }
      #expect(try Self.covered(desk) == ["a": 300, "b": 100, "c": 800])
    }
    // A cycle without calls passes on all of its own.
    let alone = try Self.desk()
    try alone.bring("c.csv", [Self.second])
    #expect(try Self.covered(alone) == ["c": 1_000])
  }

  @Test func `a closed cycle keeps what it left, late rows change it not, and opened again it is as others are`() throws
  {
    let desk = try Self.desk()
    try desk.bring("a.csv", [Self.first])
    try desk.close(before: CivilDate(year: 2026, month: 11, day: 10))
    try desk.bring("c.csv", [Self.second])
    #expect(try Self.covered(desk) == ["a": 300, "c": 900])
    try desk.bring("b.csv", [Self.more])
    #expect(try Self.covered(desk) == ["a": 300, "b": 100, "c": 900])
    var selection = CycleSelection()
    selection.line = "L1"
    selection.cycleStart = CivilDate(year: 2026, month: 10, day: 10)
    try desk.reopen(.cycles(selection))
    #expect(try Self.covered(desk) == ["a": 300, "b": 100, "c": 800])
  }

  @Test func `a closed cycle stays as it was closed by what it took over`() throws {
    let desk = try Self.desk()
    try desk.bring("a.csv", [Self.first])
    try desk.bring("c.csv", [Self.second])
    try desk.close()
    try desk.bring("b.csv", [Self.more])
    try desk.bring("d.csv", [ServiceDesk.row("d", "2026-11-14 08:00:00", to: "4833331111", 50)])
    #expect(try Self.covered(desk) == ["a": 300, "b": 100, "c": 900, "d": 50])
    // 600 + 300 seconds: the late call took 50 of them, and 150 of the closed one are now beyond, of which 100 were charged.
    #expect(try desk.summary().contains("late open 0.50"))
  }

  @Test func `what is withdrawn of a cycle comes to the next`() throws {
    let desk = try Self.desk()
    let run = try desk.bring("a.csv", [Self.first]).run
    try desk.bring("c.csv", [Self.second])
    #expect(try Self.covered(desk) == ["a": 300, "c": 900])
    try desk.harness.run(.undo(UndoRequest(run: run, user: "ana")))
    #expect(try Self.covered(desk) == ["c": 1_000])
  }

  @Test func `lines that share allowances share what is left of them`() throws {
    let desk = try Self.desk()
    try desk.bring(
      "pool.csv",
      [
        ServiceDesk.row("p", "2026-10-15 08:00:00", from: "4833336666", to: "4833331111", 100),
        ServiceDesk.row("q", "2026-11-15 08:00:00", from: "4833337777", to: "4833331111", 1_000),
      ])
    #expect(try Self.covered(desk) == ["p": 100, "q": 500])
    try desk.bring("late.csv", [ServiceDesk.row("r", "2026-10-15 09:00:00", from: "4833337777", to: "4833331111", 50)])
    #expect(try Self.covered(desk) == ["p": 100, "q": 450, "r": 50])
  }
}
