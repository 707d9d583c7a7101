/// What may stand before a telephone number and is taken off: digits, `#`, `*`, and `?` for any digit (spec 7.6).
package struct StripPattern: Sendable, Equatable {
  package let text: String
  /// It is taken off only if at least so many digits are left.
  package let leaves: Int
  private let bytes: [UInt8]

  /// Area code and number, the shortest.
  package static let usualLeaves = 10

  /// - Returns: nil if `text` has other signs, or none.
  package init?(_ text: String, leaves: Int = StripPattern.usualLeaves) {
    bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.allSatisfy({ $0.isDigit || "#*?".utf8.contains($0) }) else { return nil }
    self.text = text
    self.leaves = leaves
  }

  /// How many bytes of `number` the pattern takes off, a leading `+` not counted, which stays; nil if it does not match
  /// or leaves too few digits.
  package func length(in number: Bytes) -> Int? {
    let start = number.first == UInt8(ascii: "+") ? 1 : 0
    guard number.count - start >= bytes.count else { return nil }
    for (index, wanted) in bytes.enumerated() {
      let byte = number[start + index]
      guard wanted == UInt8(ascii: "?") ? byte.isDigit : byte == wanted else { return nil }
    }
    let left = number[(start + bytes.count)...].reduce(0) { $0 + ($1.isDigit ? 1 : 0) }
    return left >= leaves ? bytes.count : nil
  }
}
