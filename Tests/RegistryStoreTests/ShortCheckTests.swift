import CallModel
import GRDB
import Ledger
import ReferenceRating
import Registry
import Testing

@testable import RegistryStore

@Suite("A change is checked by what it concerns, spec 6.1")
struct ShortCheckTests {
  /// Each names its seed if it fails.
  static let seeds: [UInt64] = Array(41...100)

  @Test("the check of what changed says what the check of everything says, in the same words", arguments: seeds)
  func sameVerdicts(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let rules = RandomChange.rules(&random)
    let quick = try RegisterDesk(rules: rules)
    let whole = try RegisterDesk(rules: rules)
    for desk in [quick, whole] { try desk.importing(RandomChange.registers) }
    var sound = 0
    for step in 1...60 {
      let changes = RandomChange.some(&random)
      let described = "seed \(seed), step \(step): \(changes)"
      if let verdicts = try Self.verdicts(of: changes, on: quick) {
        #expect(verdicts.short == verdicts.whole, "\(described)")
      }
      try whole.forgetSoundness()
      let told = Self.outcome(of: changes, on: whole)
      #expect(Self.outcome(of: changes, on: quick) == told, "\(described)")
      sound += told.isEmpty ? 1 : 0
    }
    #expect(try quick.everything() == whole.everything(), "seed \(seed)")
    #expect(sound > 5, "seed \(seed): too few changes keep the rules to prove anything")
  }

  /// What is thrown; empty if it is done.
  private static func outcome(of changes: [RandomChange], on desk: RegisterDesk) -> String {
    do {
      try desk.change { transaction in for change in changes { try change.apply(transaction) } }
      return ""
    } catch {
      return "\(error)"
    }
  }

  /// Of both checks of a change, which is not kept; nil if it cannot be made.
  private static func verdicts(
    of changes: [RandomChange], on desk: RegisterDesk
  ) throws -> (short: Bool, whole: Bool)? {
    try desk.ledger.transaction(isDryRun: true) { database in
      let rules = desk.settings.rules ?? RegistryRules(mode: nil)
      let since = try #require(try SoundMark.journal(by: rules, database))
      let transaction = try RegisterTransaction(
        database, author: Author(name: "ana", date: desk.now), zone: desk.settings.zone, action: "test")
      do { for change in changes { try change.apply(transaction) } } catch { return nil }
      let check = RegisterCheck(RegisterReader(database))
      return (try check.isSound(rules, since: since), (try? check.run(rules)) != nil)
    }
  }

  @Test("registers that were not found sound by these rules are looked at as a whole")
  func otherRules() throws {
    let desk = try RegisterDesk(rules: RegistryRules(mode: nil))
    try desk.importing(RandomChange.registers)
    try desk.change { try $0.change(.lines, id: "L2", ["licence": "XX"]) }
    let strict = RegisterSettings(zone: desk.settings.zone, rules: RegistryRules(mode: .stable))
    let author = Author(name: "ana", date: desk.now)
    let fault = #expect(throws: Problems.self) {
      try desk.ledger.changeRegisters(by: author, strict, action: "test") {
        try $0.change(.lines, id: "L1", ["description": "Loja"])
      }
    }
    #expect(
      fault?.description
        == "lines L2: licence: expected the abbreviation of a licence in licences, found XX")
  }

  @Test("a rate that others need as their first step is not removed")
  func firstStep() throws {
    let desk = try RegisterDesk()
    try desk.importing(RandomChange.registers)
    #expect(throws: Problems.self) { try desk.change { try $0.remove(.rates, id: "P1/local") } }
  }

  @Test("rows that the platform filled since are no reason to look at everything")
  func platformCells() throws {
    let desk = try RegisterDesk()
    try desk.importing(RandomChange.registers)
    let rules = RegistryRules(mode: nil)
    try desk.ledger.write { database in
      let transaction = try RegisterTransaction(
        database, author: Author(name: "platform", date: desk.now), zone: desk.settings.zone, action: "push")
      let row = try #require(try transaction.rows(of: .lines, id: "L1").first)
      try transaction.replace(row, with: ["terminal": "T1"])
    }
    try desk.ledger.transaction(isDryRun: true) { database in
      let since = try SoundMark.journal(by: rules, database)
      #expect(try RegisterCheck(RegisterReader(database)).isSound(rules, since: since))
      #expect(try ChangedRows.since(#require(since), RegisterReader(database))?.map(\.table.name) == ["lines"])
    }
  }
}

extension RegisterDesk {
  /// So that the next change is checked as a whole.
  func forgetSoundness() throws {
    try ledger.write { try $0.execute(sql: "DELETE FROM setting WHERE key = 'registers_sound'") }
  }
}
