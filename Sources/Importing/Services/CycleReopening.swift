import CallModel
import Ledger

/// Which closed cycles are opened again, and whether they may be (spec 4.3, 4.4): never with a service that is invoiced or was
/// contested, be it the cycle's own or a late one. The cycle and its late services are then open.
struct CycleReopening {
  /// Messages name so many obstacles at most.
  private static let maximumObstacles = 10

  private(set) var cycles: [CycleAccountRow] = []
  private(set) var action: String

  /// - Throws: `LedgerFailure` if there is none, or one that may not be opened; then none is.
  init(_ request: ReopenRequest, _ reader: ServiceReader) throws {
    switch request {
    case .services(let ids):
      action = "reopen \(ids.joined(separator: " "))"
      for id in ids {
        guard let service = try reader.service(id) else { throw ServiceActions.unknown(id) }
        guard let cycleAccount = try reader.cycle(service.cycleAccount),
          let cycle = try reader.cycle(cycleAccount.parent ?? cycleAccount.id),
          !cycles.contains(where: { $0.id == cycle.id })
        else { continue }
        cycles.append(cycle)
      }
    case .cycles(let selection):
      action = "reopen \(selection.text)"
      cycles = try reader.closedCycles(selection)
    }
    guard !cycles.isEmpty else {
      throw ServiceActions.refusal(
        "services reopen", expected: "closed cycles", found: "none for these filters",
        remedy: "see summit-cdr services list --state closed")
    }
    let obstacles = try cycles.compactMap { try Self.obstacle(to: $0, reader) }
    if !obstacles.isEmpty { throw Self.refusal(obstacles) }
  }

  private static func obstacle(to cycle: CycleAccountRow, _ reader: ServiceReader) throws -> String? {
    let cycleAccounts = [cycle.id] + (try reader.aloneCycleAccounts(ofCycle: cycle.id).map(\.id))
    for cycleAccount in cycleAccounts {
      for service in try reader.services(ofCycleAccount: cycleAccount) {
        let wasContested = try !reader.contests(ofService: service.id).isEmpty
        let isOnItsWay = try reader.erpPush(service.id).map { $0.state != .refused } ?? false
        guard service.state == .invoiced || wasContested || isOnItsWay else { continue }
        let kind = service.entry > 0 ? "late service" : "service"
        let state =
          service.state == .invoiced
          ? "is \(service.state.rawValue)" : wasContested ? "was contested" : "is on its way to the ERP"
        return "\(kind) \(service.id) of \(cycle.owner), cycle of \(cycle.cycleStart), \(state)"
      }
    }
    return nil
  }

  private static func refusal(_ obstacles: [String]) -> LedgerFailure {
    var found = obstacles.prefix(maximumObstacles).joined(separator: "; ")
    if obstacles.count > maximumObstacles { found += "; and \(obstacles.count - maximumObstacles) more" }
    return ServiceActions.refusal(
      "services reopen", expected: "cycles without a service that is invoiced or was contested", found: found,
      remedy: "what was invoiced, contested or sent to the ERP does not change")
  }
}

/// What is to be opened again.
package enum ReopenRequest: Sendable {
  /// Closed cycles, by the ids of their services or of late ones.
  case services([String])
  /// Closed cycles, with or without a service.
  case cycles(CycleSelection)
}
