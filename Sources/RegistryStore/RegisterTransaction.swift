import CallModel
import Foundation
import GRDB
import Ledger
import Registry

/// One change of the registers: rows are closed and opened under one row of the journal, all or nothing (spec 6.1).
///
/// Used within one write transaction, on its thread.
package final class RegisterTransaction {
  package let database: Database
  package let author: Author
  /// In which days begin and end.
  package let zone: TimeZoneRules
  /// The day of the change.
  package let today: CivilDate
  /// What is done, in few words, for the journal.
  private let action: String
  private var journalID: Int64?
  var isUseKnown = false
  /// Rows opened and closed so far, and when the registers were checked last.
  private(set) var steps = 0
  private var checkedSteps = 0
  /// Up to which change the registers kept the rules before this one; nil if that is not known.
  private var soundJournal: Int64?

  /// For what changes rows by rules of its own, within a transaction of the ledger: `Ledger.changeRegisters` checks what
  /// comes of it.
  package init(_ database: Database, author: Author, zone: TimeZoneRules, action: String) throws {
    self.database = database
    self.author = author
    self.zone = zone
    self.action = action
    today = zone.day(of: author.date)
    RegisterUse.addFunctions(zone, to: database)
  }

  /// The row of the journal under which rows are opened and closed: made when it is first asked for, so that a change of
  /// nothing leaves no trace.
  package func journal() throws -> Int64 {
    if let journalID { return journalID }
    let id = try Journal(database).add(action, by: author)
    journalID = id
    return id
  }

  /// Notes that a row is opened, closed or changed.
  func countStep() { steps += 1 }

  /// Checks the registers as they stand in the transaction, unless nothing changed since the last time.
  ///
  /// - Throws: `Problems`.
  package func check(_ rules: RegistryRules?) throws {
    guard steps > checkedSteps else { return }
    let rules = rules ?? RegistryRules(mode: nil)
    if checkedSteps == 0 { soundJournal = try SoundMark.journal(by: rules, database) }
    let check = RegisterCheck(RegisterReader(database))
    if try !check.isSound(rules, since: soundJournal) { try check.run(rules) }
    try SoundMark.set(journal(), by: rules, database)
    checkedSteps = steps
  }

  /// What was changed so far: the first entries, and how many there are.
  package func entries(limit: Int) throws -> (first: [RegisterLogEntry], count: Int) {
    guard let journalID else { return ([], 0) }
    let log = RegisterLog(database)
    var first: [RegisterLogEntry] = []
    try log.forEach(ofChange: journalID) { entry in
      first.append(entry)
      return first.count < limit
    }
    return (first, try log.count(ofChange: journalID))
  }

  /// Whether anything was changed.
  package var hasChanges: Bool { journalID != nil }

  /// Ids of what was changed in a table, old and new ones, each once, in order.
  package func touched(_ table: TableDescription) throws -> [String] {
    guard let journalID else { return [] }
    return try String.fetchAll(
      database,
      sql: """
        SELECT \(table.idExpression) FROM \(table.registerName) WHERE opened = :journal
        UNION SELECT \(table.idExpression) FROM \(table.registerName) WHERE closed = :journal ORDER BY 1
        """, arguments: ["journal": journalID])
  }

  /// The distinct values that a column of the changed rows has now or had before; blank ones left out. `touched(_:)` by
  /// another column: the lines of changed DIDs, say.
  package func touched(_ table: TableDescription, column: String) throws -> [String] {
    guard let journalID, let column = table.column(column) else { return [] }
    return try String.fetchAll(
      database,
      sql: """
        SELECT \(column.quoted) FROM \(table.registerName) WHERE opened = :journal AND \(column.quoted) IS NOT NULL
        UNION
        SELECT \(column.quoted) FROM \(table.registerName) WHERE closed = :journal AND \(column.quoted) IS NOT NULL
        ORDER BY 1
        """, arguments: ["journal": journalID])
  }
}
