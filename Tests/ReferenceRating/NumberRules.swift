/// The rules of spec 3.1 and 7.6, in their order. A string is digits only.
struct NumberRules {
  /// The line's CN; nil while it is not known.
  let areaCode: String?
  let dialling: ReferenceDialling

  /// Rule 1: "the digits, then rules 8 and 10 only", and what spec 7.6 has behind `+55`.
  func readPlus(_ digits: String) -> NumberReading {
    if let rest = digits.after("55") {
      if let number = Self.zeroPPP(rest) ?? Self.unified(rest) { return .number(number) }
    }
    return Self.e164(digits).map { .number($0.byRule(1)) } ?? .none
  }

  /// Every rule but 1.
  func read(_ digits: String) -> NumberReading {
    if let number = Self.zeroPPP(digits) { return .number(number) }
    for begin in ["55", "0055"] {
      if let rest = digits.after(begin), let number = Self.zeroPPP(rest) ?? Self.unified(rest) {
        return .number(number)
      }
    }
    if let reading = collect(digits) { return reading }
    if let rest = digits.after("00") { return twoZeros(rest) }
    let number =
      trunkCarrier(digits) ?? trunk(digits) ?? outsideSubscriber(digits) ?? Self.brazilian(digits)?.byRule(8)
      ?? Self.national(digits)?.byRule(9) ?? Self.unified(digits) ?? subscriberOnly(digits) ?? special(digits)
      ?? Self.international(digits)
    return number.map { .number($0) } ?? .none
  }

  /// Rule 4: `0800` and so on with 6 or 7 digits; without the 0, 10 digits, or 9 that do not begin with 900.
  private static func zeroPPP(_ digits: String) -> NormalisedNumber? {
    let count = digits.utf8.count
    for begin in ["800", "300", "303", "500", "900"] {
      if digits.hasPrefix("0" + begin), count == 10 || count == 11 {
        return NormalisedNumber(kind: .national, digits: digits, rule: 4)
      }
      if digits.hasPrefix(begin), count == 10 || count == 9 && begin != "900" {
        return NormalisedNumber(kind: .national, digits: "0" + digits, rule: 4)
      }
    }
    return nil
  }

  /// Rules 2 and 3, and 3 without a carrier.
  private func collect(_ digits: String) -> NumberReading? {
    if let areaCode, let rest = digits.after("9090"), let subscriber = Self.subscriber(rest) {  // rule 2
      return .number(NormalisedNumber(kind: .collect, digits: "55" + areaCode + subscriber, rule: 2))
    }
    guard let rest = digits.after("90") else { return nil }
    if let number = Self.national(rest.dropping(2)) {  // rule 3
      return .number(NormalisedNumber(kind: .collect, digits: number.digits, rule: 3))
    }
    guard let number = Self.national(rest), dialling.carrierCode != .required else { return nil }
    if dialling.carrierCode == .optional, numberFitsItsCountry(digits) { return .ambiguous }
    return .number(NormalisedNumber(kind: .collect, digits: number.digits, rule: 3))
  }

  /// Rule 5 and what spec 7.6 adds to it.
  ///
  /// - Parameter rest: what follows `00`.
  private func twoZeros(_ rest: String) -> NumberReading {
    let ownCountry = Self.brazilian(rest).map { $0.byRule(5) }
    if let ownCountry, dialling.carrierCode != .required { return .number(ownCountry) }
    var standing: [NormalisedNumber] = []
    if dialling.carrierCode != .none, rest.utf8.count >= 2 + 7, let number = Self.e164(rest.dropping(2)) {
      standing.append(number.byRule(5))
    }
    if dialling.carrierCode != .required, let number = Self.e164(rest) { standing.append(number.byRule(5)) }
    if dialling.hasOutsideZero, let number = trunk("0" + rest) { standing.append(number) }
    if standing.isEmpty { return ownCountry.map { .number($0) } ?? .none }
    if standing.count == 1 { return .number(standing[0]) }
    let fitting = standing.filter { numberFitsItsCountry($0.digits) }
    return fitting.count == 1 ? .number(fitting[0]) : .ambiguous
  }

