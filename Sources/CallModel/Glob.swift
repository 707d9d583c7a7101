/// A pattern for the whole of a name or value (spec 7.1): `*` any text, `?` one character, `[a-z]` one of a set
/// (`[!a-z]` or `[^a-z]`: one that is not in it), `\` takes the next sign literally. Case counts.
///
/// A character is a well-formed UTF-8 sequence, or a single byte where there is none; so values in Latin-1 have a
/// character a byte. The empty pattern matches the empty value alone.
package struct Glob: Hashable, Sendable {
  /// Longer than any file name; it keeps the work on each row small.
  package static let maximumBytes = 255

  @usableFromInline
  enum Element: Hashable, Sendable {
    case byte(UInt8)
    case anyText
    case anyCharacter
    case set(CharacterSet)
  }

  @usableFromInline
  struct CharacterSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    @usableFromInline
    func contains(_ character: UInt32) -> Bool {
      ranges.contains { $0.contains(character) } != isNegated
    }
  }

  /// As it was written.
  package let text: String
  @usableFromInline let elements: [Element]

  /// - Throws: `Problem`, whose place is for the caller to say, for a set that does not end, is empty or runs backwards, a `\` at the end, more than
  ///   `maximumBytes`, and `*` before digits alone, which may be a dialled code.
  package init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Self.maximumBytes else {
      throw Problem(
        "", expected: "a pattern of at most \(Self.maximumBytes) bytes", found: "\(text.utf8.count)",
        remedy: "use * for the parts that do not matter")
    }
    try Self.checkDialledCode(text)
    self.text = text
    elements = try Self.parse(Array(text.unicodeScalars), text)
  }

  /// Whether the whole of `value` fits. At most (bytes of the value × length of the pattern) steps.
  @inlinable
  package func matches(_ value: some RandomAccessCollection<UInt8>) -> Bool {
    var index = value.startIndex
    var element = 0
    /// Behind the last `*`, and how far its text reaches: where to go on if what follows does not fit.
    var retry: (element: Int, index: Int)?
    let end = value.endIndex
    var position = 0
    while true {
      if element < elements.count, case .anyText = elements[element] {
        element += 1
        retry = (element, position)
        continue
      }
      if element == elements.count, index == end { return true }
      if element < elements.count, index != end, let count = Self.bytesMatched(elements[element], value, index) {
        element += 1
        position += count
        value.formIndex(&index, offsetBy: count)
        continue
      }
      guard let last = retry, last.index < value.count else { return false }
      let start = value.index(value.startIndex, offsetBy: last.index)
      let skipped = Self.character(of: value, at: start).count
      position = last.index + skipped
      index = value.index(start, offsetBy: skipped)
      element = last.element
      retry = (last.element, position)
    }
  }

  /// Whether the whole of `value` fits, as UTF-8.
  package func matches(_ value: String) -> Bool { matches(Array(value.utf8)) }

  /// How many bytes at `index` the element takes; nil if they do not fit.
  @inlinable
  static func bytesMatched<Value: RandomAccessCollection<UInt8>>(
    _ element: Element, _ value: Value, _ index: Value.Index
  ) -> Int? {
    switch element {
    case .byte(let byte): return value[index] == byte ? 1 : nil
    case .anyText: return nil
    case .anyCharacter: return character(of: value, at: index).count
    case .set(let set):
      let character = character(of: value, at: index)
      return set.contains(character.value) ? character.count : nil
    }
  }

  /// The character at `index`, and its bytes: of a well-formed sequence, else the one byte (as Latin-1 reads it).
  @inlinable
  static func character<Value: RandomAccessCollection<UInt8>>(
    of value: Value, at index: Value.Index
  ) -> (value: UInt32, count: Int) {
    let lead = value[index]
    guard lead >= 0xC2, lead < 0xF5 else { return (UInt32(lead), 1) }
    let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var scalar = UInt32(lead) & (0x7F >> UInt32(count))
    var next = index
    for _ in 1..<count {
      value.formIndex(after: &next)
      guard next < value.endIndex, value[next] & 0xC0 == 0x80 else { return (UInt32(lead), 1) }
      scalar = scalar << 6 | UInt32(value[next] & 0x3F)
    }
    let smallest: UInt32 = count == 2 ? 0x80 : count == 3 ? 0x800 : 0x1_0000
    guard scalar >= smallest, Unicode.Scalar(scalar) != nil else { return (UInt32(lead), 1) }
    return (scalar, count)
  }
}

extension Glob: CustomStringConvertible {
  package var description: String { text }
}
