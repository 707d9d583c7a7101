/// How a site's telephones dial, as far as it decides what digits mean (spec 7.6): keys `dialling` of a layout.
package struct Dialling: Equatable, Hashable, Sendable {
  /// Whether a carrier's code (CSP, two digits) stands after `00`, and after the `90` of a collect call.
  package enum CarrierCode: String, CaseIterable, Sendable {
    /// It may: the reading that stands, or fits its country's pattern alone.
    case optional
    /// It does.
    case required
    /// It does not, as with small providers ("marcação alternativa").
    case none
  }

  package var carrierCode: CarrierCode
  /// Telephones dial `0` for an outside line, and switches write it: `outside_digit: "0"`.
  package var hasOutsideZero: Bool

  package init(carrierCode: CarrierCode = .optional, hasOutsideZero: Bool = false) {
    self.carrierCode = carrierCode
    self.hasOutsideZero = hasOutsideZero
  }

  /// As the ledger keeps it.
  package var text: String { "\(carrierCode.rawValue) \(hasOutsideZero ? "0" : "none")" }

  /// - Parameter text: of `text`; what is none of it is the standard.
  package init(text: String) {
    let parts = text.split(separator: " ")
    self.init(
      carrierCode: parts.first.flatMap { CarrierCode(rawValue: String($0)) } ?? .optional,
      hasOutsideZero: parts.last == "0")
  }

  /// What a layout that says nothing has.
  package static let standard = Dialling()
}

/// How a column writes numbers: key `form` of a layout's `caller` and `called` (spec 7.2).
package enum NumberForm: String, CaseIterable, Sendable {
  /// As a telephone dials them.
  case dialled
  /// With their country code and without `+`: as if a `+` stood there, but for a leading 0, fewer than 7 digits, or the
  /// 8 digits of rule 11.
  case e164
}
