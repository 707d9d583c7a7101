import CallModel
import Importing
import Rating
import Registry

/// The arithmetic of one rated call in words (spec 3.4 to 3.6).
struct CallPrice {
  private let call: RecordedCall
  private let registry: Registry
  private let plan: PlanRow
  private let planIndex: Int
  private let tariff: Tariff
  private let steps: [PriceStep]

  init(_ call: RecordedCall, _ registry: Registry, plan: Int, tariff: Int) {
    self.call = call
    self.registry = registry
    self.plan = registry.plans[plan]
    planIndex = plan
    self.tariff = registry.rates.tariffs[tariff]
    steps = registry.rates.steps(of: tariff)
  }

  private var amountText: String { Money.text(micros: Int128(call.amountMicros), decimals: call.decimals) }

  private var places: [String] { steps.map { "rates.csv:\($0.fileLine)" } }

  var rate: ExplainedRule {
    let row = registry.tables.rates.first { $0.fileLine == steps[0].fileLine && $0.plan == planIndex }
    let zone = row?.zone ?? call.zone
    let prices = steps.map { step in
      let price = "R$ \(step.pricePerMinute.shortestText) a minute"
      return step.fromSecond == 0 ? price : "\(price) from second \(step.fromSecond)"
    }
    var text = "Plan \(plan.id) charges \(prices.joined(separator: ", then "))"
    if tariff.connectionFee > .zero { text += " and R$ \(tariff.connectionFee.shortestText) for the connection" }
    text +=
      ID(zone) == ID(call.zone)
      ? " for zone \(zone)" : " for zone \(zone), which \(call.zone) falls under"
    var values = [
      "plan": plan.id, "zone": zone, "connection_fee": tariff.connectionFee.shortestText,
      "price_per_minute": steps.map { step in
        step.fromSecond == 0
          ? step.pricePerMinute.shortestText : "\(step.pricePerMinute.shortestText)@\(step.fromSecond)"
      }.joined(separator: " "),
    ]
    if let band = row?.band.map({ registry.tables.bandNames[$0] }) {
      text += ", in band \(band), which holds at \(call.startedAt.dropFirst(11).prefix(5))"
      values["band"] = band
    }
    if let validity = row?.validity, validity != .unbounded { text += ", valid \(Self.text(validity))" }
    return ExplainedRule(.rate, text + ".", values: values, rows: places)
  }

  private static func text(_ period: DateRange) -> String {
    if period.first == .distantPast { return "until \(period.last)" }
    if period.last == .distantFuture { return "from \(period.first)" }
    return "from \(period.first) to \(period.last)"
  }

  var billedSeconds: ExplainedRule {
    let minimum = tariff.minimumSeconds
    let step = tariff.stepSeconds
    let billed = Charging.billedSeconds(duration: call.duration, tariff)
    let text: String
    if call.duration <= minimum {
      text = "\(call.duration) s are billed as the minimum of \(minimum) s."
    } else {
      let count = (billed - minimum) / step
      text =
        "\(call.duration) s are billed as the minimum of \(minimum) s and \(count) \(count == 1 ? "step" : "steps") of "
        + "\(step) s: \(billed) s."
    }
    return ExplainedRule(
      .billedSeconds, text,
      values: [
        "duration_s": "\(call.duration)", "minimum_s": "\(minimum)", "step_s": "\(step)", "billed_s": "\(billed)",
        "grace_s": "\(plan.graceSeconds)",
      ], rows: [places[0]])
  }

  var price: ExplainedRule {
    let grossText = Money.text(micros: Int128(grossMicros), decimals: call.decimals)
    let rounding = cutsCentavoFractions ? RoundingMode.down : plan.rounding
    let values = [
      "surplus_s": "\(call.surplus)", "gross": grossText, "rounding": rounding.rawValue,
      "decimals": "\(plan.decimals)", "charge_rounding": plan.chargeRounding.rawValue,
    ]
    guard call.surplus != 0 else {
      return ExplainedRule(.price, "All of it was covered: nothing is left to price.", values: values)
    }
    var parts: [String] = []
    var exact = Int128(tariff.connectionFee.micros) * 60
    for (index, step) in steps.enumerated() {
      let until = index + 1 < steps.count ? min(steps[index + 1].fromSecond, call.billed) : call.billed
      let seconds = until - max(step.fromSecond, call.covered)
      guard seconds > 0 else { continue }
      parts.append("\(seconds) s at R$ \(step.pricePerMinute.shortestText) a minute")
      exact += Int128(seconds) * Int128(step.pricePerMinute.micros)
    }
    if tariff.connectionFee > .zero { parts.append("R$ \(tariff.connectionFee.shortestText) for the connection") }
    let isExact = exact % 60 == 0
    let unrounded =
      isExact
      ? Money(micros: Int64(exact / 60)).shortestText
      : Money.text(micros: exact / 60, decimals: Money.maximumDecimals) + "…"
    let covered = call.covered > 0 ? "After the first \(call.covered) s, which were covered: " : ""
    return ExplainedRule(
      .price,
      "\(covered)\(parts.joined(separator: ", ")) = R$ \(unrounded), "
        + (cutsCentavoFractions ? "cut" : "rounded \(plan.rounding.rawValue)")
        + " to \(plan.decimals) decimals: R$ \(grossText).", values: values, rows: places)
  }

  private var cutsCentavoFractions: Bool { plan.chargeRounding == .cut }

  /// The price before value allowances: of a recorded call their sum, unless a fraction of a centavo was cut from it.
  private var grossMicros: Int64 {
    guard cutsCentavoFractions else { return call.amountMicros + call.allowanceMicros }
    return Charging.gross(
      covered: call.covered, billed: call.billed, tariff, steps: registry.rates.steps, registry.planFacts[planIndex]
    ).micros
  }

  /// What is to be paid, and what was cut from it (spec 11.1).
  var amount: ExplainedRule {
    var text = "To be paid for this call: R$ \(amountText)"
    var values = ["amount": amountText]
    let cut = grossMicros - call.allowanceMicros - call.amountMicros
    if cutsCentavoFractions, cut > 0 {
      values["cut"] = Money.text(micros: Int128(cut), decimals: call.decimals)
      let rest = Money.text(micros: Int128(call.amountMicros + cut), decimals: call.decimals)
      text += ", the R$ \(rest) that are left without their fraction of a centavo (RGC, art. 49)"
    }
    return ExplainedRule(.amount, text + ".", values: values)
  }
}
