/// The rows of a table's file as they stand, cell by cell, for the one who keeps them: what the cells mean, and every fault of
/// theirs, is for `RegistryLoader`.
package struct TableRows {
  /// A file that breaks the rules of CSV or of its header: `RegistryLoader` tells how.
  package struct Malformed: Error {}

  package let table: TableDescription
  /// Those of the header, in the order of the table's description.
  package let columns: [TableColumn]
  private var csv: RegistryCSV
  /// By the position in `columns`: its field.
  private let fields: [Int]
  private let fieldCount: Int

  /// Reads the header.
  ///
  /// - Parameter bytes: at most `RegistryLimits.maximumTableBytes`.
  package init(_ bytes: [UInt8], of table: TableDescription) throws(Malformed) {
    guard bytes.count <= RegistryLimits.maximumTableBytes else { throw Malformed() }
    self.table = table
    csv = RegistryCSV(bytes)
    guard csv.readRow(), csv.problems.isEmpty, csv.fieldCount <= RegistryLimits.maximumColumns else {
      throw Malformed()
    }
    fieldCount = csv.fieldCount
    var fieldOfColumn: [Int: Int] = [:]
    for field in 0..<fieldCount {
      let name = csv.bytes[csv.field(field).indices]
      guard let column = table.columns.first(where: { $0.name.utf8.elementsEqual(name) }),
        fieldOfColumn.updateValue(field, forKey: column.index) == nil
      else { throw Malformed() }
    }
    columns = table.columns.filter { fieldOfColumn[$0.index] != nil }
    fields = columns.compactMap { fieldOfColumn[$0.index] }
    guard table.columns.allSatisfy({ !$0.isRequired || fieldOfColumn[$0.index] != nil }) else { throw Malformed() }
  }

  /// Goes to the next row; false after the last.
  package mutating func next() throws(Malformed) -> Bool {
    guard csv.readRow() else { return false }
    guard csv.problems.isEmpty, csv.fieldCount == fieldCount else { throw Malformed() }
    return true
  }

  /// The line of the file on which the row begins, from 1.
  package var line: Int { csv.rowLine }

  /// Gives each cell of the row, by the position of its column in `columns`.
  package func forEachCell(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    csv.bytes.withUnsafeBufferPointer { bytes in
      for position in fields.indices {
        // SAFETY: the field's indices are within the file's bytes, which stay as they are meanwhile.
        body(position, UnsafeBufferPointer(rebasing: bytes[csv.field(fields[position]).indices]))
      }
    }
  }
}
