import CallModel

/// Which recorded calls are taken through the rules again (spec 4.5).
package struct RerateRequest: Equatable, Sendable {
  /// Local dates of the calls' starts, both inclusive.
  package var days: ClosedRange<CivilDate>
  /// Nil: of all.
  package var contract: String?
  package var line: String?
  /// Who asks, for the journal.
  package var user: String

  package init(days: ClosedRange<CivilDate>, contract: String? = nil, line: String? = nil, user: String) {
    self.days = days
    self.contract = contract
    self.line = line
    self.user = user
  }

  func holds(contract: String, line: String) -> Bool {
    (self.contract.map { $0.utf8.elementsEqual(contract.utf8) } ?? true)
      && (self.line.map { $0.utf8.elementsEqual(line.utf8) } ?? true)
  }
}