  /// Rule 6.
  private func trunkCarrier(_ digits: String) -> NormalisedNumber? {
    digits.after("0").flatMap { Self.national($0.dropping(2)) }?.byRule(6)
  }

  /// Rule 7.
  private func trunk(_ digits: String) -> NormalisedNumber? {
    digits.after("0").flatMap(Self.national)?.byRule(7)
  }

  /// Rule 12 behind an outside line's 0.
  private func outsideSubscriber(_ digits: String) -> NormalisedNumber? {
    guard dialling.hasOutsideZero, let rest = digits.after("0"), Self.unified(rest) == nil else { return nil }
    return subscriberOnly(rest)
  }

  /// Rule 11.
  static func unified(_ digits: String) -> NormalisedNumber? {
    let begins = ["300", "400", "4020", "4370", "4864"]
    guard digits.utf8.count == 8, begins.contains(where: { digits.hasPrefix($0) }) else { return nil }
    return NormalisedNumber(kind: .unified, digits: digits, rule: 11)
  }

  /// Rule 12.
  private func subscriberOnly(_ digits: String) -> NormalisedNumber? {
    guard let areaCode, let subscriber = Self.subscriber(digits) else { return nil }
    return NormalisedNumber(kind: .e164, digits: "55" + areaCode + subscriber, rule: 12)
  }

  /// Rule 13, and 911.
  private func special(_ digits: String) -> NormalisedNumber? {
    let isSpecial = (3...5).contains(digits.utf8.count) && digits.hasPrefix("1") || digits == "911"
    return isSpecial ? NormalisedNumber(kind: .special, digits: digits, rule: 13) : nil
  }

  /// "Rules 8 and 10 only."
  private static func e164(_ digits: String) -> NormalisedNumber? {
    brazilian(digits) ?? international(digits)
  }

  /// Rule 8: `55` + CN + N.
  private static func brazilian(_ digits: String) -> NormalisedNumber? {
    digits.after("55").flatMap(national)?.byRule(8)
  }

  /// Rule 10: 7 to 15 digits, as many as the country code has.
  private static func international(_ digits: String) -> NormalisedNumber? {
    guard (7...15).contains(digits.utf8.count), !digits.hasPrefix("0") else { return nil }
    guard let code = countryCodes.first(where: { digits.hasPrefix($0) }) else { return nil }
    if let lengths = numberPlan.lengths[code], !lengths.contains(digits.dropping(code.utf8.count).utf8.count) {
      return nil
    }
    return NormalisedNumber(kind: .e164, digits: digits, rule: 10)
  }

  /// CN + N with a valid CN, as `55` + CN + N: rule 9.
  private static func national(_ digits: String) -> NormalisedNumber? {
    guard digits.utf8.count > 2, areaCodes.contains(digits.first(2)) else { return nil }
    guard let subscriber = subscriber(digits.dropping(2)) else { return nil }
    return NormalisedNumber(kind: .e164, digits: "55" + digits.first(2) + subscriber, rule: 9)
  }

  /// N: N8 and M9 as they are, M8 with a 9 before it; nil if it is none of them.
  private static func subscriber(_ digits: String) -> String? {
    guard let first = digits.utf8.first else { return nil }
    let isEight = digits.utf8.count == 8
    if isEight, (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(first) { return digits }
    if isEight, (UInt8(ascii: "6")...UInt8(ascii: "9")).contains(first) { return "9" + digits }
    if digits.utf8.count == 9, digits.hasPrefix("9") { return digits }
    return nil
  }
}

extension NormalisedNumber {
  fileprivate func byRule(_ rule: Int) -> NormalisedNumber {
    NormalisedNumber(kind: kind, digits: digits, rule: rule)
  }
}
