import CallModel
import RegistryStore
import Registry
import Testing

@Suite("The journal of the registers, spec 6.1")
struct RegisterLogTests {
  @Test("each change is told with who, what it was and what it became; credentials never")
  func log() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.change(by: "bia") { try $0.change(.lines, id: "L1", ["plan": "P2"], from: try day("2026-12-01")) }
    try desk.change(by: "platform") {
      for row in try $0.rows(of: .lines, id: "L1") {
        try $0.replace(row, with: ["terminal": "T1", "credential": "hidden-words"])
      }
    }
    try desk.change(by: "bia") { try $0.remove(.holidays, id: "2026-11-02") }
    #expect(
      try desk.log(RegisterLogSelection(table: .lines, id: "L1")) == [
        "platform lines L1 changed: terminal - → T1, credential - → -",
        "platform lines L1 changed: terminal - → T1, credential - → -",
        "bia lines L1 changed: active_until - → 2026-11-30",
        "bia lines L1 changed: plan P1 → P2, active_from - → 2026-12-01",
        "ana lines L1 added: id - → L1, contract - → C1, number - → 554833330001, plan - → P1, reset_day - → 10",
      ])
    #expect(
      try desk.log(RegisterLogSelection(since: desk.now)) == [
        "bia holidays 2026-11-02 removed: date 2026-11-02 → -, name Finados → -"
      ])
    #expect(try !desk.log().contains { $0.contains("hidden-words") })
  }

  @Test("a row that is changed twice in one change is told once")
  func twice() throws {
    let desk = try RegisterDesk()
    try desk.furnish()
    try desk.change {
      try $0.change(.lines, id: "L1", ["plan": "P2"])
      try $0.change(.lines, id: "L1", ["plan": "P1", "description": "x"])
      try $0.add(.holidays, ["date": "2026-12-25"])
      try $0.remove(.holidays, id: "2026-12-25")
    }
    #expect(
      try desk.log().prefix(2).map { $0.prefix(40) } == [
        "ana lines L1 changed: description - → x", "ana contracts C1 added: id - → C1, custo",
      ])
  }

  @Test("the registers as they were at the end of a day, in the integration's time zone")
  func asOf() throws {
    let desk = try RegisterDesk()
    // 23:59 of the 24th in São Paulo, then 0:01 of the 25th.
    desk.now = RegisterDesk.instant("2026-11-25T02:58:00Z")
    try desk.furnish()
    desk.now = RegisterDesk.instant("2026-11-25T03:00:00Z")
    try desk.change { try $0.change(.lines, id: "L1", ["plan": "P2"]) }
    desk.now = RegisterDesk.instant("2026-11-26T12:00:00Z")
    try desk.change { try $0.remove(.dids, id: "554833330011") }
    let plans = try ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"].map { text in
      try desk.read(asOf: try day(text)) { try $0.rows(of: .lines, id: "L1").map { $0["plan"] ?? "" } }
    }
    #expect(plans == [[], ["P1"], ["P2"], ["P2"]])
    #expect(try desk.rows(.dids, "554833330011", asOf: try day("2026-11-25")).count == 1)
    #expect(try desk.rows(.dids, "554833330011", asOf: try day("2026-11-26")).count == 0)
    #expect(try desk.rows(.dids, "554833330011").count == 0)
  }
}
