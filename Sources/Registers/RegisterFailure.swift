import Registry

/// Why registers cannot be changed or read as asked; nothing was changed.
package struct RegisterFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// `lines L1`, or the table alone.
  package var place: String
  package var column: String?
  package var expected: String
  package var found: String
  /// Nil where what was expected says it.
  package var remedy: String?

  package init(place: String, column: String? = nil, expected: String, found: String, remedy: String? = nil) {
    self.place = place
    self.column = column
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  init(
    _ table: TableDescription, _ id: String? = nil, column: String? = nil, expected: String, found: String,
    remedy: String? = nil
  ) {
    self.init(
      place: id.flatMap { $0.isEmpty ? nil : "\(table.commandName) \($0)" } ?? table.commandName, column: column,
      expected: expected,
      found: found, remedy: remedy)
  }

  /// `lines L1: reset_day: expected 1 to 25, found 31`
  package var description: String {
    var text = place
    if let column { text += ": \(column)" }
    text += ": expected \(expected), found \(found)"
    if let remedy { text += ": \(remedy)" }
    return text
  }
}

/// All that is wrong with the registers as a change would leave them.
package struct RegisterFaults: Error, Sendable, CustomStringConvertible {
  /// In the order of tables and rows.
  package let faults: [RegisterFailure]

  package init(faults: [RegisterFailure]) { self.faults = faults }

  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
