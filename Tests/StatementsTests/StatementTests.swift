import CallModel
import Explaining
import Importing
import Ledger
import Pipeline
import ReferenceRating
import Registry
import RunSupport
import Statements
import Testing

@Suite("The detailed bill of a line and cycle (spec 4.5)")
struct StatementTests {
  @Test func `the worked example of spec 3.8 comes to R$ 0,29 with the allowance used up`() throws {
    let statement = try WorkedExample.integration().statement("L1", "2026-11-10")
    #expect(statement.totalCentavos == 29)
    #expect(statement.customer == "Ana Maria")
    #expect(statement.numbers == ["554833330001"])
    let section = try #require(statement.sections.first)
    #expect(section.planName == "Fixo 10 minutos")
    #expect(section.calls.map(\.billed) == [570, 66, 36, 0, 30])
    #expect(section.calls.map(\.covered) == [570, 30, 0, 0, 0])
    #expect(section.calls.map(\.amountMicros) == [0, 30_000, 234_000, 0, 25_000])
    #expect(section.callMicros == 289_000)
    let use = try #require(section.allowances.first)
    #expect(use.total == 600 && use.usedHere == 600 && use.usedElsewhere == 0 && use.left == 0)
    #expect(section.zoneTotals.map(\.zone) == ["local", "vc1"])
    #expect(section.zoneTotals.map(\.amountMicros) == [55_000, 234_000])
  }

  static let cutNote = "Frações de centavo foram desprezadas (RGC, art. 49)"

  @Test func `with fractions of a centavo cut it comes to R$ 0,28, and the customer is told (spec 11.1)`() throws {
    let statement = try WorkedExample.integration(WorkedExample.cutRegistry).statement("L1", "2026-11-10")
    let section = try #require(statement.sections.first)
    #expect(section.calls.map(\.amountMicros) == [0, 30_000, 230_000, 0, 20_000])
    #expect(section.callMicros == 280_000)
    #expect(statement.totalCentavos == 28)
    let text = StatementText.lines(statement).joined(separator: "\n")
    #expect(text.contains(Self.cutNote) && !text.contains("Arredondamento"))
    #expect(text.contains("0,2300"))
    #expect(StatementHTML.text(statement).contains(Self.cutNote))
    let exact = try WorkedExample.integration().statement("L1", "2026-11-10")
    #expect(!StatementHTML.text(exact).contains("desprezadas"))
    #expect(StatementHTML.text(exact).contains("Arredondamento"))
  }

  @Test func `call 1 falls in the cycle before, which has nothing to pay`() throws {
    let statement = try WorkedExample.integration().statement("L1", "2026-10-10")
    #expect(statement.totalCentavos == 0)
    #expect(statement.sections[0].calls.map(\.covered) == [126])
    #expect(statement.sections[0].allowances[0].left == 474)
    #expect(StatementHTML.text(statement).contains("Nenhum valor a cobrar neste ciclo"))
  }

  @Test func `any day of a cycle names it, and a day of none lists those there are`() throws {
    let integration = try WorkedExample.integration()
    #expect(try integration.statement("L1", "2026-12-09").cycleStart == CivilDate(text: "2026-11-10"))
    for day in ["2026-12-10", "2026-10-09", nil] {
      let failure = #expect(throws: StatementFailure.self) { try integration.statement("L1", day) }
      let text = try #require(failure).description
      #expect(text.contains("2026-10-10 to 2026-11-09  contract C1, plan P1"))
      #expect(text.contains("2026-11-10 to 2026-12-09"))
    }
  }

