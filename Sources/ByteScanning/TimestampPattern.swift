/// The form of a layout's times, compiled: `YYYY-MM-DD HH:MM:SS` and the like, or a count since 1970 (spec 7.3).
///
/// Tokens are `YYYY`, `YY`, `MM`, `M`, `MMM`, `DD`, `D`, `EEE`, `HH`, `H`, `hh`, `h`, `AM`, `SS`, `F`, `f` and `ZZ`; the
/// longest wins. `MM` and `M` are minutes only directly after an hour and at most one sign. Digits, punctuation, `T` and
/// `Z` alone and what stands in apostrophes stand for themselves; a blank is one or more.
package struct TimestampPattern: Sendable, Equatable {
  /// A wall-clock reading, checked part by part but not yet against the calendar.
  package struct Parts: Equatable, Sendable {
    package var year = 0
    package var month = 0
    package var day = 0
    package var hour = 0
    package var minute = 0
    package var second = 0
    /// Of the fraction that `f` keeps.
    package var nanoseconds = 0
    /// East of UTC, by `ZZ`; nil if the pattern has none.
    package var offsetSeconds: Int?

    @inlinable package init() {}
  }

  /// Why a pattern is none; the text names what was expected.
  package struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// What a pattern must name: a date and a time of day, or one of them where they stand in two columns.
  package enum Scope: Sendable {
    case whole, date, time
  }

  /// A count since 1970 in place of a date: the words `epoch`, `epoch-ms` and `epoch-us`.
  package enum Epoch: String, Sendable {
    case seconds = "epoch"
    case milliseconds = "epoch-ms"
    case microseconds = "epoch-us"
  }

  enum Element: Equatable, Sendable {
    case literal(UInt8)
    case blank
    case year, shortYear
    /// Two digits, or one or two.
    case month(isPadded: Bool)
    case monthName
    case day(isPadded: Bool)
    case weekday
    case hour(isPadded: Bool)
    case minute(isPadded: Bool)
    case second
    case halfDay
    case droppedDigit
    case fraction
    case offset
  }

  package let text: String
  package let epoch: Epoch?
  let elements: [Element]
  /// The hour is of twelve.
  let hasHalfDay: Bool
  /// Whether it is the usual `YYYY-MM-DD HH:MM:SS`, which has a fast path.
  package let isUsual: Bool
  /// Whether the row's own offset decides, and no time zone.
  package var hasOffset: Bool { elements.contains(.offset) }

  package static let usualText = "YYYY-MM-DD HH:MM:SS"
  /// The usual pattern.
  package static let usual = TimestampPattern(
    text: usualText,
    elements: [
      .year, .literal(0x2D), .month(isPadded: true), .literal(0x2D), .day(isPadded: true), .blank,
      .hour(isPadded: true), .literal(0x3A), .minute(isPadded: true), .literal(0x3A), .second,
    ])

  package init(_ text: String, scope: Scope = .whole) throws(Fault) {
    self.text = text
    epoch = scope == .whole ? Epoch(rawValue: text) : nil
    isUsual = text == Self.usualText
    if epoch != nil {
      elements = []
      hasHalfDay = false
      return
    }
    var compiler = TimestampCompiler(Array(text.utf8))
    elements = try compiler.compile(scope)
    hasHalfDay = elements.contains(.halfDay)
  }

  private init(text: String, elements: [Element]) {
    self.text = text
    self.elements = elements
    epoch = nil
    hasHalfDay = false
    isUsual = text == Self.usualText
  }

  /// Reads a time of exactly this form; not for a count since 1970.
  ///
  /// - Returns: whether it has the form; the parts are then digits of the right count, in no range yet.
  @inlinable
  @inline(__always)
  package func parse(_ bytes: Bytes, into parts: inout Parts) -> Bool {
    if isUsual, Self.parseUsual(bytes, into: &parts) { return true }
    return parseAny(bytes, into: &parts)
  }

  /// The fast path for `YYYY-MM-DD HH:MM:SS` with one blank: no loop, one test for all the digits.
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

  /// The general path, and the twin of the fast one. Parts that the pattern does not name stay as they are in `parts`
  /// if it is a part of a time (`Scope`), else they are 0.
  package func parseAny(_ bytes: Bytes, into parts: inout Parts) -> Bool {
    parts = Parts()
    return add(bytes, to: &parts)
  }

  /// Reads the parts that this pattern names, and leaves the others.
  package func add(_ bytes: Bytes, to parts: inout Parts) -> Bool {
    var reading = TimestampReading(bytes)
    for (index, element) in elements.enumerated() {
      let next = index + 1 < elements.count ? elements[index + 1] : nil
      guard reading.take(element, before: next, into: &parts) else { return false }
    }
    guard reading.isAtEnd else { return false }
    return !hasHalfDay || reading.apply(to: &parts)
  }
}
