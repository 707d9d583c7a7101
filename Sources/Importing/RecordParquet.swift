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

  private static let columns = SegmentRow.Column.inCallRecords.map { column in
    ParquetColumn(column.name, kind(column), isOptional: column == .price)
  }

  /// - Parameter write: takes the next bytes of the file.
  package init(masksNumbers: Bool, to write: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.masksNumbers = masksNumbers
    writer = ParquetWriter(Self.columns, createdBy: Self.program, to: write)
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
    for column in SegmentRow.Column.inCallRecords {
      let place = column.rawValue
      switch Self.kind(column) {
      case .text: row.withShown(column, masksNumbers: masksNumbers) { writer.text(place, $0) }
      case .integer: writer.value(place, Int64(try Self.whole(row.integer(column))))
      case .timestamp: writer.value(place, try Self.whole(row.instant) * 1_000_000)
      case .date: writer.value(place, Int64(try Self.whole(row.cycleStart).daysSinceEpoch))
      case .decimal:
        if column == .price {
          writer.value(place, row[column].isEmpty ? nil : try Self.whole(row.micros(column)))
        } else {
          writer.value(place, try Self.whole(row.micros(column)))
        }
      }
    }
    try writer.endRow()
  }

  private static func whole<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw DamagedRows() }
    return value
  }

  package func end() throws { try writer.end() }
}
