import CallModel
import GRDB
import Ledger
import Registers
import Registry
import Testing

@Suite("Rows that priced calls are not overwritten, spec 6.1")
struct UsedRowTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var table: TableDescription
    var id: String
    var values: [String: String]
    /// What is said; nil: the change is made.
    var remedy: String?
    var testDescription: String { "\(table.name) \(id) \(values)" }

    init(_ table: TableDescription, _ id: String, _ values: [String: String], _ remedy: String?) {
      self.table = table
      self.id = id
      self.values = values
      self.remedy = remedy
    }
  }

  private static let fromDate = "give --from DATE: another row holds from that day on"
  private static let otherPlan =
    "make another plan and move the lines to it from a day: lines change ID --plan PLAN --from DATE"

  static let changes = [
    Case(.lines, "L1", ["plan": "P2"], fromDate), Case(.lines, "L1", ["number": "554833330007"], fromDate),
    Case(.lines, "L1", ["active_from": "2026-12-01"], fromDate), Case(.lines, "L1", ["description": "x"], nil),
    Case(.lines, "L1", ["credit_limit": "50"], nil), Case(.lines, "L1", ["active_until": "2026-12-31"], nil),
    Case(.lines, "L2", ["plan": "P1"], nil), Case(.rates, "P1/local", ["price_per_minute": "1"], fromDate),
    Case(.rates, "P2/local", ["price_per_minute": "1"], nil), Case(.dids, "554833330011", ["port": "2"], nil),
    Case(.dids, "554833330011", ["line": "L2"], fromDate), Case(.plans, "P1", ["grace_s": "9"], otherPlan),
    Case(.plans, "P1", ["name": "x"], nil), Case(.plans, "P2", ["grace_s": "9"], nil),
    Case(.allowances, "P1/min", ["amount": "11"], otherPlan),
    Case(.bands, "night/mon tue/20:00", ["until": "23:00"], otherPlan),
    Case(.zones, "351", ["zone": "intl:portugal"], "add longer prefixes for the numbers that change"),
    Case(.holidays, "2026-11-02", ["date": "2026-11-03"], "leave it"),
    Case(.holidays, "2026-11-02", ["name": "x"], nil),
    Case(.contracts, "C1", ["customer": "x", "status": "overdue"], nil),
  ]

  @Test("pricing columns of a row that priced calls change only from a date", arguments: changes)
  func overwriting(_ change: Case) throws {
    let desk = try desk()
    let before = try desk.everything()
    let attempt = { try desk.change { try $0.change(change.table, id: change.id, change.values) } }
    guard let remedy = change.remedy else {
      #expect(try attempt() != nil)
      return
    }
    let failure = #expect(throws: RegisterFailure.self) { try attempt() }
    #expect(failure?.remedy == remedy)
    #expect(failure?.column == change.values.keys.first)
    #expect(failure?.found == "recorded calls of it")
    #expect(try desk.everything() == before)
  }

  static let removals = [
    Case(.lines, "L1", [:], "end it: lines end L1 --until DATE"), Case(.lines, "L2", [:], nil),
    Case(.dids, "554833330011", [:], "end it: dids end 554833330011 --until DATE"),
    Case(.rates, "P1/local", [:], "end it: rates end P1/local --until DATE"), Case(.plans, "P1", [:], "leave it"),
    Case(.contracts, "C1", [:], "leave it"), Case(.allowances, "P1/min", [:], "leave it"),
    Case(.zones, "351", [:], "leave it"), Case(.holidays, "2026-11-02", [:], "leave it"),
  ]

  @Test("what calls refer to is not removed", arguments: removals)
  func removing(_ removal: Case) throws {
    let desk = try desk()
    let before = try desk.everything()
    guard let remedy = removal.remedy else {
      try desk.change { try $0.remove(removal.table, id: removal.id) }
      #expect(try desk.rows(removal.table, removal.id).isEmpty)
      return
    }
    let failure = #expect(throws: RegisterFailure.self) {
      try desk.change { try $0.remove(removal.table, id: removal.id) }
    }
    #expect(failure?.remedy == remedy)
    #expect(try desk.everything() == before)
  }

  @Test("a row is used by calls of its days alone, midnight being that of the integration's time zone")
  func days() throws {
    let desk = try desk()
    // 23:59:59 of the 24th in São Paulo.
    try desk.recordCalls(from: "2026-11-25T02:59:59Z", until: "2026-11-25T02:59:59Z")
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-11-25")) }
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P1"], from: try day("2026-11-25")) }
    try desk.recordCalls(from: "2026-11-25T03:00:00Z", until: "2026-11-25T03:00:00Z")
    let failure = #expect(throws: RegisterFailure.self) {
      try desk.change { try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-11-25")) }
    }
    #expect(failure?.remedy == "name a later day: this one is the row's first")
  }

  @Test(
    "a row that was ended before its calls is known by them all the same", arguments: ["lines L1", "rates P1/local"])
  func endedBefore(row: String) throws {
    let desk = try desk()
    let words = row.split(separator: " ").map(String.init)
    let table = try #require(TableDescription.named(words[0]))
    try desk.change { _ = try $0.end(table, id: words[1], until: try day("2000-01-01")) }
    #expect(throws: RegisterFailure.self) { try desk.change { try $0.remove(table, id: words[1]) } }
    let values = table.name == "lines" ? ["number": "554833330007"] : ["price_per_minute": "9"]
    #expect(throws: RegisterFailure.self) { try desk.change { try $0.change(table, id: words[1], values) } }
    let file =
      table.name == "lines"
      ? "id,contract,number,plan,reset_day,active_until\nL1,C1,554833330001,P2,10,2000-01-01\n"
      : "plan,zone,price_per_minute,valid_until\nP1,local,9,2000-01-01\n"
    #expect(throws: RegistryFaults.self) { try desk.importing([table.fileName: file]) }
  }

  @Test("what the calls of closed cycles are stays: a line cannot be moved within one")
  func closedCycles() throws {
    let desk = try desk()
    try desk.ledger.write { try $0.execute(sql: "UPDATE book SET is_closed = 1") }
    let last = try #require(
      try desk.ledger.read { try Int32.fetchOne($0, sql: "SELECT max(cycle_end) FROM book") }
        .map(CivilDate.init(daysSinceEpoch:)))
    let expected = "what holds up to \(last) to stay, as its cycles are closed up to then"
    let before = CivilDate(daysSinceEpoch: last.daysSinceEpoch - 1)
    let ways: [(RegisterTransaction) throws -> Void] = [
      { _ = try $0.change(.lines, id: "L1", ["plan": "P2"], from: last) },
      { _ = try $0.end(.lines, id: "L1", until: before) },
      { _ = try $0.change(.lines, id: "L1", ["active_until": "\(before)"]) },
    ]
    for way in ways {
      let failure = #expect(throws: RegisterFailure.self) { try desk.change(way) }
      #expect(failure?.expected == expected)
    }
    let file = "id,contract,number,plan,reset_day,active_until\nL1,C1,554833330001,P1,10,\(before)\n"
    let imported = #expect(throws: RegisterFailure.self) {
      try desk.importing(["lines.csv": file + "L2,C2,554833330002,P2,10,\n"])
    }
    #expect(imported?.expected == expected)
    // What prices nothing may change, and the line from the day after.
    try desk.change { try $0.change(.lines, id: "L1", ["description": "x"], from: last) }
    let next = CivilDate(daysSinceEpoch: last.daysSinceEpoch + 1)
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P2"], from: next) }
  }

  @Test("a plan is entered before its rates, and needs them once a line has it")
  func planFirst() throws {
    let desk = try desk()
    try desk.change { try $0.add(.plans, ["id": "P9"]) }
    #expect(throws: RegisterFaults.self) { try desk.change { try $0.change(.lines, id: "L2", ["plan": "P9"]) } }
    try desk.change { try $0.add(.rates, ["plan": "P9", "zone": "local", "price_per_minute": "0.05"]) }
    try desk.change { try $0.change(.lines, id: "L2", ["plan": "P9"]) }
    #expect(throws: RegisterFaults.self) { try desk.change { try $0.remove(.rates, id: "P9/local") } }
  }

  private func desk() throws -> RegisterDesk {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.recordCalls(from: "2026-11-01T12:00:00Z", until: "2026-11-03T12:00:00Z")
    try desk.recordCalls(from: "2026-11-03T12:00:00Z", until: "2026-11-03T12:00:00Z", own: "554833330011")
    return desk
  }
}
