import ByteScanning
import CallModel
import Ledger
import Pipeline
import Rating
import Registry

/// The calls of one (contract, line) in a simulation.
struct SimulatedLine {
  struct Entry: Hashable {
    var cycleAccount: Int64
    var number: Int
  }

  var contract: String
  var line: String
  var calls: [SimulatedCall] = []
  var actual = SimulatedSum()
  /// What each of its services comes to: they are rounded one by one (spec 3.7).
  var micros: [Entry: Int128] = [:]
  var simulated = SimulatedSum()

  init(contract: String, line: String) {
    self.contract = contract
    self.line = line
  }

  var report: SimulationReport.Line {
    SimulationReport.Line(
      contract: contract, line: line,
      actual: actual.report(centavos: micros.values.reduce(0) { $0 + Charging.centavos(micros: $1) }),
      simulated: simulated.report(centavos: Charging.centavos(micros: simulated.micros)))
  }
}

struct SimulatedSum {
  /// Rated calls; the sums are theirs.
  var calls = 0
  var billedSeconds = 0
  var allowanceSeconds = 0
  var micros: Int128 = 0
  /// Calls that the plan has no price for.
  var withoutRate = 0

  mutating func add(_ span: SpanRow) {
    calls += span.calls
    billedSeconds += span.billedSeconds
    allowanceSeconds += span.coveredSeconds
  }

  mutating func add(_ charge: CallCharge) {
    calls += 1
    billedSeconds += charge.billedSeconds
    allowanceSeconds += charge.coveredSeconds
    micros += Int128(charge.amount.micros)
  }

  func report(centavos: Int128) -> SimulationReport.Sum {
    SimulationReport.Sum(
      calls: calls, billedSeconds: billedSeconds, allowanceSeconds: allowanceSeconds,
      surplusSeconds: billedSeconds - allowanceSeconds, amount: Money.text(micros: centavos * 10_000, decimals: 2),
      callsWithoutRate: withoutRate)
  }
}

/// A recorded call as a simulation keeps it: what decides its price and its turn.
struct SimulatedCall {
  let raw: [UInt8]
  let instant: Int64
  let duration: Int

  init(_ row: SegmentRow) {
    raw = Array(row.raw)
    instant = row.instant ?? 0
    duration = row.integer(.duration) ?? 0
  }

  /// The order of spec 3.6.
  static func precedes(_ left: SimulatedCall, _ leftLine: String, _ right: SimulatedCall, _ rightLine: String) -> Bool {
    if left.instant != right.instant { return left.instant < right.instant }
    let a = left.cells
    let b = right.cells
    if a[0] != b[0] { return a[0].lexicographicallyPrecedes(b[0]) }
    if ID(leftLine) != ID(rightLine) { return precedesInByteOrder(leftLine, rightLine) }
    for index in 1...2 where a[index] != b[index] { return a[index].lexicographicallyPrecedes(b[index]) }
    if left.duration != right.duration { return left.duration < right.duration }
    for index in 3...4 where a[index] != b[index] { return a[index].lexicographicallyPrecedes(b[index]) }
    return false
  }

  private var cells: [[UInt8]] {
    withRow { row in
      [.globalID, .caller, .called, .direction, .zone].map { (column: SegmentRow.Column) in Array(row[column]) }
    } ?? [[], [], [], [], []]
  }

  private func withRow<Value>(_ body: (SegmentRow) -> Value) -> Value? {
    var value: Value?
    try? SegmentRowReader().forEach(in: raw) { value = body($0) }
    return value
  }

  /// Zone and price as if the call's line had the plan.
  func place(_ charger: CallCharger, plan: Int, line: String) -> CallCharger.Answer {
    withRow { charger.place($0, line: line, plan: plan) } ?? .refused(.missingField)
  }
}
