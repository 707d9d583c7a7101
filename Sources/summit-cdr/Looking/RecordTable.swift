import Importing
import Pipeline

/// The table of `records`: aligned, and as wide as the terminal at most. Columns that matter least go first where there is
/// no room.
///
/// Rows are laid out some at a time, so that a table of any length takes no more memory; columns only grow.
struct RecordTable {
  /// Counting on after the limit has ended: there are more.
  struct Enough: Error {}

  private enum Column: Int, CaseIterable, Comparable {
    case start, direction, line, caller, called, zone, duration, billed, covered, amount, cost, margin

    var title: String {
      switch self {
      case .start: "start"
      case .direction: "dir"
      case .line: "line"
      case .caller: "caller"
      case .called: "called"
      case .zone: "zone"
      case .duration: "s"
      case .billed: "billed"
      case .covered: "covered"
      case .amount: "R$"
      case .cost: "cost"
      case .margin: "margin"
      }
    }

    var isRight: Bool { rawValue >= Column.duration.rawValue }

    static func < (left: Column, right: Column) -> Bool { left.rawValue < right.rawValue }
  }

  static let linesOnATerminal = 40
  /// Rows laid out together.
  private static let blockRows = 1_000
  /// How far it is counted what is left out.
  private static let countedRows = 100_000
  private static let dropped: [Column] = [.direction, .covered, .billed, .line, .caller]

  private(set) var count = 0
  private var columns: [Column]
  private let masksNumbers: Bool
  private let costs: CallCosts?
  private let limit: Int
  private var left = 0
  private var rows: [[String]] = []
  private var widths: [Int]
  private let width: Int?
  private var isHeaderWritten = false

  /// - Parameters:
  ///   - width: columns of the terminal; nil: none.
  ///   - limit: rows; nil: all.
  init(showsLine: Bool, masksNumbers: Bool, costs: CallCosts? = nil, width: Int?, limit: Int?) {
    columns = Column.allCases.filter { (showsLine || $0 != .line) && (costs != nil || $0 < .cost) }
    self.costs = costs
    self.masksNumbers = masksNumbers
    self.limit = limit ?? .max
    self.width = width
    widths = Column.allCases.map(\.title.count)
  }

  /// - Throws: `Enough` when no further row is of use, `Exit.failed` if it cannot be written.
  mutating func take(_ row: SegmentRow) throws {
    guard count < limit else {
      left += 1
      if left > Self.countedRows { throw Enough() }
      return
    }
    count += 1
    let cost = costs?.cost(row)
    rows.append(Column.allCases.map { cell($0, row, cost) })
    if rows.count == Self.blockRows { try flush() }
  }

  mutating func finish() throws {
    try flush()
    guard left > 0 else { return }
    let more = left > Self.countedRows ? "over \(ProgressLine.grouped(Self.countedRows))" : ProgressLine.grouped(left)
    Terminal.message("… \(more) more: --limit shows more of them, --format csv all\n")
  }

  private func cell(_ column: Column, _ row: SegmentRow, _ cost: CallCosts.Cost?) -> String {
    switch column {
    case .start:
      let text = row.text(.startedAt)
      return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))"
    case .direction: return row.text(.direction)
    case .line: return Terminal.displayable(row.text(.line))
    case .caller: return number(row.text(.caller))
    case .called: return number(row.text(.called))
    case .zone: return Terminal.displayable(row.text(.zone))
    case .duration: return row.text(.duration)
    case .billed: return row.text(.billed)
    case .covered: return row.text(.allowance)
    case .amount: return row.text(.amount)
    case .cost: return CallCosts.text(cost?.micros)
    case .margin: return CallCosts.text(cost?.margin)
    }
  }

  private func number(_ text: String) -> String { masksNumbers ? NumberMask.mask(text) : text }

  private mutating func flush() throws {
    guard !rows.isEmpty || !isHeaderWritten else { return }
    for row in rows {
      for column in Column.allCases {
        widths[column.rawValue] = max(widths[column.rawValue], row[column.rawValue].count)
      }
    }
    if !isHeaderWritten {
      fit()
      isHeaderWritten = true
      if count > 0 { rows.insert(Column.allCases.map(\.title), at: 0) }
    }
    if rows.isEmpty { return }
    let text = rows.map { line($0) + "\n" }.joined()
    rows.removeAll(keepingCapacity: true)
    let isRead = try Array(text.utf8).withUnsafeBytes { try Terminal.write($0) }
    if !isRead { throw Enough() }
  }

  /// Drops columns until a line fits.
  private mutating func fit() {
    guard let width else { return }
    for candidate in Self.dropped {
      if columns.reduce(-2, { $0 + widths[$1.rawValue] + 2 }) <= width { return }
      columns.removeAll { $0 == candidate }
    }
  }

  private func line(_ cells: [String]) -> String {
    let padded = columns.map { column in
      let cell = cells[column.rawValue]
      let space = String(repeating: " ", count: max(0, widths[column.rawValue] - cell.count))
      return column.isRight ? space + cell : cell + space
    }
    var line = padded.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}
