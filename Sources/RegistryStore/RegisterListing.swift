import CallModel
import Listing
import Registry

/// The rows of a register as a list: `lines list`, `lines show`, and the console's page. The columns are the table's
/// (`TableDescription`).
package enum RegisterListing {
  /// - Parameter columns: of the table; a table for reading shows the key and those that some row fills.
  package static func columns(_ columns: [TableColumn]) -> Listing<RegisterRow> {
    Listing(
      columns.map { column in
        ListingColumn(column.name, column.name, hidesIfEmpty: column.role != .key) { row in
          row.values[column.index].map(ListingValue.text) ?? .blank
        }
      })
  }
}

extension RegisterReader {
  /// The city of a line or DID: that of its contract (Cidade).
  package func city(of row: RegisterRow) throws -> String? {
    var line: RegisterRow? = row
    if row.table.name == TableDescription.dids.name {
      line = try row["line"].flatMap { try rows(of: .lines, id: $0).last }
    }
    guard let line, line.table.name == TableDescription.lines.name, let contract = line["contract"] else { return nil }
    return try rows(of: .contracts, id: contract).first?["city"]
  }
}

/// The columns of the numbers of a range: `ranges numbers`, and the console's page.
package enum RangeNumberListing {
  package static let columns = Listing<RangeNumber>([
    ListingColumn("number", "number") { .telephone($0.number) },
    ListingColumn("state", "state") { .text($0.state.rawValue) },
    ListingColumn("line", "line") { .optional($0.line) },
    ListingColumn("kind", "kind") { $0.line == nil ? .none : .text($0.isDID ? "did" : "line") },
    ListingColumn("since", "since") { .optional($0.since) },
    ListingColumn("until", "until") { .optional($0.until) },
  ])
}
