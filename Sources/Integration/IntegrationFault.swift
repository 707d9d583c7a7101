/// One thing that is wrong with an integration file, or with what it names.
package struct IntegrationFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, as it was named.
  package var file: String
  /// Counted from 1.
  package var line: Int?
  /// With its section: `cdr.layout`.
  package var key: String?
  package var expected: String
  package var found: String
  /// What to do, where what was expected does not say it.
  package var remedy: String?

  package init(
    file: String, line: Int? = nil, key: String? = nil, expected: String, found: String, remedy: String? = nil
  ) {
    self.file = file
    self.line = line
    self.key = key
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let key { text += ": \(key)" }
    text += ": expected \(expected), found \(found)"
    if let remedy { text += ": \(remedy)" }
    return text
  }
}

/// Every fault of an integration: nothing runs until all are gone.
package struct IntegrationFaults: Error, Sendable, CustomStringConvertible {
  package var faults: [IntegrationFault]

  package init(_ faults: [IntegrationFault]) { self.faults = faults }

  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
