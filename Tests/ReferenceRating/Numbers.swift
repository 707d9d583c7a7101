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
  /// The row of the table in spec 3.1.
  let rule: Int

  /// The area code of a Brazilian E.164 number.
  var areaCode: String? {
    guard kind == .e164 || kind == .collect, let rest = digits.after("55") else { return nil }
    return rest.first(2)
  }
}

/// What digits mean.
enum NumberReading: Equatable {
  case number(NormalisedNumber)
  /// Nothing matched: `unknown-destination`.
  case none
  /// There are several readings: `ambiguous-number`.
  case ambiguous

  var number: NormalisedNumber? {
    guard case .number(let number) = self else { return nil }
    return number
  }
}

/// How a site dials (spec 7.6).
package struct ReferenceDialling: Hashable, Sendable {
  package enum CarrierCode: String, CaseIterable, Sendable { case optional, required, none }

  package var carrierCode: CarrierCode
  package var hasOutsideZero: Bool

  package init(carrierCode: CarrierCode = .optional, hasOutsideZero: Bool = false) {
    self.carrierCode = carrierCode
    self.hasOutsideZero = hasOutsideZero
  }
}

/// How a column writes numbers (spec 7.2).
package enum ReferenceNumberForm: String, CaseIterable, Sendable { case dialled, e164 }

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

  /// The first rule of spec 3.1 and 7.6 that matches.
  ///
  /// - Parameter areaCode: the line's CN; nil while it is not known.
  func read(
    areaCode: String?, dialling: ReferenceDialling = ReferenceDialling(), form: ReferenceNumberForm = .dialled
  ) -> NumberReading {
    let rules = NumberRules(areaCode: areaCode, dialling: dialling)
    return hasPlus || isReadAsWithPlus(form) ? rules.readPlus(digits) : rules.read(digits)
  }

  /// `e164`: "as if a + stood there, but for a leading 0, fewer than 7 digits, or rule 11".
  private func isReadAsWithPlus(_ form: ReferenceNumberForm) -> Bool {
    form == .e164 && !digits.hasPrefix("0") && digits.utf8.count >= 7 && NumberRules.unified(digits) == nil
  }
}

/// A caller, which is never a reason to reject (spec 3.1).
struct Caller {
  /// nil: it finds no line by number.
  let number: NormalisedNumber?
  /// As written: normalised, else its digits if the cell is all digits, else blank.
  let written: Text

  /// - Parameter areaCode: nil in what is written to the output; that of the own number in a content (spec 4.3).
  init(
    _ cell: Text, areaCode: String? = nil, dialling: ReferenceDialling = ReferenceDialling(),
    form: ReferenceNumberForm = .dialled
  ) {
    number = DialledNumber(cell.string)?.read(areaCode: areaCode, dialling: dialling, form: form).number
    written = Text(number?.digits ?? (cell.string.isAllDigits ? cell.string : ""))
  }
}
