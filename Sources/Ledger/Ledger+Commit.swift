import CallModel
import FileInput
import Foundation
import GRDB
import Output

extension LedgerWriter {
  fileprivate static func write<Value>(
    _ database: Database, run: Int64, _ body: (LedgerWriter) throws -> Value
  ) throws -> Value {
    let writer = try LedgerWriter(database, run: run)
    let value = try body(writer)
    try writer.insertWaiting()
    return value
  }
}

extension Ledger {
  /// One transaction; if `body` throws, nothing was changed.
  ///
  /// - Throws: `LedgerFailure`; an error of `body` that is none of the ledger's or of its files as it is.
  package func commit<Value>(run: Int64, _ body: (LedgerWriter) throws -> Value) throws -> Value {
    var foreign: (any Error)?
    do {
      let value = try write { database in
        do {
          return try LedgerWriter.write(database, run: run, body)
        } catch {
          if !(error is DatabaseError || error is LedgerFailure || error is OutputFailure) { foreign = error }
          throw error
        }
      }
      noteCommitted(run: run)
      return value
    } catch {
      throw foreign ?? error
    }
  }

  /// The same, but nothing is kept: what it would come to.
  ///
  /// - Parameter look: called when all is written; what it reads of the ledger is of this transaction.
  package func rehearse<Value>(
    run: Int64, _ body: (LedgerWriter) throws -> Value, then look: () throws -> Void = {}
  ) throws -> Value {
    try transaction(isDryRun: true) { database in
      let value = try LedgerWriter.write(database, run: run, body)
      try look()
      return value
    }
  }

  package func zoneNames() throws(LedgerFailure) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT name FROM zone ORDER BY name") }
  }

  /// The numbers of the next run and of its first file.
  package func nextNumbers() throws(LedgerFailure) -> (run: Int64, file: Int64) {
    try read { database in
      (
        (try Int64.fetchOne(database, sql: "SELECT max(id) FROM run") ?? 0) + 1,
        (try Int64.fetchOne(database, sql: "SELECT max(id) FROM file") ?? 0) + 1
      )
    }
  }

  /// The tables of a registry version, by file name, as they were kept.
  ///
  /// - Parameter names: only these files; nil: all.
  package func registryTables(
    version: Int64, names: Set<String>? = nil
  ) throws(LedgerFailure) -> (tables: [String: [UInt8]], timeZone: String, activeLinesOnly: Bool, dialling: String) {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT tables, time_zone, active_lines_only, dialling FROM registry_version WHERE id = ?",
          arguments: [version])
      else { return ([:], "", true, "") }
      var tables: [String: [UInt8]] = [:]
      for line in (row[0] as String).split(separator: "\n") {
        let parts = line.split(separator: " ")
        guard parts.count == 2, names?.contains(String(parts[0])) ?? true else { continue }
        let content = try Data.fetchOne(
          database, sql: "SELECT content FROM registry_table WHERE digest = ?", arguments: [String(parts[1])])
        tables[String(parts[0])] = [UInt8](content ?? Data())
      }
      return (tables, row[1], row[2], row[3])
    }
  }
}
