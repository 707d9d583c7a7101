import CallModel
import Ledger

/// Why there is no such statement, with what there is.
package enum StatementFailure: Error, Sendable, CustomStringConvertible {
  /// A cycle in which the line has calls.
  package struct Cycle: Sendable, Equatable {
    package var start: CivilDate
    package var end: CivilDate
    package var contract: String
    package var plan: String

    static func all(_ cycleAccounts: [LineCycleAccount]) -> [Cycle] {
      cycleAccounts.map {
        Cycle(
          start: $0.cycleAccount.cycleStart, end: $0.cycleAccount.cycleEnd, contract: $0.contract,
          plan: $0.cycleAccount.plan)
      }
    }
  }

  case unknownLine(String, similar: [String])
  case noCycle(String, CivilDate?, [Cycle])
  case contract(String, String?, [String])

  package var description: String {
    switch self {
    case .unknownLine(let line, let similar):
      let remedy =
        similar.isEmpty
        ? "summit-cdr records --format csv lists the recorded calls with their lines"
        : "similar lines have: \(similar.map(BrazilianText.safe).joined(separator: ", "))"
      return "LINE: expected the id of a line that has recorded calls, found \(BrazilianText.safe(line)): \(remedy)"
    case .noCycle(let line, let day, let cycles):
      let found = day.map { "found \($0), in which it has no call" } ?? "found none"
      let list = cycles.map { "\n  \($0.start) to \($0.end)  contract \($0.contract), plan \($0.plan)" }
      return "--cycle: expected the first day of one of the cycles of line \(line), \(found):"
        + list.map(BrazilianText.safeLine).joined()
    case .contract(let line, let contract, let contracts):
      let list = contracts.map(BrazilianText.safe).joined(separator: ", ")
      let found = contract.map { "found \(BrazilianText.safe($0))" } ?? "found none"
      return "--contract: expected one of \(list), under which line \(BrazilianText.safe(line)) has calls in this "
        + "cycle, \(found): each goes to another customer"
    }
  }
}

extension BrazilianText {
  /// A line of a list, with the line end before it.
  static func safeLine(_ text: String) -> String { "\n" + safe(String(text.dropFirst())) }
}
