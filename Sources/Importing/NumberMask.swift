/// How telephone numbers are hidden where others may look on: each but its last four digits as `*` (spec 8.3). Numbers of
/// services (up to five digits) stay: they name nobody.
package enum NumberMask {
  package static let shownDigits = 4
  private static let longestServiceNumber = 5

  /// - Parameter number: digits, with a `+` or not; or a name that a switch wrote in their place, which is hidden likewise.
  package static func mask(_ number: some Collection<UInt8>) -> [UInt8] {
    guard number.count > longestServiceNumber else { return Array(number) }
    var masked = Array(number)
    var end = masked.count - shownDigits
    // Not in the middle of a letter of several bytes.
    while end < masked.count, masked[end] & 0xC0 == 0x80 { end += 1 }
    for index in 0..<end where masked[index] != UInt8(ascii: "+") { masked[index] = UInt8(ascii: "*") }
    return masked
  }

  package static func mask(_ number: String) -> String { String(decoding: mask(Array(number.utf8)), as: UTF8.self) }
}
