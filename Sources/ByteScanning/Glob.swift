/// A pattern for whole values: `*`, `?`, `[…]`, and `\` for the next sign as it is (spec 7.1). Case counts.
package struct Glob: Sendable, Equatable {
  /// Why a text is no pattern.
  package struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
    package let expected: String
    package let found: String

    package var description: String { "expected \(expected), found \(found)" }
  }

  private enum Element: Equatable, Sendable {
    case literal(UInt8)
    /// Any one character.
    case one
    case any
    case set([ClosedRange<UInt32>], isNegated: Bool)
  }

  /// As it was written.
  package let text: String
  private let elements: [Element]
  /// Bytes that every value must begin with.
  private let prefix: [UInt8]
  /// What follows the prefix is nothing, or one `*`: no matching is needed.
  private let rest: Rest

  private enum Rest: Equatable, Sendable {
    case nothing, anything, elements
  }

  package init(_ text: String) throws(Fault) {
    self.text = text
    let bytes = Array(text.utf8)
    // Whether a feature code is meant or an ending can't be known (spec 7.1).
    let isAmbiguous =
      bytes.first == UInt8(ascii: "*") && bytes.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "*") }
      && bytes.contains(where: \.isDigit)
    if isAmbiguous {
      let escaped = text.replacing("*", with: "\\*")
      throw Fault(expected: "\(escaped) for the code itself, or [0-9]… for an ending", found: "'\(text)'")
    }
    elements = try Self.compile(text)
    var prefix: [UInt8] = []
    for element in elements {
      guard case .literal(let byte) = element else { break }
      prefix.append(byte)
    }
    self.prefix = prefix
    let rest = elements[prefix.count...]
    self.rest = rest.isEmpty ? .nothing : rest.elementsEqual([.any]) ? .anything : .elements
  }

  private static func compile(_ text: String) throws(Fault) -> [Element] {
    var elements: [Element] = []
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "*": if elements.last != .any { elements.append(.any) }
      case "?": elements.append(.one)
      case "[": elements.append(try set(&scalars, text))
      case "\\":
        guard let next = scalars.popFirst() else {
          throw Fault(expected: "a sign after the last \\", found: "'\(text)'")
        }
        elements += UTF8.encode(next).map { $0.map { Element.literal($0) } } ?? []
      default: elements += UTF8.encode(scalar).map { $0.map { Element.literal($0) } } ?? []
      }
    }
    return elements
  }

  /// What stands between brackets; `]` first is a sign of the set, `!` or `^` first turns it round.
  private static func set(_ scalars: inout ArraySlice<Unicode.Scalar>, _ text: String) throws(Fault) -> Element {
    var ranges: [ClosedRange<UInt32>] = []
    let isNegated = scalars.first == "!" || scalars.first == "^"
    if isNegated { scalars.removeFirst() }
    var isFirst = true
    while let scalar = scalars.popFirst() {
      if scalar == "]", !isFirst { return .set(ranges, isNegated: isNegated) }
      isFirst = false
      var low = scalar
      if scalar == "\\", let next = scalars.popFirst() { low = next }
      var high = low
      if scalars.first == "-", scalars.count >= 2, scalars[scalars.startIndex + 1] != "]" {
        scalars.removeFirst()
        high = scalars.removeFirst()
        if high == "\\", let next = scalars.popFirst() { high = next }
      }
      guard low <= high else { throw Fault(expected: "a range from the lower to the higher sign", found: "'\(text)'") }
      ranges.append(low.value...high.value)
    }
    throw Fault(expected: "a ] for each [", found: "'\(text)'")
  }

  /// Whether the whole of `value` is of the pattern.
  package func matches(_ value: Bytes) -> Bool {
    guard value.count >= prefix.count, value[..<prefix.count].elementsEqual(prefix) else { return false }
    switch rest {
    case .nothing: return value.count == prefix.count
    case .anything: return true
    case .elements: return matches(value, from: prefix.count)
    }
  }

  package func matches(_ value: String) -> Bool {
    Array(value.utf8).withUnsafeBufferPointer { matches($0) }
  }

  /// The usual way: what follows the last `*` is tried at each place in turn.
  private func matches(_ value: Bytes, from start: Int) -> Bool {
    var at = start
    var element = prefix.count
    var retry: (element: Int, at: Int)?
    while true {
      if element == elements.count {
        if at == value.count { return true }
      } else if elements[element] == .any {
        element += 1
        retry = (element, at)
        continue
      } else if let next = step(elements[element], value, at) {
        at = next
        element += 1
        continue
      }
      guard let last = retry, last.at < value.count else { return false }
      element = last.element
      at = Self.character(value, last.at).end
      retry = (element, at)
    }
  }

  /// Where the value goes on after `element`; nil if it does not match there.
  private func step(_ element: Element, _ value: Bytes, _ at: Int) -> Int? {
    guard at < value.count else { return nil }
    switch element {
    case .literal(let byte): return value[at] == byte ? at + 1 : nil
    case .any: return at
    case .one: return Self.character(value, at).end
    case .set(let ranges, let isNegated):
      let (scalar, end) = Self.character(value, at)
      return ranges.contains { $0.contains(scalar) } != isNegated ? end : nil
    }
  }

  /// The character at `at`; a byte that begins none stands for itself.
  private static func character(_ value: Bytes, _ at: Int) -> (scalar: UInt32, end: Int) {
    let byte = value[at]
    let width = byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 1
    guard width > 1, at + width <= value.count else { return (UInt32(byte), at + 1) }
    let text = String(decoding: value[at..<(at + width)], as: UTF8.self)
    guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first, scalar != "\u{FFFD}" else {
      return (UInt32(byte), at + 1)
    }
    return (scalar.value, at + width)
  }
}
