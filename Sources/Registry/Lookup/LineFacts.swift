import CallModel

/// What rating asks of a line's row, without its texts.
package struct LineFacts: BitwiseCopyable, Sendable {
  /// Index into the plans.
  package var plan: Int32
  package var contract: Int32
  /// 11-99.
  package var areaCode: Int32
  /// 1-25.
  package var resetDay: Int32
  package var isActive: Bool
  /// Whether the line has a plan: outbound calls of one without are suspended (spec 6.2).
  package var hasPlan: Bool

  init(_ line: LineRow, hasPlan: Bool) {
    plan = Int32(line.plan)
    contract = Int32(line.contract)
    areaCode = Int32(line.areaCode)
    resetDay = Int32(line.resetDay)
    isActive = line.isActive
    self.hasPlan = hasPlan
  }
}

/// What rating asks of a plan, without its texts.
package struct PlanFacts: BitwiseCopyable, Sendable {
  package var graceSeconds: Int
  /// 2-6.
  package var decimals: Int
  /// Of the price before value allowances: that of `rounding`, or down where fractions of a centavo are cut.
  package var rounding: RoundingMode
  /// Whether the fraction of a centavo of each call's amount is cut (spec 11.1).
  package var cutsCentavoFractions: Bool
  package var isPooled: Bool

  package init(_ plan: PlanRow) {
    graceSeconds = plan.graceSeconds
    decimals = plan.decimals
    cutsCentavoFractions = plan.chargeRounding == .cut
    rounding = cutsCentavoFractions ? .down : plan.rounding
    isPooled = plan.allowanceScope == .contract
  }
}
