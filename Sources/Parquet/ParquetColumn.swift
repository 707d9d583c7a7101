/// A column of a flat Parquet file.
package struct ParquetColumn: Sendable {
  package enum Kind: Sendable {
    /// UTF-8, `STRING`.
    case text
    /// `INT64`.
    case integer
    /// Millionths: `DECIMAL(18, 6)` in an `INT64`.
    case decimal
    /// An instant, microseconds since 1970: `TIMESTAMP(MICROS, UTC)` in an `INT64`.
    case timestamp
    /// Days since 1970: `DATE` in an `INT32`.
    case date
  }

  package let name: String
  package let kind: Kind
  /// Whether values may be missing.
  package let isOptional: Bool

  package init(_ name: String, _ kind: Kind, isOptional: Bool = false) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
  }

  /// Bytes of a value; nil: each has its own number.
  var width: Int? {
    switch kind {
    case .text: nil
    case .integer, .decimal, .timestamp: 8
    case .date: 4
    }
  }

  /// `Type` of the format.
  var physicalType: Int {
    switch kind {
    case .text: 6
    case .integer, .decimal, .timestamp: 2
    case .date: 1
    }
  }

  static let precision = 18
  static let scale = 6
}
