import Registers
import Registry

/// Rows of a register for reading.
struct RegisterTable {
  static let standardLimit = 100

  let lines: [String]

  /// - Parameter count: how many rows there are.
  init(_ table: TableDescription, _ rows: [RegisterRow], count: Int) {
    guard !rows.isEmpty else {
      lines = ["no rows"]
      return
    }
    let shown = table.columns.filter { column in
      column.role != .secret && (column.role == .key || rows.contains { $0.values[column.index] != nil })
    }
    var text = AlignedTable(shown.map { .text($0.name) })
    for row in rows { text.append(shown.map { Terminal.displayable(row.values[$0.index] ?? "") }) }
    let rest = count - rows.count
    lines = text.lines + (rest > 0 ? ["… and \(CountText.of(rest, "more row", "more rows")): --limit"] : [])
  }
}
