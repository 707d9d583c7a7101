import CallModel
import Foundation
import Output
import RegistryStore
import Registry

extension Integration {
  /// Writes the registers as CSV files: a file for each table that has rows, is required, or is there from an earlier
  /// export. All are on the disk before the first gets its name.
  ///
  /// - Parameters:
  ///   - day: as they were at its end; nil: as they stand.
  ///   - isForced: whether ordinary files of the tables' names that are none are replaced.
  /// - Returns: the tables that were written, with their rows.
  package func exportRegisters(
    to directory: String, asOf day: CivilDate?, withSecrets: Bool, isForced: Bool
  ) throws -> [(table: TableDescription, rows: Int)] {
    let places = OutputPlaces([self])
    let tables = try readRegisters(asOf: day) { reader in
      try TableDescription.all.map { table in
        (table: table, content: try reader.exported(table, withSecrets: withSecrets))
      }
    }
    try places.check(directory: directory)
    for table in TableDescription.all {
      try places.check(
        file: directory + "/" + table.fileName, replacing: table.isHeader, isForced: isForced)
    }
    try OutputDirectory.prepare(directory)
    let written = tables.filter { table, content in
      // A file of an earlier export would bring its rows back.
      content.rows > 0 || table.isRequired || FileManager.default.fileExists(atPath: directory + "/" + table.fileName)
    }
    let files = try written.map { table, content in
      let file = try OutputFile(directory: directory, name: table.fileName, isPrivate: withSecrets)
      try content.csv.withUnsafeBytes { try file.append($0) }
      try file.synchronise()
      try file.checkCanPublish()
      return file
    }
    for file in files { try file.publish() }
    try OutputFailure.synchronise(directory: directory)
    return written.map { ($0.table, $0.content.rows) }
  }
}

extension TableDescription {
  /// Whether the beginning of a file is that of this table's: its first line names columns of it only.
  fileprivate var isHeader: @Sendable (String) -> Bool {
    let columns = Set(columns.map(\.name))
    return { head in
      guard let line = head.split(whereSeparator: \.isNewline).first else { return false }
      return line.split(separator: ",").allSatisfy { columns.contains(String($0)) }
    }
  }
}
