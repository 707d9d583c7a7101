/// What a called number is, as it stands in a call's content (spec 2.4).
enum NumberKind: String {
  case collect
  case e164
  /// A 0PPP number: 0800, 0300, 0303, 0500, 0900.
  case national
  /// Nothing matched: its digits.
  case none
  case special
  case unified
}

struct NormalisedNumber: Equatable {
  let kind: NumberKind
  let digits: String

  /// The area code of a Brazilian E.164 number. Two digits, not always a valid one (rule 8).
  var areaCode: String? {
    guard kind == .e164 || kind == .collect, let rest = digits.after("55") else { return nil }
    return rest.first(2)
  }
}

/// The area codes (CN, DDD) of spec 3.1.
let areaCodes: [String] =
  """
  11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55
  61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99
  """.split { $0 == " " || $0 == "\n" }.map { String($0) }

/// A number as dialled, cleaned (spec 3.1): digits only, and whether a `+` led them.
struct DialledNumber: Equatable {
  let digits: String
  let hasPlus: Bool

  /// nil is `bad-number`: separators are dropped first, then a leading `+`; anything but digits is then bad, and so
  /// are no digits and more than 20.
  init?(_ cell: String) {
    let separators = Array(" -.()".utf8)
    let kept = String(decoding: cell.utf8.filter { !separators.contains($0) }, as: UTF8.self)
    hasPlus = kept.hasPrefix("+")
    digits = hasPlus ? kept.dropping(1) : kept
    guard digits.isAllDigits, digits.utf8.count <= 20 else { return nil }
  }

  /// The first rule of 3.1 that matches; nil if none does.
  ///
  /// - Parameter areaCode: the line's CN; nil while it is not known.
  func normalised(areaCode: String?) -> NormalisedNumber? {
    if hasPlus { return Self.e164Only(digits) }  // rule 1
    return collect(areaCode) ?? nationalPrefix() ?? withTrunkPrefix(areaCode)
  }

  /// Rules 2 and 3.
  private func collect(_ areaCode: String?) -> NormalisedNumber? {
    if let areaCode, let rest = digits.after("9090"), let subscriber = Self.subscriber(rest) {  // rule 2
      return NormalisedNumber(kind: .collect, digits: "55" + areaCode + subscriber)
    }
    if let rest = digits.after("90"), let number = Self.national(rest.dropping(2)) {  // rule 3
      return NormalisedNumber(kind: .collect, digits: number)
    }
    return nil
  }

  /// Rule 4.
  private func nationalPrefix() -> NormalisedNumber? {
    for prefix in ["0800", "0300", "0303", "0500", "0900"] {
      if let rest = digits.after(prefix), (6...7).contains(rest.utf8.count) {
        return NormalisedNumber(kind: .national, digits: digits)
      }
    }
    return nil
  }

  /// Rules 5 to 13.
  private func withTrunkPrefix(_ areaCode: String?) -> NormalisedNumber? {
    if let rest = digits.after("00"), rest.utf8.count >= 2 + 7 {  // rule 5
      return Self.e164Only(rest.dropping(2))
    }
    if let rest = digits.after("0") {
      if let number = Self.national(rest.dropping(2)) ?? Self.national(rest) {  // rules 6 and 7
        return NormalisedNumber(kind: .e164, digits: number)
      }
    }
    if let number = Self.brazilian(digits) ?? Self.national(digits) {  // rules 8 and 9
      return NormalisedNumber(kind: .e164, digits: number)
    }
    return short(areaCode) ?? Self.international(digits)  // 11-13 win over 10
  }

  /// Rules 11 to 13.
  private func short(_ areaCode: String?) -> NormalisedNumber? {
    if digits.utf8.count == 8, digits.hasPrefix("400") || digits.hasPrefix("300") {  // rule 11
      return NormalisedNumber(kind: .unified, digits: digits)
    }
    if let areaCode, let subscriber = Self.subscriber(digits) {  // rule 12
      return NormalisedNumber(kind: .e164, digits: "55" + areaCode + subscriber)
    }
    if (3...5).contains(digits.utf8.count), digits.hasPrefix("1") {  // rule 13
      return NormalisedNumber(kind: .special, digits: digits)
    }
    return nil
  }

  /// "Then rules 8 and 10 only; 11-13 play no part" (rules 1 and 5).
  private static func e164Only(_ digits: String) -> NormalisedNumber? {
    if let number = brazilian(digits) { return NormalisedNumber(kind: .e164, digits: number) }
    return international(digits)
  }

  /// Rule 8: `55` + CN + N. It does not need a valid CN.
  private static func brazilian(_ digits: String) -> String? {
    guard let rest = digits.after("55"), rest.utf8.count > 2 else { return nil }
    return subscriber(rest.dropping(2)).map { "55" + rest.first(2) + $0 }
  }

  /// Rule 10.
  private static func international(_ digits: String) -> NormalisedNumber? {
    guard (7...15).contains(digits.utf8.count), !digits.hasPrefix("0") else { return nil }
    if let rest = digits.after("55"), (10...11).contains(rest.utf8.count) { return nil }
    guard countryCodes.contains(where: { digits.hasPrefix($0) }) else { return nil }
    return NormalisedNumber(kind: .e164, digits: digits)
  }

  /// CN + N with a valid CN, as `55` + CN + N.
  private static func national(_ digits: String) -> String? {
    guard digits.utf8.count > 2, areaCodes.contains(digits.first(2)) else { return nil }
    return subscriber(digits.dropping(2)).map { "55" + digits.first(2) + $0 }
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

/// A caller, which is never a reason to reject (spec 3.1).
struct Caller {
  /// nil: it finds no line by number.
  let number: NormalisedNumber?
  /// As written in the output: normalised, else its digits if the cell is all digits, else blank.
  let written: Text

  init(_ cell: Text) {
    number = DialledNumber(cell.string)?.normalised(areaCode: nil)
    written = Text(number?.digits ?? (cell.string.isAllDigits ? cell.string : ""))
  }
}
