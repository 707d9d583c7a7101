import CallModel
import GRDB
import Registry

/// Checks the registers by the rules of files (spec 6.1); faults name rows by their ids.
package struct RegisterCheck {
  private let reader: RegisterReader

  package init(_ reader: RegisterReader) { self.reader = reader }

  /// - Returns: the registers as rating has them.
  /// - Throws: `Problems`.
  @discardableResult
  package func run(_ rules: RegistryRules?) throws -> RegistryTables {
    let tables = try reader.tables()
    do throws(RegistryFaults) {
      return try RegistryLoader.check(tables: tables, rules: rules ?? RegistryRules(mode: nil))
    } catch {
      throw error.worded(try RegisterWording(error.rows, reader))
    }
  }

  /// Whether the registers keep the rules, told by what changed and what that is judged by.
  ///
  /// - Parameter journal: the change after which they did; nil: it is not known.
  /// - Returns: false if they do not, or if only `run` can tell.
  package func isSound(_ rules: RegistryRules, since journal: Int64?) throws -> Bool {
    guard let journal, let changes = try ChangedRows.since(journal, reader) else { return false }
    let region = try CheckedRegion(of: changes, reader)
    return (try? RegistryLoader.check(tables: region.tables, rules: rules)) != nil
  }
}

/// Names rows of the registers by their ids: `lines L1`.
struct RegisterWording: RegistryWording {
  private var ids: [RegistryRow: String] = [:]

  /// - Parameter rows: those that are named, of tables as `RegisterReader.tables` writes them.
  init(_ rows: Set<RegistryRow>, _ reader: RegisterReader) throws {
    for (name, rows) in Dictionary(grouping: rows, by: \.table) {
      guard let table = TableDescription.of(name) else { continue }
      let byIndex = Dictionary(uniqueKeysWithValues: rows.map { ($0.index, $0) })
      let last = byIndex.keys.max() ?? 0
      for (index, row) in try reader.rows(of: table, order: "row", limit: last + 1).enumerated() {
        if let named = byIndex[index] { ids[named] = row.id }
      }
    }
  }

  func name(of table: TableName) -> String { table.command }

  func place(of row: RegistryRow) -> String {
    let id = ids[row] ?? ""
    return name(of: row.table) + (id.isEmpty ? "" : " \(id)")
  }

  /// The id of a line's row is the line's.
  func place(of row: RegistryRow, ofLine id: String) -> String { place(of: row) }

  func problem(_ fault: RegistryFault) -> Problem {
    Problem(
      fault.row.map(place) ?? name(of: fault.table), field: fault.column, expected: fault.expected.worded(self),
      found: fault.found.worded(self))
  }
}
