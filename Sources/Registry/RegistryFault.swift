/// One thing that is wrong in a registry: where, what was expected, what was found (spec 2.2, 5.5).
package struct RegistryFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The table's file name, e.g. `lines.csv`.
  package var file: String
  /// Counted from 1, the header included; nil if the fault is the file's as a whole.
  package var line: Int?
  package var column: String?
  package var expected: String
  package var found: String

  package init(file: String, line: Int?, column: String?, expected: String, found: String) {
    self.file = file
    self.line = line
    self.column = column
    self.expected = expected
    self.found = found
  }

  /// `lines.csv:12: reset_day: expected 1 to 25, found 31`
  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let column { text += ": \(column)" }
    return "\(text): expected \(expected), found \(found)"
  }
}

/// Every fault of a registry, in the order of tables and lines; nothing is rated while there is one.
package struct RegistryFaults: Error, CustomStringConvertible {
  package var faults: [RegistryFault]

  package init(_ faults: [RegistryFault]) {
    self.faults = faults
  }

  package var description: String {
    faults.map(\.description).joined(separator: "\n")
  }
}
