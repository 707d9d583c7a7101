/// Text that is equal and ordered by its UTF-8 bytes (spec 2.5).
///
/// `String` is not: to it, `é` written as one scalar equals `é` written as two.
struct Text: Hashable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
  let string: String

  init(_ string: String) { self.string = string }
  init(stringLiteral value: String) { string = value }

  var description: String { string }
  var isBlank: Bool { string.isEmpty }

  static func == (left: Text, right: Text) -> Bool {
    left.string == right.string && left.string.utf8.elementsEqual(right.string.utf8)
  }

  static func < (left: Text, right: Text) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }
}

extension String {
  /// The bytes after the first `count`; empty if there are no more.
  func dropping(_ count: Int) -> String { String(Substring(utf8.dropFirst(count))) }

  /// The first `count` bytes. For ASCII text only.
  func first(_ count: Int) -> String { String(Substring(utf8.prefix(count))) }

  /// What follows `prefix`; nil if the text does not start with it.
  func after(_ prefix: String) -> String? { hasPrefix(prefix) ? dropping(prefix.utf8.count) : nil }

  /// Whether every byte is an ASCII digit, and there is one.
  var isAllDigits: Bool { !isEmpty && utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
}
