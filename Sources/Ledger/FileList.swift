import CallModel
import FileInput
import Foundation
import GRDB

/// Which readings of files are asked for; nil: all.
package struct FileFilter: Sendable {
  package var state: FileRow.State?
  /// A pattern with `*`, `?` and `[…]` for the whole name.
  package var name: String?
  /// Of that run.
  package var run: Int64?
  /// Only readings before that number.
  package var before: Int64?

  package init() {}

  var sql: (condition: String, arguments: StatementArguments) {
    var conditions = ["1"]
    var arguments: StatementArguments = []
    if let state {
      conditions.append("state = ?")
      arguments += [state.rawValue]
    }
    if let name {
      conditions.append("CAST(name AS TEXT) GLOB ?")
      arguments += [name]
    }
    if let run {
      conditions.append("run = ?")
      arguments += [run]
    }
    if let before {
      conditions.append("id < ?")
      arguments += [before]
    }
    return (conditions.joined(separator: " AND "), arguments)
  }
}

extension Ledger {
  /// The last readings of files, the earliest of them first.
  ///
  /// - Parameter limit: how many, at least 0; nil: all.
  package func files(_ filter: FileFilter, limit: Int? = nil) throws(LedgerFailure) -> [FileRow] {
    let (condition, arguments) = filter.sql
    let files = try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM file WHERE \(condition) ORDER BY id DESC LIMIT ?",
        arguments: arguments + [limit ?? -1]
      ).reversed().map { FileRow($0) }
    }
    return try withCountsOfNow(files)
  }

  package func fileCount(_ filter: FileFilter) throws(LedgerFailure) -> Int {
    let (condition, arguments) = filter.sql
    return try read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM file WHERE \(condition)", arguments: arguments) ?? 0
    }
  }

  /// All readings of the file of that name, in the order in which they were made.
  package func files(named name: String) throws(LedgerFailure) -> [FileRow] {
    let files = try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM file WHERE name = ? ORDER BY id", arguments: [Data(name.utf8)]
      ).map { FileRow($0) }
    }
    return try withCountsOfNow(files)
  }

  /// The bytes of a header that files have, by its number.
  package func header(_ id: Int64) throws(LedgerFailure) -> [UInt8]? {
    try read { database in
      try Data.fetchOne(database, sql: "SELECT content FROM header WHERE id = ?", arguments: [id]).map { [UInt8]($0) }
    }
  }

  /// Rows that are not billed and have `text` somewhere in them, in the order in which they were kept. Reads them all.
  package func keptRows(mentioning text: [UInt8]) throws(LedgerFailure) -> [KeptRowRecord] {
    try read { database in
      try KeptRowRecord.fetchAll(
        database, sql: KeptRowRecord.query() + " WHERE instr(held_row.raw, ?) > 0 ORDER BY held_row.id",
        arguments: [Data(text)])
    }
  }
}
