import Importing

/// Text for a log, with telephone numbers masked (spec 5.5, rule 9): of 8 to 15 digits in a row the last four
/// stay (`NumberMask`).
///
/// Digits that read as a date, or a date and time, of this century stay: files are named so.
package enum MaskedText {
  package static func masked(_ text: String) -> String {
    var result: [UInt8] = []
    var digits: [UInt8] = []
    func flush() {
      result += isNumber(digits) ? NumberMask.mask(digits) : digits
      digits.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      if byte >= 48, byte <= 57 {
        digits.append(byte)
      } else {
        flush()
        result.append(byte)
      }
    }
    flush()
    return String(decoding: result, as: UTF8.self)
  }

  private static func isNumber(_ digits: [UInt8]) -> Bool {
    guard (8...15).contains(digits.count) else { return false }
    func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
    guard digits.count % 2 == 0, value(0..<2) == 20, (1...12).contains(value(4..<6)), (1...31).contains(value(6..<8))
    else { return true }
    let limits = [24, 60, 60]
    for (index, start) in stride(from: 8, to: digits.count, by: 2).enumerated() {
      if index >= limits.count || value(start..<start + 2) >= limits[index] { return true }
    }
    return false
  }
}
