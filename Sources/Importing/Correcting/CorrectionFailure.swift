/// Why recorded calls cannot be corrected, or looked at, as asked; nothing was changed.
package struct CorrectionFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package let place: String
  package let expected: String
  package let found: String
  package let remedy: String

  package init(place: String, expected: String, found: String, remedy: String) {
    self.place = place
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  package var description: String { "\(place): expected \(expected), found \(found): \(remedy)" }
}
