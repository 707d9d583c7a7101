import CallModel
import Ledger
import RegistryStore
import Registry
import Testing

@Suite("Changes of registers, spec 6.1")
struct RegisterChangeTests {
  @Test("a row is added, changed in place, ended and removed while no call knows of it")
  func life() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.change {
      try $0.add(
        .lines, ["id": "L3", "contract": "C2", "number": "554833330003", "plan": "P2", "reset_day": "5", "trunk": ""])
    }
    #expect(try desk.rows(.lines, "L3") == ["id=L3 contract=C2 number=554833330003 plan=P2 reset_day=5"])
    try desk.change { try $0.change(.lines, id: "L3", ["plan": "P1", "description": "Loja"]) }
    #expect(
      try desk.rows(.lines, "L3") == ["id=L3 contract=C2 number=554833330003 plan=P1 reset_day=5 description=Loja"])
    try desk.change { try $0.change(.lines, id: "L3", ["description": ""]) }
    try desk.change { try $0.end(.lines, id: "L3", until: try day("2026-12-31")) }
    #expect(
      try desk.rows(.lines, "L3")
        == ["id=L3 contract=C2 number=554833330003 plan=P1 reset_day=5 active_until=2026-12-31"])
    try desk.change { try $0.remove(.lines, id: "L3") }
    #expect(try desk.rows(.lines, "L3") == [])
  }

  @Test("a row with nothing in it is refused, of a table of one column too")
  func blankRow() throws {
    let desk = try RegisterDesk()
    let wrong = #expect(throws: Problems.self) { try desk.change { try $0.add(.costCentres, ["value": ""]) } }
    #expect(wrong?.faults.map(\.field) == ["value"] && wrong?.faults.first?.found == "nothing")
    try desk.change { try $0.add(.costCentres, ["value": "Default"]) }
    #expect(throws: Problems.self) { try desk.change { try $0.change(.costCentres, id: "Default", ["value": ""]) } }
    #expect(try desk.rows(.costCentres, "Default") == ["value=Default"])
  }

  @Test("a change from a date ends the row the day before and begins another")
  func fromDate() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.recordCalls(from: "2026-11-01T12:00:00Z", until: "2026-11-24T12:00:00Z")
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-12-01")) }
    try desk.change { try $0.change(.rates, id: "P1/local", ["price_per_minute": "0.06"], from: try day("2026-12-01")) }
    #expect(
      try desk.rows(.lines, "L1") == [
        "id=L1 contract=C1 number=554833330001 plan=P1 reset_day=10 active_until=2026-11-30",
        "id=L1 contract=C1 number=554833330001 plan=P2 reset_day=10 active_from=2026-12-01",
      ])
    #expect(
      try desk.rows(.rates, "P1/local") == [
        "plan=P1 zone=local price_per_minute=0.05 valid_until=2026-11-30",
        "plan=P1 zone=local price_per_minute=0.06 valid_from=2026-12-01",
      ])
    // The row to come priced nothing yet: it changes in place, and again from a later day.
    try desk.change { try $0.change(.lines, id: "L1", ["contract": "C2"], from: try day("2026-12-01")) }
    try desk.change { try $0.change(.lines, id: "L1", ["number": "554833330009"], from: try day("2027-01-01")) }
    #expect(
      try desk.rows(.lines, "L1").dropFirst() == [
        "id=L1 contract=C2 number=554833330001 plan=P2 reset_day=10 active_from=2026-12-01 active_until=2026-12-31",
        "id=L1 contract=C2 number=554833330009 plan=P2 reset_day=10 active_from=2027-01-01",
      ])
  }

  @Test("an id may name a default, or leave it blank")
  func ids() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    for id in ["P1/local", "P1/local/0"] { #expect(try desk.rows(.rates, id).count == 1) }
    for id in ["P1/local//night", "P1/local/0/night"] {
      #expect(try desk.rows(.rates, id) == ["plan=P1 zone=local price_per_minute=0.02 band=night"])
    }
    #expect(try desk.rows(.rates, "P1") == [])
    #expect(try desk.rows(.allowances, "P1/min").count == 1)
    #expect(try desk.rows(.bands, "night/mon tue/20:00").count == 1)
  }

  @Test("what changes nothing leaves no trace; neither does a dry run, or a change of which a part is wrong")
  func nothing() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    let before = try desk.everything()
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P1", "description": ""]) }
    try desk.change(isDryRun: true) { try $0.change(.lines, id: "L1", ["plan": "P2"]) }
    #expect(throws: Problems.self) {
      try desk.change {
        try $0.change(.lines, id: "L2", ["plan": "P1"])
        try $0.change(.lines, id: "L1", ["reset_day": "26"])
      }
    }
    struct Refused: Error {}
    #expect(throws: Refused.self) {
      try desk.change(also: { _ in throw Refused() }, { try $0.change(.lines, id: "L2", ["plan": "P1"]) })
    }
    #expect(try desk.everything() == before)
  }

  @Test("what follows from a change sees it, and what that changes is checked in turn")
  func also() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    var touched: [String] = []
    var lines: [String] = []
    try desk.change(also: { transaction in
      touched = try transaction.touched(.dids)
      lines = try transaction.touched(.dids, column: "line")
      let row = try transaction.rows(of: .lines, id: "L1")[0]
      try transaction.replace(row, with: ["terminal": "T1", "credential": "secret"])
    }) { try $0.change(.dids, id: "554833330011", ["line": "L2"]) }
    #expect(touched == ["554833330011"])
    #expect(lines == ["L1", "L2"])
    #expect(try desk.rows(.lines, "L1")[0].hasSuffix("terminal=T1 credential=secret"))
    #expect(throws: Problems.self) {
      try desk.change(also: { try $0.remove(.lines, id: "L2") }) { try $0.change(.plans, id: "P1", ["name": "B"]) }
    }
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var message: String
    var change: @Sendable (RegisterTransaction) throws -> Void

    init(_ message: String, _ change: @escaping @Sendable (RegisterTransaction) throws -> Void) {
      testDescription = message
      self.message = message
      self.change = change
    }
  }

  static let wrong = [
    Wrong("lines L1: reset_day: expected 1 to 25, found 31") {
      try $0.change(.lines, id: "L1", ["reset_day": "31"])
    },
    Wrong("lines L1: contract: expected the id of a contract in contracts, found C9") {
      try $0.change(.lines, id: "L1", ["contract": "C9"])
    },
    Wrong(
      "lines L2: number: expected a number that no other line has at any time, found 554833330001, which lines L1 has"
    ) { try $0.change(.lines, id: "L2", ["number": "554833330001"]) },
    Wrong("lines L9: expected a row of that id, found none: see summit-cdr lines list") {
      try $0.change(.lines, id: "L9", ["plan": "P2"])
    },
    Wrong("lines L1: terminal: expected no value, since the platform fills it, found one") {
      try $0.change(.lines, id: "L1", ["terminal": "T1"])
    },
    Wrong(
      "contracts C3: status: expected active, blocked-manual, blocked-automatic, overdue, cancelled or pre-contract, found off"
    ) { try $0.add(.contracts, ["id": "C3", "status": "off"]) },
    Wrong("plans P1: expected a table whose rows have periods, found plans, which has none: use remove") {
      try $0.end(.plans, id: "P1", until: try day("2026-12-01"))
    },
    Wrong("plans P1: expected no --from, since its rows have no periods, found 2026-12-01") {
      try $0.change(.plans, id: "P1", ["grace_s": "9"], from: try day("2026-12-01"))
    },
    Wrong(
      "lines L1: expected one of the row's days, up to 2026-12-31, as --from, found 2027-01-01: add a row for other days"
    ) {
      try $0.end(.lines, id: "L1", until: try day("2026-12-31"))
      try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2027-01-01"))
    },
    Wrong(
      "lines L1: expected a row of 2026-11-25, found rows of up to 2026-11-20; from 2026-12-01 on: "
        + "name a day of one of them with --from"
    ) {
      try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-12-01"))
      for row in try $0.rows(of: .lines, where: "active_until", is: "2026-11-30") {
        try $0.replace(row, with: ["active_until": "2026-11-20"])
      }
      try $0.change(.lines, id: "L1", ["plan": "P1"])
    },
    Wrong("lines L1: active_from: expected to be given by --from alone, found both") {
      try $0.change(.lines, id: "L1", ["active_from": "2026-01-01"], from: try day("2026-12-01"))
    },
  ]

  @Test("what is wrong is told with table, id and column, and nothing is changed", arguments: wrong)
  func refusals(_ wrong: Wrong) throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    let before = try desk.everything()
    do {
      try desk.change { try wrong.change($0) }
      Issue.record("it was accepted")
    } catch {
      #expect("\(error)".split(separator: "\n").first.map(String.init) == wrong.message)
    }
    #expect(try desk.everything() == before)
  }
}
