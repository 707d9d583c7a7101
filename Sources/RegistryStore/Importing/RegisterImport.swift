import CallModel
import GRDB
import Registry

/// What an import did to one table.
package struct RegisterImportCounts: Equatable, Sendable {
  package let table: TableDescription
  package var added = 0
  /// Other cells; `ended` are not counted here.
  package var changed = 0
  /// Rows that have a last day now.
  package var ended = 0
  /// Rows that the file lacks and no recorded call knows of.
  package var removed = 0
  /// Rows that the file lacks, which ended before today: recorded calls know of them.
  package var kept = 0
  package var unchanged = 0

  package var hasChanges: Bool { added + changed + ended + removed > 0 }

  package static func == (left: Self, right: Self) -> Bool {
    left.table.name == right.table.name && left.added == right.added && left.changed == right.changed
      && left.ended == right.ended && left.removed == right.removed && left.kept == right.kept
      && left.unchanged == right.unchanged
  }
}

/// Makes the registers what files say (spec 6.1): tables of which there is no file are left alone, and so are columns that
/// a file lacks.
///
/// A row of a file is that of the registers with the same key and first day. A row that a file lacks is removed if no
/// recorded call knows of it, else it ends today; it is refused where rows have no period, and where a file changes what
/// priced calls.
package struct RegisterImport {
  private let transaction: RegisterTransaction
  private let settings: RegisterSettings
  private let files: [String: [UInt8]]

  /// Faults that are told; each has a remedy of its own, and a few of a kind say enough.
  static let maximumRefusals = 100

  /// - Parameter files: file name, e.g. `lines.csv`, to content; others than the tables' are ignored.
  package init(_ transaction: RegisterTransaction, _ settings: RegisterSettings, files: [String: [UInt8]]) {
    self.transaction = transaction
    self.settings = settings
    self.files = files
  }

  /// Imports, and checks the registers as a whole. Must be the first change of the transaction.
  ///
  /// - Returns: a count for each file, in the order of the tables.
  /// - Throws: `Problems`, with file and line where the files are at fault, with table and id for what is wrong with the
  ///   registers as they would be.
  package func run() throws -> [RegisterImportCounts] {
    try transaction.learnUse()
    do {
      var tables: [ImportedTable] = []
      for table in TableDescription.all {
        guard let bytes = files[table.fileName] else { continue }
        tables.append(try ImportedTable(bytes, of: table, transaction))
      }
      let counts = try tables.map { try $0.apply() }
      try tables.forEach { try $0.drop() }
      try transaction.check(settings.rules)
      return counts
    } catch {
      guard error is TableRows.Malformed || error is Problems else { throw error }
      throw try faultsOfFiles() ?? error
    }
  }

  /// What is wrong with the files, read beside the tables that no file is of; nil if nothing is.
  private func faultsOfFiles() throws -> Problems? {
    var tables = try RegisterReader(transaction.database).tables()
    for table in TableDescription.all {
      if let bytes = files[table.fileName] { tables[table.fileName] = bytes }
    }
    do throws(Problems) {
      _ = try RegistryLoader.load(tables: tables, rules: settings.rules ?? RegistryRules(mode: nil))
    } catch {
      let ofFiles = error.faults.filter { files[$0.place] != nil }
      return ofFiles.isEmpty ? nil : Problems(ofFiles)
    }
    return nil
  }
}