  @Test func `an unknown line is refused with those that are called alike`() throws {
    let failure = #expect(throws: StatementFailure.self) {
      try WorkedExample.integration().statement("l2", "2026-11-10")
    }
    #expect(
      try #require(failure).description
        == "LINE: expected the id of a line that has recorded calls, found l2: similar lines have: L1")
  }

  @Test(arguments: ["100", "180", "181"])
  func `calls to anonymous reporting lines are in no format, and what they cost is still in the total`(
    number: String
  ) throws {
    var registry = WorkedExample.registry
    registry["rates.csv"]? += "P1,special,0.60\n"
    let integration = try RecordedIntegration(registry: registry)
    try integration.deliver(
      "a.csv",
      WorkedExample.rows + [
        RecordedIntegration.row("g7", "2026-11-11 03:33:33", "554833330001", number, 60),
        RecordedIntegration.row("g8", "2026-11-11 03:43:33", number, "554833330001", 90, direction: "IN"),
      ])
    let statement = try integration.statement("L1", "2026-11-10")
    #expect(statement.totalCentavos == 89)
    #expect(statement.sections[0].callMicros == 889_000)
    #expect(statement.callCount == 5)
    let formats = [
      StatementHTML.text(statement), StatementText.lines(statement).joined(separator: "\n"),
      String(decoding: StatementCSV.bytes(statement), as: UTF8.self),
    ]
    for text in formats {
      for hidden in ["03:33:33", "03:43:33", ">\(number)<", " \(number) ", ",\(number),", "Serviço especial"] {
        #expect(!text.contains(hidden), "\(hidden)")
      }
    }
    for text in formats.prefix(2) { #expect(text.contains("Outros serviços de telefonia")) }
  }

  @Test func `calls to the registry's own hidden numbers are in no format, closed cycles' too (spec 11.1)`() throws {
    let integration = try WorkedExample.integration()
    try integration.closeAll()
    let tables = try StatementTables(
      tables: ["hidden_numbers.csv": Array("number,name\n554833334444,Abrigo\n188,\n".utf8)])
    let statement = try integration.statement("L1", "2026-11-10", tables: tables)
    #expect(statement.callCount == 1)
    #expect(statement.sections[0].unlistedMicros == 55_000)
    #expect(statement.totalCentavos == 29)
    for text in [
      StatementHTML.text(statement), StatementText.lines(statement).joined(separator: "\n"),
      String(decoding: StatementCSV.bytes(statement), as: UTF8.self),
    ] {
      for hidden in ["3333-4444", "554833334444", "Abrigo", "09:00:00"] { #expect(!text.contains(hidden), "\(hidden)") }
    }
  }

  @Test func `each call has its place of origin and of destination, and what exceeds the allowance (spec 11.1)`() throws
  {
    var registry = WorkedExample.registry
    registry["rates.csv"]? += "P1,intl,1.00\nP1,special,0\n"
    registry["lines.csv"]? += "L2,C1,5511987654321,P1,10\n"
    let integration = try RecordedIntegration(registry: registry)
    let line = "554833330001"
    try integration.deliver(
      "a.csv",
      [
        RecordedIntegration.row("a", "2026-11-10 08:00:00", line, "0021351211234567", 660),
        RecordedIntegration.row("b", "2026-11-10 08:20:00", line, "999998888", 30),
        RecordedIntegration.row("c", "2026-11-10 08:30:00", line, "0800123456", 30),
        RecordedIntegration.row("d", "2026-11-10 08:40:00", line, "190", 30),
        RecordedIntegration.row("e", "2026-11-10 08:50:00", "1133334444", line, 30, direction: "IN"),
        RecordedIntegration.row("f", "2026-11-10 08:55:00", "", line, 30, direction: "IN"),
        RecordedIntegration.row("g", "2026-11-10 09:00:00", line, "33334444", 660),
      ])
    let statement = try integration.statement("L1", "2026-11-10", tables: StatementTables())
    let calls = statement.sections[0].calls
    let here = "Florianópolis - SC"
    #expect(statement.place == here)
    #expect(
      calls.map { "\($0.origin) > \($0.destination)" } == [
        "\(here) > Portugal", "\(here) > Área 48 - SC", "\(here) > Brasil", "\(here) > \(here)",
        "São Paulo - SP > \(here)", " > \(here)", "\(here) > \(here)",
      ])
    #expect(calls.map(\.surplus) == [660, 30, 0, 30, 0, 0, 60])
    let rows = String(decoding: StatementCSV.bytes(statement), as: UTF8.self).split(separator: "\n")
    #expect(rows[0].hasSuffix(",service,origin,destination"))
    #expect(rows[1].hasSuffix(",Florianópolis - SC,Portugal"))
    let text = StatementText.lines(statement).joined(separator: "\n")
    #expect(text.contains("de (11) 3333-4444"))
  }

  @Test func `what late calls take back stands apart as given back (spec 11.1)`() throws {
    var registry = WorkedExample.registry
    registry["rates.csv"]? += "P1,intl,1.00\n"
    registry["allowances.csv"] = nil
    let integration = try RecordedIntegration(registry: registry)
    let line = "554833330001"
    try integration.deliver(
      "a.csv", [RecordedIntegration.row("a", "2026-11-10 10:00:00", line, "0021351211234567", 60)])
    try integration.closeAll()
    #expect(!StatementHTML.text(try integration.statement("L1", "2026-11-10")).contains("restituídos"))
    // Its final record says that it went elsewhere: 0.05 in the place of 1.00.
    try integration.deliver("b.csv", [RecordedIntegration.row("a", "2026-11-10 10:00:00", line, "33334444", 60)])
    let statement = try integration.statement("L1", "2026-11-10")
    let section = statement.sections[0]
    #expect(section.charges.map(\.centavos) == [100] && section.refunds.map(\.centavos) == [-95])
    #expect(statement.totalCentavos == 5)
    let html = StatementHTML.text(statement)
    #expect(html.contains("<h2 id=\"restituidos\">Valores restituídos</h2>") && html.contains("R$\u{A0}-0,95"))
    let text = StatementText.lines(statement)
    #expect(text.contains("VALORES RESTITUÍDOS") && text.contains { $0.hasSuffix("R$ -0,95") })
  }

  @Test func `a pool shows what its other lines used of the contract's allowance`() throws {
    let registry = [
      "contracts.csv": "id,customer\nC1,Ana\n",
      "plans.csv": "id,name,allowance_scope\nP1,Empresa,contract\n",
      "lines.csv":
        "id,contract,number,plan,reset_day\nL1,C1,554833330001,P1,10\nL2,C1,554833330002,P1,10\n",
      "allowances.csv": "plan,name,kind,amount,zones\nP1,minutos,minutes,5,*\nP1,crédito,value,1,local\n",
      "rates.csv": "plan,zone,price_per_minute\nP1,local,0.60\n",
    ]
    let integration = try RecordedIntegration(registry: registry)
    // 180 s of L2, then 120 s of 240 s of L1; the other 120 s cost R$ 1,20, of which the credit pays R$ 1,00.
    try integration.deliver(
      "a.csv",
      [
        RecordedIntegration.row("a", "2026-11-10 08:00:00", "554833330002", "33334444", 180),
        RecordedIntegration.row("b", "2026-11-10 09:00:00", "554833330001", "33334444", 240),
      ])
    let statement = try integration.statement("L1", "2026-11-10")
    let section = statement.sections[0]
    #expect(section.calls.count == 1)
    #expect(section.allowances.map(\.usedHere) == [120, 1_000_000])
    #expect(section.allowances.map(\.usedElsewhere) == [180, 0])
    #expect(statement.totalCentavos == 20)
    #expect(StatementHTML.text(statement).contains("Outras linhas do contrato: 03:00 min"))
    #expect(StatementText.lines(statement).contains { $0.contains("outras linhas do contrato 03:00 min") })
  }

  @Test func `a line that changed contracts has a statement for each, without the other's calls`() throws {
    var registry = WorkedExample.registry
    registry["contracts.csv"]? += "C2,Bruno\n"
    registry["lines.csv"] =
      "id,contract,number,plan,reset_day,active_from,active_until\nL1,C1,554833330001,P1,10,,2026-11-20\n"
      + "L1,C2,554833330001,P1,10,2026-11-21,\n"
    let integration = try RecordedIntegration(registry: registry)
    try integration.deliver(
      "a.csv",
      WorkedExample.rows + [RecordedIntegration.row("h", "2026-11-21 10:00:00", "554833330001", "33334444", 60)])
    let failure = #expect(throws: StatementFailure.self) { try integration.statement("L1", "2026-11-10") }
    #expect(try #require(failure).description.contains("expected one of C1, C2"))
    let first = try integration.statement("L1", "2026-11-10", contract: "C1")
    #expect(first.customer == "Ana Maria" && first.callCount == 5 && first.totalCentavos == 29)
    let second = try integration.statement("L1", "2026-11-10", contract: "C2")
    #expect(second.customer == "Bruno" && second.callCount == 1 && second.totalCentavos == 5)
    // One allowance for the line's cycle: the first contract used it up.
    #expect(second.sections[0].allowances.map(\.usedElsewhere) == [600])
    #expect(StatementText.lines(second).contains { $0.contains("em outro contrato 10:00 min") })
  }

  @Test func `a line that changed its plan has a section for each`() throws {
    var registry = WorkedExample.registry
    registry["plans.csv"]? += "P2,Ilimitado\n"
    registry["rates.csv"]? += "P2,local,0\n"
    registry["lines.csv"] =
      "id,contract,number,plan,reset_day,active_from,active_until\nL1,C1,554833330001,P1,10,,2026-11-20\n"
      + "L1,C1,554833330001,P2,10,2026-11-21,\n"
    let integration = try RecordedIntegration(registry: registry)
    try integration.deliver(
      "a.csv",
      WorkedExample.rows + [RecordedIntegration.row("h", "2026-11-21 10:00:00", "554833330001", "33334444", 60)])
    let statement = try integration.statement("L1", "2026-11-10")
    #expect(statement.sections.map(\.planName) == ["Fixo 10 minutos", "Ilimitado"])
    #expect(statement.totalCentavos == 29)
    #expect(StatementHTML.text(statement).contains("<h2 class=\"plan\">Plano Ilimitado</h2>"))
  }

  @Test func `calls that came after the cycle was closed stand apart, with a service of their own`() throws {
    let integration = try WorkedExample.integration()
    try integration.closeAll()
    try integration.deliver(
      "b.csv", [RecordedIntegration.row("late", "2026-11-10 08:00:00", "554833330001", "33334444", 60)])
    let statement = try integration.statement("L1", "2026-11-10")
    let section = statement.sections[0]
    #expect(section.calls.count == 5)
    // In its place it takes the 30 s that were left of the allowance, and g3 costs 0.0250 more: one line says so.
    #expect(section.lateCalls.map(\.amountMicros) == [25_000])
    #expect(section.services.map(\.kind) == [.cycle, .late])
    #expect(section.services.map(\.state) == [.closed, .open])
    #expect(statement.totalCentavos == 34)
    let text = StatementText.lines(statement).joined(separator: "\n")
    #expect(text.contains("CHAMADAS TARDIAS"))
    #expect(text.lowercased().contains("ajuste da franquia"))
    #expect(StatementHTML.text(statement).contains("<h2 id=\"tardias\">Chamadas tardias</h2>"))
    let csv = String(decoding: StatementCSV.bytes(statement), as: UTF8.self)
    #expect(csv.contains(",late,2026-11-10,08:00:00,out,554833334444,local,Local,60,60,30,30,0.0000,0.0250,"))
  }

  @Test func `where each call is a service of its own, the total is theirs (spec 4.4)`() throws {
    let integration = try RecordedIntegration(registry: WorkedExample.registry)
    integration.settings.isPerCall = true
    try integration.deliver("a.csv", WorkedExample.rows)
    // 0.0300, 0.2340 and 0.0250, each rounded: 3, 23 and 3 centavos.
    let statement = try integration.statement("L1", "2026-11-10")
    #expect(statement.sections[0].isPerCall && statement.totalCentavos == 29)
    let html = StatementHTML.text(statement)
    #expect(html.contains("Um serviço adicional por ligação") && html.contains("Cada ligação é cobrada à parte"))
    let explanation = try ExplanationTests.explain("g3", integration)
    let service = try #require(explanation.rules.first { $0.rule == .service })
    #expect(service.values["amount"] == "0.03" && service.values["kind"] == "call")
  }

  @Test func `the ERP's ids of single calls go out with their records`() throws {
    let integration = try RecordedIntegration(registry: WorkedExample.registry)
    integration.settings.isPerCall = true
    try integration.deliver("a.csv", WorkedExample.rows)
    let services = try integration.closeAll()
    try integration.invoice(services)
    let ledger = try integration.ledger()
    let references = try ServiceReferences(ledger)
    var found: [String: String] = [:]
    try RecordedCalls(ledger).forEach(RecordSelection()) { row, span in
      found[row.text(.globalID)] = try references.reference(of: row, in: span)
    }
    for (index, service) in services.enumerated() { #expect(found[service.globalID ?? ""] == "\(index + 1)") }
    #expect(found["g1"] == "" && services.count == 3)
  }

  @Test func `masked numbers show their last four digits alone, those of services all`() throws {
    let integration = try RecordedIntegration(registry: WorkedExample.registry)
    try integration.deliver(
      "a.csv",
      WorkedExample.rows + [RecordedIntegration.row("e", "2026-11-12 01:00:00", "554833330001", "190", 60)])
    let statement = try integration.statement("L1", "2026-11-10", masks: true)
    let html = StatementHTML.text(statement)
    #expect(html.contains("(**) ****-4444") && html.contains("(**) *****-8888") && html.contains(">190<"))
    #expect(!html.contains("3333-4444"))
    #expect(!String(decoding: StatementCSV.bytes(statement), as: UTF8.self).contains("554833334444"))
  }

  @Test func `an empty ledger has no line`() throws {
    let integration = try RecordedIntegration(registry: WorkedExample.registry)
    try integration.run()
    #expect(throws: StatementFailure.self) { try integration.statement("L1", "2026-11-10") }
  }

  /// The columns add up, in the terms of what the ledger has: what is to be paid, and what the allowances have left.
  @Test(arguments: UInt64(1)...24)
  func `of random registries and calls the columns of each statement add up`(seed: UInt64) throws {
    let scenario = Scenario(seed: seed)
    let integration = try RecordedIntegration(scenario)
    for (index, file) in scenario.files.enumerated() {
      try integration.directory.write("cdr/f\(index).csv", file.bytes)
    }
    try integration.run()
    let ledger = try integration.ledger()
    let services = try RecordedServices(ledger).list()
    for line in try ledger.recordedLines() {
      for cycleAccount in try ledger.cycleAccounts(ofLine: line) {
        let statement = try integration.statement(
          line, "\(cycleAccount.cycleAccount.cycleStart)", contract: cycleAccount.contract)
        let section = try #require(statement.sections.first { $0.plan == cycleAccount.cycleAccount.plan })
        let due = services.filter {
          $0.line == line && $0.contract == cycleAccount.contract && $0.plan == cycleAccount.cycleAccount.plan
            && $0.cycleStart == cycleAccount.cycleAccount.cycleStart
        }
        #expect(section.totalCentavos == due.reduce(0) { $0 + $1.centavos }, "seed \(seed), line \(line)")
        #expect((section.callMicros + 5_000) / 10_000 == section.totalCentavos, "seed \(seed), line \(line)")
        let time = section.allowances.filter(\.isTime).reduce(0) { $0 + $1.usedHere }
        let calls = try CycleAccountCalls(cycleAccount.cycleAccount, ledger).calls
        let unlisted = calls.contains { ServiceText.unlistedNumbers.contains($0.otherNumber) }
        #expect(unlisted || time == Int64(section.total.covered), "seed \(seed), line \(line)")
        if !cycleAccount.cycleAccount.left.isEmpty {
          #expect(section.allowances.map(\.left) == cycleAccount.cycleAccount.left, "seed \(seed), line \(line)")
        }
      }
    }
  }
}
