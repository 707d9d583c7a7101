/// The values of one field at which a task runs: a set of small numbers.
package struct AgendaValues: Equatable, Sendable {
  /// Bit n: n is one of them. Minutes, the greatest, have 60.
  private var bits: UInt64 = 0

  /// - Parameter values: each of its field's range.
  init(_ values: [Int] = []) { for value in values { insert(value) } }

  /// Every value of the field.
  package static func all(of field: AgendaField) -> AgendaValues {
    AgendaValues(Array(field.range))
  }

  /// Reads `all`, `7`, `1,15`, `1-5`, `*/2`, `1-20/3` and lists of these; days of the week also as `mon` to `sun`.
  ///
  /// - Throws: `AgendaFault` for any other form, a value out of range or a range that ends before it begins.
  package init(_ field: AgendaField, text: String) throws(AgendaFault) {
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let values = Self.item(field, item) else {
        throw AgendaFault(field: field, expected: field.expected, found: text.isEmpty ? "nothing" : text)
      }
      for value in values { insert(value) }
    }
  }

  package func contains(_ value: Int) -> Bool { value >= 0 && value < 64 && bits >> UInt64(value) & 1 == 1 }

  /// Ascending.
  package func sorted(in field: AgendaField) -> [Int] { field.range.filter { contains($0) } }

  private mutating func insert(_ value: Int) { bits |= 1 << UInt64(value) }

  /// The values of one item of a list; nil if it is none.
  private static func item(_ field: AgendaField, _ text: Substring) -> [Int]? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
    guard let span = span(field, parts[0], isStepped: parts.count > 1) else { return nil }
    var step = 1
    if parts.count > 1 {
      guard let number = number(parts[1]), (1...field.range.upperBound).contains(number) else { return nil }
      step = number
    }
    // Written 7, Sunday is 0.
    return stride(from: span.lowerBound, through: span.upperBound, by: step).map {
      field == .dayOfWeek ? $0 % 7 : $0
    }
  }

  private static func span(_ field: AgendaField, _ text: Substring, isStepped: Bool) -> ClosedRange<Int>? {
    if text.lowercased() == "all" || text == "*" { return field.range }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
    guard let first = value(field, ends[0]) else { return nil }
    guard ends.count > 1 else {
      // `20/3` says two things to two readers: from 20 on, or 20 only.
      return isStepped ? nil : first...first
    }
    guard var last = value(field, ends[1]) else { return nil }
    // The week ends with a Sunday that is written by name.
    if field == .dayOfWeek, last == 0, first > 0, number(ends[1]) == nil { last = 7 }
    return first <= last ? first...last : nil
  }

  private static func value(_ field: AgendaField, _ text: Substring) -> Int? {
    if field == .dayOfWeek, let day = AgendaField.dayNames.firstIndex(of: text.lowercased()) { return day }
    guard let number = number(text), number >= field.range.lowerBound, number <= field.lastWritten else { return nil }
    return number
  }

  /// One to three ASCII digits.
  private static func number(_ text: Substring) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return Int(text)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
