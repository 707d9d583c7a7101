import CallModel

/// Which closed cycles are rated again, to be looked at (spec 4.5).
package struct RerateRequest: Equatable, Sendable {
  /// Cycles with a day among these, both inclusive.
  package var days: ClosedRange<CivilDate>
  /// Nil: of all.
  package var contract: String?
  package var line: String?
  package init(days: ClosedRange<CivilDate>, contract: String? = nil, line: String? = nil) {
    self.days = days
    self.contract = contract
    self.line = line
  }

  func holds(contract: String, line: String) -> Bool {
    (self.contract.map { ID($0) == ID(contract) } ?? true)
      && (self.line.map { ID($0) == ID(line) } ?? true)
  }
}
