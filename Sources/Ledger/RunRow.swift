import CallModel
import GRDB

/// A run that was committed, with what became of the rows of its files (spec 4.5).
package struct RunRow: Sendable {
  package var id: Int64
  /// `import`, or another command that writes.
  package var kind: String
  /// ISO 8601, UTC.
  package var startedAt: String
  package var endedAt: String
  /// Of the product.
  package var version: String
  /// The registry version it used.
  package var registry: Int64?
  /// `committed`, or what was made of it since.
  package var state: String
  /// Files it read, those that failed among them.
  package var files = 0
  package var failedFiles = 0
  /// Rows of its files.
  package var read = 0
  /// By `Outcome.rawValue`; as it stands now: rows that were tried again since have their new outcome.
  package var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)

  init(_ row: Row) {
    id = row["id"]
    kind = row["kind"]
    startedAt = row["started_at"]
    endedAt = row["ended_at"]
    version = row["version"]
    registry = row["registry"]
    state = row["state"]
  }

  fileprivate mutating func add(_ row: Row) {
    files = row["files"]
    failedFiles = row["failed"]
    read = row["read"] ?? 0
    for outcome in Outcome.allCases { outcomes[Int(outcome.rawValue)] = row[outcome.name] ?? 0 }
  }
}

extension Ledger {
  fileprivate static let runColumns = "id, kind, started_at, ended_at, version, registry, state"

  /// The last runs, the earliest of them first.
  ///
  /// - Parameters:
  ///   - limit: how many, at least 0; nil: all.
  ///   - before: only those before that number.
  package func runs(limit: Int? = nil, before: Int64 = .max) throws(LedgerFailure) -> [RunRow] {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT \(Self.runColumns) FROM run WHERE id < ? ORDER BY id DESC LIMIT ?",
        arguments: [before, limit ?? -1])
      return try Self.completed(rows.reversed().map { RunRow($0) }, database)
    }
  }

  package func run(_ id: Int64) throws(LedgerFailure) -> RunRow? {
    try read { database in
      let row = try Row.fetchOne(database, sql: "SELECT \(Self.runColumns) FROM run WHERE id = ?", arguments: [id])
      return try Self.completed(row.map { [RunRow($0)] } ?? [], database).first
    }
  }

  /// What the run said when it ended: JSON.
  package func report(ofRun id: Int64) throws(LedgerFailure) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT report FROM run WHERE id = ?", arguments: [id]) }
  }

  /// Rows of files that count, by outcome as it stands now.
  package func rowCounts() throws(LedgerFailure) -> [(outcome: Outcome, count: Int)] {
    try read { database in
      let sums = Outcome.allCases.map { "coalesce(sum(\($0.name)), 0)" }.joined(separator: ", ")
      let row = try Row.fetchOne(database, sql: "SELECT \(sums) FROM file WHERE state <> 'undone'")
      return Outcome.allCases.enumerated().map { index, outcome in (outcome, row?[index] ?? 0) }
    }
  }

  package func runCount() throws(LedgerFailure) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") ?? 0 }
  }

  /// Adds the counts of the runs' files.
  fileprivate static func completed(_ runs: [RunRow], _ database: Database) throws -> [RunRow] {
    guard let first = runs.first, let last = runs.last else { return [] }
    var runs = runs
    var indices: [Int64: Int] = [:]
    for (index, run) in runs.enumerated() { indices[run.id] = index }
    let sums = Outcome.allCases.map { "sum(\($0.name)) AS \($0.name)" }.joined(separator: ", ")
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT run, count(*) AS files, sum(state = 'failed') AS failed, sum(read) AS read, \(sums) FROM file
        WHERE run BETWEEN ? AND ? GROUP BY run
        """, arguments: [first.id, last.id])
    while let row = try rows.next() {
      if let index = indices[row["run"]] { runs[index].add(row) }
    }
    return runs
  }
}

extension RunRow {
  /// Those behind a number, in order.
  package static func all(after id: Int64, limit: Int, _ database: Database) throws -> [RunRow] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT \(Ledger.runColumns) FROM run WHERE id > ? ORDER BY id LIMIT ?", arguments: [id, limit])
    return try Ledger.completed(rows.map { RunRow($0) }, database)
  }
}
