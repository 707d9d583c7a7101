import GRDB

/// Parts of statements that ask whether recorded calls know of a name, for those who keep names.
package enum RecordedUseSQL {
  /// Whether calls are recorded of an account `a` that the first condition is true of, in a span `s` that the second is.
  package static func calls(ofAccount account: String, inSpan span: String = "1") -> String {
    """
    EXISTS (SELECT 1 FROM account a JOIN book b ON b.owner IN (a.line, a.contract)
      JOIN span s ON s.book = b.id AND s.account = a.id WHERE \(account) AND \(span))
    """
  }

  /// Whether calls of a zone are recorded.
  ///
  /// - Parameter name: an expression.
  package static func zone(_ name: String) -> String { "EXISTS (SELECT 1 FROM zone WHERE name = \(name))" }

  /// Whether calls of a plan are recorded, `u` in the condition, with the starts of the first and last one.
  package static func plan(where condition: String) -> String {
    "EXISTS (SELECT 1 FROM \(planUse) u WHERE \(condition))"
  }

  /// Of each plan the starts of its first and last recorded call: `plan`, `first_start`, `last_start`; see `learnPlans`.
  package static let planUse = "temp.plan_use"

  /// Makes `planUse`.
  package static func learnPlans(_ database: Database) throws {
    try database.execute(
      sql: """
        DROP TABLE IF EXISTS \(planUse);
        CREATE TEMP TABLE plan_use (plan TEXT PRIMARY KEY, first_start INTEGER, last_start INTEGER) WITHOUT ROWID;
        INSERT INTO \(planUse) SELECT plan, min(first_start), max(last_start) FROM book GROUP BY plan;
        """)
  }
}
