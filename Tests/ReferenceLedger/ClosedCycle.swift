@testable import ReferenceRating

/// What a cycle was charged for one service key, closings together.
struct Charged: Hashable {
  var centavos: Int128 = 0
  var billedSeconds = 0
  var coveredSeconds = 0

  static func - (left: Charged, right: Charged) -> Charged {
    Charged(
      centavos: left.centavos - right.centavos, billedSeconds: left.billedSeconds - right.billedSeconds,
      coveredSeconds: left.coveredSeconds - right.coveredSeconds)
  }
}

/// (contract, line, plan, cycle), with those charged alone apart.
struct ServiceKey: Hashable, Comparable {
  let contract: Text
  let line: Text
  let plan: Text
  let cycle: Cycle
  /// Of rows that today's registry charges, with no allowance (spec 4.3 "What late rows cost").
  let isAlone: Bool

  init(_ rated: RatedCall, isAlone: Bool) {
    contract = rated.call.line.contract
    line = rated.call.line.id
    plan = rated.plan.id
    cycle = rated.cycle
    self.isAlone = isAlone
  }

  static func < (left: ServiceKey, right: ServiceKey) -> Bool {
    (left.contract, left.line, left.plan, left.cycle, left.isAlone ? 1 : 0)
      < (right.contract, right.line, right.plan, right.cycle, right.isAlone ? 1 : 0)
  }
}

/// An additional service as `services list` shows it.
package struct ServiceLine: Hashable, Sendable {
  package enum State: String, Sendable { case open, closed, invoiced }

  package let contract: String
  package let line: String
  package let plan: String
  package let cycleStart: String
  package let cycleEnd: String
  package let isLate: Bool
  package let calls: Int
  package let billedSeconds: Int
  package let coveredSeconds: Int
  package let surplusSeconds: Int
  /// R$ 1.00 is 100.
  package let centavos: Int
  package var state: State
  /// By which the ERP knows it.
  package var reference = ""

  init(_ key: ServiceKey, isLate: Bool, calls: Int, charged: Charged, state: State = .open) {
    contract = key.contract.string
    line = key.line.string
    plan = key.plan.string
    cycleStart = key.cycle.start.iso
    cycleEnd = key.cycle.end.iso
    self.isLate = isLate
    self.calls = calls
    billedSeconds = charged.billedSeconds
    coveredSeconds = charged.coveredSeconds
    surplusSeconds = charged.billedSeconds - charged.coveredSeconds
    centavos = Int(charged.centavos)
    self.state = state
  }
}

extension ServiceLine {
  /// As the program shows one.
  package init(
    contract: String, line: String, plan: String, cycle: (start: String, end: String), isLate: Bool, calls: Int,
    seconds: (billed: Int, covered: Int, surplus: Int), centavos: Int, state: String, reference: String
  ) {
    self.contract = contract
    self.line = line
    self.plan = plan
    cycleStart = cycle.start
    cycleEnd = cycle.end
    self.isLate = isLate
    self.calls = calls
    billedSeconds = seconds.billed
    coveredSeconds = seconds.covered
    surplusSeconds = seconds.surplus
    self.centavos = centavos
    self.state = State(rawValue: state) ?? .open
    self.reference = reference
  }
}

/// A call as charged.
struct ClosedCall {
  let id: RowID
  let key: CallKey
  let rated: RatedCall
  /// It was charged by the registry of the day its late service was closed, apart from the cycle.
  let isAlone: Bool
}

/// The only memory (spec 4.3 "Closed cycles"): account, cycle, registry version, calls as charged, and the services that
/// were made of them.
struct ClosedCycle {
  let key: AccountCycle
  let version: RegistryVersion
  var calls: [ClosedCall]
  var charged: [ServiceKey: Charged]
  /// Closed and invoiced ones, late ones too.
  var services: [ServiceLine]
  /// What its allowances took over from the cycle before, and left for the next (spec 11.1): "late rows do not change it".
  let taken: NamedAmounts
  let kept: NamedAmounts

  /// Whether its version puts a line's day into its account and cycle; the row of that day.
  func ownRow(ofLine line: Text, on day: Day) -> LineRow? {
    version.row(ofLine: line, on: day).flatMap { version.accountCycle(of: $0, on: day) == key ? $0 : nil }
  }
}

extension [ClosedCycle] {
  /// The closed cycle that holds a line's day: of those whose version gives them the day, the one closed first ("less
  /// those that another closed cycle holds; closing changes no other cycle").
  func holder(ofLine line: Text, on day: Day) -> Int? {
    firstIndex { $0.ownRow(ofLine: line, on: day) != nil }
  }
}
