import CallModel
import Importing
import Ledger
import Testing

/// What may be done with a service in which state (spec 4.4).
@Suite("Additional services: open, closed, invoiced (spec 4.4)")
struct ServiceStateTests {
  enum Situation: String, CaseIterable {
    case running, ended, closed, invoiced, closedLateOpen, closedLateClosed, closedLateInvoiced, invoicedLateOpen
  }

  enum Command: String, CaseIterable {
    case close, reopen, reopenLate, invoice, invoiceOther, invoiceLate
  }

  /// What each command leaves behind; nil: it is refused and changes nothing.
  static let results: [Situation: [Command: String?]] = [
    .running: [.close: "cycle open 0.29", .reopen: nil, .invoice: nil],
    .ended: [.close: "cycle closed 0.29", .reopen: nil, .invoice: nil],
    .closed: [
      .close: "cycle closed 0.29", .reopen: "cycle open 0.29", .invoice: "cycle invoiced 0.29",
      .invoiceOther: "cycle invoiced 0.29",
    ],
    .invoiced: [.close: "cycle invoiced 0.29", .reopen: nil, .invoice: "cycle invoiced 0.29", .invoiceOther: nil],
    .closedLateOpen: [
      .close: "cycle closed 0.29, late closed 0.23", .reopen: "cycle open 0.52", .reopenLate: nil,
      .invoice: "cycle invoiced 0.29, late open 0.23", .invoiceLate: nil,
    ],
    .closedLateClosed: [
      .close: "cycle closed 0.29, late closed 0.23", .reopen: "cycle open 0.52", .reopenLate: "cycle open 0.52",
      .invoice: "cycle invoiced 0.29, late closed 0.23", .invoiceLate: "cycle closed 0.29, late invoiced 0.23",
    ],
    .closedLateInvoiced: [
      .close: "cycle closed 0.29, late invoiced 0.23", .reopen: nil, .reopenLate: nil,
      .invoice: "cycle invoiced 0.29, late invoiced 0.23", .invoiceLate: "cycle closed 0.29, late invoiced 0.23",
    ],
    .invoicedLateOpen: [
      .close: "cycle invoiced 0.29, late closed 0.23", .reopen: nil, .reopenLate: nil,
      .invoice: "cycle invoiced 0.29, late open 0.23", .invoiceOther: nil,
    ],
  ]

