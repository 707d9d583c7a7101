import CallModel
import GRDB
import Ledger
import RegistryStore
import Registry
import Testing

@Suite("Rows that recorded calls refer to: corrected in place, removed only if that is meant (spec 6.1)")
struct UsedRowTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var table: TableDescription
    var id: String
    var values: [String: String]
    var testDescription: String { "\(table.name) \(id) \(values)" }

    init(_ table: TableDescription, _ id: String, _ values: [String: String]) {
      self.table = table
      self.id = id
      self.values = values
    }
  }

  static let changes = [
    Case(.lines, "L1", ["plan": "P2"]), Case(.lines, "L1", ["number": "554833330007"]),
    Case(.lines, "L1", ["active_from": "2026-12-01"]), Case(.lines, "L1", ["description": "x"]),
    Case(.lines, "L1", ["credit_limit": "50"]), Case(.lines, "L1", ["active_until": "2026-12-31"]),
    Case(.lines, "L2", ["plan": "P1"]), Case(.rates, "P1/local", ["price_per_minute": "1"]),
    Case(.rates, "P2/local", ["price_per_minute": "1"]), Case(.dids, "554833330011", ["port": "2"]),
    Case(.dids, "554833330011", ["line": "L2"]), Case(.plans, "P1", ["grace_s": "9"]),
    Case(.plans, "P1", ["name": "x"]), Case(.plans, "P2", ["grace_s": "9"]),
    Case(.allowances, "P1/min", ["amount": "11"]), Case(.bands, "night/mon tue/20:00", ["until": "23:00"]),
    Case(.zones, "351", ["zone": "intl:portugal"]), Case(.holidays, "2026-11-02", ["date": "2026-11-03"]),
    Case(.holidays, "2026-11-02", ["name": "x"]), Case(.contracts, "C1", ["customer": "x", "status": "overdue"]),
  ]

  @Test("a change without a date corrects the row as if it had always stood so", arguments: changes)
  func correcting(_ change: Case) throws {
    let desk = try desk()
    let row = try #require(try desk.change { try $0.change(change.table, id: change.id, change.values) })
    for (name, value) in change.values { #expect(RegisterDesk.text(row).contains("\(name)=\(value)")) }
    let id = change.table.name == "holidays" ? change.values["date"] ?? change.id : change.id
    #expect(try desk.rows(change.table, id).contains(RegisterDesk.text(row)))
  }

  /// Each with what it says of it instead, where one can be ended; whether the registry holds together without it.
  static let removals: [(TableDescription, String, end: String?, isSound: Bool)] = [
    (.lines, "L1", "lines end L1 --until DATE", false),
    (.dids, "554833330011", "dids end 554833330011 --until DATE", true),
    (.rates, "P1/local", "rates end P1/local --until DATE", true), (.plans, "P1", nil, false),
    (.contracts, "C1", nil, false), (.allowances, "P1/min", nil, true), (.zones, "351", nil, true),
    (.holidays, "2026-11-02", nil, true),
  ]

  @Test("what calls refer to is removed only if that is meant, and if the registry holds together", arguments: removals)
  func removing(_ table: TableDescription, _ id: String, end: String?, isSound: Bool) throws {
    let desk = try desk()
    let before = try desk.everything()
    let failure = #expect(throws: Problem.self) { try desk.change { try $0.remove(table, id: id) } }
    #expect(failure?.expected == "--yes, since recorded calls refer to it")
    #expect(failure?.remedy?.contains(end ?? "Give --yes if that is meant") == true)
    #expect(try desk.everything() == before)
    if isSound {
      try desk.change { try $0.remove(table, id: id, evenIfUsed: true) }
      #expect(try desk.rows(table, id).isEmpty)
    } else {
      #expect(throws: Problems.self) { try desk.change { try $0.remove(table, id: id, evenIfUsed: true) } }
      #expect(try desk.everything() == before)
    }
  }

  @Test("what no call refers to is removed without a question")
  func unused() throws {
    let desk = try desk()
    try desk.change { try $0.remove(.lines, id: "L2") }
    #expect(try desk.rows(.lines, "L2").isEmpty)
  }

  /// A row that a file lacks is removed if no call refers to it, ended if one does.
  @Test(
    "a row is used by calls of its days alone, midnight being that of the integration's time zone",
    arguments: [("2026-11-25T02:59:59Z", "removed"), ("2026-11-25T03:00:00Z", "ended")])
  func days(start: String, fate: String) throws {
    let desk = try desk()
    try desk.change { try $0.remove(.dids, id: "554833330011", evenIfUsed: true) }
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-11-25")) }
    try desk.recordCalls(from: start, until: start)
    let counts = try desk.importing(["lines.csv": "id,contract,number,plan,reset_day\nL2,C2,554833330002,P2,10\n"])
    let lines = try #require(counts.first)
    #expect((lines.removed, lines.ended, lines.kept) == (fate == "removed" ? (1, 0, 1) : (0, 1, 1)))
  }

  @Test(
    "a row that was ended before its calls is known by them all the same", arguments: ["lines L1", "rates P1/local"])
  func endedBefore(row: String) throws {
    let desk = try desk()
    let words = row.split(separator: " ").map(String.init)
    let table = try #require(TableDescription.named(words[0]))
    try desk.change { _ = try $0.end(table, id: words[1], until: try day("2000-01-01")) }
    #expect(throws: Problem.self) { try desk.change { try $0.remove(table, id: words[1]) } }
  }

  @Test("days of closed cycles may be changed: these keep the registry they were closed by (spec 4.3)")
  func closedCycles() throws {
    let ways: [(RegisterTransaction) throws -> Void] = [
      { _ = try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-11-02")) },
      { _ = try $0.end(.lines, id: "L1", until: try day("2026-11-02")) },
      { _ = try $0.change(.lines, id: "L1", ["active_until": "2026-11-02"]) },
      { _ = try $0.change(.lines, id: "L1", ["number": "554833330007"]) },
    ]
    for way in ways {
      let desk = try desk()
      try desk.ledger.write { try $0.execute(sql: "UPDATE book SET is_closed = 1") }
      let before = try desk.rows(.lines, "L1")
      try desk.change(way)
      #expect(try desk.rows(.lines, "L1") != before)
    }
  }

  @Test("a plan is entered before its rates, and needs them once a line has it")
  func planFirst() throws {
    let desk = try desk()
    try desk.change { try $0.add(.plans, ["id": "P9"]) }
    #expect(throws: Problems.self) { try desk.change { try $0.change(.lines, id: "L2", ["plan": "P9"]) } }
    try desk.change { try $0.add(.rates, ["plan": "P9", "zone": "local", "price_per_minute": "0.05"]) }
    try desk.change { try $0.change(.lines, id: "L2", ["plan": "P9"]) }
    #expect(throws: Problems.self) { try desk.change { try $0.remove(.rates, id: "P9/local") } }
  }

  private func desk() throws -> RegisterDesk {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.recordCalls(from: "2026-11-01T12:00:00Z", until: "2026-11-03T12:00:00Z")
    return desk
  }
}
