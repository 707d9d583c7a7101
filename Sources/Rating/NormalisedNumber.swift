import CallModel

/// A number brought to one form, and by which rule of spec 3.1.
package struct NormalisedNumber: Equatable, Sendable {
  /// Which of a rule's forms it had (spec 7.6); what most rules have only one of is `plain`.
  package enum Variant: UInt8, Sendable {
    case plain
    /// Rule 4 without its 0.
    case withoutZero
    /// Rules 4 and 11 behind `55`, `+55` or `0055`.
    case behind55
    /// Rule 4 without its 0, behind 55.
    case withoutZeroBehind55
    /// Rules 3 and 5 without a carrier code.
    case withoutCarrier
    /// Rules 7 and 12 behind an outside line's 0.
    case outsideLine
    /// Rule 13: 911, which is none of ours, and answered as 190 is.
    case foreignEmergency
    /// Kind `none`: there is more than one reading.
    case ambiguous
  }

  package var number: PhoneNumber
  package var kind: NumberKind
  package var variant: Variant
  /// The rule of spec 3.1: 1 to 13, or 0 if none matched. Rules 1 and 5 lead to rule 8 or 10: then this is 1 or 5.
  package var rule: Int

  package init(number: PhoneNumber, kind: NumberKind, rule: Int, variant: Variant = .plain) {
    self.number = number
    self.kind = kind
    self.rule = rule
    self.variant = variant
  }

  /// What no rule matched: `unknown-destination`.
  package static let unmatched = NormalisedNumber(number: .blank, kind: .none, rule: 0)
  /// What has two readings: `ambiguous-number`. Like `unmatched` it finds no line and no zone.
  package static let ambiguous = NormalisedNumber(number: .blank, kind: .none, rule: 0, variant: .ambiguous)

  /// Whether it would be the same from each area: rules 1, 8 and 9 read whole numbers, and come before those that ask for
  /// the area code wherever both might match.
  package var isSameAnywhere: Bool { rule == 1 || rule == 8 || rule == 9 }

  /// Whether it is suspended for having two readings, not for having none.
  package var isAmbiguous: Bool { variant == .ambiguous }
}
