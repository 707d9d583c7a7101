import Registers
import Registry

/// A change of a row in words, and as JSON.
enum RegisterLogText {
  /// `lines L1 changed: plan basico → empresa, active_from blank → 2026-12-10`
  static func line(_ entry: RegisterLogEntry) -> String {
    let cells = entry.cells.map { cell -> String in
      if cell.isSecret { return "\(cell.column) (not shown)" }
      let after = shown(cell.after)
      return entry.kind == .changed
        ? "\(cell.column) \(shown(cell.before)) → \(after)"
        : "\(cell.column)=\(Terminal.displayable(cell.after ?? cell.before ?? ""))"
    }
    let head = "\(entry.table.commandName) \(Terminal.displayable(entry.id)) \(entry.kind.rawValue)"
    return cells.isEmpty ? head : head + ": " + cells.joined(separator: ", ")
  }

  private static func shown(_ value: String?) -> String { value.map { Terminal.displayable($0) } ?? "blank" }

  struct Report: Encodable {
    struct Cell: Encodable {
      var column: String
      var before: String?
      var after: String?
      var secret: Bool?
    }

    var table: String
    var id: String
    var kind: String
    var cells: [Cell]

    init(_ entry: RegisterLogEntry) {
      table = entry.table.name
      id = entry.id
      kind = entry.kind.rawValue
      cells = entry.cells.map {
        Cell(column: $0.column, before: $0.before, after: $0.after, secret: $0.isSecret ? true : nil)
      }
    }
  }
}
