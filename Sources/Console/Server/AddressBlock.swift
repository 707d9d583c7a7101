/// An IP address, or a block of them such as `10.0.0.0/8`.
package struct AddressBlock: Equatable, Sendable {
  private let bytes: [UInt8]
  private let bits: Int

  /// - Returns: nil for what is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = Self.bytes(String(parts[0])) else { return nil }
    var bits = bytes.count * 8
    if parts.count == 2 {
      guard let given = Int(parts[1]), (0...bits).contains(given) else { return nil }
      bits = given
    }
    self.bytes = bytes
    self.bits = bits
  }

  package static let loopback = ["127.0.0.0/8", "::1"].compactMap { AddressBlock($0) }

  package func contains(_ address: String) -> Bool {
    guard let other = Self.bytes(address), other.count == bytes.count else { return false }
    for (index, pair) in zip(bytes, other).enumerated() {
      let left = bits - index * 8
      if left <= 0 { return true }
      let mask = left >= 8 ? 0xFF : ~(UInt8(0xFF) >> UInt8(left))
      if pair.0 & mask != pair.1 & mask { return false }
    }
    return true
  }

  /// 4 or 16 bytes; an IPv4 address within IPv6 is the IPv4 address.
  private static func bytes(_ text: String) -> [UInt8]? {
    if text.hasPrefix("::ffff:"), let four = four(text.dropFirst(7)) { return four }
    return text.contains(":") ? sixteen(text) : four(text[...])
  }

  private static func four(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { part in part.utf8.count <= 3 ? UInt8(part) : nil }
    return parts.count == 4 && bytes.count == 4 ? bytes : nil
  }

  private static func sixteen(_ text: String) -> [UInt8]? {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    var groups = halves.map { half in half.split(separator: ":", omittingEmptySubsequences: false) }
    groups = groups.map { $0 == [""] ? [] : $0 }
    let count = groups.reduce(0) { $0 + $1.count }
    guard halves.count == 2 ? count < 8 : count == 8 else { return nil }
    let missing = [Substring](repeating: "0", count: 8 - count)
    let all = groups[0] + missing + (groups.count > 1 ? groups[1] : [])
    let values = all.compactMap { $0.utf8.count <= 4 ? UInt16($0, radix: 16) : nil }
    guard values.count == 8 else { return nil }
    return values.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }
}
