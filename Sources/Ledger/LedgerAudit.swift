import Foundation
import GRDB

/// A segment as the ledger has it (spec 4.1).
package struct SegmentRecord: Sendable {
  package enum Kind: String, Sendable {
    /// Rows that count, but for the dead ones.
    case live
    /// Rows of a run that was withdrawn (spec 4.5): none counts.
    case withdrawn
  }

  package var id: Int64
  package var name: String
  package var run: Int64
  package var bytes: Int64
  package var liveBytes: Int64
  /// Of all its bytes: 16 bytes.
  package var digest: [UInt8]
  package var kind: Kind?
}

/// What `verify` asks the database for: everything as it stands, without a look at what it should be (spec 4.5).
///
/// All of it is read in one transaction at a time; the caller holds the run lock, so that nothing changes between two.
package struct LedgerAudit: Sendable {
  package let ledger: Ledger

  /// Messages of a check that are told; SQLite's own default.
  private static let maximumMessages = 100

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// What SQLite finds wrong with its own file, in its words; none if it is sound. Reads all of it.
  ///
  /// - Throws: `LedgerFailure` if the file cannot be read at all.
  package func databaseFaults() throws(LedgerFailure) -> [String] {
    try ledger.read { database in
      let found = try String.fetchAll(database, sql: "PRAGMA integrity_check(\(Self.maximumMessages))")
      return found == ["ok"] ? [] : found
    }
  }

  /// Values that no version of the program writes into their columns: other kinds of value, none where there must be one.
  ///
  /// Each as the table and the number of its rows; to be asked before the rows are read.
  package func foreignValues() throws(LedgerFailure) -> [(table: String, rows: Int)] {
    try ledger.read { database in
      var found: [(table: String, rows: Int)] = []
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      for table in tables {
        let conditions = try Row.fetchAll(
          database, sql: "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)", arguments: [table]
        )
        .map { Self.condition(column: $0[0], type: $0[1], mustBe: $0[2] || ($0[3] as Int) > 0) }
        let sql = "SELECT count(*) FROM \"\(table)\" WHERE \(conditions.joined(separator: " OR "))"
        let rows = try Int.fetchOne(database, sql: sql) ?? 0
        if rows > 0 { found.append((table, rows)) }
      }
      return found
    }
  }

  /// What is true of a row whose value in the column is none of its type; sums have none, so that they may exceed 64 bits.
  private static func condition(column: String, type: String, mustBe: Bool) -> String {
    var kinds = type.isEmpty ? ["integer", "text"] : [type.lowercased()]
    if !mustBe { kinds.append("null") }
    return "typeof(\"\(column)\") NOT IN (\(kinds.map { "'\($0)'" }.joined(separator: ", ")))"
  }

  package func segments() throws(LedgerFailure) -> [SegmentRecord] {
    try ledger.read { database in
      try Row.fetchAll(
        database, sql: "SELECT id, name, run, bytes, live_bytes, digest, kind FROM segment ORDER BY id"
      ).map {
        SegmentRecord(
          id: $0[0], name: $0[1], run: $0[2], bytes: $0[3], liveBytes: $0[4],
          digest: [UInt8]($0[5] as Data? ?? Data()), kind: SegmentRecord.Kind(rawValue: $0[6]))
      }
    }
  }

  /// Calls `body` for each span in the order of the segments' bytes.
  package func forEachSpan(_ body: (SpanRow) -> Void) throws(LedgerFailure) {
    try ledger.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(SpanRow.columns) FROM span ORDER BY segment, offset, book, sequence")
      while let row = try rows.next() { body(SpanRow(row)) }
    }
  }

  /// The registry versions: number, digest, the digest of each table by name, and the time zone.
  package func registryVersions() throws(LedgerFailure) -> [(
    id: Int64, digest: String, tables: [String: String], timeZone: String, activeLinesOnly: Bool, dialling: String
  )] {
    try ledger.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT id, digest, tables, time_zone, active_lines_only, dialling FROM registry_version ORDER BY id"
      ).map {
        (row: Row) -> (Int64, String, [String: String], String, Bool, String) in
        var tables: [String: String] = [:]
        for line in (row[2] as String).split(separator: "\n") {
          let parts = line.split(separator: " ")
          if parts.count == 2 { tables[String(parts[0])] = String(parts[1]) }
        }
        return (row[0], row[1], tables, row[3], row[4], row[5])
      }
    }
  }

  /// The kept tables by digest, one at a time.
  package func forEachRegistryTable(_ body: (String, [UInt8]) -> Void) throws(LedgerFailure) {
    try ledger.read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT digest, content FROM registry_table ORDER BY digest")
      while let row = try rows.next() { body(row[0], [UInt8](row[1] as Data? ?? Data())) }
    }
  }

  /// Rows held back, counted by file, reason and state; settled ones and those of withdrawn runs apart.
  package func keptRowCounts() throws(LedgerFailure) -> [(file: Int64, reason: String, state: String, rows: Int)] {
    try ledger.read { database in
      try Row.fetchAll(
        database, sql: "SELECT file, reason, state, count(*) FROM held_row GROUP BY file, reason, state ORDER BY file"
      ).map { ($0[0], $0[1], $0[2], $0[3]) }
    }
  }

  /// Rows that refer to something that is not there, or are there twice: each as a sentence's subject.
  package func danglingRows() throws(LedgerFailure) -> [(what: String, fault: String)] {
    try ledger.read { database in
      var found: [(what: String, fault: String)] = []
      for rule in Self.rules {
        let sql = "SELECT \(rule.subject) FROM \(rule.from) LIMIT \(Self.maximumMessages)"
        found += try String.fetchAll(database, sql: sql).map { ($0, rule.fault) }
      }
      return found
    }
  }

  /// What must hold between the tables, each with the rows that break it.
  private static let rules: [(subject: String, from: String, fault: String)] = [
    ("'span ' || book || '/' || sequence", "span WHERE book NOT IN (SELECT id FROM book)", "its book is missing"),
    (
      "'span ' || book || '/' || sequence", "span WHERE segment NOT IN (SELECT id FROM segment)",
      "its segment is missing"
    ),
    ("'span ' || book || '/' || sequence", "span WHERE account NOT IN (SELECT id FROM account)", "its line is missing"),
    ("'span ' || book || '/' || sequence", "span WHERE run NOT IN (SELECT id FROM run)", "its run is missing"),
    (
      "'span ' || book || '/' || sequence",
      "span JOIN segment ON segment.id = span.segment WHERE segment.kind <> 'live'", "its segment was withdrawn"
    ),
    ("'book ' || id", "book WHERE id NOT IN (SELECT book FROM span) AND is_closed = 0", "it has no calls"),
    (
      "'book ' || id", "book WHERE registry NOT IN (SELECT id FROM registry_version)",
      "its registry version is missing"
    ),
    (
      "'book ' || max(id)",
      "book WHERE parent IS NULL GROUP BY is_pool, owner, plan, cycle_start HAVING count(*) > 1",
      "another book has its line, plan and cycle"
    ),
    ("'segment ' || name", "segment WHERE run NOT IN (SELECT id FROM run)", "its run is missing"),
    ("'file ' || id", "file WHERE run NOT IN (SELECT id FROM run)", "its run is missing"),
    (
      "'file ' || id", "file WHERE header IS NOT NULL AND header NOT IN (SELECT id FROM header)",
      "its header is missing"
    ),
    ("'held row ' || id", "held_row WHERE file NOT IN (SELECT id FROM file)", "its file is missing"),
    ("'held row ' || id", "held_row WHERE run NOT IN (SELECT id FROM run)", "its run is missing"),
    (
      "'held row ' || max(id)",
      "held_row WHERE state IN ('held', 'discarded') GROUP BY file, line HAVING count(*) > 1",
      "its row of the file is held twice"
    ),
    ("'service ' || id", "service WHERE book NOT IN (SELECT id FROM book)", "its book is missing"),
    (
      "'kept allowance of book ' || book", "kept_allowance WHERE book NOT IN (SELECT id FROM book)",
      "its book is missing"
    ),
    ("'contest ' || id", "contest WHERE service NOT IN (SELECT id FROM service)", "its service is missing"),
    (
      "'run ' || id", "run WHERE registry IS NOT NULL AND registry NOT IN (SELECT id FROM registry_version)",
      "its registry version is missing"
    ),
  ]
}
