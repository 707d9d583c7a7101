extension BinaryInteger {
  /// The number with zeros before it, to at least `width` digits: `7.padded(to: 2)` is `07`.
  package func padded(to width: Int, radix: Int = 10) -> String {
    let digits = String(magnitude, radix: radix)
    return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}

extension String {
  /// The text with spaces behind it, to at least `width` characters.
  package func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

  /// The text with spaces before it, to at least `width` characters.
  package func rightAligned(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
