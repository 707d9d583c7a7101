import CallModel

/// The values that a cell's bytes can state; each is nil if the bytes are not exactly of its form.
package enum CellValue {
  /// ASCII digits only, with any leading zeros, at most `maximum`.
  static func wholeNumber(_ bytes: [UInt8], _ field: FieldRange, maximum: Int) -> Int? {
    if field.isEmpty { return nil }
    var value = 0
    for index in field.indices {
      guard let digit = digit(bytes[index]) else { return nil }
      value = value * 10 + digit
      if value > maximum { return nil }
    }
    return value
  }

  /// A decimal with a point: digits before it, and if it is there 1 to `maximumDecimals` after it. In millionths.
  ///
  /// - Parameters:
  ///   - maximum: in millionths, at most 10^18.
  ///   - maximumDecimals: at most 6.
  static func millionths(_ bytes: [UInt8], _ field: FieldRange, maximum: Int64, maximumDecimals: Int) -> Int64? {
    guard let (whole, decimals) = decimalParts(bytes, field), decimals.count <= maximumDecimals,
      var value = wholeNumber(bytes, whole, maximum: Int(maximum / Money.microsPerReal)),
      let fraction = digits(bytes, decimals)
    else { return nil }
    for _ in 0..<Money.maximumDecimals { value *= 10 }
    var micros = fraction
    for _ in decimals.count..<Money.maximumDecimals { micros *= 10 }
    return value + micros <= maximum ? Int64(value + micros) : nil
  }

  /// Whether the bytes are of the form that `millionths` reads, however great the number.
  static func isDecimal(_ bytes: [UInt8], _ field: FieldRange, maximumDecimals: Int) -> Bool {
    guard let (whole, decimals) = decimalParts(bytes, field), decimals.count <= maximumDecimals else { return false }
    return !whole.isEmpty && bytes[whole.indices].allSatisfy { digit($0) != nil } && digits(bytes, decimals) != nil
  }

  /// What is before the point and after it; nil if a point ends the text.
  private static func decimalParts(_ bytes: [UInt8], _ field: FieldRange) -> (FieldRange, Range<Int>)? {
    let range = field.indices
    guard let point = bytes[range].firstIndex(of: UInt8(ascii: ".")) else {
      return (field, range.upperBound..<range.upperBound)
    }
    guard point + 1 < range.upperBound else { return nil }
    return (FieldRange(range.lowerBound..<point), point + 1..<range.upperBound)
  }

  /// `YYYY-MM-DD`, a day that the calendar has.
  static func date(_ bytes: [UInt8], _ field: FieldRange) -> CivilDate? {
    let start = Int(field.start)
    guard field.count == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
      let year = digits(bytes, start..<start + 4), let month = digits(bytes, start + 5..<start + 7),
      let day = digits(bytes, start + 8..<start + 10), CivilDate.exists(year: year, month: month, day: day)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// `HH:MM`, 00:00 to 24:00, in minutes since midnight.
  static func minuteOfDay(_ bytes: [UInt8], _ field: FieldRange) -> Int? {
    let start = Int(field.start)
    guard field.count == 5, bytes[start + 2] == UInt8(ascii: ":"), let hour = digits(bytes, start..<start + 2),
      let minute = digits(bytes, start + 3..<start + 5), minute < 60, hour * 60 + minute <= 24 * 60
    else { return nil }
    return hour * 60 + minute
  }

  /// The same of a text.
  package static func minuteOfDay(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    return minuteOfDay(bytes, FieldRange(0..<bytes.count))
  }

  /// 1 to 17 digits.
  static func digitString(_ bytes: [UInt8], _ field: FieldRange) -> PhoneNumber? {
    guard field.count > 0, field.count <= PhoneNumber.maximumDigits else { return nil }
    var value: UInt64 = 0
    for index in field.indices {
      guard let digit = digit(bytes[index]) else { return nil }
      value = value * 10 + UInt64(truncatingIfNeeded: digit)
    }
    return PhoneNumber(value: value, digitCount: Int(field.count))
  }

  /// A Brazilian number: `55`, a valid area code, 8 or 9 digits (spec 2.2).
  static func brazilianNumber(_ bytes: [UInt8], _ field: FieldRange) -> PhoneNumber? {
    guard field.count == 12 || field.count == 13, let number = digitString(bytes, field) else { return nil }
    let start = Int(field.start)
    guard let country = digits(bytes, start..<start + 2), country == 55,
      let areaCode = digits(bytes, start + 2..<start + 4), AreaCode.isValid(areaCode)
    else { return nil }
    return number
  }

  /// The number that a few digits make, 0 for none.
  private static func digits(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      guard let digit = digit(bytes[index]) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  @inline(__always)
  private static func digit(_ byte: UInt8) -> Int? {
    let value = byte &- UInt8(ascii: "0")
    return value <= 9 ? Int(value) : nil
  }
}
