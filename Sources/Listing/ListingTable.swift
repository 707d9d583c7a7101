import CallModel
import Foundation

/// A list as a table for a terminal.
package struct ListingTable<Row> {
  private let columns: [ListingColumn<Row>]
  private let style: ListingStyle
  private var rows: [[ListingValue]] = []

  package init(_ listing: Listing<Row>, _ style: ListingStyle = ListingStyle()) {
    columns = listing.columns.filter { $0.places.contains(.table) }
    self.style = style
  }

  package mutating func append(_ row: Row) { rows.append(columns.map { $0.value(row) }) }

  /// The header and the rows.
  package var lines: [String] {
    let shown = columns.indices.filter { index in
      !columns[index].hidesIfEmpty || rows.contains { !$0[index].isEmpty }
    }
    var table = AlignedTable(
      shown.map { index in
        let isRight = rows.contains { $0[index].isRightAligned }
        return isRight ? .number(columns[index].title) : .text(columns[index].title)
      })
    for row in rows { table.append(shown.map { style.text(row[$0], width: columns[$0].width) }) }
    return table.lines
  }
}

/// The table of a long list for reading: the first rows, and how many there are more.
package struct FirstRowsTable<Row> {
  private let limit: Int
  private var table: ListingTable<Row>
  /// All rows, those that are left out, too.
  package private(set) var count = 0

  package init(_ listing: Listing<Row>, limit: Int) {
    table = ListingTable(listing)
    self.limit = limit
  }

  package mutating func append(_ row: Row) {
    count += 1
    if count <= limit { table.append(row) }
  }

  /// The rows, what is left out, and a last line with what they come to.
  package func lines(total: String) -> [String] {
    var lines = count > 0 ? table.lines + [""] : []
    if count > limit {
      lines.append("… \(CountText.grouped(count - limit)) more: --limit shows more of them, --format csv all")
    }
    return lines + ["total: " + total]
  }
}

extension Listing {
  /// The table of some rows.
  package func table(_ rows: some Sequence<Row>, _ style: ListingStyle = ListingStyle()) -> [String] {
    var table = ListingTable(self, style)
    for row in rows { table.append(row) }
    return table.lines
  }
}

/// How a terminal shows values.
package struct ListingStyle {
  /// Of instants that the ledger keeps; nil: as they are.
  private let zone: TimeZoneRules?

  package init(_ zone: TimeZoneRules? = nil) { self.zone = zone }

  /// - Parameter width: characters at most, bytes of what came as bytes; what is longer is cut.
  package func text(_ value: ListingValue, width: Int? = nil) -> String {
    switch value {
    case .text(let text), .free(let text): return cut(DisplayText.of(text), width)
    case .bytes(let bytes):
      let text = DisplayText.of(bytes.prefix(width ?? .max))
      return bytes.count > width ?? .max ? text + "…" : text
    case .integer(let count): return CountText.grouped(count)
    case .moment(let text): return zone.map { Self.local(text, $0) } ?? text
    case .localTime(let text): return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))"
    default: return value.plainText
    }
  }

  private func cut(_ text: String, _ width: Int?) -> String {
    guard let width, text.count > width else { return text }
    return text.prefix(width) + "…"
  }

  /// An ISO 8601 instant as local time, to the minute; as it is if it is none.
  package static func local(_ instant: String, _ zone: TimeZoneRules) -> String {
    guard let date = try? Date(instant, strategy: .iso8601) else { return instant }
    let time = zone.localTime(of: date)
    return "\(time.date) \(time.hourAndMinute)"
  }
}
