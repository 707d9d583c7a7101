import CallModel
import Registry

/// What a dialled number is seen from a line, and by which rules (spec 3.1, 3.3, 3.4): for a person who asks why.
///
/// Takes the same path as a call does: `DialledDigits`, `Numbering`, `Zoning`, `RateTable`.
package struct NumberExplanation: Equatable, Sendable {
  package struct Zone: Equatable, Sendable {
    package var name: String
    /// E.g. `prefix 55489`.
    package var cause: String
  }

  package enum Price: Equatable, Sendable {
    /// - Parameter zone: the zone whose rows of `rates.csv` decide: the number's own, its parent, or `*`.
    case tariff(Tariff, steps: [PriceStep], zone: String)
    /// A zone that is free where the plan has no rate for it.
    case free
    case noRate
    /// The line has no charging plan.
    case noPlan
  }

  /// As given.
  package let text: String
  /// `.unmatched` if it is no number.
  package let normalised: NormalisedNumber
  /// Why it is no number, or which readings it has; nil if it is one.
  package let problem: String?
  /// What a call to it would be rejected or suspended for; nil if it has a zone.
  package let reason: Reason?
  /// nil where it is unknown.
  package let zone: Zone?
  /// nil where there is no line, or no zone.
  package let price: Price?

  package init(_ text: String, from viewpoint: NumberViewpoint) {
    self.text = text
    let bytes = Array(text.utf8)
    guard let dialled = bytes.withUnsafeBufferPointer({ DialledDigits($0) }) else {
      normalised = .unmatched
      problem = NumberProblem.ofText(text)
      reason = .badNumber
      zone = nil
      price = nil
      return
    }
    normalised = Numbering.normalise(
      dialled, areaCode: viewpoint.areaCode, dialling: viewpoint.dialling, form: viewpoint.form)
    problem = normalised.kind == .none ? NumberProblem.ofDigits(dialled, normalised, viewpoint) : nil
    let found = Self.zone(of: normalised, viewpoint)
    zone = found?.zone
    reason = found != nil ? nil : normalised.isAmbiguous ? .ambiguousNumber : .unknownDestination
    price = found.flatMap { Self.price(zone: $0.index, viewpoint) }
  }

  private static func zone(
    of number: NormalisedNumber, _ viewpoint: NumberViewpoint
  ) -> (index: Int, zone: Zone)? {
    let registry = viewpoint.registry
    let found: (zone: Int, step: Zoning.Step)?
    if let row = viewpoint.row {
      found = Zoning.zone(of: number, line: registry.lineFacts[row], on: viewpoint.date, registry)
    } else {
      found = Zoning.zone(of: number, areaCode: viewpoint.areaCode, registry)
    }
    guard let found else { return nil }
    let zone = Zone(name: registry.zones.names[found.zone], cause: cause(found.step, number.number, viewpoint))
    return (found.zone, zone)
  }

  private static func cause(_ step: Zoning.Step, _ number: PhoneNumber, _ viewpoint: NumberViewpoint) -> String {
    switch step {
    case .collect: return "paid by the called line"
    case .unified, .special: return "kind of number"
    case .onNet:
      let line = viewpoint.registry.findLine(number: number, on: viewpoint.date)
      return line.map { "\($0.match.rawValue) of line \(viewpoint.registry.lines[$0.row].id)" } ?? "a line's number"
    case .prefix:
      let length = viewpoint.registry.zones.find(number)?.digitCount ?? 0
      return "prefix \(number.description.prefix(length))"
    }
  }

  private static func price(zone: Int, _ viewpoint: NumberViewpoint) -> Price? {
    guard let row = viewpoint.row else { return nil }
    let registry = viewpoint.registry
    let plan = registry.lines[row].plan
    if registry.plans[plan].isNone { return .noPlan }
    switch registry.rates.find(plan: plan, zone: zone, date: viewpoint.date, secondOfDay: viewpoint.secondOfDay) {
    case .free: return .free
    case .noRate: return .noRate
    case .tariff(let index):
      let priced = registry.rates.pricedZone(plan: plan, zone: zone) ?? zone
      return .tariff(
        registry.rates.tariffs[index], steps: registry.rates.steps(of: index), zone: registry.zones.names[priced])
    }
  }
}

extension NumberExplanation {
  /// The kind's name, or `ambiguous`.
  package var kindName: String { normalised.isAmbiguous ? "ambiguous" : normalised.kind.name }

  /// The row of the table of spec 3.1, and for rules 1 and 5 the one they led to, e.g. `1, 8`; empty if none matched.
  package var ruleText: String {
    switch normalised.rule {
    case 0: ""
    case 1, 5: "\(normalised.rule), \(isBrazilian ? 8 : 10)"
    default: "\(normalised.rule)"
    }
  }

  /// The form that the rule describes, and the part of docs/rules/numbers.md that says it.
  package var ruleForm: String {
    switch normalised.variant {
    case .plain: plainForm
    case .withoutZero: "0800, 0300, 0303, 0500 or 0900 number without its 0"
    case .behind55: normalised.rule == 4 ? "55 + 0800, 0300, 0303, 0500 or 0900 number" : "55 + number of all Brazil"
    case .withoutZeroBehind55: "55 + 0800, 0300, 0303, 0500 or 0900 number without its 0"
    case .withoutCarrier where normalised.rule == 3: "90 + area code + number: collect"
    case .withoutCarrier: isBrazilian ? "00 + 55 + area code + number" : "00 + international number"
    case .outsideLine: normalised.rule == 7 ? "0 + 0 + area code + number" : "0 + number in the line's area"
    case .foreignEmergency: "911, an emergency number"
    case .ambiguous: ""
    }
  }

  private var plainForm: String {
    switch normalised.rule {
    case 1: "+ and an international number"
    case 2: "9090 + number: collect, in the line's area"
    case 3: "90 + carrier + area code + number: collect"
    case 4: "0800, 0300, 0303, 0500 or 0900 number"
    case 5: "00 + carrier + international number"
    case 6: "0 + carrier + area code + number"
    case 7: "0 + area code + number"
    case 8: "55 + area code + number"
    case 9: "area code + number"
    case 10: "country code + number"
    case 11: "number of all Brazil, as 4004 1234"
    case 12: "number in the line's area"
    case 13: "1 and two to four digits"
    default: ""
    }
  }

  private var isBrazilian: Bool {
    let digits = normalised.number.digitCount
    return (digits == 12 || digits == 13) && normalised.number.value / PhoneNumber.powerOfTen(digits - 2) == 55
  }
}
