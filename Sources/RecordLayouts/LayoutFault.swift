/// Why a layout cannot be used: where, what was expected, what was found.
package struct LayoutFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// File name, or the built-in layout's name.
  package var source: String
  package var line: Int?
  package var key: String?
  package var expected: String
  package var found: String

  package init(source: String, line: Int?, key: String?, expected: String, found: String) {
    self.source = source
    self.line = line
    self.key = key
    self.expected = expected
    self.found = found
  }

  package var description: String {
    var text = source
    if let line { text += ":\(line)" }
    if let key { text += ": \(key)" }
    return "\(text): expected \(expected), found \(found)"
  }
}

/// Every fault of a layout file.
package struct LayoutFaults: Error, CustomStringConvertible {
  package var faults: [LayoutFault]

  package init(_ faults: [LayoutFault]) { self.faults = faults }

  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
