import ArgumentParser
import Listing
import Output

/// How a command prints a list: as the person or program asked for it.
enum ListOutput {
  /// The reader of the output went away: nobody wants the rest.
  private struct ReaderGone: Error {}

  /// Writes rows as CSV or JSON, as they come, for as long as there is a reader.
  ///
  /// - Parameter forEach: gives each row.
  static func stream<Row>(
    _ listing: Listing<Row>, isJSON: Bool, _ forEach: (_ body: (Row) throws -> Void) throws -> Void
  ) throws {
    try toReader { output in
      var writer = ListingWriter(listing, isJSON: isJSON, to: output.add)
      try writer.begin()
      try forEach { try writer.add($0) }
      try writer.end()
    }
  }

  /// Gives `body` what takes bytes for standard output, for as long as there is a reader.
  static func toReader(_ body: (BufferedBytes) throws -> Void) throws {
    let output = BufferedBytes { bytes in
      guard try bytes.withUnsafeBytes({ try Terminal.write($0) }) else { throw ReaderGone() }
    }
    do {
      try body(output)
      try output.flush()
    } catch is ReaderGone {
      // As much as was wanted.
    }
  }
}

extension Terminal {
  /// Writes rows of a list to standard output as a JSON array.
  static func write<Row>(json listing: Listing<Row>, _ rows: some Sequence<Row>) throws {
    try write(json: rows.map(listing.object))
  }

  /// Writes a few rows of a list to standard output.
  ///
  /// - Parameter empty: stands in place of a table without rows.
  static func write<Row>(
    _ listing: Listing<Row>, _ rows: [Row], as format: ListFormat, empty: String
  ) throws {
    switch format {
    case .table: try write(lines: rows.isEmpty ? [empty] : listing.table(rows))
    case .csv: try write(Array(listing.csvHeader.utf8) + rows.flatMap(listing.csv))
    case .json: try write(json: listing, rows)
    }
  }
}

/// Which number of rows is shown of a list.
enum RowLimit {
  static func check(_ limit: Int?) throws {
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
  }
}
