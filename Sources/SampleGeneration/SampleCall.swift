/// A telephone number as a row has it: digits, perhaps a `+` before them, or a text that is no number.
struct NumberCell: Sendable, Equatable {
  /// The digits' value: up to 19 digits.
  var value: UInt64
  var digitCount: Int
  var hasPlus = false
  /// Index into `NumberCell.texts`; -1 for digits.
  var text = -1

  static let texts = ["anonymous", "asterisk", "ramal-2001", "*31#1", "sip:ana@example.com"].map { Array($0.utf8) }
  static let anonymous = NumberCell(value: 0, digitCount: 0, text: 0)
  static let userNames = 0...2
  static let badNumbers = 3...4

  /// `digits` with `prefix`, of `prefixDigits` digits, before them.
  func prefixed(_ prefix: UInt64, digits prefixDigits: Int) -> NumberCell {
    var power: UInt64 = 1
    for _ in 0..<digitCount { power &*= 10 }
    return NumberCell(value: prefix &* power &+ value, digitCount: digitCount + prefixDigits)
  }
}

/// One row of a CDR file, before it is written.
struct SampleCall: Sendable {
  var identifier: UInt32
  var sequence: UInt32
  /// Local seconds since 1970-01-01 00:00.
  var startedAt = 0
  /// From the start to the answer, or to giving up.
  var setupSeconds = 0
  var billableSeconds = 0
  var caller = NumberCell.anonymous
  var called = NumberCell.anonymous
  var isOutbound = true
  var disposition = Disposition.answered
  /// 0: one of the carriers' trunks, by `carrier`; else the trunk of a line.
  var trunk: UInt32 = 0
  var carrier = 1
  /// -1: blank.
  var accountCode: Int32 = -1
  var fault = Fault.none

  enum Disposition: Int, Sendable {
    case answered, noAnswer, busy, failed, cancelled

    static let texts = ["ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CANCELLED"].map { Array($0.utf8) }
  }

  /// What makes a row unreadable (spec 2.4); `too-long` is left out, as it would be larger than many files.
  enum Fault: Int, CaseIterable, Sendable {
    case none, missingField, badTimestamp, badNumber, badDuration, badDirection, badDisposition, extraField, badEncoding
  }
}
