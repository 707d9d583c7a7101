import CallModel
import GRDB
import Registry

extension RegisterTransaction {
  /// What the calls of closed cycles are stays: up to the last day of its closed cycles a line keeps what calls are found
  /// and priced by, whichever way the change came (spec 4.4, 6.1).
  ///
  /// - Throws: `RegisterFailure` for the first line of which that is not so.
  func checkClosedCycles() throws {
    let hasClosed = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM book WHERE is_closed = 1)") ?? false
    guard hasChanges, hasClosed else { return }
    let table = TableDescription.lines
    func isSame(_ row: String) -> String {
      table.columns.filter { $0.role == .pricing }.map { column -> String in
        "\(row).\(column.quoted) IS c.\(column.quoted)"
      }.joined(separator: " AND ")
    }
    func lasts(_ row: String) -> String {
      "ifnull(\(row).active_until, '9999-12-31') >= min(ifnull(c.active_until, '9999-12-31'), k.last)"
    }
    // A row may go on in another of which only the rest is new.
    let row = try Row.fetchOne(
      database,
      sql: """
        WITH closed_use AS (
          SELECT a.line, date(max(b.cycle_end) * 86400, 'unixepoch') AS last FROM book b JOIN span s ON s.book = b.id
            JOIN account a ON a.id = s.account WHERE b.is_closed = 1 GROUP BY a.line)
        SELECT c.id, k.last FROM register_lines c JOIN closed_use k ON k.line = c.id
        WHERE c.closed = :journal AND ifnull(c.active_from, '') <= k.last AND NOT EXISTS (
          SELECT 1 FROM register_lines n WHERE n.id = c.id AND n.closed IS NULL AND n.active_from IS c.active_from
            AND \(isSame("n")) AND (\(lasts("n")) OR EXISTS (
              SELECT 1 FROM register_lines m WHERE m.id = c.id AND m.closed IS NULL
                AND m.active_from = date(n.active_until, '+1 day') AND \(isSame("m")) AND \(lasts("m")))))
        ORDER BY c.row LIMIT 1
        """, arguments: ["journal": try journal()])
    guard let row else { return }
    let last: String = row[1]
    throw RegisterFailure(
      table, row[0], expected: "what holds up to \(last) to stay, as its cycles are closed up to then",
      found: "a change of these days",
      remedy: "name a later day, or reopen these cycles first (summit-cdr services reopen)")
  }
}
