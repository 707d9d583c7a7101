import CallModel
import GRDB

/// Which cycles of lines and pools a command is about; nil: any (spec 4.4).
package struct CycleSelection: Sendable {
  package var contract: String?
  /// A line with an account of its own; the cycles of pools belong to the contract.
  package var line: String?
  package var plan: String?
  package var cycleStart: CivilDate?
  /// Cycles whose last day is before it.
  package var endBefore: CivilDate?

  package init() {}

  package var isEmpty: Bool { contract == nil && line == nil && plan == nil && cycleStart == nil && endBefore == nil }

  fileprivate var sql: (condition: String, arguments: StatementArguments) {
    var conditions: [String] = []
    var arguments: StatementArguments = []
    func add(_ condition: String, _ value: (any DatabaseValueConvertible)?, times: Int = 1) {
      guard let value else { return }
      conditions.append(condition)
      for _ in 0..<times { arguments += [value] }
    }
    // A line may have moved to or from the contract within the cycle: then some of its spans are the contract's.
    add(
      """
      id IN (SELECT id FROM book WHERE is_pool = 1 AND owner = ? UNION ALL
        SELECT book.id FROM account CROSS JOIN book ON book.owner = account.line AND book.is_pool = 0
        WHERE account.contract = ? AND EXISTS (SELECT 1 FROM span JOIN account AS own ON own.id = span.account
          WHERE span.book = book.id AND own.contract = ?))
      """, contract, times: 3)
    add("is_pool = 0 AND owner = ?", line)
    add("plan = ?", plan)
    add("cycle_start = ?", cycleStart.map { Int64($0.daysSinceEpoch) })
    add("cycle_end < ?", endBefore.map { Int64($0.daysSinceEpoch) })
    return (conditions.isEmpty ? "1" : conditions.joined(separator: " AND "), arguments)
  }
}

extension ServiceReader {
  /// Cycles with something to close: open ones, and closed ones with calls in a late entry that is not closed.
  package func closableCycles(_ selection: CycleSelection) throws -> [CycleAccountRow] {
    let (condition, arguments) = selection.sql
    return try cycleAccounts(
      """
      (is_closed = 0 OR id IN (SELECT late_total.book FROM late_total JOIN book AS late ON late.id = late_total.book
        WHERE late_total.entry >= late.entry AND late.is_closed = 1)) AND \(condition)
      """, arguments)
  }

  package func closedCycles(_ selection: CycleSelection) throws -> [CycleAccountRow] {
    let (condition, arguments) = selection.sql
    return try cycleAccounts("is_closed = 1 AND parent IS NULL AND \(condition)", arguments)
  }

  package func cycle(_ cycleAccount: Int64) throws -> CycleAccountRow? {
    try cycleAccounts("id = ?", [cycleAccount]).first
  }

  /// The contracts whose pools a line has calls in.
  package func pools(ofLine line: String) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT account.contract FROM account JOIN book ON book.owner = account.contract AND book.is_pool = 1
        WHERE account.line = ? AND EXISTS (SELECT 1 FROM span WHERE span.book = book.id AND span.account = account.id)
        ORDER BY account.contract
        """, arguments: [line])
  }

  func cycleAccounts(_ condition: String, _ arguments: StatementArguments) throws -> [CycleAccountRow] {
    try Row.fetchAll(
      database,
      sql: "SELECT \(CycleAccountRow.columns) FROM book WHERE \(condition) ORDER BY owner, plan, cycle_start, id",
      arguments: arguments
    ).map { CycleAccountRow($0) }
  }
}
