import CallModel
import FileInput
import Foundation
import GRDB

/// Files, their headers, and the rows that are kept of them.
extension LedgerWriter {
  package func add(_ file: FileRow, header: [UInt8]) throws {
    var file = file
    file.header = header.isEmpty ? nil : try self.header(header)
    try file.insert(database)
  }

  private func header(_ content: [UInt8]) throws -> Int64 {
    if let id = headers[content] { return id }
    try database.execute(sql: "INSERT OR IGNORE INTO header (content) VALUES (?)", arguments: [Data(content)])
    let id =
      try Int64.fetchOne(database, sql: "SELECT id FROM header WHERE content = ?", arguments: [Data(content)]) ?? 0
    headers[content] = id
    return id
  }

  /// A row that is not billed.
  package struct KeptRow {
    package var file: Int64
    package var line: Int
    package var reason: String
    package var raw: [UInt8]
    package var layout: String
    /// In the form of a segment's row; nil if it could not be read.
    package var facts: [UInt8]?
    /// Of its call, seconds since 1970.
    package var start: Int64?
    /// The closed cycle it is late for, or a version of a call of.
    package var cycleAccount: Int64?
    package var state = KeptRowRecord.State.held
    package var note: String?

    package init(file: Int64, line: Int, reason: String, raw: [UInt8], layout: String) {
      self.file = file
      self.line = line
      self.reason = reason
      self.raw = raw
      self.layout = layout
    }
  }

  /// Keeps a row that is not billed.
  package func add(_ row: KeptRow) throws {
    try insertKeptRow.bind(row.file).bind(row.line).bind(row.reason).bind(row.raw).bind(row.state.rawValue)
      .bind(row.layout).bind(run).bind(run).bind(row.facts).bind(row.start).bind(row.cycleAccount).bind(row.note).run()
  }

  /// What became of a row that was kept: another reason, or settled.
  package func update(
    keptRow id: Int64, reason: String?, layout: String, cycleAccount: Int64?, state: KeptRowRecord.State = .held,
    note: String? = nil
  ) throws {
    if let reason {
      try database.cachedStatement(
        sql: "UPDATE held_row SET reason = ?, layout = ?, seen = ?, book = ?, state = ?, note = ? WHERE id = ?"
      ).execute(arguments: [reason, layout, run, cycleAccount, state.rawValue, note, id])
    } else {
      try database.cachedStatement(
        sql: "UPDATE held_row SET state = 'settled', layout = ?, book = NULL, note = ? WHERE id = ?"
      ).execute(arguments: [layout, "run \(run)", id])
    }
  }

  /// Rows of a file have other outcomes now.
  ///
  /// - Parameter rows: what each outcome gains or loses, by `Outcome.rawValue`.
  package func move(_ rows: [Int], ofFile file: Int64) throws {
    let changes = Outcome.allCases.filter { rows[Int($0.rawValue)] != 0 }
    if changes.isEmpty { return }
    let sets = changes.map { "\($0.name) = \($0.name) + ?" }.joined(separator: ", ")
    try database.cachedStatement(sql: "UPDATE file SET \(sets) WHERE id = ?")
      .execute(arguments: StatementArguments(changes.map { rows[Int($0.rawValue)] }) + [file])
  }
}
