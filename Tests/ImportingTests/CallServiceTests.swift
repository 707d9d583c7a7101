import CallModel
import Importing
import Ledger
import Output
import Testing

@Suite("One service a call (spec 4.4)")
struct CallServiceTests {
  @Test func `each call that comes to a centavo is a service, the others are one together`() throws {
    let desk = try ServiceDesk()
    desk.harness.settings.isPerCall = true
    let small = (0...9).map { ServiceDesk.row("i\($0)", "2026-11-2\($0) 12:00:00", to: "0021351211234567", 30) }
    try desk.bring("month.csv", ServiceDesk.month + small)
    let services = try desk.services().map(\.service)
    #expect(
      services.map(\.description) == [
        "Ligação de 554833334444 para 554833335555 - 10/11/2026 09:00:00",
        "Ligação de 554833334444 para 5548999998888 - 10/11/2026 09:10:00",
        "Ligação de 554833334444 para 554833335555 - 10/11/2026 09:30:00",
        "Ligações abaixo de um centavo 554833334444 - 10/11/2026 a 09/12/2026",
      ])
    // 0.0300, 0.2340, 0.0250; the call within the allowance and ten of 0.0005.
    #expect(services.map(\.amount) == ["0.03", "0.23", "0.03", "0.01"])
    #expect(services.map(\.kind) == [.call, .call, .call, .cycle])
    #expect(services.map(\.calls) == [1, 1, 1, 11])
    #expect(services.map(\.globalID) == ["g3", "g4", "g6", nil])
    #expect(services.last?.billedSeconds == 570 + 300 && services.last?.coveredSeconds == 570)
  }

  @Test func `they are closed, found, reopened and exported as others are`() throws {
    let desk = try ServiceDesk()
    desk.harness.settings.isPerCall = true
    try desk.bring("month.csv", ServiceDesk.month)
    let open = try desk.services().map(\.service.id)
    for id in open { #expect(try RecordedServices(try desk.harness.ledger()).find(id)?.service.id == id) }
    #expect(try RecordedServices(try desk.harness.ledger()).find("a8a3508bd5d1f3f1-0000000000000000") == nil)
    #expect(try desk.close().services == 3)
    #expect(try desk.services().map(\.service.id) == open)
    for id in open { #expect(try RecordedServices(try desk.harness.ledger()).find(id)?.service.state == .closed) }
    try desk.bring("late.csv", [ServiceDesk.late])
    #expect(try desk.summary().last == "late open 0.23")
    #expect(
      try desk.services().last?.service.description
        == "Ligação de 554833334444 para 5548999998888 - 20/11/2026 12:00:00 - chamadas em atraso")
    try desk.invoice(open[0], "1")
    #expect(throws: LedgerFailure.self) { try desk.reopen(.services([open[1]])) }
  }

  @Test func `the setting is today's for all open cycles, and that of the closing for closed ones (I3, spec 4.3)`()
    throws
  {
    let october = ["20", "21"].map { ServiceDesk.row($0, "2026-10-\($0) 12:00:00", to: ServiceDesk.mobile, 31) }
    let november = ServiceDesk.late
    let december = ServiceDesk.row("d", "2026-12-20 12:00:00", to: ServiceDesk.mobile, 31)
    for rows in [[november, december], [december, november]] {
      let desk = try ServiceDesk(today: "2026-12-30")
      try desk.bring("first.csv", [october[0]])
      try desk.bring("0.csv", [rows[0]])
      try desk.close { $0.cycleStart = CivilDate(year: 2026, month: 10, day: 10) }
      desk.harness.settings.isPerCall = true
      try desk.bring("1.csv", [rows[1]])
      #expect(try desk.summary() == ["cycle closed 0.23", "call open 0.23", "call open 0.23"])
      // Twice R$ 0.2340, of which 0.23 are charged.
      try desk.bring("late.csv", [october[1]])
      #expect(try desk.summary() == ["cycle closed 0.23", "late open 0.24", "call open 0.23", "call open 0.23"])
      desk.harness.settings.isPerCall = false
      try desk.harness.run()
      #expect(try desk.summary() == ["cycle closed 0.23", "late open 0.24", "cycle open 0.23", "cycle open 0.23"])
      #expect(try desk.harness.verify() == [])
    }
  }

  @Test func `calls to 180 and 181 are charged without being named (spec 4.5)`() throws {
    let desk = try ServiceDesk()
    desk.harness.settings.isPerCall = true
    try desk.bring("month.csv", [ServiceDesk.row("x", "2026-11-12 10:00:00", to: "180", 60)])
    #expect(try desk.services().map(\.service.description) == ["Ligação de 554833334444 - 12/11/2026 10:00:00"])
    #expect(try desk.services().map(\.service.amount) == ["0.60"])
  }

  /// The final record of a call may come to less than the interim one that a closed cycle has charged: its rate fell
  /// at the step of a longer call. What is then taken back must be seen.
  @Test(arguments: [
    (false, ["cycle closed 1.00", "late open -0.40"], "Crédito de telefonia"),
    // The final record is a service of its own, and one more takes back what the interim one was charged.
    (true, ["call closed 1.00", "late open 0.60", "late open -1.00"], "Crédito de"),
  ])
  func `a difference below zero is a credit`(isPerCall: Bool, summary: [String], text: String) throws {
    var registry = ServiceDesk.registry
    registry["rates.csv"] = "plan,zone,price_per_minute,connection_fee\nP1,local,0,1\nP1,vc1,0,0.6\nPOOL,*,1,\n"
    registry["allowances.csv"] = nil
    let desk = try ServiceDesk(registry: registry)
    desk.harness.settings.isPerCall = isPerCall
    try desk.bring("interim.csv", [ServiceDesk.row("g", "2026-11-12 10:00:00", to: ServiceDesk.fixed, 60)])
    try desk.close()
    try desk.bring("final.csv", [ServiceDesk.row("g", "2026-11-12 10:00:00", to: ServiceDesk.mobile, 90)])
    #expect(try desk.summary() == summary)
    let credit = try #require(try desk.services().last).service
    #expect(credit.description.hasPrefix(text))
    #expect(try desk.close().centavos == -40)
    #expect(try desk.export(.ixc).result.credits == 1)
    let cycle = try #require(try desk.services().first).service.id
    try desk.reopen(.services([cycle]))
    #expect(try desk.summary() == [isPerCall ? "call open 0.60" : "cycle open 0.60"])
  }

  @Test func `the legs of a transfer have one global id and start, and a difference is that of its own leg (2.4, 4.3)`()
    throws
  {
    var registry = ServiceDesk.registry
    registry["allowances.csv"] = nil
    let desk = try ServiceDesk(registry: registry)
    let start = "2026-11-12 10:00:00"
    let legs = ["4833336666", "4833337777"].map { ServiceDesk.row("t", start, from: $0, to: ServiceDesk.mobile, 60) }
    try desk.bring("interim.csv", legs)
    try desk.close()
    try desk.bring("final.csv", [ServiceDesk.row("t", start, from: "4833336666", to: ServiceDesk.mobile, 120)])
    #expect(try desk.summary(line: "S1") == ["cycle closed 0.50", "late open 0.50"])
    #expect(try desk.summary(line: "S2") == ["cycle closed 0.50"])
    #expect(try desk.harness.verify().isEmpty)
  }

  @Test
  func `a call of a closed cycle that comes again is a duplicate, though its line has moved between contracts (I4)`()
    throws
  {
    var registry = ServiceDesk.registry
    registry["lines.csv"] = """
      id,contract,number,plan,reset_day,active_from,active_until
      L1,C1,554833334444,P1,10,,2026-11-14
      L1,C2,554833334444,P1,10,2026-11-15,

      """
    let rows = ["2026-11-12", "2026-11-20"].map { ServiceDesk.row($0, "\($0) 10:00:00", to: ServiceDesk.mobile, 60) }
    let desk = try ServiceDesk(registry: registry)
    try desk.bring("first.csv", rows)
    try desk.close()
    for (index, row) in rows.enumerated() {
      // Named so that it sorts before and after the first.
      for name in ["a\(index).csv", "z\(index).csv"] {
        try desk.harness.deliver(name, ServiceDesk.header + row + "\(name);not a row\n")
        #expect(try desk.harness.run().totals.duplicate == 1, "\(name)")
      }
    }
    #expect(try desk.services().map(\.service.amount) == ["0.39", "0.39"])
  }

  /// Import day, start, number, whether it is flagged: older than 90 days, international 150.
  @Test(arguments: [
    ("2027-02-18", ServiceDesk.mobile, 0), ("2027-02-19", ServiceDesk.mobile, 1),
    ("2027-02-19", "0021351211234567", 0), ("2027-04-19", "0021351211234567", 0),
    ("2027-04-20", "0021351211234567", 1),
  ])
  func `calls that come too late are flagged in late services`(today: String, called: String, overdue: Int) throws {
    for isPerCall in [false, true] {
      let desk = try ServiceDesk()
      desk.harness.settings.isPerCall = isPerCall
      try desk.bring("month.csv", ServiceDesk.month)
      try desk.close()
      try desk.set(today: today)
      try desk.bring("late.csv", [ServiceDesk.row("late", "2026-11-20 12:00:00", to: called, 900)])
      let services = try desk.services()
      #expect(services.last?.service.kind == .late)
      #expect(services.map(\.overdueCalls).reduce(0, +) == overdue)
      try desk.close()
      #expect(try desk.services().last?.overdueCalls == overdue)
      let export = try desk.export(.json)
      #expect(export.result.overdue == overdue)
      #expect(export.text.contains(#""overdue_calls":1"#) == (overdue == 1))
      let messages = export.result.messages(as: .json, to: nil)
      #expect(messages.contains("1 of them has calls too late: negociar ou parcelar") == (overdue == 1))
    }
  }

  private static func beyondLimit(isPerCall: Bool = false) throws -> ServiceDesk {
    let desk = try ServiceDesk()
    desk.harness.settings.isPerCall = isPerCall
    try desk.bring("month.csv", ServiceDesk.month)
    try desk.close()
    try desk.set(today: "2027-03-01")
    let rows = [("late", ServiceDesk.mobile, 31), ("late2", ServiceDesk.fixed, 60)]
    try desk.bring("late.csv", rows.map { ServiceDesk.row($0.0, "2026-11-20 12:00:00", to: $0.1, $0.2) })
    try desk.close()
    return desk
  }

  @Test(
    "late services beyond the limit are kept apart until a file that charges had them; every file does (spec 11.1)",
    arguments: ServiceFormat.allCases, [false, true])
  func keptApart(format: ServiceFormat, isPerCall: Bool) throws {
    let desk = try Self.beyondLimit(isPerCall: isPerCall)
    let apart = try desk.services().filter(\.isKeptApart)
    #expect(apart.count == (isPerCall ? 2 : 1) && apart.allSatisfy { $0.service.kind == .late })
    let result = try desk.export(format).result
    #expect(try result.delivered == desk.services().count && result.overdue == apart.count)
    #expect(
      result.messages(as: format, to: nil).contains(
        "\(isPerCall ? "2 of them have" : "1 of them has") calls too late: negociar ou parcelar"))
    #expect(try desk.services().filter(\.isKeptApart).count == (format.charges ? 0 : apart.count))
  }

  @Test func `what calls beyond the limit change of others is kept apart with them (spec 11.1)`() throws {
    let desk = try ServiceDesk()
    // S1 and S2 share five minutes.
    func row(_ id: String, _ start: String, _ caller: String) -> String {
      ServiceDesk.row(id, start, from: caller, to: ServiceDesk.mobile, 300)
    }
    try desk.bring("a.csv", [row("s2", "2026-11-20 10:00:00", "4833337777")])
    try desk.close()
    try desk.set(today: "2027-03-01")
    try desk.bring("b.csv", [row("s1", "2026-11-12 10:00:00", "4833336666")])
    try desk.close()
    let listed = try desk.services().map {
      "\($0.service.line) \($0.service.amount) \($0.overdueCalls) \($0.isKeptApart)"
    }
    // It took the allowance, as it would have on time; the other line's call now costs.
    #expect(listed == ["S2 2.50 0 true"])
    let remark = ServiceListing.facts(try #require(try desk.services().last), masks: false)
    #expect(remark.contains { $0.contains("0 calls: negociar ou parcelar; kept apart") }, "\(remark)")
  }

  @Test func `a credit is never kept apart, and a refused contest is as what it contests (spec 11.1)`() throws {
    let desk = try Self.beyondLimit()
    let late = try #require(try desk.services().last?.service)
    _ = try desk.actions().contest(ContestRequest(late.id, reason: "não reconhece", years: 3))
    _ = try desk.actions().resolve(late.id, isAccepted: false)
    let contest = try #require(try desk.services().first { $0.service.kind == .contest })
    #expect(contest.isKeptApart && contest.service.centavos == late.centavos)

    // A list had it, so that it counts as handed over: what gives it back is kept beside it, and both go together.
    let listed = try Self.beyondLimit()
    _ = try listed.export(.csv)
    let charge = try #require(try listed.services().last?.service)
    _ = try listed.actions().contest(ContestRequest(charge.id, reason: "não reconhece", years: 3))
    let credit = try #require(try listed.actions().resolve(charge.id, isAccepted: true).service)
    #expect(credit.centavos == -charge.centavos)
    #expect(try listed.services().filter(\.isKeptApart).map(\.service.id) == [charge.id, credit.id])
    #expect(try listed.export(.csv).text.contains("\(credit.id),credit,closed,"))
    let both = try listed.export(.events).result
    #expect(both.delivered == 3 && both.credits == 1)
    #expect(try !listed.services().contains(where: \.isKeptApart))

    // Late rows that take back what was charged: the final record of a call is shorter.
    let other = try ServiceDesk()
    try other.bring("month.csv", [ServiceDesk.row("g4", "2026-11-10 09:10:00", to: ServiceDesk.mobile, 600)])
    try other.close()
    try other.set(today: "2027-03-01")
    try other.bring("late.csv", [ServiceDesk.row("c", "2026-11-10 08:00:00", to: ServiceDesk.fixed, 30)])
    try other.close()
    #expect(try !other.services().contains(where: \.isKeptApart), "what comes to nothing is no service")
  }

  @Test func `a credit of a contest waits for what was contested alone (spec 11.1)`() throws {
    let desk = try Self.beyondLimit(isPerCall: true)
    let apart = try desk.services().filter(\.isKeptApart).map(\.service)
    try desk.invoice(apart[0].id, "7001")
    _ = try desk.actions().contest(ContestRequest(apart[0].id, reason: "não reconhece", years: 3))
    let credit = try #require(try desk.actions().resolve(apart[0].id, isAccepted: true).service)
    #expect(credit.entry == apart[1].entry && credit.centavos == -apart[0].centavos)
    #expect(try desk.services().filter(\.isKeptApart).map(\.service.id) == [apart[1].id])
  }

  /// It was never charged, so that nothing of it is to be given back.
  @Test(arguments: [true, false])
  func `what takes back a late charge waits with it, though a contest has taken that out (spec 11.1)`(
    isAccepted: Bool
  ) throws {
    var registry = ServiceDesk.registry
    registry["rates.csv"] = "plan,zone,price_per_minute,connection_fee\nP1,local,0,1\nP1,vc1,0,0.6\nPOOL,*,1,\n"
    registry["allowances.csv"] = nil
    let desk = try ServiceDesk(registry: registry)
    try desk.bring("on-time.csv", [ServiceDesk.row("a", "2026-11-11 10:00:00", to: ServiceDesk.fixed, 60)])
    try desk.close()
    try desk.set(today: "2027-03-01")
    try desk.bring("interim.csv", [ServiceDesk.row("g", "2026-11-12 10:00:00", to: ServiceDesk.fixed, 60)])
    try desk.close()
    try desk.bring("final.csv", [ServiceDesk.row("g", "2026-11-12 10:00:00", to: ServiceDesk.mobile, 90)])
    try desk.close()
    func apart() throws -> [String] { try desk.services().filter(\.isKeptApart).map(\.service.amount) }
    #expect(try desk.summary() == ["cycle closed 1.00", "late closed 1.00", "late closed -0.40"])
    #expect(try apart() == ["1.00", "-0.40"])
    let charge = try #require(try desk.services().map(\.service).first { $0.kind == .late && $0.centavos > 0 })
    _ = try desk.actions().contest(ContestRequest(charge.id, reason: "não reconhece", years: 3))
    #expect(try apart() == ["-0.40"])
    _ = try desk.actions().resolve(charge.id, isAccepted: isAccepted)
    // Refused, it is charged by a service of its own, which is kept apart as well.
    #expect(try apart().sorted() == (isAccepted ? ["-0.40"] : ["-0.40", "1.00"]))
    _ = try desk.export(.events)
    #expect(try apart().isEmpty)
  }
}
