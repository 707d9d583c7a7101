import CallModel
import Foundation
import GRDB
import Importing
import Ledger
import ReferenceRating
import Testing

/// Calls and services that a customer contests (spec 11.1). The month's service is 0.29: g3 0.0300, g4 0.2340, g6 0.0250.
@Suite("Contests (spec 11.1)")
struct ContestTests {
  private static func desk() throws -> ServiceDesk {
    let desk = try ServiceDesk()
    try desk.bring("month.csv", ServiceDesk.month)
    try desk.close()
    return desk
  }

  private static func contest(_ desk: ServiceDesk, _ id: String) throws -> ContestRow {
    try desk.actions().contest(ContestRequest(id, reason: "não reconhece", years: 3))
  }

  private static func resolve(_ desk: ServiceDesk, _ id: String, _ isAccepted: Bool) throws {
    _ = try desk.actions().resolve(id, isAccepted: isAccepted, answer: "conferido")
  }

  @Test func `three years count from the local day on which the service was closed (spec 11.1)`() throws {
    let desk = try ServiceDesk()
    try desk.bring("month.csv", ServiceDesk.month)
    // The evening of 15 December, and of the last day of three years; in UTC it is the day after.
    desk.harness.clock = try Date("2026-12-16T01:30:00Z", strategy: .iso8601)
    try desk.close()
    desk.harness.clock = try Date("2029-12-16T02:30:00Z", strategy: .iso8601)
    #expect(try Self.contest(desk, "g4").centavos == 23)
    desk.harness.clock = try Date("2029-12-16T03:30:00Z", strategy: .iso8601)
    #expect(throws: LedgerFailure.self) { try Self.contest(desk, "g6") }
  }

  /// What exports deliver, in centavos.
  private static func export(_ desk: ServiceDesk) throws -> Int128 { try desk.export(.csv).result.centavos }

  private static func expectSound(_ desk: ServiceDesk) throws {
    let report = try LedgerVerification(dataDirectory: desk.harness.settings.dataDirectory, workers: 1).run()
    #expect(report.findings.map(\.description) == [])
  }

  /// What happens before the contest, between it and the answer, and the answer; then what the list shows, and the
  /// centavos of the three exports: before, between, after.
  struct Life: Sendable, CustomTestStringConvertible {
    var exportsBefore = false
    var invoicesBefore = false
    var exportsBetween = false
    var isAccepted: Bool
    var services: [String]
    var exported: [Int128]

    var testDescription: String { "\(exportsBefore) \(invoicesBefore) \(exportsBetween) \(isAccepted)" }
  }

  static let lives = [
    Life(isAccepted: true, services: ["cycle closed 0.06"], exported: [0, 0, 6]),
    Life(isAccepted: false, services: ["cycle closed 0.06", "contest closed 0.23"], exported: [0, 0, 29]),
    Life(exportsBetween: true, isAccepted: true, services: ["cycle closed 0.06"], exported: [0, 6, 0]),
    Life(
      exportsBetween: true, isAccepted: false, services: ["cycle closed 0.06", "contest closed 0.23"],
      exported: [0, 6, 23]),
    Life(
      exportsBefore: true, isAccepted: true, services: ["cycle closed 0.29", "credit closed -0.23"],
      exported: [29, 0, -23]),
    Life(exportsBefore: true, isAccepted: false, services: ["cycle closed 0.29"], exported: [29, 0, 0]),
    // Invoiced by hand: the exports of closed services deliver the credit alone.
    Life(
      invoicesBefore: true, isAccepted: true, services: ["cycle invoiced 0.29", "credit closed -0.23"],
      exported: [0, 0, -23]),
    Life(invoicesBefore: true, isAccepted: false, services: ["cycle invoiced 0.29"], exported: [0, 0, 0]),
  ]

