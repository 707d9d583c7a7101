/// A field of a task's agenda (spec 4.6).
package enum AgendaField: String, CaseIterable, Sendable {
  case minute, hour
  case dayOfMonth = "day_of_month"
  case month
  case dayOfWeek = "day_of_week"

  /// The values it can have. Sunday is 0; written, it may be 7 as well.
  package var range: ClosedRange<Int> {
    switch self {
    case .minute: 0...59
    case .hour: 0...23
    case .dayOfMonth: 1...31
    case .month: 1...12
    case .dayOfWeek: 0...6
    }
  }

  /// The greatest value as it may be written.
  var lastWritten: Int { self == .dayOfWeek ? 7 : range.upperBound }

  static let dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  /// What a field may say, for messages.
  var expected: String {
    let names = self == .dayOfWeek ? " (0 and 7 are Sunday) or names mon to sun" : ""
    return
      "all, or numbers from \(range.lowerBound) to \(lastWritten)\(names): one, a list 1,3, a range 1-5, or a step "
      + "*/2 or 1-5/2"
  }
}

/// Why a field of an agenda cannot be used: what was expected, what was found.
package struct AgendaFault: Error, Equatable, Sendable {
  package let field: AgendaField
  package let expected: String
  package let found: String

  package init(field: AgendaField, expected: String, found: String) {
    self.field = field
    self.expected = expected
    self.found = found
  }
}
