import Foundation
import Testing

/// Cases of open cycles that went wrong once: what is recorded is what one `rate` says today (spec 4.3).
struct OpenCycleCaseTests {
  private static let rates = "plan,zone,price_per_minute\nP1,*,0.40\nP1,local,0.05\nP2,*,0.20\n"
  private static let found = "LX,C1,551133330099,P1,1,T1"

  @Test("A repeat of a row without global_id is known after its line was entered (doubled-after-area-code-repair)")
  func areaCodeRepair() throws {
    let test = try LawCase()
    try test.table("rates", Self.rates)
    let row = ";2024-04-05 10:00:00;554833330001;33334444;3600;OUT;ANSWERED;T1;"
    try test.lines(Self.found, columns: ",trunk")
    try test.rows("a", [row])
    try test.done("import --quiet")
    try test.lines(Self.found, "L1,C1,554833330001,P1,1,", columns: ",trunk")
    try test.rows("b", [row, "g2;2024-04-06 10:00:00;554833330001;33334444;60;OUT;ANSWERED;T1;"])
    try test.done("import --quiet")
    #expect(try test.records() == [" L1/P1@2024-04-01 3600 3.0000", "g2 L1/P1@2024-04-01 60 0.0500"])
    #expect(try test.count("duplicate") == 1)
    #expect(try test.services() == ["C1/L1/P1@2024-04-01 cycle open 2 3.05"])
    try test.done("verify")
  }

  @Test("The area code of a call follows the line that was entered later (rerate-keeps-wrong-area-code)")
  func wrongAreaCode() throws {
    let test = try LawCase()
    try test.table("rates", Self.rates)
    try test.lines(Self.found, columns: ",trunk")
    try test.rows("a", ["g1;2024-04-05 10:00:00;554833330001;33334444;3600;OUT;ANSWERED;T1;"])
    try test.done("import --quiet")
    // Local for LX, of area 11, as for L1, of area 48: another number was called.
    #expect(try test.records() == ["g1 LX/P1@2024-04-01 3600 3.0000"])
    #expect(try test.done("records --format csv").output.contains(",551133334444,"))
    try test.lines(Self.found, "L1,C1,554833330001,P1,1,", columns: ",trunk")
    try test.done("import --quiet")
    #expect(try test.records() == ["g1 L1/P1@2024-04-01 3600 3.0000"])
    #expect(try test.done("records --format csv").output.contains(",554833334444,"))
    try test.done("verify")
  }

  @Test("A row that comes again after its line was removed is known (removed-line-doubles-call)")
  func removedLine() throws {
    let test = try LawCase()
    let other = "L2,C1,554833330009,P1,1,777777"
    try test.lines("L1,C1,554833330001,P1,1,", other, columns: ",account_code")
    try test.calls("a", ("g5", "2024-04-05"), ("g6", "2024-04-06"))
    try test.done("import --quiet")
    try test.lines(other, columns: ",account_code")
    try test.calls("b", ("g6", "2024-04-06"), ("g7", "2024-04-07"))
    try test.done("import --quiet")
    #expect(try test.records() == ["g5", "g6", "g7"].map { "\($0) L2/P1@2024-04-01 60 0.1000" })
    #expect(try test.count("duplicate") == 1)
    try test.lines("L1,C1,554833330001,P1,1,", other, columns: ",account_code")
    try test.done("import --quiet")
    #expect(try test.records() == ["g5", "g6", "g7"].map { "\($0) L1/P1@2024-04-01 60 0.1000" })
    try test.done("verify")
  }

  /// What becomes of L1 on 6 April: it ends, and an account code finds L2; its number is L2's.
  @Test(
    "The final record of a call whose number was passed on stands for it (import-crash-loop-held-final-record)",
    arguments: [
      ["L1,C1,554833330001,P1,1,,2024-04-05,", "L2,C1,554833330009,P1,1,,,777777"],
      ["L1,C1,554833330001,P1,1,,2024-04-05,", "L2,C1,554833330001,P1,1,2024-04-06,,"],
    ])
  func finalRecord(after: [String]) throws {
    let columns = ",active_from,active_until,account_code"
    let test = try LawCase()
    try test.lines("L1,C1,554833330001,P1,1,,,", "L2,C1,554833330009,P1,1,,,777777", columns: columns)
    try test.calls("a", ("g5", "2024-04-05"), ("g6", "2024-04-06"))
    try test.done("import --quiet")
    try test.lines(after[0], after[1], columns: columns)
    try test.done("import --quiet")
    try test.calls("b", ("g6", "2024-04-06"), seconds: 120)
    try test.done("import --quiet")
    #expect(try test.records() == ["g5 L1/P1@2024-04-01 60 0.1000", "g6 L2/P1@2024-04-01 120 0.2000"])
    #expect(try test.reasons("rejected") == ["conflicting-duplicate"])
    try test.done("verify")
  }

  @Test("A discarded call stays so when its row comes again in another file (lesser 10)")
  func discardedAgain() throws {
    let test = try LawCase()
    let row = "g2;2024-04-06 10:00:00;554833330002;554833330009;60;OUT;ANSWERED;;"
    try test.rows("a", [row])
    try test.done("import --quiet")
    let id = try #require(try test.done("suspended list --json").list().first?["id"])
    try test.done("suspended discard \(id) --because test --quiet")
    try test.rows("b", [row, "g3;2024-04-06 10:00:00;554833330001;554833330009;60;OUT;ANSWERED;;"])
    try test.done("import --quiet")
    try test.lines("L1,C1,554833330001,P1,1", "L2,C1,554833330002,P1,1")
    try test.done("import --quiet")
    #expect(try test.records() == ["g3 L1/P1@2024-04-01 60 0.1000"])
    #expect(try test.reasons("suspended") == [])
    #expect(try test.reasons("rejected") == ["discarded", "discarded"])
    let back = try #require(try test.done("rejected list --json").list().first?["id"])
    try test.done("rejected discard --back \(back) --quiet")
    #expect(try test.records() == ["g2 L2/P1@2024-04-01 60 0.1000", "g3 L1/P1@2024-04-01 60 0.1000"])
    try test.done("verify")
  }
}
