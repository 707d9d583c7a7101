@testable import ReferenceRating

/// Amounts of calls as services (spec 3.7, 4.4).
enum ServiceSums {
  /// In millionths, regardless of the plan's decimals.
  private static func millionthsOf(_ call: RatedCall) -> Int128 {
    call.amount * millionths / unitsPerReal(decimals: call.plan.decimals)
  }

  private static func round(_ amount: Int128) -> Int128 { Rounding.halfUp.round(amount, over: millionths / 100) }

  /// A call's own amount, half-up.
  static func centavos(_ call: RatedCall) -> Int128 { round(millionthsOf(call)) }

  /// Whether it is too small for a service of its own.
  static func isSmall(_ call: RatedCall) -> Bool { centavos(call) == 0 }

  /// What the rated calls of one key come to: as one service, or each rounded with the small ones as one.
  static func charged(_ calls: [RatedCall], isPerCall: Bool) -> Charged {
    let summedUp = isPerCall ? calls.filter { isSmall($0) } : calls
    let single = isPerCall ? calls.filter { !isSmall($0) } : []
    let sum = round(summedUp.reduce(0) { $0 + millionthsOf($1) })
    return Charged(
      centavos: single.reduce(sum) { $0 + centavos($1) }, billedSeconds: calls.reduce(0) { $0 + $1.billedSeconds },
      coveredSeconds: calls.reduce(0) { $0 + $1.coveredSeconds })
  }

  /// The services of an open cycle, and those that closing it makes final; 0.00 left out.
  static func services(
    of calls: [RatedCall], key: ServiceKey, isPerCall: Bool, state: ServiceLine.State
  ) -> [ServiceLine] {
    let single = isPerCall ? calls.filter { !isSmall($0) } : []
    let rest = isPerCall ? calls.filter { isSmall($0) } : calls
    let sum = charged(rest, isPerCall: false)
    let sums = sum.centavos == 0 ? [] : [(rest.count, sum)]
    return (single.map { (1, charged([$0], isPerCall: false)) } + sums).map {
      ServiceLine(key, isLate: false, calls: $0.0, charged: $0.1, state: state)
    }
  }

  /// The late services of one key: what its calls now come to less all that was charged before, each late call of a
  /// per-call version apart and "the adjustment one more". 0.00 is left out.
  ///
  /// - Parameter calls: the rated ones as they now stand.
  static func lateServices(
    of calls: [RatedCall], key: ServiceKey, late: Set<RowID>, before: Charged, isPerCall: Bool
  ) -> [ServiceLine] {
    let lateCalls = calls.filter { late.contains($0.rowID) }
    let single = isPerCall ? lateCalls.filter { !isSmall($0) } : []
    let difference = charged(calls, isPerCall: isPerCall) - before
    let rest = difference - charged(single, isPerCall: true)
    var services = single.map { ServiceLine(key, isLate: true, calls: 1, charged: charged([$0], isPerCall: false)) }
    if rest.centavos != 0 {
      services.append(ServiceLine(key, isLate: true, calls: lateCalls.count - single.count, charged: rest))
    }
    return services
  }
}

extension [RatedCall] {
  /// The rated ones (free ones are in no service) by key.
  func byService(isAlone: Bool) -> [ServiceKey: [RatedCall]] {
    Dictionary(grouping: filter { $0.price != nil }) { ServiceKey($0, isAlone: isAlone) }
  }
}