  @Test(arguments: lives)
  func `a contested amount is charged once if it is refused, and not at all if it is accepted`(_ life: Life) throws {
    let desk = try Self.desk()
    var exported: [Int128] = [try life.exportsBefore ? Self.export(desk) : 0]
    let id = try #require(try desk.services().first).service.id
    if life.invoicesBefore { try desk.invoice(id, "NF-1") }
    let contest = try Self.contest(desk, "g4")
    #expect(contest.id == "\(id)-c1" && contest.centavos == 23 && contest.micros == 234_000)
    #expect(contest.isWithheld == !(life.exportsBefore || life.invoicesBefore))
    try Self.expectSound(desk)
    exported.append(try life.exportsBetween ? Self.export(desk) : 0)
    try Self.resolve(desk, "g4", life.isAccepted)
    try Self.expectSound(desk)
    exported.append(try Self.export(desk))
    #expect(exported == life.exported)
    #expect(try Set(desk.summary()) == Set(life.services))
    #expect(try Self.export(desk) == 0)
    #expect(try desk.export(.csv).result.changeCount == 0)
  }

  @Test func `the shares of a service's calls add up to it, and what is left of it can be contested as a whole`() throws
  {
    let desk = try Self.desk()
    #expect(try ["g4", "g3", "g6"].map { try Self.contest(desk, $0).centavos } == [23, 3, 3])
    #expect(try desk.summary() == ["cycle closed 0.00"])
    #expect(try Self.export(desk) == 0 && desk.export(.csv).text.isEmpty)
    try Self.expectSound(desk)

    let other = try Self.desk()
    let id = try #require(try other.services().first).service.id
    _ = try Self.contest(other, "g4")
    #expect(try Self.contest(other, id).centavos == 6)
    try Self.expectSound(other)
    #expect(throws: LedgerFailure.self) { try Self.contest(other, "g6") }
    try Self.resolve(other, "\(id)-c2", false)
    #expect(try Set(other.summary()) == ["cycle closed 0.00", "contest closed 0.06"])
    try Self.expectSound(other)
  }

  /// Three calls of half a centavo: 0.0150 is a service of 0.02.
  @Test func `halves of a centavo are given back as they were charged`() throws {
    let halves = (1...3).map { ServiceDesk.row("h\($0)", "2026-11-11 0\($0):00:00", to: "0021351211234567", 300) }
    let desk = try ServiceDesk()
    try desk.bring("halves.csv", halves)
    try desk.close()
    #expect(try desk.summary() == ["cycle closed 0.02"])
    // 0.0150 less 0.0050 is 0.01, and that less another 0.0050 is still 0.01: no centavo is left out for that.
    let first = try Self.contest(desk, "h1")
    #expect(first.centavos == 1)
    #expect(throws: LedgerFailure.self) { try Self.contest(desk, "h2") }
    #expect(try Self.contest(desk, first.service).centavos == 1)
    try Self.expectSound(desk)

    let alone = try ServiceDesk()
    try alone.bring("half.csv", [halves[0]])
    try alone.close()
    #expect(try alone.summary() == ["cycle closed 0.01"])
    #expect(try Self.contest(alone, "h1").centavos == 1)
    try Self.expectSound(alone)
  }

  @Test func `what is open, free, unknown, contested or answered already is refused, and so is what is too old`() throws
  {
    let desk = try ServiceDesk()
    try desk.bring("month.csv", ServiceDesk.month)
    func refused(_ id: String) throws -> String {
      do {
        return "contested \(try Self.contest(desk, id).id)"
      } catch let failure as LedgerFailure {
        return failure.found
      }
    }
    #expect(try refused("g4") == "one whose cycle is open, or comes to nothing")
    try desk.close()
    #expect(try refused("g2") == "nothing that is charged")
    #expect(try refused("g9") == "none of that id")
    try desk.set(today: "2029-12-16")
    #expect(try refused("g4") == "one closed on 2026-12-15")
    try desk.set(today: "2029-12-15")
    let id = try Self.contest(desk, "g4").id
    #expect(try refused("g4") == "contest \(id), open")
    try Self.resolve(desk, id, true)
    #expect(throws: LedgerFailure.self) { try Self.resolve(desk, id, false) }
    #expect(throws: LedgerFailure.self) { try Self.resolve(desk, "g4", false) }
    #expect(try refused("g4") == "contest \(id), accepted")
  }

