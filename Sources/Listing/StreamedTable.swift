import CallModel

/// A list of any length as a table: rows are laid out some at a time, so that it takes no more memory, and columns only
/// grow. As wide as the terminal at most: columns that matter least go first where there is no room.
package struct StreamedTable<Row> {
  private let style: ListingStyle
  private let deliver: ([UInt8]) throws -> Bool
  /// Keys of the columns that may go, the first to go first.
  private let dropped: [String]
  private let width: Int?
  private var columns: [ListingColumn<Row>]
  private var layout: [AlignedTable.Column] = []
  private var widths: [Int]
  private var rows: [[ListingValue]] = []
  private var isHeaderWritten = false

  /// Rows laid out together.
  private static var blockRows: Int { 1_000 }

  /// - Parameters:
  ///   - width: columns of the terminal; nil: none.
  ///   - deliver: takes the next bytes; false: nobody reads more.
  package init(
    _ listing: Listing<Row>, _ style: ListingStyle = ListingStyle(), width: Int?, dropping dropped: [String] = [],
    to deliver: @escaping ([UInt8]) throws -> Bool
  ) {
    columns = listing.columns.filter { $0.places.contains(.table) }
    self.style = style
    self.width = width
    self.dropped = dropped
    self.deliver = deliver
    widths = columns.map(\.title.count)
  }

  /// - Returns: false if nobody reads more.
  package mutating func append(_ row: Row) throws -> Bool {
    rows.append(columns.map { $0.value(row) })
    return rows.count < Self.blockRows ? true : try flush()
  }

  /// Writes what is left.
  ///
  /// - Returns: false if nobody reads it.
  @discardableResult
  package mutating func flush() throws -> Bool {
    if rows.isEmpty { return true }
    var cells = rows.map { row in zip(row, columns).map { style.text($0, width: $1.width) } }
    for row in cells { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
    if !isHeaderWritten {
      layout = columns.indices.map { index in
        rows.contains { $0[index].isRightAligned } ? .number(columns[index].title) : .text(columns[index].title)
      }
      let kept = fit()
      cells = cells.map { row in kept.map { row[$0] } }
      columns = kept.map { columns[$0] }
      layout = kept.map { layout[$0] }
      widths = kept.map { widths[$0] }
      cells.insert(columns.map(\.title), at: 0)
      isHeaderWritten = true
    }
    rows.removeAll(keepingCapacity: true)
    let text = cells.map { AlignedTable.line($0, layout, widths) + "\n" }.joined()
    return try deliver(Array(text.utf8))
  }

  /// Drops columns until a line fits; the indices of those that stay.
  private func fit() -> [Int] {
    var kept = Array(columns.indices)
    guard let width else { return kept }
    for key in dropped {
      if kept.reduce(-2, { $0 + widths[$1] + 2 }) <= width { break }
      kept.removeAll { columns[$0].key == key }
    }
    return kept
  }
}
