import GRDB

/// A time at which cycles were closed (spec 4.4), for those who are told of it.
package struct ClosingRow: Sendable {
  package var id: Int64 = 0
  /// ISO 8601, UTC.
  package var at = ""
  package var user = ""
  /// As options of the command.
  package var selection: String
  /// Cycles that were open.
  package var cycles: Int
  /// Cycles of which late services alone were closed.
  package var lateCycles: Int
  package var services: Int
  /// Reais, of the services.
  package var amount: String

  package init(selection: String, cycles: Int, lateCycles: Int, services: Int, amount: String) {
    self.selection = selection
    self.cycles = cycles
    self.lateCycles = lateCycles
    self.services = services
    self.amount = amount
  }

  /// Those behind a number, in order.
  package static func all(after id: Int64, limit: Int, _ database: Database) throws -> [ClosingRow] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM closing WHERE id > ? ORDER BY id LIMIT ?", arguments: [id, limit]
    ).map { row in
      var closing = ClosingRow(
        selection: row["selection"], cycles: row["cycles"], lateCycles: row["late_cycles"], services: row["services"],
        amount: row["amount"])
      closing.id = row["id"]
      closing.at = row["at"]
      closing.user = row["user"]
      return closing
    }
  }
}

extension ManualChange {
  package func add(_ closing: ClosingRow) throws {
    try database.execute(
      sql: """
        INSERT INTO closing (at, user, selection, cycles, late_cycles, services, amount) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        author.at, author.name, closing.selection, closing.cycles, closing.lateCycles, closing.services,
        closing.amount,
      ])
  }
}
