import ERP
import ERPSimulator
import Importing
import Ledger
import PlatformSimulator
import Testing

/// No matter what happens on the way, the ERP has each closed service once in the end (spec 11.2).
@Suite("A push loses nothing and sends nothing twice (spec 11.2)")
struct ServicePushPropertyTests {
  private struct Killed: Error {}

  /// Rounds until nothing is left: the mean is below ten.
  private static let maximumRounds = 300

  private static func faults(_ draw: inout SeededDraw) -> ERPSimulatorFaults {
    var chances: [ERPSimulatorFaults.Kind: Double] = [:]
    for kind in ERPSimulatorFaults.Kind.allCases {
      chances[kind] = draw.chance(0.5) ? Double(draw.next() % 30) / 100 : 0
    }
    return ERPSimulatorFaults(chances)
  }

  /// - Parameter dropsFields: then an answer that comes twice cannot be told from a record whose id vanished.
  private static func chances(_ draw: inout SeededDraw, dropsFields: Bool) -> ScriptedERP.Chances {
    func chance() -> Double { draw.chance(0.5) ? Double(draw.next() % 25) / 100 : 0 }
    return ScriptedERP.Chances(
      lostRequest: chance(), noConnection: chance(), late: chance(), staleAnswer: dropsFields ? 0 : chance(),
      doubledList: chance())
  }

  /// Seeds that share a ledger and an ERP: to make a ledger takes longer than to push.
  private static let seedsOfALedger: UInt64 = 25

  @Test("1,000 seeds of kills, losses, late and doubled answers", arguments: UInt64(0)..<40)
  func manySeeds(group: UInt64) throws {
    var draw = SeededDraw(seed: group, purpose: "faults")
    let bench = try PushBench()
    let faults = Self.faults(&draw)
    let erp = SimulatedERP(seed: group, faults: faults)
    for seed in (group * Self.seedsOfALedger)..<((group + 1) * Self.seedsOfALedger) {
      try Self.run(seed: seed, bench, erp, dropsFields: faults.chances[.drop] ?? 0 > 0)
    }
  }

  private static func run(seed: UInt64, _ bench: PushBench, _ erp: SimulatedERP, dropsFields: Bool) throws {
    var draw = SeededDraw(seed: seed, purpose: "push")
    let clock = bench.clock
    let way = ScriptedERP(erp, seed: seed, chances(&draw, dropsFields: dropsFields)) { clock.now }
    let kill = draw.chance(0.5) ? Double(draw.next() % 25) / 100 : 0
    var amounts: [String: Int128] = [:]
    for index in 0..<(2 + Int(draw.next() % 4)) {
      let centavos = Int128(draw.next() % 9_999 + 1) * (draw.chance(0.2) ? -1 : 1)
      let id = "a8a3508bd5d1f3f\(index)-\(seed)"
      amounts[id] = centavos
      // Some look the same to all but their ids.
      let description = draw.chance(0.3) ? "Excedente" : "de \(id)"
      try bench.add(
        id, contract: "\(2_000 + seed * 2 + UInt64(index % 2))", centavos: centavos, description: description)
    }
    let earlier = erp.records.count
    var rounds = 0
    while rounds < maximumRounds {
      rounds += 1
      do {
        let report = try bench.push(way) { _ in if draw.chance(kill) { throw Killed() } }
        if report.unfinished + report.waiting + report.refused == 0, report.problem == nil { break }
      } catch is Killed {}
      bench.advance(Int64(draw.next() % 200))
    }
    way.arrive(until: .max)
    try check(bench, Array(erp.records.dropFirst(earlier)), amounts, "seed \(seed), \(rounds) rounds")
  }

  private static func check(
    _ bench: PushBench, _ made: [[String: String]], _ amounts: [String: Int128], _ seed: String
  ) throws {
    let records = made.map { ERPRecord($0) }
    #expect(records.count == amounts.count, "\(seed): records")
    for (id, centavos) in amounts {
      let service = try bench.service(id)
      #expect(service.state == .invoiced, "\(seed): \(id) is \(service.state)")
      let record = records.first { $0.id == service.reference }
      #expect(record?.centavos == centavos, "\(seed): \(id) is record \(service.reference ?? "none")")
      #expect(record?.isOfAnother(than: id) == false, "\(seed): \(id) is a record of another")
    }
    #expect(try Set(amounts.keys.map { try bench.service($0).reference }).count == amounts.count, "\(seed): references")
    #expect(records.allSatisfy { $0["repetir"] == "V" && $0["repetir_qtde"] == "1" }, "\(seed): recurs")
  }
}
