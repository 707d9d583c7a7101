import CallModel
import Explaining
import Foundation
import Importing
import Ledger
import ReferenceRating
import RunSupport
import Statements
import Testing

@Suite("Explaining one call (spec 4.5)")
struct ExplanationTests {
  /// Explains the only call of that id.
  static func explain(_ id: String, _ integration: RecordedIntegration) throws -> CallExplanation {
    let ledger = try integration.ledger()
    let calls = try CallSearch(ledger, workers: 2).calls(globalID: id, CallFilter())
    let call = try #require(calls.first)
    #expect(calls.count == 1)
    return try explainer(integration, ledger).explain(call)
  }

  private static func explainer(_ integration: RecordedIntegration, _ ledger: Ledger) throws -> CallExplainer {
    let zone = try #require(TimeZoneRules(builtIn: integration.settings.timeZone))
    return CallExplainer(
      ledger, zone: zone,
      sources: SourceRows(
        directory: integration.settings.sourceDirectory, layout: integration.settings.layout, ledger: ledger))
  }

  private static func rule(_ name: ExplainedRule.Name, _ explanation: CallExplanation) throws -> ExplainedRule {
    try #require(explanation.rules.first { $0.rule == name })
  }

  @Test func `call 3 of the worked example is told rule by rule`() throws {
    let explanation = try Self.explain("g3", try WorkedExample.integration())
    #expect(
      explanation.rules.map(\.rule) == [
        .line, .number, .zone, .rate, .billedSeconds, .cycle, .allowance, .price, .amount, .service, .source,
      ])
    let texts = explanation.rules.map(\.text)
    #expect(texts[0] == "The caller 554833330001 is the number of line L1, contract C1, plan P1 on 2026-11-10.")
    #expect(texts[1] == "Dialled 33334444, by rule 12 (number in the line's area) the number is 554833334444.")
    #expect(
      texts[2] == "The longest known prefix of 554833334444 is 55483 (built in); the line's area code is 48, too: "
        + "zone local.")
    #expect(texts[3] == "Plan P1 charges R$ 0.05 a minute for zone local.")
    #expect(texts[4] == "61 s are billed as the minimum of 30 s and 6 steps of 6 s: 66 s.")
    #expect(
      texts[6] == "Allowance minutos, 600 s (10:00) a cycle, had 30 s (00:30) left: it covered 30 s (00:30), and "
        + "0 s (00:00) remain.")
    #expect(
      texts[7] == "After the first 30 s, which were covered: 36 s at R$ 0.05 a minute = R$ 0.03, rounded half-up to "
        + "4 decimals: R$ 0.0300.")
    #expect(explanation.rules[0].rows == ["lines.csv:2"] && explanation.rules[3].rows == ["rates.csv:2"])
    #expect(explanation.rules[6].rows == ["allowances.csv:2"])
    #expect(explanation.rules[6].values["before"] == "30" && explanation.rules[6].values["after"] == "0")
    #expect(texts[10].hasPrefix("It came in a.csv:4, imported by run 1"))
  }

  @Test func `of a cut fraction of a centavo the price, what is left and what is paid are told (spec 11.1)`() throws {
    let integration = try WorkedExample.integration(WorkedExample.cutRegistry)
    let call = try Self.explain("g4", integration)
    #expect(
      try Self.rule(.price, call).text
        == "36 s at R$ 0.39 a minute = R$ 0.234, cut to 4 decimals: R$ 0.2340.")
    #expect(
      try Self.rule(.amount, call).text
        == "To be paid for this call: R$ 0.2300, the R$ 0.2340 that are left without their fraction of a centavo (RGC, "
        + "art. 49).")
    #expect(try Self.rule(.amount, call).values == ["amount": "0.2300", "cut": "0.0040"])
    #expect(try Self.rule(.price, call).values["charge_rounding"] == "cut")
    // Nothing was cut of this one.
    #expect(try Self.rule(.amount, try Self.explain("g3", integration)).text == "To be paid for this call: R$ 0.0300.")
  }

  @Test func `without its file the number stays as it is recorded`() throws {
    let integration = try WorkedExample.integration()
    try FileManager.default.removeItem(atPath: integration.settings.sourceDirectory + "/a.csv")
    let explanation = try Self.explain("g3", integration)
    #expect(explanation.rawRow == nil)
    #expect(try Self.rule(.number, explanation).text.contains("recorded as 554833334444 (e164)"))
    #expect(try Self.rule(.zone, explanation).values["zone"] == "local")
  }

  @Test func `an allowance that others used up says so, and a call within grace why it is free`() throws {
    let integration = try WorkedExample.integration()
    let last = try Self.explain("g6", integration)
    #expect(
      try Self.rule(.allowance, last).text
        == "Allowance minutos, 600 s (10:00) a cycle, was used up before this call.")
    #expect(try Self.rule(.billedSeconds, last).text == "7 s are billed as the minimum of 30 s.")
    let short = try Self.explain("g5", integration)
    #expect(
      try Self.rule(.amount, short).text
        == "It took 3 s, and plan P1 charges nothing for calls of up to 3 s.")
    #expect(try Self.rule(.amount, short).rows == ["plans.csv:2"])
  }

  /// Identification by each column (spec 3.2), prices with bands, steps and fees (3.4, 3.6), value allowances.
  static let rich = [
    "contracts.csv": "id,customer\nC1,Ana\n",
    "plans.csv": "id,name,rounding,decimals\nP1,Rico,up,2\n",
    "lines.csv":
      "id,contract,number,plan,reset_day,trunk,account_code,range_start,range_end\n"
      + "L1,C1,554833330001,P1,10,,,,\nL2,C1,554833330002,P1,10,T9,000777,554833339000,554833339099\n",
    "dids.csv": "line,number\nL1,554833330111\n",
    "allowances.csv": "plan,name,kind,amount,zones\nP1,crédito,value,0.50,*\n",
    "bands.csv": "band,days,from,until\nnoite,mon tue wed thu fri sat sun,22:00,24:00\n",
    "rates.csv":
      "plan,zone,price_per_minute,connection_fee,from_s,band,valid_from\nP1,local,0.10,0.07,0,,\nP1,local,0.04,,60,,\n"
      + "P1,local,0.01,,0,noite,2026-01-01\nP1,intl,1,,0,,\n",
    "zones.csv": "prefix,zone\n351,intl:europe\n",
  ]

  @Test func `steps, fee, rounding and a value allowance are told`() throws {
    let integration = try RecordedIntegration(registry: Self.rich)
    try integration.deliver(
      "a.csv", [RecordedIntegration.row("x", "2026-11-10 09:00:00", "554833330111", "33334444", 100)])
    let explanation = try Self.explain("x", integration)
    #expect(try Self.rule(.line, explanation).text.hasPrefix("The caller 554833330111 is a DID of line L1"))
    #expect(try Self.rule(.line, explanation).rows == ["dids.csv:2", "lines.csv:2"])
    #expect(
      try Self.rule(.rate, explanation).text
        == "Plan P1 charges R$ 0.1 a minute, then R$ 0.04 a minute from second 60 and R$ 0.07 for the connection for zone "
        + "local.")
    // 102 s: 60 s at 0.10 = 0.10, 42 s at 0.04 = 0.028, and 0.07: 0.198, up to 0.20.
    #expect(
      try Self.rule(.price, explanation).text
        == "60 s at R$ 0.1 a minute, 42 s at R$ 0.04 a minute, R$ 0.07 for the connection = R$ 0.198, rounded up to 2 "
        + "decimals: R$ 0.20.")
    let allowances = explanation.rules.filter { $0.rule == .allowance }.map(\.text)
    #expect(
      allowances == [
        "No allowance of minutes covers zone local.",
        "Allowance crédito, R$ 0.50 a cycle, had R$ 0.50 left: it covered R$ 0.20, and R$ 0.30 remain.",
      ])
  }

  @Test(arguments: [
    ("554833339042", "", "", "is in the range 554833339000 to 554833339099 of line L2"),
    ("0", "T9", "", "the trunk T9 is that of line L2 alone"),
    ("anonymous", "", "000777", "the account code 000777 is that of line L2 alone"),
  ])
  func `a line found otherwise than by its number says by what`(
    caller: String, trunk: String, code: String, text: String
  ) throws {
    let integration = try RecordedIntegration(registry: Self.rich)
    try integration.deliver(
      "a.csv",
      [
        RecordedIntegration.row(
          "x", "2026-11-10 23:00:00", caller, "0021351210000001", 30, trunk: trunk, accountCode: code)
      ])
    let explanation = try Self.explain("x", integration)
    #expect(try Self.rule(.line, explanation).text.contains(text))
    #expect(try Self.rule(.zone, explanation).rows == ["zones.csv:2"])
    #expect(try Self.rule(.rate, explanation).text.contains("for zone intl, which intl:europe falls under"))
  }

  @Test func `a band and the days of a rate are named`() throws {
    let integration = try RecordedIntegration(registry: Self.rich)
    try integration.deliver(
      "a.csv", [RecordedIntegration.row("x", "2026-11-10 23:00:00", "554833330001", "33334444", 30)])
    #expect(
      try Self.rule(.rate, try Self.explain("x", integration)).text
        == "Plan P1 charges R$ 0.01 a minute for zone local, in band noite, which holds at 23:00, valid from 2026-01-01."
    )
  }

  @Test func `a row that was not billed is told with its reason, state and remedy`() throws {
    let integration = try WorkedExample.integration()
    try integration.deliver(
      "b.csv",
      [
        RecordedIntegration.row("s1", "2026-11-12 10:00:00", "554899990000", "33334444", 60),
        RecordedIntegration.row("s12", "2026-11-12 10:00:00", "554899990000", "33334444", 60),
      ])
    let rows = try KeptRowExplainer(try integration.ledger()).rows(mentioning: "s1", masksNumbers: false)
    #expect(rows.count == 1)
    #expect(rows.first?.source == "b.csv:2" && rows.first?.reason == "unknown-line" && rows.first?.state == "held")
    #expect(rows.first?.outcome == "suspended")
  }

  /// Ids as they stand in segments: first of all, quoted, with what a search could stumble over.
  @Test(arguments: ["g1", "a,b", "a\"b", "-1", "çã", "g", "x.y*z"])
  func `the search finds a call regardless of its id`(id: String) throws {
    let integration = try RecordedIntegration(registry: WorkedExample.registry)
    try integration.deliver(
      "a.csv",
      WorkedExample.rows + [RecordedIntegration.row(id, "2026-11-15 10:00:00", "554833330001", "33334444", 60)])
    let found = try CallSearch(try integration.ledger(), workers: 2).calls(globalID: id, CallFilter())
    #expect(found.map(\.globalID) == (id == "g1" ? [id, id] : [id]))
    var filter = CallFilter()
    filter.line = "L1"
    let ofLine = try CallSearch(try integration.ledger(), workers: 2).calls(globalID: id, filter)
    #expect(ofLine.map(\.instant) == found.map(\.instant))
    filter.line = "L2"
    #expect(try CallSearch(try integration.ledger(), workers: 1).calls(globalID: id, filter).isEmpty)
  }

  @Test func `of a rated again call only the live row is found`() throws {
    let integration = try WorkedExample.integration()
    // An earlier call makes the cycle be written anew.
    try integration.deliver(
      "b.csv", [RecordedIntegration.row("e", "2026-11-10 00:00:00", "554833330001", "33335555", 30)])
    let found = try CallSearch(try integration.ledger(), workers: 2).calls(globalID: "g3", CallFilter())
    #expect(found.count == 1 && found.first?.run == 2)
  }

  /// Each call of a random ledger is explained by the rules it was rated by, and comes to what is recorded.
  @Test(arguments: UInt64(1)...16)
  func `of random registries and calls each explanation agrees with the record`(seed: UInt64) throws {
    let scenario = Scenario(seed: seed)
    let integration = try RecordedIntegration(scenario)
    for (index, file) in scenario.files.enumerated() {
      try integration.directory.write("cdr/f\(index).csv", file.bytes)
    }
    try integration.run()
    let ledger = try integration.ledger()
    let explainer = try Self.explainer(integration, ledger)
    var calls: [RecordedCall] = []
    try RecordedCalls(ledger).forEach(RecordSelection()) { row, span in
      calls.append(try #require(RecordedCall(row, of: span)))
    }
    for call in calls {
      let explanation = try explainer.explain(call)
      let warnings = explanation.rules.filter { $0.rule == .warning }.map(\.text)
      #expect(warnings.isEmpty, "seed \(seed), \(call.source): \(warnings)")
      #expect(explanation.rawRow != nil, "seed \(seed), \(call.source)")
      let isFound = explanation.rules.first?.values["found_by"] != nil
      #expect(isFound, "seed \(seed), \(call.source): \(explanation.rules.first?.text ?? "")")
      let billed = explanation.rules.first { $0.rule == .billedSeconds }?.values["billed_s"]
      #expect(billed == nil || billed == "\(call.billed)", "seed \(seed), \(call.source)")
    }
  }
}
