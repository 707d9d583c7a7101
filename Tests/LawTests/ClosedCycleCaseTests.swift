import Foundation
import Testing

/// Cases of closed cycles that went wrong once: closed cycles are the only memory (spec 4.3).
struct ClosedCycleCaseTests {
  /// A closed April with two calls, then a change of the registry, then two late calls.
  private func lateCase(_ change: (LawCase) throws -> Void) throws -> LawCase {
    let test = try LawCase()
    try test.calls("a", ("a5", "2024-04-05"), ("a26", "2024-04-26"))
    try test.done("import --quiet")
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
    try change(test)
    try test.calls("b", ("b10", "2024-04-10"), ("b28", "2024-04-28"))
    try test.done("import --quiet")
    return test
  }

  @Test(
    "After a change of the plan of all days late calls belong to the closed cycle; reopened, all are open (reopen-loses-calls, lesser 14)"
  )
  func planChange() throws {
    let test = try lateCase { try $0.lines("L1,C1,554833330001,P2,1") }
    #expect(
      try test.services() == [
        "C1/L1/P1@2024-04-01 cycle closed 2 0.20", "C1/L1/P1@2024-04-01 late open 2 0.20",
      ])
    try test.done("services reopen --line L1 --plan P1 --cycle 2024-04-01 --quiet")
    #expect(try test.records() == ["a26", "a5", "b10", "b28"].map { "\($0) L1/P2@2024-04-01 60 0.2000" })
    #expect(try test.services() == ["C1/L1/P2@2024-04-01 cycle open 4 0.80"])
    try test.done("verify")
  }

  @Test("A final record without a price takes a closed call back; verify says the same (the law's driver, seed 179)")
  func finalRecordWithoutAPrice() throws {
    let test = try LawCase()
    try test.table("rates", "plan,zone,price_per_minute\nP1,local,0.10\nP2,*,0.20\n")
    try test.rows("a", ["g1;2024-04-23 10:00:00;554833330001;33334444;60;OUT;ANSWERED;;777777"])
    try test.done("import --quiet")
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
    try test.rows("b", ["g1;2024-04-23 10:00:00;554833330001;99998888;60;OUT;ANSWERED;;777777"])
    try test.done("import --quiet")
    #expect(
      try test.services() == ["C1/L1/P1@2024-04-01 cycle closed 1 0.10", "C1/L1/P1@2024-04-01 late open 0 -0.10"])
    try test.done("verify")
  }

  @Test(
    "The longer record of a closed call stays late after its number has passed on (the law's driver, seed 484)",
    arguments: ["import", "services close --cycle-end-before 2024-05-21"])
  func longerRecordAfterTheNumberPassedOn(follow: String) throws {
    let test = try LawCase()
    try test.rows("a", ["g1;2024-04-23 10:00:00;554833330001;33334444;60;OUT;ANSWERED;;"])
    try test.done("import --quiet")
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
    try test.table("contracts", "id\nC1\nC2\n")
    try test.lines(
      "L1,C1,554833330001,P1,1,,2024-04-14", "L9,C2,554833330001,P1,1,2024-04-15,",
      columns: ",active_from,active_until")
    try test.rows("b", ["g1;2024-04-23 10:00:00;554833330001;33334444;300;OUT;ANSWERED;;"])
    try test.done("import --quiet")
    let services = [
      "C1/L1/P1@2024-04-01 cycle closed 1 0.10", "C1/L1/P1@2024-04-01 late open 1 0.40",
    ]
    #expect(try test.services() == services)
    try test.table("rates", "plan,zone,price_per_minute\nP1,*,0.10\nP1,vc2,0.30\nP2,*,0.20\n")
    try test.done("\(follow) --quiet")
    #expect(try test.services().map { $0.replacing("late closed", with: "late open") } == services)
    try test.done("verify")
  }

  @Test("Reopened after a change of the reset day, calls join the cycles of today (reopen-loses-calls)")
  func resetDayChange() throws {
    let test = try lateCase { try $0.lines("L1,C1,554833330001,P1,10") }
    try test.done("services reopen --line L1 --plan P1 --cycle 2024-04-01 --quiet")
    #expect(
      try test.records() == [
        "a26 L1/P1@2024-04-10 60 0.1000", "a5 L1/P1@2024-03-10 60 0.1000", "b10 L1/P1@2024-04-10 60 0.1000",
        "b28 L1/P1@2024-04-10 60 0.1000",
      ])
    try test.done("verify")
  }

  @Test("Reopened after a change of the scope, calls join the pool (reopen-loses-calls)")
  func scopeChange() throws {
    let test = try lateCase { try $0.table("plans", "id,allowance_scope\nP1,contract\nP2,line\n") }
    try test.done("services reopen --line L1 --plan P1 --cycle 2024-04-01 --quiet")
    #expect(try test.records() == ["a26", "a5", "b10", "b28"].map { "\($0) L1/P1@2024-04-01 60 0.1000" })
    try test.done("verify")
  }

  @Test(
    "By commands: a reset day that changes, a close before the next import, a late call, reopen (reopen-loses-calls)",
    arguments: [true, false])
  func reopenByCommands(changesPlan: Bool) throws {
    let test = try LawCase(isDatabase: true)
    try test.done("registry import registry --quiet")
    try test.done("lines change L1 --reset-day 10 --from 2024-03-01 --quiet")
    try test.calls("a", ("a12", "2024-04-12"), ("a30", "2024-04-30"), ("a5", "2024-05-05"), ("a8", "2024-05-08"))
    try test.done("import --quiet")
    try test.done("lines change L1 --reset-day 5 --from 2024-04-23 --quiet")
    try test.done("services close --cycle-end-before 2024-05-12 --quiet")
    if changesPlan { try test.done("lines change L1 --plan P2 --from 2024-05-03 --quiet") }
    try test.calls("b", ("b6", "2024-05-06"))
    try test.done("import --quiet")
    #expect(try test.records().count == 5)
    let starts = Set(
      try test.serviceObjects().filter { $0["state"] as? String == "closed" && $0["kind"] as? String == "cycle" }
        .compactMap { $0["cycle_start"] as? String })
    for start in starts.sorted() { try test.done("services reopen --line L1 --plan P1 --cycle \(start) --quiet") }
    #expect(try test.records().count == 5)
    try test.done("verify")
  }

  @Test("A scope that changes after a close blocks no later close (scope-change-blocks-close)")
  func scopeChangeAndClose() throws {
    let test = try LawCase()
    try test.lines("L1,C1,554833330001,P1,1", "L2,C1,554833330003,P1,1")
    try test.table("plans", "id,allowance_scope\nP1,line\nP2,line\n")
    try test.calls("a", ("a5", "2024-04-05"), ("a26", "2024-04-26"))
    try test.done("import --quiet")
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
    try test.done("services invoice \(try id(test, kind: "cycle")) --reference NF-1 --quiet")
    try test.table("plans", "id,allowance_scope\nP1,contract\nP2,line\n")
    try test.calls("b", ("b10", "2024-04-10"), ("b28", "2024-04-28"))
    try test.done("import --quiet")
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
    #expect(
      try test.services() == [
        "C1/L1/P1@2024-04-01 cycle invoiced 2 0.20", "C1/L1/P1@2024-04-01 late closed 2 0.20",
      ])
    #expect(Set(try test.serviceObjects().compactMap { $0["id"] as? String }).count == 2)
    try test.done("services invoice \(try id(test, kind: "late")) --reference NF-2 --quiet")
    try test.done("verify")
  }

  private func id(_ test: LawCase, kind: String) throws -> String {
    let service = try test.serviceObjects().first { $0["kind"] as? String == kind }
    return try #require(service?["id"] as? String)
  }

  @Test(
    "The final record of a closed call whose number was passed on costs the difference (import-crash-loop-held-final-record)"
  )
  func finalRecordOfClosedCall() throws {
    let columns = ",active_from,active_until"
    let test = try LawCase()
    try test.calls("a", ("g5", "2024-04-05"), ("g6", "2024-04-06"))
    try test.done("import --quiet")
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
    try test.lines(
      "L1,C1,554833330001,P1,1,,2024-04-05", "L2,C1,554833330001,P2,1,2024-04-06,", columns: columns)
    try test.calls("b", ("g6", "2024-04-06"), seconds: 120)
    try test.done("import --quiet")
    #expect(
      try test.records() == [
        "g5 L1/P1@2024-04-01 60 0.1000", "g6 L1/P1@2024-04-01 120 0.2000", "g6 L1/P1@2024-04-01 60 0.1000",
      ])
    #expect(
      try test.services() == [
        "C1/L1/P1@2024-04-01 cycle closed 2 0.20", "C1/L1/P1@2024-04-01 late open 1 0.10",
      ])
    try test.done("verify")
  }

  @Test("A late call costs what it would have cost on time: a call that took the allowance pays, another gets it back")
  func adjustment() throws {
    let test = try LawCase()
    try test.table("allowances", "plan,name,kind,amount,zones\nP1,min,minutes,1,*\n")
    try test.table("rates", "plan,zone,price_per_minute\nP1,*,0.10\nP1,vc1,0.50\nP2,*,0.20\n")
    // The local call took the minute; a late mobile call before it takes it in the true order.
    try test.calls("a", ("g2", "2024-04-20"))
    try test.done("import --quiet")
    try test.done("services close --cycle-end-before 2024-05-21 --quiet")
    #expect(try test.services() == [])
    try test.rows("b", ["g1;2024-04-10 10:00:00;554833330001;48999998888;60;OUT;ANSWERED;;"])
    try test.done("import --quiet")
    #expect(try test.records() == ["g1 L1/P1@2024-04-01 60 0.0000", "g2 L1/P1@2024-04-01 60 0.0000"])
    #expect(try test.services() == ["C1/L1/P1@2024-04-01 late open 1 0.10"])
    try test.done("verify")
  }
}
