/// A call with its zone, and its amounts once the allowances have been taken.
struct RatedCall {
  let call: PlacedCall
  let plan: Plan
  let zone: Text
  let cycle: Cycle
  /// nil: the call is free.
  let price: Price?
  var billedSeconds = 0
  var coveredSeconds = 0
  /// In units of the plan's decimals.
  var allowanceAmount: Int128 = 0
  var amount: Int128 = 0

  var surplusSeconds: Int { billedSeconds - coveredSeconds }
}

extension ReferenceRegistry {
  /// The zone and rate of a standing call, or why it is suspended. In the order of spec 2.4: destination, rate, then
  /// free or rated.
  func rate(_ call: PlacedCall) throws(Fault) -> RatedCall {
    guard let plan = call.line.plan.isBlank ? Plan.none : plans[call.line.plan] else {
      preconditionFailure("registry: no plan \(call.line.plan)")
    }
    let start = call.read.startedAt
    let cycle = Cycle(of: start.day, resetDay: call.line.resetDay)
    func free(_ zone: Text) -> RatedCall { RatedCall(call: call, plan: plan, zone: zone, cycle: cycle, price: nil) }

    if call.direction == .inbound { return free("inbound") }
    if call.destination == .ambiguous { throw Fault(reason: "ambiguous-number", field: "") }
    guard let number = call.destination?.number, let zone = zone(of: number, line: call.line, on: start.day) else {
      throw Fault(reason: "unknown-destination", field: "")
    }
    guard let price = price(zone: zone, plan: plan.id, at: start) else {
      if zonesFreeWithoutRate.contains(zone) { return free(zone) }
      throw Fault(reason: "no-rate", field: "")
    }
    if call.read.durationSeconds <= plan.graceSeconds { return free(zone) }  // spec 3.5
    var rated = RatedCall(call: call, plan: plan, zone: zone, cycle: cycle, price: price)
    rated.billedSeconds = price.billedSeconds(durationSeconds: call.read.durationSeconds)
    return rated
  }

  /// Takes the allowances (spec 3.6): the calls of one line or pool, plan and cycle share what is left of each.
  ///
  /// - Parameter calls: rated and free ones.
  func takingAllowances(_ calls: [RatedCall]) -> [RatedCall] {
    var left = AllowancesLeft(registry: self)
    return left.cover(calls)
  }
}

extension RatedCall {
  /// The order in which calls take from allowances (spec 3.6); equal ones by (file name bytes, line).
  func comesBefore(_ other: RatedCall) -> Bool {
    let (mine, its) = (call, other.call)
    if mine.read.startedAt.instant != its.read.startedAt.instant {
      return mine.read.startedAt.instant < its.read.startedAt.instant
    }
    if mine.read.globalID != its.read.globalID { return mine.read.globalID < its.read.globalID }
    if mine.line.id != its.line.id { return mine.line.id < its.line.id }
    return numbersComeBefore(other)
  }

  /// The common end of the orders of spec 2.5 and 3.6: caller, called, duration, direction, zone.
  func numbersComeBefore(_ other: RatedCall) -> Bool {
    let (mine, its) = (call, other.call)
    if mine.caller != its.caller { return mine.caller < its.caller }
    if mine.called != its.called { return mine.called < its.called }
    if mine.read.durationSeconds != its.read.durationSeconds {
      return mine.read.durationSeconds < its.read.durationSeconds
    }
    if mine.direction != its.direction { return mine.direction == .inbound }
    if zone != other.zone { return zone < other.zone }
    if mine.read.row.file != its.read.row.file { return mine.read.row.file < its.read.row.file }
    return mine.read.row.line < its.read.row.line
  }
}
