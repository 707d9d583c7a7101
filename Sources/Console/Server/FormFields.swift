/// The fields of a form or of a link's query, in their order: `application/x-www-form-urlencoded`.
package struct FormFields: Sendable {
  package private(set) var all: [(name: String, value: String)] = []

  /// More have no form of ours.
  static let maximumFields = 2_000

  init() {}

  init(_ fields: [(name: String, value: String)]) { all = fields }

  /// - Returns: nil for bytes that are none, or too many fields.
  init?(encoded bytes: some Collection<UInt8>) {
    guard let pairs = Self.pairs(bytes) else { return nil }
    for pair in pairs {
      guard let name = String(validating: pair.name, as: UTF8.self),
        let value = String(validating: pair.value, as: UTF8.self)
      else { return nil }
      all.append((name, value))
    }
  }

  subscript(_ name: String) -> String? { all.first { $0.name == name }?.value }

  /// The value without spaces at its ends; nil if there is nothing.
  func text(_ name: String) -> String? {
    guard let value = self[name] else { return nil }
    let text = value.trimmingWhitespace
    return text.isEmpty ? nil : text
  }

  func values(_ name: String) -> [String] { all.filter { $0.name == name }.map(\.value) }

  /// The decoded names and values as bytes.
  static func pairs(_ bytes: some Collection<UInt8>) -> [(name: [UInt8], value: [UInt8])]? {
    if bytes.isEmpty { return [] }
    let parts = bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true)
    guard parts.count <= maximumFields else { return nil }
    var pairs: [(name: [UInt8], value: [UInt8])] = []
    for part in parts {
      let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decode(sides[0], plusIsSpace: true),
        let value = PercentCoding.decode(sides.count > 1 ? sides[1] : part.prefix(0), plusIsSpace: true)
      else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }

  /// As the query of a link: `a=1&b=2`.
  var encoded: String {
    all.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
  }

  /// The same with a field set, or taken out.
  func setting(_ name: String, _ value: String?) -> FormFields {
    var fields = FormFields(all.filter { $0.name != name })
    if let value { fields.all.append((name, value)) }
    return fields
  }
}

enum PercentCoding {
  static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) -> [UInt8]? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else { return nil }
        decoded.append(high << 4 | low)
      default: decoded.append(byte)
      }
    }
    return decoded
  }

  /// All but letters, digits and `-._~` as `%XX`.
  static func encode(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.append(byte)
      default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

extension String {
  var trimmingWhitespace: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
