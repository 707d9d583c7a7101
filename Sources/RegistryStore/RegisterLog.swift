import CallModel
import Foundation
import GRDB
import Ledger
import Registry

/// What a change did to one row (spec 6.1).
package struct RegisterLogEntry: Sendable {
  package enum Kind: String, Sendable {
    case added, changed, removed
  }

  /// A cell that changed. The values of a secret column are never here.
  package struct Cell: Sendable {
    package let column: String
    /// Nil for a blank cell.
    package let before: String?
    package let after: String?
    /// The values are a secret: both are nil.
    package let isSecret: Bool
  }

  /// The number of the change in the journal.
  package let journal: Int64
  /// ISO 8601, UTC.
  package let at: String
  package let user: String
  package let table: TableDescription
  /// Of the row as it was before, if it was.
  package let id: String
  package let kind: Kind
  /// Those that differ, in the order of the table; blank ones of a row that was added or removed are left out.
  package let cells: [Cell]
}

/// Which changes are asked for.
package struct RegisterLogSelection: Sendable {
  package var table: TableDescription?
  /// Of a row before or after the change.
  package var id: String?
  /// Changes at that instant or later.
  package var since: Date?
  /// Only changes before that number of the journal: where a page of a list goes on.
  package var before: Int64?

  package init(table: TableDescription? = nil, id: String? = nil, since: Date? = nil) {
    self.table = table
    self.id = id
    self.since = since
  }
}

