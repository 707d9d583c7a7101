import ByteScanning
import CallModel
import Ledger
import Output
import Parquet
import Pipeline

/// Recorded calls as a Parquet file: the columns of `call-records.csv`, the start as an instant in UTC, amounts as
/// decimals, texts as texts (spec 11.4).
package struct RecordParquet {
  static let program = "summit-cdr version \(productVersion)"

  private let writer: ParquetWriter
  private let masksNumbers: Bool
  private let costs: CallCosts?

  private static let columns = SegmentRow.Column.inCallRecords.map { column in
    ParquetColumn(column.name, kind(column), isOptional: column == .price)
  }

  private let places = SegmentRow.Column.inCallRecords.map { (column: $0, kind: RecordParquet.kind($0)) }

  private static let costColumns = ["cost", "margin"].map { ParquetColumn($0, .decimal, isOptional: true) }

  /// - Parameters:
  ///   - costs: adds `cost` and `margin` behind the others.
  ///   - write: takes the next bytes of the file.
  package init(
    masksNumbers: Bool, costs: CallCosts? = nil, to write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) {
    self.masksNumbers = masksNumbers
    self.costs = costs
    writer = ParquetWriter(Self.columns + (costs == nil ? [] : Self.costColumns), createdBy: Self.program, to: write)
  }

  private static func kind(_ column: SegmentRow.Column) -> ParquetColumn.Kind {
    switch column {
    case .startedAt: .timestamp
    case .price, .allowanceAmount, .amount: .decimal
    case .cycleStart: .date
    default: column.isWholeNumber ? .integer : .text
    }
  }

  /// - Throws: `DamagedRows`.
  package func add(_ row: SegmentRow) throws {
    for (column, kind) in places {
      let place = column.rawValue
      switch kind {
      case .text where !masksNumbers: writer.text(place, row[column])
      case .text: row.withShown(column, masksNumbers: masksNumbers) { writer.text(place, $0) }
      case .integer: try writer.value(place, of: row[column]) { Int64(try Self.whole(row.integer(column))) }
      case .timestamp: writer.value(place, try Self.whole(row.instant) * 1_000_000)
      case .date: try writer.value(place, of: row[column]) { Int64(try Self.whole(row.cycleStart).daysSinceEpoch) }
      case .decimal:
        if column == .price, row[column].isEmpty {
          writer.value(place, nil)
        } else {
          try writer.value(place, of: row[column]) { try Self.whole(row.micros(column)) }
        }
      }
    }
    if let costs {
      let cost = costs.cost(row)
      writer.value(places.count, cost?.micros)
      writer.value(places.count + 1, cost?.margin)
    }
    try writer.endRow()
  }

  private static func whole<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw DamagedRows() }
    return value
  }

  package func end() throws { try writer.end() }

  /// Returns when nothing is written any more.
  func abandon() { try? writer.wait() }
}
