/// How telephone numbers are hidden where others may look on: the last four digits of each as `*`. Numbers of services
/// (up to five digits) stay: they name nobody.
package enum NumberMask {
  package static let hiddenDigits = 4
  private static let longestServiceNumber = 5

  package static func mask(_ number: some Collection<UInt8>) -> [UInt8] {
    guard number.count > longestServiceNumber else { return Array(number) }
    return Array(number.dropLast(hiddenDigits)) + Array(repeating: UInt8(ascii: "*"), count: hiddenDigits)
  }

  package static func mask(_ number: String) -> String { String(decoding: mask(Array(number.utf8)), as: UTF8.self) }
}
