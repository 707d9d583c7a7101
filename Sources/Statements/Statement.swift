import CallModel
import Importing
import Ledger

/// The detailed bill of one line and cycle under one contract, as a provider sends it to a customer (spec 4.5).
///
/// A line that changed its contract within the cycle has a statement for each, since each goes to another customer; one
/// that changed its plan has a section for each.
package struct Statement: Sendable {
  /// The integration's description.
  package var provider: String
  package var contract: String
  /// Blank if the registry does not say.
  package var customer: String
  package var line: String
  /// Billing numbers the line had at its last calls; usually one.
  package var numbers: [String]
  /// Where the line is, by its last number: `Florianópolis - SC` (RGC, art. 47).
  package var place: String
  package var cycleStart: CivilDate
  /// Inclusive.
  package var cycleEnd: CivilDate
  package var issuedOn: CivilDate
  /// An IANA name: of the times shown.
  package var timeZone: String
  /// By plan.
  package var sections: [StatementSection]

  /// Centavos: what all additional services of the line's cycle come to.
  package var totalCentavos: Int128 { sections.reduce(0) { $0 + $1.totalCentavos } }

  /// Whether the cycle goes on, so that calls may yet come.
  package var isPartial: Bool { issuedOn <= cycleEnd }

  /// Calls of the whole statement that are listed.
  package var callCount: Int { sections.reduce(0) { $0 + $1.calls.count + $1.lateCalls.count } }
}

/// What one plan came to.
package struct StatementSection: Sendable {
  package var plan: String
  /// What zones are called.
  package var zoneWords: ZoneWords
  /// The plan's name, or its id if it has none.
  package var planName: String
  package var rounding: RoundingMode
  /// Whether the fraction of a centavo of each call was cut (spec 11.1).
  package var cutsCentavoFractions: Bool
  /// Of the amounts of calls.
  package var decimals: Int
  /// Whether the contract's lines share the allowances.
  package var isPool: Bool
  /// Whether each call is an additional service of its own.
  package var isPerCall: Bool
  /// Of the cycle itself, by start.
  package var calls: [StatementCall]
  /// Of calls that came after the cycle was closed, by start.
  package var lateCalls: [StatementCall]
  package var allowances: [AllowanceUse]
  package var services: [ServiceRow]
  /// In the order in which they came.
  package var contests: [StatementContest] = []
  /// What calls that are never listed came to (180 and 181 are free by law; a registry may say otherwise), millionths.
  package var unlistedMicros: Int128

  package var totalCentavos: Int128 { services.reduce(0) { $0 + $1.centavos } }

  /// What is charged, and what is given back (RGC, art. 47).
  package var charges: [ServiceRow] { services.filter { $0.centavos >= 0 } }
  package var refunds: [ServiceRow] { services.filter { $0.centavos < 0 } }

  /// Millionths: the exact sum of all amounts, that of unlisted calls with them.
  package var callMicros: Int128 {
    (calls + lateCalls).reduce(unlistedMicros) { $0 + Int128($1.amountMicros) }
  }

  /// Millionths: what late calls change of those charged before, which keep the amounts they were charged with, since the
  /// allowance is used in the true order (spec 4.3); nil if that is less than half a centavo.
  package var allowanceChangeMicros: Int128? {
    let late = services.filter { $0.entry > 0 && !$0.isOfContest }
    if late.isEmpty { return nil }
    let charged = late.reduce(0) { $0 + $1.closedCentavos } * Self.microsPerCentavo
    let change = charged - lateCalls.reduce(0) { $0 + Int128($1.amountMicros) }
    return change.magnitude * 2 < Self.microsPerCentavo.magnitude ? nil : change
  }

  private static let microsPerCentavo: Int128 = 10_000

  package var hasValueAllowance: Bool { allowances.contains { !$0.isTime } }

  /// Whether the line's side of the calls is in several places: then each is shown.
  package var hasSeveralOwnPlaces: Bool {
    guard let first = calls.first ?? lateCalls.first else { return false }
    return (calls + lateCalls).contains { $0.ownPlace != first.ownPlace }
  }

  /// Whether the calls have several numbers of the line's own: then each is shown.
  package var hasSeveralOwnNumbers: Bool {
    guard let first = calls.first ?? lateCalls.first else { return false }
    return (calls + lateCalls).contains { $0.ownNumber != first.ownNumber }
  }
}

/// One call of a statement.
package struct StatementCall: Sendable {
  package var date: CivilDate
  /// `HH:MM:SS`, local.
  package var time: String
  package var isOutbound: Bool
  /// At the other end, as recorded, blank if it is not known; masked if that was asked for.
  package var number: String
  /// How `number` is written for people.
  package var shownNumber: String
  /// The line's side, for people.
  package var ownNumber: String
  /// Where the line's side and the other end are, blank if that is not known.
  package var ownPlace: String
  package var otherPlace: String
  package var zone: String
  /// Seconds.
  package var duration: Int
  package var billed: Int
  package var covered: Int
  /// What exceeds the allowance.
  package var surplus: Int { billed - covered }
  package var origin: String { isOutbound ? ownPlace : otherPlace }
  package var destination: String { isOutbound ? otherPlace : ownPlace }
  /// Millionths of a real: covered by value allowances, and what is left to pay.
  package var allowanceMicros: Int64
  package var amountMicros: Int64
  /// 0: the cycle's own; n: its n-th late entry.
  package var entry: Int
}

/// What the calls of one zone came to.
package struct ZoneTotal: Sendable {
  package var zone: String
  package var calls = 0
  package var duration = 0
  package var billed = 0
  package var covered = 0
  package var surplus: Int { billed - covered }
  package var allowanceMicros: Int128 = 0
  package var amountMicros: Int128 = 0

  mutating func add(_ call: StatementCall) {
    calls += 1
    duration += call.duration
    billed += call.billed
    covered += call.covered
    allowanceMicros += Int128(call.allowanceMicros)
    amountMicros += Int128(call.amountMicros)
  }
}

extension StatementSection {
  /// By zone, in the order of `ZoneWords`; calls of the cycle and late ones together.
  package var zoneTotals: [ZoneTotal] {
    var totals: [ID: ZoneTotal] = [:]
    for call in calls + lateCalls { totals[ID(call.zone), default: ZoneTotal(zone: call.zone)].add(call) }
    return totals.values.sorted { ZoneWords.precedes($0.zone, $1.zone) }
  }

  package var total: ZoneTotal {
    var total = ZoneTotal(zone: "")
    for call in calls + lateCalls { total.add(call) }
    return total
  }
}
