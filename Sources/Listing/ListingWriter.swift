import Foundation

/// Writes the rows of a list one after the other, as CSV or as a JSON array: a line each.
package struct ListingWriter<Row> {
  private let listing: Listing<Row>
  private let isJSON: Bool
  private let write: ([UInt8]) throws -> Void
  private let encoder = JSONEncoder()
  private var count = 0

  /// - Parameter write: takes the next bytes.
  package init(_ listing: Listing<Row>, isJSON: Bool, to write: @escaping ([UInt8]) throws -> Void) {
    self.listing = listing
    self.isJSON = isJSON
    self.write = write
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  package func begin() throws { try write(Array((isJSON ? "[" : listing.csvHeader).utf8)) }

  package mutating func add(_ row: Row) throws {
    if isJSON {
      try write(Array((count == 0 ? "\n" : ",\n").utf8) + Array(try encoder.encode(listing.object(row))))
    } else {
      try write(listing.csv(row))
    }
    count += 1
  }

  package func end() throws {
    if isJSON { try write(Array((count == 0 ? "]\n" : "\n]\n").utf8)) }
  }
}
