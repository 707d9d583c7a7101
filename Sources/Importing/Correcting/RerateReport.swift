/// What closed cycles would come to by today's registry: for the terminal and for machines (spec 4.5). It changes nothing.
package struct RerateReport: Codable, Sendable {
  /// Inclusive local dates of the cycles that are looked at.
  package var from: String
  package var until: String
  package var contract: String?
  package var line: String?
  /// Closed cycles that were looked at, and their calls.
  package var cycles = 0
  package var calls = 0
  /// Of these, those whose line, zone or price is another by today's registry; a call may be in several.
  package var changedCalls = 0
  package var callsOfOtherLine = 0
  package var callsOfOtherZone = 0
  package var callsOfOtherPrice = 0
  /// Calls that today's registry has no line or price for, by reason.
  package var unrated: [String: Int] = [:]
  /// What the services of closed cycles came to, and would come to.
  package var services: [ImportReport.ServiceChange] = []
  package var serviceCount = 0

  package init(from: String, until: String, contract: String?, line: String?) {
    self.from = from
    self.until = until
    self.contract = contract
    self.line = line
  }
}
