import Foundation
import Testing

/// Rows of one call that the registry gives to several lines, in the ledger (spec 2.4, 4.3): each order of delivery,
/// undo and restore, closed cycles.
struct LooseCallCaseTests {
  private static let layout = """
    columns: {global_id: global_id, started_at: started_at, caller: caller, called: called, billable: billable,
      disposition: disposition, trunk: trunk, account_code: account_code}
    disposition: {answered: [ANSWERED], unanswered: [BUSY]}
    """

  /// L1 and L2, and L3 with a trunk. L1 has a call of its own in April.
  private func site() throws -> LawCase {
    let test = try LawCase()
    try test.site.write(
      "integration.yml",
      """
      gateway: summit-networks
      cdr: {source_directory: cdr, settle_seconds: 0, layout: layout.yml}
      registry: registry
      """)
    try test.site.write("layout.yml", Self.layout)
    try test.lines(
      "L1,C1,554833330001,P1,1,", "L2,C1,554833330002,P1,1,", "L3,C1,554833330003,P1,1,T1", columns: ",trunk")
    return test
  }

  /// A row of the call: out by the trunk on L3, or in on a line.
  private func deliver(_ test: LawCase, _ name: String, _ called: String, _ seconds: Int, id: String = "g") throws {
    let number = called == "out" ? "33334444" : "55483333000\(called.dropFirst())"
    // With two of no account, so that one that is rejected is not most of its file.
    let others = ["1", "2"].map { "\(name)\($0);2024-04-05 10:00:00;anonymous;\(number);0;;BUSY;T1;" }
    try test.rows(name, ["\(id);2024-04-05 10:00:00;anonymous;\(number);\(seconds);;ANSWERED;T1;"] + others)
    try test.done("import --quiet")
  }

  private static let onL3 = "g L3/P1@2024-04-01 90 0.1500"
  private static let onL2 = "g L2/P1@2024-04-01 60 0.0000"
  private static let onL1 = "g L1/P1@2024-04-01 60 0.0000"

