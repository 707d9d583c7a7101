/// A table of text for people and pipes: columns as wide as need be, two spaces between, no lines drawn.
struct AlignedTable {
  struct Column {
    var title: String
    var isRightAligned: Bool

    static func text(_ title: String) -> Column { Column(title: title, isRightAligned: false) }
    static func number(_ title: String) -> Column { Column(title: title, isRightAligned: true) }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// - Parameter cells: one a column.
  mutating func append(_ cells: [String]) {
    rows.append(cells)
  }

  /// The same without the columns of those titles that have nothing but 0 in them, or nothing.
  func droppingEmpty(_ titles: [String]) -> AlignedTable {
    let kept = columns.indices.filter { column in
      !titles.contains(columns[column].title) || rows.contains { $0[column] != "0" && !$0[column].isEmpty }
    }
    var table = AlignedTable(kept.map { columns[$0] })
    for row in rows { table.append(kept.map { row[$0] }) }
    return table
  }

  /// The header and the rows, without spaces at their ends.
  var lines: [String] {
    let titles = columns.map(\.title)
    let widths = columns.indices.map { column in ([titles] + rows).map { $0[column].count }.max() ?? 0 }
    return ([titles] + rows).map { line($0, widths) }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.indices.map { column in
      let padding = String(repeating: " ", count: widths[column] - cells[column].count)
      return columns[column].isRightAligned ? padding + cells[column] : cells[column] + padding
    }
    var line = padded.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}
