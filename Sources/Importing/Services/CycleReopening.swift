import CallModel
import Ledger

/// Which closed cycles are opened again, and whether they may be (spec 4.4): never with an invoiced service, nor with a
/// late service that is closed or invoiced. Their late calls become calls of the cycle, which is rated anew by today's
/// registry as every open cycle is (`ImportRequest`).
struct CycleReopening {
  /// Messages name so many obstacles at most.
  private static let maximumObstacles = 10

  /// Numbers of the cycles' books.
  private(set) var books: Set<Int64> = []
  private(set) var action: String

  /// - Throws: `LedgerFailure` if there is none, or one that may not be opened; then none is.
  init(_ request: ReopenRequest, _ reader: ServiceReader) throws {
    var cycles: [BookRow] = []
    switch request {
    case .services(let ids):
      action = "reopen \(ids.joined(separator: " "))"
      for id in ids {
        guard let service = try reader.service(id) else { throw ServiceActions.unknown(id) }
        guard service.entry == 0 else {
          throw ServiceActions.refusal(
            "service \(id)", expected: "the service of a cycle", found: "a late one",
            remedy: "reopen late services by themselves, without those of cycles")
        }
        if let cycle = try reader.cycle(service.book), !cycles.contains(where: { $0.id == cycle.id }) {
          cycles.append(cycle)
        }
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
    books = Set(cycles.map(\.id))
  }

  private static func obstacle(to cycle: BookRow, _ reader: ServiceReader) throws -> String? {
    for service in try reader.services(ofBook: cycle.id) where service.state == .invoiced || service.entry > 0 {
      let kind = service.entry > 0 ? "late service" : "service"
      return "\(kind) \(service.id) of \(cycle.owner), cycle of \(cycle.cycleStart), is \(service.state.rawValue)"
    }
    return nil
  }

  private static func refusal(_ obstacles: [String]) -> LedgerFailure {
    var found = obstacles.prefix(maximumObstacles).joined(separator: "; ")
    if obstacles.count > maximumObstacles { found += "; and \(obstacles.count - maximumObstacles) more" }
    return ServiceActions.refusal(
      "services reopen", expected: "cycles without an invoiced service or a late service that is closed", found: found,
      remedy: "an invoiced service does not change; a closed late one can be reopened first")
  }
}

/// What is to be opened again.
package enum ReopenRequest: Sendable {
  /// By the ids of services of cycles.
  case services([String])
  /// Closed cycles, with or without a service.
  case cycles(CycleSelection)
}