  @Test("In any order of delivery one row stands, and the charge of no other")
  func orders() throws {
    let rows = [("a", "L1", 60), ("b", "L2", 60), ("c", "out", 90)]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let test = try site()
      for place in order { try deliver(test, rows[place].0, rows[place].1, rows[place].2) }
      #expect(try test.records() == [Self.onL3], "\(order)")
      #expect(try test.services() == ["C1/L3/P1@2024-04-01 cycle open 1 0.15"], "\(order)")
      #expect(try test.reasons("rejected") == ["conflicting-duplicate", "conflicting-duplicate"], "\(order)")
      try test.done("verify")
    }
  }

  @Test("Undo and restore: the next version stands, regardless of the line it has")
  func undo() throws {
    let test = try site()
    try deliver(test, "a", "L1", 60)
    try deliver(test, "c", "out", 90)
    let trunk = try test.lastRun()
    try deliver(test, "b", "L2", 60)
    let second = try test.lastRun()
    #expect(try test.records() == [Self.onL3])
    try test.done("undo \(trunk) --quiet")
    #expect(try test.records() == [Self.onL2])
    #expect(try test.services() == [])
    try test.done("undo \(second) --quiet")
    #expect(try test.records() == [Self.onL1])
    try test.done("undo --restore \(trunk) --quiet")
    #expect(try test.records() == [Self.onL3])
    try test.done("undo --restore \(second) --quiet")
    #expect(try test.records() == [Self.onL3])
    #expect(try test.services() == ["C1/L3/P1@2024-04-01 cycle open 1 0.15"])
    try test.done("verify")
  }

  @Test("A row of the same content on another line is a duplicate; withdrawn, it takes over")
  func duplicate() throws {
    let test = try site()
    func row(_ called: String) -> [String] { ["g;2024-04-05 10:00:00;554899998888;\(called);60;;ANSWERED;T1;"] }
    try test.rows("a", row("33330002"))
    try test.done("import --quiet")
    let first = try test.lastRun()
    try test.rows("b", row("554833330002"))
    try test.done("import --quiet")
    #expect(try test.records() == ["g L3/P1@2024-04-01 60 0.1000"])
    #expect(try test.count("duplicate") == 1)
    try test.done("undo \(first) --quiet")
    #expect(try test.records() == [Self.onL2])
    #expect(try test.count("duplicate") == 0)
    try test.done("undo --restore \(first) --quiet")
    #expect(try test.records() == ["g L3/P1@2024-04-01 60 0.1000"])
    try test.done("verify")
  }

  /// Closes April, after a call of the lines named.
  private func close(_ test: LawCase, _ lines: [String]) throws {
    for line in lines {
      let caller = "55483333000\(line.dropFirst())"
      try test.rows(line, ["\(line);2024-04-09 10:00:00;\(caller);554833334444;60;;ANSWERED;;"])
    }
    try test.done("import --quiet")
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
  }

  private func own(_ line: String) -> String { "\(line) \(line)/P1@2024-04-01 60 0.1000" }

  @Test("A row of another line is a version of a closed call")
  func closedCall() throws {
    let test = try site()
    try deliver(test, "c", "out", 90)
    try close(test, ["L1"])
    try deliver(test, "a", "L1", 60)
    try deliver(test, "b", "L2", 60)
    #expect(try test.records() == [own("L1"), Self.onL3].sorted())
    #expect(try test.reasons("rejected") == ["conflicting-duplicate", "conflicting-duplicate"])
    try test.done("services reopen --line L3 --plan P1 --cycle 2024-04-01 --quiet")
    #expect(try test.records() == [own("L1"), Self.onL3].sorted())
    try test.done("verify")
  }

  @Test("Late for one line and open for another: the version that stands says which", arguments: [true, false])
  func lateAndOpen(isOpenFirst: Bool) throws {
    // L3's April is closed: its row is late. L1's is open.
    let test = try site()
    try close(test, ["L3"])
    if isOpenFirst { try deliver(test, "a", "L1", 60) }
    try deliver(test, "c", "out", 90)
    let late = try test.lastRun()
    if !isOpenFirst { try deliver(test, "a", "L1", 60) }
    let closed = "C1/L3/P1@2024-04-01 cycle closed 1 0.10"
    #expect(try test.records() == [own("L3"), Self.onL3].sorted())
    #expect(try test.services() == [closed, "C1/L3/P1@2024-04-01 late open 1 0.15"])
    #expect(try test.reasons("rejected") == ["conflicting-duplicate"])
    // A greater version on the open line takes the call away from the closed cycle.
    try deliver(test, "d", "L1", 120)
    #expect(try test.records() == [own("L3"), "g L1/P1@2024-04-01 120 0.0000"].sorted())
    #expect(try test.services() == [closed])
    let greater = try test.lastRun()
    try test.done("undo \(greater) --quiet")
    #expect(try test.records() == [own("L3"), Self.onL3].sorted())
    try test.done("undo \(late) --quiet")
    #expect(try test.records() == [own("L3"), Self.onL1].sorted())
    #expect(try test.services() == [closed])
    try test.done("undo --restore \(late) --quiet")
    try test.done("undo --restore \(greater) --quiet")
    #expect(try test.records() == [own("L3"), "g L1/P1@2024-04-01 120 0.0000"].sorted())
    try test.done("verify")
  }

  @Test("Late for two lines: one late call")
  func lateForTwo() throws {
    let test = try site()
    try close(test, ["L1", "L3"])
    try deliver(test, "a", "L1", 60)
    try deliver(test, "c", "out", 90)
    #expect(try test.records() == [own("L1"), own("L3"), Self.onL3].sorted())
    #expect(try test.reasons("rejected") == ["conflicting-duplicate"])
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
    // It is a closed call now: a greater version stands in its place, and what was charged for it is given back.
    try deliver(test, "d", "L1", 200)
    #expect(
      try test.services() == [
        "C1/L1/P1@2024-04-01 cycle closed 1 0.10", "C1/L3/P1@2024-04-01 cycle closed 1 0.10",
        "C1/L3/P1@2024-04-01 late closed 1 0.15", "C1/L3/P1@2024-04-01 late open 0 -0.15",
      ])
    try test.done("verify")
  }

  @Test("A row that no price is found for stands, too, until it has one")
  func withoutPrice() throws {
    let test = try site()
    try test.table("rates", "plan,zone,price_per_minute\nP1,vc1,0.10\nP2,*,0.20\n")
    try deliver(test, "c", "out", 90)
    try deliver(test, "a", "L1", 60)
    #expect(try test.records() == [])
    #expect(try test.reasons("suspended") == ["no-rate"])
    #expect(try test.reasons("rejected") == ["conflicting-duplicate"])
    try test.table("rates", "plan,zone,price_per_minute\nP1,*,0.10\nP2,*,0.20\n")
    try test.done("import --quiet")
    #expect(try test.records() == [Self.onL3])
    try test.done("verify")
  }
}