/// Reads the journal: each change of the registers, the last first.
package struct RegisterLog {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// Gives the changes until `body` returns false.
  package func forEach(_ selection: RegisterLogSelection, _ body: (RegisterLogEntry) throws -> Bool) throws {
    let since = selection.since.map { Author(name: "", date: $0).at }
    var changes = try Journal(database).entries(since: since ?? "", before: selection.before ?? .max)
    if let register = selection.table?.registerName {
      let ofTable = try Int64.fetchSet(
        database,
        sql: "SELECT opened FROM \(register) UNION SELECT closed FROM \(register) WHERE closed IS NOT NULL")
      changes = changes.filter { ofTable.contains($0.id) }
    }
    // Of one id only the changes that touched its rows are looked at, and of these only its rows.
    let rows = try selection.table.flatMap { table in try selection.id.map { try RowsOfID(database, table, $0) } }
    for change in changes where rows?.journals.contains(change.id) != false {
      for table in selection.table.map({ [$0] }) ?? TableDescription.all {
        guard try forEach(of: table, change, selection.id, rows: rows?.rows, body) else { return }
      }
    }
  }

  /// The rows that have an id, or had it, and the changes that opened or closed them.
  private struct RowsOfID {
    /// Nil: too many to be named.
    var rows: [Int64]?
    var journals: Set<Int64> = []

    private static let maximumNamed = 500

    init(_ database: Database, _ table: TableDescription, _ id: String) throws {
      let isOfID = table.idExpressions.map { "\($0) = ?" }.joined(separator: " OR ")
      let select = "SELECT row, opened, closed FROM \(table.registerName) WHERE (\(isOfID)) AND closed"
      let ids = table.idExpressions.map { _ in id }
      // Two indexes: of the rows that stand, and of those that do not.
      let found = try Row.fetchAll(
        database, sql: "\(select) IS NULL UNION ALL \(select) IS NOT NULL", arguments: StatementArguments(ids + ids))
      rows = found.count > Self.maximumNamed ? nil : found.map { $0[0] }
      for row in found {
        journals.insert(row[1])
        if let closed = row[2] as Int64? { journals.insert(closed) }
      }
    }
  }

  /// The same of one change, in the order of tables and rows.
  package func forEach(ofChange journal: Int64, _ body: (RegisterLogEntry) throws -> Bool) throws {
    guard let change = try Journal(database).entry(journal) else { return }
    for table in TableDescription.all {
      guard try forEach(of: table, change, nil, body) else { return }
    }
  }

  /// How many entries `forEach(ofChange:)` gives.
  func count(ofChange journal: Int64) throws -> Int {
    try TableDescription.all.reduce(0) { sum, table in
      let counts = try Row.fetchOne(
        database,
        sql: """
          SELECT (SELECT count(*) FROM \(table.registerName) WHERE opened = :journal),
            (SELECT count(*) FROM \(table.registerName) o WHERE \(Self.isRemoved(table)))
          """, arguments: ["journal": journal])
      return sum + (counts?[0] ?? 0) + (counts?[1] ?? 0)
    }
  }

  /// SQL that is true of rows `o` that the change closed and nothing replaces.
  private static func isRemoved(_ table: TableDescription) -> String {
    """
    o.closed = :journal AND o.row NOT IN
      (SELECT replaces FROM \(table.registerName) WHERE opened = :journal AND replaces IS NOT NULL)
    """
  }

  private func forEach(
    of table: TableDescription, _ change: Journal.Entry, _ id: String?, rows named: [Int64]? = nil,
    _ body: (RegisterLogEntry) throws -> Bool
  ) throws -> Bool {
    let list = named.map { $0.map(String.init).joined(separator: ", ") }
    let isOpenedOfID = list.map { " AND (n.row IN (\($0)) OR n.replaces IN (\($0)))" } ?? ""
    let isClosedOfID = list.map { " AND o.row IN (\($0))" } ?? ""
    let names = { (prefix: String) in table.columns.map { prefix + $0.quoted }.joined(separator: ", ") }
    let register = table.registerName
    // Opened rows with what they replace, then closed rows that nothing replaces.
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT n.row IS NOT NULL, o.row IS NOT NULL, \(names("o.")), \(names("n.")) FROM \(register) n
          LEFT JOIN \(register) o ON o.row = n.replaces WHERE n.opened = :journal\(isOpenedOfID)
        UNION ALL
        SELECT 0, 1, \(names("o.")), \(names("n.")) FROM \(register) o LEFT JOIN \(register) n ON 0
          WHERE \(Self.isRemoved(table))\(isClosedOfID)
        """, arguments: ["journal": change.id])
    let count = table.columns.count
    while let row = try rows.next() {
      let before = row[1] as Bool ? (0..<count).map { row[2 + $0] as String? } : nil
      let after = row[0] as Bool ? (0..<count).map { row[2 + count + $0] as String? } : nil
      if let id, ![before, after].contains(where: { $0.map { table.id(of: $0) } == id }) { continue }
      guard try body(entry(table, change, before, after)) else { return false }
    }
    return true
  }

  private func entry(
    _ table: TableDescription, _ change: Journal.Entry, _ before: [String?]?, _ after: [String?]?
  ) -> RegisterLogEntry {
    let cells = table.columns.compactMap { column -> RegisterLogEntry.Cell? in
      let (old, new) = (before?[column.index], after?[column.index])
      if old == new { return nil }
      let isSecret = column.role == .secret
      return RegisterLogEntry.Cell(
        column: column.name, before: isSecret ? nil : old ?? nil, after: isSecret ? nil : new ?? nil, isSecret: isSecret
      )
    }
    return RegisterLogEntry(
      journal: change.id, at: change.at, user: change.user, table: table,
      id: (before ?? after).map { table.id(of: $0) } ?? "",
      kind: before == nil ? .added : after == nil ? .removed : .changed, cells: cells)
  }
}

extension Ledger {
  /// Gives the changes of registers, the last first, until `body` returns false.
  package func forEachRegisterChange(
    _ selection: RegisterLogSelection, _ body: (RegisterLogEntry) throws -> Bool
  ) throws {
    try inOneState { database in
      guard try database.tableExists(TableDescription.lines.registerName) else { throw Problem.noRegisters }
      try RegisterLog(database).forEach(selection, body)
    }
  }
}
