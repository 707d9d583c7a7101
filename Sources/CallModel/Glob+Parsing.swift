// From the text of a pattern to its elements.
extension Glob {
  /// Refuses `*97` (spec 7.1): a star among digits is as likely a key of the telephone as any text.
  static func checkDialledCode(_ text: String) throws(Problem) {
    let isDialled = text.utf8.allSatisfy { $0 == UInt8(ascii: "*") || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
    guard isDialled, text.hasPrefix("*"), text != String(repeating: "*", count: text.utf8.count) else { return }
    let literal = text.replacing("*", with: "\\*")
    let first = text.firstIndex { $0 != "*" } ?? text.startIndex
    let anyText = text[..<first] + "[\(text[first])]" + text[text.index(after: first)...]
    throw Problem(
      "", expected: "a pattern that can be read in one way", found: "'\(text)'",
      remedy: "write \(literal) for the dialled code, or \(anyText) if * stands for any text")
  }

  static func parse(_ scalars: [Unicode.Scalar], _ text: String) throws(Problem) -> [Element] {
    var elements: [Element] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "*":
        // Two in a row say no more than one, and would only cost time.
        if elements.last != .anyText { elements.append(.anyText) }
      case "?": elements.append(.anyCharacter)
      case "[": elements.append(.set(try set(scalars, &index, text)))
      case "\\": elements += bytes(try escaped(scalars, &index, text))
      default: elements += bytes(scalar)
      }
    }
    return elements
  }

  private static func bytes(_ scalar: Unicode.Scalar) -> [Element] {
    String(scalar).utf8.map { .byte($0) }
  }

  /// The sign behind a `\`.
  private static func escaped(
    _ scalars: [Unicode.Scalar], _ index: inout Int, _ text: String
  ) throws(Problem) -> Unicode.Scalar {
    guard index < scalars.count else {
      throw Problem(
        "", expected: "a sign behind each \\", found: "'\(text)', which ends in one",
        remedy: "write \\\\ for a backslash")
    }
    defer { index += 1 }
    return scalars[index]
  }

  /// A set, from behind its `[` to behind its `]`. A `]` that comes first, and a `-` at either end, stand for themselves.
  private static func set(
    _ scalars: [Unicode.Scalar], _ index: inout Int, _ text: String
  ) throws(Problem) -> CharacterSet {
    var set = CharacterSet()
    if index < scalars.count, scalars[index] == "!" || scalars[index] == "^" {
      set.isNegated = true
      index += 1
    }
    while index < scalars.count {
      if scalars[index] == "]", !set.ranges.isEmpty {
        index += 1
        return set
      }
      let first = try member(scalars, &index, text)
      var last = first
      if index + 1 < scalars.count, scalars[index] == "-", scalars[index + 1] != "]" {
        index += 1
        last = try member(scalars, &index, text)
      }
      guard first <= last else {
        throw Problem(
          "", expected: "a range that runs upwards", found: "\(first)-\(last) in '\(text)'",
          remedy: "write \(last)-\(first)")
      }
      set.ranges.append(first.value...last.value)
    }
    throw Problem(
      "", expected: "a ] for each [, with a sign between", found: "'\(text)'",
      remedy: "close it, or write \\[ for the sign"
    )
  }

  private static func member(
    _ scalars: [Unicode.Scalar], _ index: inout Int, _ text: String
  ) throws(Problem) -> Unicode.Scalar {
    let scalar = scalars[index]
    index += 1
    return scalar == "\\" ? try escaped(scalars, &index, text) : scalar
  }
}
