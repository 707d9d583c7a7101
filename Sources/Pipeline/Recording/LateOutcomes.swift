import CallModel
import Rating
import RecordLayouts
import Registry

/// Which account and cycle calls belong to, by ids.
package struct AccountKey: Sendable {
  package var isPool: Bool
  package var owner: String
  package var plan: String
  package var cycleStart: CivilDate

  package init(isPool: Bool, owner: String, plan: String, cycleStart: CivilDate) {
    self.isPool = isPool
    self.owner = owner
    self.plan = plan
    self.cycleStart = cycleStart
  }
}

/// A registry to rate by: a closed cycle's version, or today's.
package struct RatingTerms: Sendable {
  package var registry: Registry
  package var zone: TimeZoneRules
  package var activeLinesOnly: Bool
  package var dialling: Dialling

  package init(registry: Registry, zone: TimeZoneRules, activeLinesOnly: Bool, dialling: Dialling) {
    self.registry = registry
    self.zone = zone
    self.activeLinesOnly = activeLinesOnly
    self.dialling = dialling
  }
}

/// What the calls of one (contract, line) come to.
package struct LineSum: Sendable {
  package var contract: String
  package var line: String
  /// The line's number at the last of its rated calls.
  package var number = ""
  package var calls = 0
  package var billedSeconds = 0
  package var coveredSeconds = 0
  package var micros: Int128 = 0
  /// The sum of its calls' amounts, each rounded to centavos, and of those that come to none.
  package var callCentavos: Int128 = 0
  package var smallMicros: Int128 = 0
  /// Of calls that are charged alone: today's plan and cycle; nil for those of the cycle.
  package var alone: (plan: String, cycleStart: CivilDate)?

  package init(contract: String, line: String, alone: (plan: String, cycleStart: CivilDate)? = nil) {
    self.contract = contract
    self.line = line
    self.alone = alone
  }

  /// What it comes to in centavos, as one service or as one for each call.
  ///
  /// - Parameter fallen: what is not given back of it, since accepted contests gave it back before, millionths (spec 11.1).
  package func centavos(isPerCall: Bool, fallen: Int128 = 0) -> Int128 {
    if !isPerCall { return Charging.centavos(micros: micros + fallen) }
    return callCentavos + Charging.centavos(micros: smallMicros) + Charging.centavos(micros: fallen)
  }
}

/// Closed calls of a cycle, as rows of a segment.
package struct ClosedRows: Sendable {
  package var rows: [UInt8]
  /// Whether they were charged alone, by another registry.
  package var isAlone: Bool
  /// Of each row, the number under which is told what its call comes to now; none is told if it is empty.
  package var numbers: [Int?]

  package init(_ rows: [UInt8], isAlone: Bool, numbers: [Int?] = []) {
    self.rows = rows
    self.isAlone = isAlone
    self.numbers = numbers
  }
}

/// Late records of one (contract, line), as rows of a segment.
package struct LateSpan: Sendable {
  package var contract: String
  package var line: String
  package var number = ""
  package var rows = 0
  package var firstStart: Int64
  package var lastStart: Int64
  /// Rated calls; the sums are theirs.
  package var calls = 0
  package var billedSeconds = 0
  package var coveredSeconds = 0
  package var micros: Int128 = 0
  package var text: [UInt8] = []
  /// Of calls that are charged alone, by today's registry: its plan and cycle; nil for those of the cycle.
  package var alone: (plan: String, cycleStart: CivilDate)?
}

/// What a closed cycle's late rows come to (spec 4.3).
package struct LateOutcomes: Sendable {
  package var spans: [LateSpan] = []
  /// The cycle as it now stands, rated once: closed calls, late ones, winners in the place of losers; and what is charged
  /// alone.
  package var standing: [LineSum] = []
  /// What the calls of numbered closed rows come to in it, millionths; none of those that come to nothing for their line.
  package var standingMicros: [Int: Int64] = [:]
  /// Rows of repeats, as rows of a segment, with their first and last start.
  package var repeats: [UInt8] = []
  package var repeatRows = 0
  package var repeatStarts: ClosedRange<Int64>?
}

extension LateSpan {
  mutating func add(_ call: CallRecord, _ charge: CallCharge?, number: String, _ row: [UInt8]) {
    text += row
    rows += 1
    firstStart = min(firstStart, call.instant)
    lastStart = max(lastStart, call.instant)
    guard let charge else { return }
    self.number = number
    calls += 1
    billedSeconds += charge.billedSeconds
    coveredSeconds += charge.coveredSeconds
    micros += Int128(charge.amount.micros)
  }
}
