import CallModel

/// A table of text for people and pipes: columns as wide as need be, two spaces between, no lines drawn.
package struct AlignedTable {
  package struct Column {
    var title: String
    var isRightAligned: Bool

    package static func text(_ title: String) -> Column { Column(title: title, isRightAligned: false) }
    package static func number(_ title: String) -> Column { Column(title: title, isRightAligned: true) }
  }

  private var columns: [Column]
  private var rows: [[String]] = []

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a column behind the others, before there are rows.
  package mutating func add(column: Column) { columns.append(column) }

  /// - Parameter cells: one a column.
  package mutating func append(_ cells: [String]) {
    rows.append(cells)
  }

  /// The same without the columns of those titles that have nothing but 0 in them, or nothing.
  package func droppingEmpty(_ titles: [String]) -> AlignedTable {
    let kept = columns.indices.filter { column in
      !titles.contains(columns[column].title) || rows.contains { $0[column] != "0" && !$0[column].isEmpty }
    }
    var table = AlignedTable(kept.map { columns[$0] })
    for row in rows { table.append(kept.map { row[$0] }) }
    return table
  }

  /// The header and the rows, without spaces at their ends.
  package var lines: [String] {
    let titles = columns.map(\.title)
    let widths = columns.indices.map { column in ([titles] + rows).map { $0[column].count }.max() ?? 0 }
    return ([titles] + rows).map { Self.line($0, columns, widths) }
  }

  /// One line of it, with columns of these widths.
  static func line(_ cells: [String], _ columns: [Column], _ widths: [Int]) -> String {
    let padded = cells.indices.map { index in
      columns[index].isRightAligned
        ? cells[index].rightAligned(to: widths[index]) : cells[index].padded(to: widths[index])
    }
    var line = padded.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Names and values, a line each, the values below each other.
  package static func facts(_ facts: [(name: String, value: String)]) -> [String] {
    let width = facts.map(\.name.count).max() ?? 0
    return facts.map { $0.name.padded(to: width + 2) + $0.value }
  }
}
