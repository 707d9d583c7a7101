/// The form of a layout's timestamps, compiled: `YYYY-MM-DD HH:MM:SS` and the like.
///
/// Tokens are `YYYY`, `MM` (the first after `HH` is minutes, any other months), `DD`, `HH`, `SS` and `F` (a digit of a
/// fraction of a second, which is dropped). Digits, punctuation, `T` and `Z` stand for themselves. Each of the six parts
/// comes exactly once, at a fixed place, so a timestamp is as long as its pattern.
package struct TimestampPattern: Sendable, Equatable {
  /// A wall-clock reading, checked part by part but not yet against the calendar.
  package struct Parts: Equatable, Sendable {
    package var year = 0
    package var month = 0
    package var day = 0
    package var hour = 0
    package var minute = 0
    package var second = 0

    @inlinable package init() {}
  }

  /// Why a pattern is none; the text names what was expected.
  package struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
  }

  @usableFromInline
  enum Element: Equatable, Sendable {
    case literal(UInt8)
    case year, month, day, hour, minute, second
    case fraction
  }

  package let text: String
  /// One entry a byte.
  @usableFromInline let elements: [Element]
  /// Whether it is the usual `YYYY-MM-DD HH:MM:SS`, which has a fast path.
  @usableFromInline let isUsual: Bool

  package static let usualText = "YYYY-MM-DD HH:MM:SS"
  /// The usual pattern.
  package static let usual = TimestampPattern(
    text: usualText,
    elements: [.year, .year, .year, .year, .literal(0x2D), .month, .month, .literal(0x2D), .day, .day, .literal(0x20)]
      + [.hour, .hour, .literal(0x3A), .minute, .minute, .literal(0x3A), .second, .second])

  package init(_ text: String) throws(Fault) {
    self.text = text
    isUsual = text == Self.usualText
    elements = try Self.compile(Array(text.utf8))
  }

  private init(text: String, elements: [Element]) {
    self.text = text
    self.elements = elements
    isUsual = text == Self.usualText
  }

  private static func compile(_ bytes: [UInt8]) throws(Fault) -> [Element] {
    var elements: [Element] = []
    var widths: [String: Int] = [:]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var end = index
      while end < bytes.count, bytes[end] == byte { end += 1 }
      let run = String(repeating: Character(UnicodeScalar(byte)), count: end - index)
      let isMinuteNext = widths["hour"] != nil && widths["minute"] == nil
      if let element = try element(for: run, isMinuteNext: isMinuteNext) {
        elements += Array(repeating: element, count: run.utf8.count)
        if element != .fraction {
          let name = "\(element)"
          guard widths.updateValue(run.utf8.count, forKey: name) == nil else {
            throw Fault(description: "expected each part once, found \(name) twice")
          }
        }
      } else {
        elements += Array(repeating: .literal(byte), count: run.utf8.count)
      }
      index = end
    }
    for name in ["year", "month", "day", "hour", "minute", "second"] where widths[name] == nil {
      throw Fault(description: "expected YYYY, MM, DD, HH, MM and SS, found no \(name)")
    }
    return elements
  }

  private static func element(for run: String, isMinuteNext: Bool) throws(Fault) -> Element? {
    switch run {
    case "YYYY": return .year
    case "MM": return isMinuteNext ? .minute : .month
    case "DD": return .day
    case "HH": return .hour
    case "SS": return .second
    default:
      guard let letter = run.first, letter.isLetter else { return nil }
      if letter == "F" { return .fraction }
      if letter == "T" || letter == "Z", run.count == 1 { return nil }
      throw Fault(description: "expected YYYY, MM, DD, HH, MM, SS, F, T, Z or punctuation, found \(run)")
    }
  }

  /// Reads a timestamp of exactly this form.
  ///
  /// - Returns: whether it has the form; the parts are then digits of the right count, in no range yet.
  @inlinable
  package func parse(_ bytes: Bytes, into parts: inout Parts) -> Bool {
    isUsual ? Self.parseUsual(bytes, into: &parts) : parseAny(bytes, into: &parts)
  }

  /// The fast path for `YYYY-MM-DD HH:MM:SS`: no loop, one test for all the digits.
  @inlinable
  package static func parseUsual(_ bytes: Bytes, into parts: inout Parts) -> Bool {
    guard bytes.count == 19, let at = bytes.baseAddress else { return false }
    var worst: UInt8 = 0
    @inline(__always) func digit(_ offset: Int) -> Int {
      // SAFETY: the callers below stay under the 19 bytes just checked.
      let value = at[offset] &- 48
      worst = Swift.max(worst, value)
      return Int(value)
    }
    parts.year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
    parts.month = digit(5) * 10 + digit(6)
    parts.day = digit(8) * 10 + digit(9)
    parts.hour = digit(11) * 10 + digit(12)
    parts.minute = digit(14) * 10 + digit(15)
    parts.second = digit(17) * 10 + digit(18)
    return worst <= 9 && at[4] == UInt8(ascii: "-") && at[7] == UInt8(ascii: "-") && at[10] == UInt8(ascii: " ")
      && at[13] == UInt8(ascii: ":") && at[16] == UInt8(ascii: ":")
  }

  /// The general path, and the twin of the fast one.
  package func parseAny(_ bytes: Bytes, into parts: inout Parts) -> Bool {
    guard bytes.count == elements.count else { return false }
    parts = Parts()
    for (element, byte) in zip(elements, bytes) {
      if case .literal(let expected) = element {
        guard byte == expected else { return false }
        continue
      }
      guard byte.isDigit else { return false }
      let digit = Int(byte &- 48)
      switch element {
      case .year: parts.year = parts.year * 10 + digit
      case .month: parts.month = parts.month * 10 + digit
      case .day: parts.day = parts.day * 10 + digit
      case .hour: parts.hour = parts.hour * 10 + digit
      case .minute: parts.minute = parts.minute * 10 + digit
      case .second: parts.second = parts.second * 10 + digit
      case .fraction, .literal: break
      }
    }
    return true
  }
}
