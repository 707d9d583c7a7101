import CallModel

/// Why a text is no number, in a sentence for a person; the rules are those of spec 3.1.
enum NumberProblem {
  /// Of a text that `DialledDigits` refuses: `bad-number`.
  static func ofText(_ text: String) -> String {
    let dropped = " -.()"
    var digits = 0
    var hasPlus = false
    for character in text.unicodeScalars {
      if ("0"..."9").contains(character) {
        digits += 1
      } else if character == "+", digits == 0, !hasPlus {
        hasPlus = true
      } else if character == "+" {
        return "expected + only once and before the first digit"
      } else if !dropped.unicodeScalars.contains(character) {
        return "expected digits, spaces, - . ( ) and a leading +, found \(shown(character))"
      }
    }
    if digits == 0 { return "expected digits, found none" }
    return "expected at most \(DialledDigits.maximumDigits) digits, found \(digits)"
  }

  private static func shown(_ character: Unicode.Scalar) -> String {
    switch character.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
      "U+\(String(character.value, radix: 16, uppercase: true))"
    default: "'\(character)'"
    }
  }

  /// Of digits that no rule matches, `unknown-destination`, or that have two readings, `ambiguous-number`.
  static func ofDigits(
    _ dialled: DialledDigits, _ found: NormalisedNumber, _ viewpoint: NumberViewpoint
  ) -> String {
    if found.isAmbiguous { return readings(dialled, viewpoint) }
    func isNumber(areaCode: Int?) -> Bool {
      Numbering.normalise(dialled, areaCode: areaCode, dialling: viewpoint.dialling, form: viewpoint.form).kind != .none
    }
    if viewpoint.areaCode == nil, isNumber(areaCode: AreaCode.all[0]) { return "needs the caller's area code" }
    if let area = wrongAreaCode(dialled) { return "\(area) is no area code" }
    if dialled.isInternational || isReadAsInternational(dialled, viewpoint.form) {
      return wrongForeign(dialled)
        ?? "after + expected 7 to 15 digits that begin with a country code"
    }
    if let wrong = wrongForeign(dialled) { return wrong }
    return "\(dialled.digitCount) digits that fit no form of number"
  }

  /// What each of the ways to dial would read; `dialling` says which it is.
  private static func readings(_ dialled: DialledDigits, _ viewpoint: NumberViewpoint) -> String {
    var texts: [String] = []
    let ways: [(Dialling, String)] = [
      (Dialling(carrierCode: .required), "with a carrier code"), (Dialling(carrierCode: .none), "without one"),
    ]
    for (dialling, words) in ways {
      let number = Numbering.normalise(dialled, areaCode: viewpoint.areaCode, dialling: dialling)
      if number.kind != .none { texts.append("\(number.number) \(words)\(number.kind == .collect ? ", collect" : "")") }
    }
    if viewpoint.dialling.hasOutsideZero,
      let number = Numbering.areaAndSubscriber(dialled.value, max(2, dialled.digitCount - 2))
    {
      texts.append("\(number) behind an outside line's 0")
    }
    return "more than one reading: \(texts.joined(separator: ", or ")); say which by dialling: carrier_code"
  }

  private static func isReadAsInternational(_ dialled: DialledDigits, _ form: NumberForm) -> Bool {
    form == .e164 && dialled.digitCount >= Numbering.minimumForeignDigits
      && Numbering.first(1, of: dialled.value, dialled.digitCount) != 0
  }

  /// A country code whose numbers have other lengths.
  private static func wrongForeign(_ dialled: DialledDigits) -> String? {
    guard (Numbering.minimumForeignDigits...15).contains(dialled.digitCount),
      Numbering.first(1, of: dialled.value, dialled.digitCount) != 0
    else { return nil }
    let number = PhoneNumber(value: dialled.value, digitCount: dialled.digitCount)
    guard let code = CountryCodes.code(of: number) else { return nil }
    return "numbers of country code \(code) do not have \(number.digitCount - "\(code)".utf8.count) digits after it"
  }

  /// The two digits that stand where an area code should, if they are none and all else is right.
  private static func wrongAreaCode(_ dialled: DialledDigits) -> String? {
    guard dialled.digitCount <= DialledDigits.maximumExactDigits else { return nil }
    let digits = Array(dialled.value.padded(to: dialled.digitCount))
    let begins = dialled.isInternational ? ["55"] : digits.starts(with: "00") ? ["0055"] : ["0", "0??", "55", ""]
    for begin in begins {
      let start = begin.utf8.count
      guard digits.count - start == 10 || digits.count - start == 11,
        zip(begin, digits).allSatisfy({ $0 == "?" || $0 == $1 })
      else { continue }
      let area = String(digits[start..<(start + 2)])
      guard let code = Int(area), !AreaCode.isValid(code) else { continue }
      let repaired = "11" + String(digits[(start + 2)...])
      if Numbering.normalise(national(repaired), areaCode: nil).rule == 9 { return area }
    }
    return nil
  }

  private static func national(_ digits: String) -> DialledDigits {
    DialledDigits(value: UInt64(digits) ?? 0, digitCount: digits.count, isInternational: false)
  }
}
