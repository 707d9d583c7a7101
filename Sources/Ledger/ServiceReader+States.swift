import GRDB

/// Which contracts and lines have services in some states: so that a list of few looks at few (spec 4.4).
extension ServiceReader {
  /// The contracts that have services in one of the states, or calls that open ones may follow from, in byte order.
  package func contracts(_ filter: SpanFilter, in states: Set<ServiceRow.State>) throws -> [String] {
    guard filter.contract == nil, filter.line == nil, states.count < ServiceRow.State.allCases.count else {
      return try contracts(filter)
    }
    let start = filter.startingAt ?? ""
    let parts = states.flatMap { Self.contracts(in: $0) }
    if parts.isEmpty { return [] }
    return try String.fetchAll(
      statement(Self.union(parts, by: "contract")), arguments: StatementArguments(parts.map { _ in start }))
  }

  /// The lines of a contract that have services in one of the states, or, if open ones are wanted, calls, in byte order.
  package func lines(
    ofContract contract: String, _ filter: SpanFilter, in states: Set<ServiceRow.State>
  ) throws -> [String] {
    if filter.line != nil || states.contains(.open) { return try lines(ofContract: contract, filter) }
    let parts = states.map { Self.lines(in: $0) }
    return try String.fetchAll(
      statement(Self.union(parts, by: "line")), arguments: StatementArguments(parts.map { _ in contract }))
  }

  /// Each part has its rows once, as UNION has those of all.
  private static func union(_ parts: [String], by column: String) -> String {
    parts.sorted().joined(separator: " UNION ") + " ORDER BY \(column)"
  }

  private static func lines(in state: ServiceRow.State) -> String {
    "SELECT DISTINCT line FROM service WHERE state = '\(state.rawValue)' AND contract = ?"
  }

  /// Each takes the contract to start at.
  private static func contracts(in state: ServiceRow.State) -> [String] {
    guard state == .open else {
      return ["SELECT DISTINCT contract FROM service WHERE state = '\(state.rawValue)' AND contract >= ?"]
    }
    return [
      """
      SELECT DISTINCT account.contract FROM book CROSS JOIN account ON account.line = book.owner
      WHERE book.is_closed = 0 AND book.is_pool = 0 AND account.contract >= ?
      """,
      "SELECT DISTINCT owner AS contract FROM book WHERE is_closed = 0 AND is_pool = 1 AND owner >= ?",
      // Of the late services of each closed cycle a row: few.
      """
      SELECT DISTINCT account.contract FROM late_total CROSS JOIN book ON book.id = late_total.book
      CROSS JOIN account ON account.id = late_total.account
      WHERE book.is_closed = 1 AND late_total.entry >= book.entry AND account.contract >= ?
      """,
    ]
  }

  /// The queries above, for the test that they read no table of cycles or services from end to end.
  static var queriesByState: [String] {
    ServiceRow.State.allCases.map { union(contracts(in: $0), by: "contract") }
      + [union([lines(in: .closed), lines(in: .invoiced)], by: "line")]
  }
}
