/// One thing that is wrong: where, what was expected, what was found, and what to do about it (spec 5.5). Each error that
/// a user reads and can mend is one.
package struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where it is: a file, an option, a row of a register (`lines L1`); blank where only the caller knows.
  package var place: String
  /// Of a file, counted from 1; nil if it is the file's as a whole.
  package var line: Int?
  /// A column of a table, or a key with its section: `cdr.layout`.
  package var field: String?
  package var expected: String
  package var found: String
  /// What the user can do; nil where what was expected says it.
  package var remedy: String?

  package init(
    _ place: String, line: Int? = nil, field: String? = nil, expected: String, found: String, remedy: String? = nil
  ) {
    self.place = place
    self.line = line
    self.field = field
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  /// `lines.csv:12: reset_day: expected 1 to 25, found 31`
  package var description: String {
    var text = place
    if let line { text += ":\(line)" }
    if let field { text += text.isEmpty ? field : ": \(field)" }
    if !text.isEmpty { text += ": " }
    text += "expected \(expected), found \(found)"
    if let remedy { text += ": \(remedy)" }
    return text
  }
}

/// All that is wrong with something, told at once: nothing is done before it is mended.
package struct Problems: Error, Equatable, Sendable, CustomStringConvertible {
  /// In the order of files and lines, or of tables and rows.
  package var faults: [Problem]

  package init(_ faults: [Problem]) { self.faults = faults }

  /// A line each.
  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