  @Test(arguments: Situation.allCases)
  func `each command has the result of the table, or is refused and changes nothing`(_ situation: Situation) throws {
    for (command, expected) in try #require(Self.results[situation]) {
      let desk = try Self.desk(situation)
      let before = try desk.summary().joined(separator: ", ")
      do {
        try Self.run(command, desk)
        let after = try desk.summary().joined(separator: ", ")
        #expect(after == expected, "\(command) of \(situation)")
      } catch let failure as LedgerFailure {
        #expect(expected == nil, "\(command) of \(situation): \(failure)")
        #expect(try desk.summary().joined(separator: ", ") == before, "\(command) of \(situation)")
      }
    }
  }

  private static func desk(_ situation: Situation) throws -> ServiceDesk {
    let desk = try ServiceDesk(today: situation == .running ? "2026-12-09" : "2026-12-10")
    try desk.bring("month.csv", ServiceDesk.month)
    if situation == .running || situation == .ended { return desk }
    try desk.close()
    let cycle = try #require(try desk.services().first).service.id
    if situation == .invoiced || situation == .invoicedLateOpen { try desk.invoice(cycle, "NF-1") }
    if situation == .closed || situation == .invoiced { return desk }
    try desk.bring("late.csv", [ServiceDesk.late])
    if situation == .closedLateClosed || situation == .closedLateInvoiced { try desk.close() }
    if situation == .closedLateInvoiced { try desk.invoice(try #require(try desk.services().last).service.id, "NF-1") }
    return desk
  }

  private static func run(_ command: Command, _ desk: ServiceDesk) throws {
    let services = try desk.services()
    let cycle = try #require(services.first).service.id
    let late = services.first { $0.service.kind == .late }?.service.id
    switch command {
    case .close: try desk.close()
    case .reopen: try desk.reopen(.services([cycle]))
    case .reopenLate: try desk.reopen(.services([try #require(late)]))
    case .invoice: try desk.invoice(cycle, "NF-1")
    case .invoiceOther: try desk.invoice(cycle, "NF-2")
    case .invoiceLate: try desk.invoice(try #require(late), "NF-1")
    }
  }

  @Test func `closing twice, invoicing twice with one reference, change nothing the second time`() throws {
    let desk = try ServiceDesk()
    try desk.bring("month.csv", ServiceDesk.month)
    #expect(try desk.close().cycles == 1)
    #expect(try desk.close().cycles == 0)
    let id = try #require(try desk.services().first).service.id
    #expect(try desk.invoice(id, "NF-1") == 1)
    #expect(try desk.invoice(id, "NF-1") == 0)
    #expect(try desk.harness.ledger().journal().map(\.action).count == 2)
    #expect(try desk.harness.ledger().journal().allSatisfy { $0.user == "ana" && $0.at == "2026-12-15T15:00:00Z" })
  }

  @Test func `a cycle without a service is closed, too: its late calls go to a late service`() throws {
    let desk = try ServiceDesk()
    try desk.bring("free.csv", [ServiceDesk.row("a", "2026-11-12 10:00:00", to: ServiceDesk.fixed, 60)])
    let result = try desk.close()
    #expect(result.cycles == 1)
    #expect(result.services == 0)
    try desk.bring("late.csv", [ServiceDesk.late])
    #expect(try desk.summary() == ["late open 0.23"])
    var selection = CycleSelection()
    selection.line = "L1"
    try desk.reopen(.cycles(selection))
    #expect(try desk.summary() == ["cycle open 0.23"])
  }

  @Test func `late services of a cycle are numbered, each has an id and a description of its own`() throws {
    let desk = try ServiceDesk()
    try desk.bring("month.csv", ServiceDesk.month)
    try desk.close()
    try desk.bring("late.csv", [ServiceDesk.late])
    try desk.close()
    try desk.bring("later.csv", [ServiceDesk.row("later", "2026-11-21 12:00:00", to: ServiceDesk.mobile, 61)])
    let services = try desk.services().map(\.service)
    let cycle = "554833334444 - 10/11/2026 a 09/12/2026"
    #expect(
      services.map(\.description) == [
        "Excedente de telefonia \(cycle)", "Excedente de telefonia \(cycle) - chamadas em atraso",
        "Excedente de telefonia \(cycle) - chamadas em atraso",
      ])
    #expect(services.map(\.entry) == [0, 1, 2])
    #expect(Set(services.map(\.id)).count == 3)
    // What the ERP keeps does not change from version to version.
    #expect(services.map(\.id) == ["a8a3508bd5d1f3f1", "8183c26857b458ff", "783aa128ca83200d"])
    #expect(try desk.summary() == ["cycle closed 0.29", "late closed 0.23", "late open 0.43"])
  }

  @Test func `late calls that come to no centavo wait for others`() throws {
    let desk = try ServiceDesk()
    try desk.bring("month.csv", ServiceDesk.month)
    try desk.close()
    let calls = (0...11).map { ServiceDesk.row("i\($0)", "2026-11-20 \($0 + 10):00:00", to: "0021351211234567", 30) }
    try desk.bring("late1.csv", Array(calls[..<4]))
    #expect(try desk.close().lateCycles == 0)
    #expect(try desk.summary() == ["cycle closed 0.29"])
    try desk.bring("late2.csv", Array(calls[4...]))
    #expect(try desk.close().lateCycles == 1)
    // R$ 0.2890 and twelve calls of R$ 0.0005.
    #expect(try desk.summary() == ["cycle closed 0.29", "late closed 0.01"])
  }

  @Test func `a pool is closed by its contract, with a service for each of its lines`() throws {
    let desk = try ServiceDesk()
    try desk.bring(
      "pool.csv",
      [
        ServiceDesk.row("p1", "2026-11-12 10:00:00", from: "4833336666", to: ServiceDesk.fixed, 300),
        ServiceDesk.row("p2", "2026-11-12 11:00:00", from: "4833337777", to: ServiceDesk.fixed, 60),
        ServiceDesk.row("p3", "2026-11-12 12:00:00", from: "4833336666", to: ServiceDesk.fixed, 60),
      ])
    let refused = #expect(throws: LedgerFailure.self) { try desk.close { $0.line = "S1" } }
    #expect(refused?.description.contains("--contract C3") == true)
    #expect(try desk.close { $0.contract = "C3" }.services == 2)
    #expect(try desk.summary(line: "S1") + desk.summary(line: "S2") == ["cycle closed 0.50", "cycle closed 0.50"])
  }

  @Test func `a dry run tells what closing would do and changes nothing`() throws {
    let desk = try ServiceDesk()
    try desk.bring("month.csv", ServiceDesk.month)
    let result = try desk.close(isDryRun: true)
    #expect(result.cycles == 1 && result.services == 1 && result.centavos == 29)
    #expect(try desk.summary() == ["cycle open 0.29"])
    try desk.close()
    let report = try desk.reopen(.cycles(CycleSelection()), isDryRun: true)
    #expect(report.isDryRun)
    #expect(try desk.summary() == ["cycle closed 0.29"])
  }

  @Test func `filters of closing choose cycles by contract, line, plan and end`() throws {
    let table: [(name: String, change: (inout CycleSelection) -> Void, cycles: Int, unended: Int)] = [
      ("contract C2", { $0.contract = "C2" }, 2, 0),
      ("line L1", { $0.line = "L1" }, 1, 0),
      ("plan POOL", { $0.plan = "POOL" }, 0, 0),
      ("end", { $0.endBefore = CivilDate(year: 2026, month: 11, day: 10) }, 1, 0),
      ("all that ended", { _ in }, 3, 0),
      ("one that goes on", { $0.endBefore = CivilDate(year: 2027, month: 1, day: 10) }, 3, 1),
    ]
    for (name, change, cycles, unended) in table {
      let desk = try ServiceDesk()
      try desk.bring("month.csv", ServiceDesk.month)
      try desk.bring(
        "two.csv",
        [
          ServiceDesk.row("a", "2026-11-09 10:00:00", from: "4833335555", to: ServiceDesk.mobile, 60),
          ServiceDesk.row("b", "2026-11-10 10:00:00", from: "4833335555", to: ServiceDesk.mobile, 60),
          ServiceDesk.row("c", "2026-12-10 10:00:00", from: "4833335555", to: ServiceDesk.mobile, 60),
        ])
      let result = try desk.close(change)
      #expect(result.cycles == cycles, "\(name)")
      #expect(result.unended == unended, "\(name)")
    }
  }
}

extension ServiceStateTests {
  @Test func `the services of a line or contract are found by indices, however many there are`() throws {
    let desk = try ServiceDesk()
    try desk.bring("month.csv", ServiceDesk.month)
    let plans = try desk.harness.ledger().readServices { try $0.queryPlans() }
    #expect(!plans.isEmpty)
    // Of late services there are few: a row a line and closed cycle.
    let scans = plans.filter { $0.hasPrefix("SCAN ") && $0 != "SCAN late_total" }
    #expect(scans.isEmpty, "\(plans)")
    #expect(plans.contains { $0.contains("SEARCH span USING PRIMARY KEY (book=?") })
    for index in [
      "service_by_state (state=? AND contract>?)", "service_by_state (state=? AND contract=?)", "book_open",
    ] {
      #expect(plans.contains { $0.contains(index) }, "\(index): \(plans)")
    }
  }
}

extension ServiceDesk {
  @discardableResult
  func close(_ change: (inout CycleSelection) -> Void) throws -> ClosingResult {
    try close(before: Self.afterCycle, isDryRun: false, change)
  }
}
