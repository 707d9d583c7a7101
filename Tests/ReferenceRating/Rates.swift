/// The price of a call: rows that differ in `from_s`, ascending (spec 3.4).
struct Price {
  let steps: [RateRow]

  /// "Connection fee, minimum and step are those of the row with from_s 0."
  var base: RateRow { steps[0] }

  /// `price_per_minute` as written: blank where the rate has several steps (spec 2.5).
  var written: String { steps.count == 1 ? formatPrice(base.pricePerMinute) : "" }

  /// Spec 3.5; the call is longer than the plan's grace.
  func billedSeconds(durationSeconds: Int) -> Int {
    let minimum = base.minimumSeconds
    let step = base.stepSeconds
    if durationSeconds <= minimum { return minimum }
    let stepsBegun = (durationSeconds - minimum + step - 1) / step
    return minimum + stepsBegun * step
  }

  /// `gross = Σ surplus seconds × price / 60 + (connection fee if there is surplus)`, rounded once (spec 3.6).
  ///
  /// - Parameter surplus: the billed seconds the allowances leave, counted from 0: each costs the price of the last
  ///   step with `from_s` ≤ its number.
  func gross(surplus: Range<Int>, plan: Plan) -> Int128 {
    guard !surplus.isEmpty else { return 0 }
    var sixtiethMillionths = base.connectionFee * 60
    for (index, step) in steps.enumerated() {
      let end = index + 1 < steps.count ? steps[index + 1].fromSecond : surplus.upperBound
      let seconds = min(end, surplus.upperBound) - max(step.fromSecond, surplus.lowerBound)
      if seconds > 0 { sixtiethMillionths += Int128(seconds) * step.pricePerMinute }
    }
    let units = unitsPerReal(decimals: plan.decimals)
    // "The gross is cut, not rounded, to the plan's decimals; `rounding` is not read" (spec 11.1).
    let rounding = plan.cutsFractions ? Rounding.down : plan.rounding
    return rounding.round(sixtiethMillionths * units, over: 60 * millionths)
  }
}

extension ReferenceRegistry {
  /// The rate of a zone in a plan at a moment (spec 3.3 end, 3.4); nil: none, or none of its rows applies.
  func price(zone: Text, plan: Text, at start: LocalTime) -> Price? {
    var names = [zone]
    if let parent = zone.parentZone { names.append(parent) }
    if !zonesFreeWithoutRate.contains(zone) { names.append("*") }
    for name in names {
      let rows = rates.filter { $0.plan == plan && $0.zone == name }
      // The first of these for which the plan has any row decides.
      if !rows.isEmpty { return price(among: rows, at: start) }
    }
    return nil
  }

  private func price(among rows: [RateRow], at start: LocalTime) -> Price? {
    let valid = rows.filter { $0.validity.contains(start.day) }
    let inBand = valid.filter { !$0.band.isBlank && holds($0.band, start) }
    let applying = inBand.isEmpty ? valid.filter { $0.band.isBlank } : inBand
    return applying.isEmpty ? nil : Price(steps: applying.sorted { $0.fromSecond < $1.fromSecond })
  }

  /// Whether a window of the band holds the start: from ≤ time < until on its weekday; on a holiday only windows with
  /// `holiday` count (spec 3.4).
  private func holds(_ band: Text, _ start: LocalTime) -> Bool {
    let dayName = holidays.contains(start.day) ? "holiday" : start.day.weekday
    return bands.contains { window in
      window.band == band && window.days.contains(dayName)
        && window.fromSecondOfDay <= start.secondOfDay && start.secondOfDay < window.untilSecondOfDay
    }
  }
}
