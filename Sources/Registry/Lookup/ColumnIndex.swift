import CallModel

/// Which line rows have a value in a text column (`trunk`, `account_code`).
package struct ColumnIndex: Sendable {
  private var values = TextTable()
  /// Rows by the number of their value.
  private var rows: [[UInt32]] = []

  /// - Parameter column: the value of each row; blank is none.
  init(_ lines: [LineRow], _ column: (LineRow) -> String) {
    for (row, line) in lines.enumerated() {
      let value = column(line)
      if value.isEmpty { continue }
      let index = values.intern(value)
      if index == rows.count { rows.append([]) }
      rows[index].append(UInt32(row))
    }
  }

  /// The row active on `date` that has `value`, if only one line has it then (spec 3.2).
  ///
  /// O(rows with that value).
  package func find(_ value: UnsafeBufferPointer<UInt8>, on date: CivilDate, in registry: Registry) -> Int? {
    guard value.count > 0, let index = values.find(value) else { return nil }
    var found: Int?
    for row in rows[index] {
      let row = Int(row)
      guard registry.lines[row].activePeriod.contains(date) else { continue }
      if let found, registry.lineID(ofRow: found) != registry.lineID(ofRow: row) { return nil }
      found = found ?? row
    }
    return found
  }
}