  @Test func `of several versions of a call the one is contested that a closed service charges`() throws {
    let desk = try Self.desk()
    // Longer, and to a number that costs less: its late service gives back.
    try desk.bring("cheaper.csv", [ServiceDesk.row("g4", "2026-11-10 09:10:00", to: ServiceDesk.fixed, 32)])
    let cycle = try #require(try desk.services().first { $0.service.kind == .cycle && $0.service.closedCentavos > 0 })
    try desk.close()
    let contest = try Self.contest(desk, "g4")
    #expect(contest.service == cycle.service.id)
    #expect(contest.centavos == 23)
    try Self.expectSound(desk)

    let dearer = try Self.desk()
    try dearer.bring("dearer.csv", [ServiceDesk.row("g4", "2026-11-10 09:10:00", to: ServiceDesk.mobile, 91)])
    // What came late is open.
    #expect(try Self.contest(dearer, "g4").centavos == 23)

    let both = try Self.desk()
    try both.bring("dearer.csv", [ServiceDesk.row("g4", "2026-11-10 09:10:00", to: ServiceDesk.mobile, 91)])
    try both.close()
    let failure = #expect(throws: LedgerFailure.self) { try Self.contest(both, "g4") }
    let charging = try both.services().map(\.service).filter { $0.closedCentavos > 0 }.map(\.id)
    #expect(charging.count == 2)
    for id in charging {
      #expect(failure?.found.contains(id) ?? false)
      _ = try Self.contest(both, id)
    }
    try Self.expectSound(both)
  }

  @Test func `a cycle with a contest is not opened again, late rows change neither, and services by call have theirs`()
    throws
  {
    let desk = try Self.desk()
    let id = try Self.contest(desk, "g4").service
    #expect(throws: LedgerFailure.self) { try desk.reopen(.services([id])) }
    try Self.resolve(desk, "g4", false)
    try desk.bring("late.csv", [ServiceDesk.late])
    #expect(try Set(desk.summary()) == ["cycle closed 0.06", "contest closed 0.23", "late open 0.23"])
    try Self.expectSound(desk)
    try desk.close()
    #expect(try Self.contest(desk, "late").centavos == 23)
    try Self.expectSound(desk)

    let perCall = try ServiceDesk()
    perCall.harness.settings.isPerCall = true
    try perCall.bring("month.csv", ServiceDesk.month)
    try perCall.close()
    #expect(try Self.contest(perCall, "g4").centavos == 23)
    #expect(try Set(perCall.summary()).contains("call closed 0.00"))
    try Self.expectSound(perCall)
  }

  @Test func `verify finds a contest that was changed by another`() throws {
    for change in [
      "UPDATE contest SET centavos = 22", "UPDATE contest SET amount = 1", "UPDATE service SET contested = 0",
      "UPDATE contest SET state = 'accepted'", "DELETE FROM service WHERE kind = 'contest'", "DELETE FROM contest",
    ] {
      let desk = try Self.desk()
      _ = try Self.contest(desk, "g4")
      try Self.resolve(desk, "g4", false)
      try desk.harness.ledger().write { try $0.execute(sql: change) }
      let report = try LedgerVerification(dataDirectory: desk.harness.settings.dataDirectory, workers: 1).run()
      #expect(!report.isSound, "\(change)")
    }
  }

  @Test(arguments: UInt64(1)...40)
  func `in any order what was exported in the end is the service less what was accepted`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let desk = try Self.desk()
    var open: [ContestRow] = []
    var toContest = random.shuffled(["g3", "g4", "g6"])
    var exported: Int128 = 0
    var accepted: Int128 = 0
    while !toContest.isEmpty || !open.isEmpty {
      switch random.int(0...2) {
      case 0: exported += try Self.export(desk)
      case 1:
        if let id = toContest.popLast() { open.append(try Self.contest(desk, id)) }
      default:
        guard !open.isEmpty else { continue }
        let contest = random.pick(open)
        open.removeAll { $0.id == contest.id }
        let isAccepted = random.chance(percent: 50)
        if isAccepted { accepted += contest.centavos }
        try Self.resolve(desk, contest.id, isAccepted)
      }
    }
    exported += try Self.export(desk)
    #expect(exported == 29 - accepted, "seed \(seed)")
    let report = try LedgerVerification(dataDirectory: desk.harness.settings.dataDirectory, workers: 1).run()
    #expect(report.isSound, "seed \(seed): \(report.findings)")
  }
}
