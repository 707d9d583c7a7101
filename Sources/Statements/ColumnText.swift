/// Columns of text, as wide as their cells.
struct ColumnText {
  struct Column {
    var title: String
    var isRight: Bool

    static func left(_ title: String) -> Column { Column(title: title, isRight: false) }
    static func right(_ title: String) -> Column { Column(title: title, isRight: true) }
  }

  private var columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(column: Column) { columns.append(column) }
  mutating func append(_ cells: [String]) { rows.append(cells) }

  var lines: [String] {
    let all = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { cells in
      let padded = cells.indices.map { index in
        let space = String(repeating: " ", count: widths[index] - cells[index].count)
        return columns[index].isRight ? space + cells[index] : cells[index] + space
      }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
