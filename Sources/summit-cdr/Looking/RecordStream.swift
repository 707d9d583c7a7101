import Importing
import Ledger
import Output
import Pipeline

/// What a row is written as.
protocol RecordRows {
  var opening: String { get }
  var separator: String { get }
  var closing: String { get }
  func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws
}

/// Writes rows to standard output as they come.
final class RecordStream {
  private(set) var count = 0
  private let rows: any RecordRows
  private let limit: Int
  private let buffer = TextBuffer(capacity: 1 << 18)

  private static let pieceBytes = 1 << 16

  /// The limit is reached.
  private struct Enough: Error {}

  init(_ rows: any RecordRows, limit: Int?) {
    self.rows = rows
    self.limit = limit ?? .max
  }

  func run(_ forEach: ((SegmentRow, SpanRow) throws -> Void) throws -> Void) throws {
    buffer.append(rows.opening)
    do {
      try forEach { row, span in
        if count == limit { throw Enough() }
        if count > 0 { buffer.append(rows.separator) }
        try rows.write(row, span, to: buffer)
        count += 1
        if buffer.count > Self.pieceBytes { try flush() }
      }
    } catch is Enough {
      // As many as were asked for.
    }
    buffer.append(rows.closing)
    try flush()
  }

  private func flush() throws {
    guard try Terminal.write(buffer.bytes) else { throw Enough() }
    buffer.removeAll()
  }
}

extension RecordStream {
  struct CSV: RecordRows {
    let masksNumbers: Bool
    var opening: String { CallRecordFormatter.header }
    var separator: String { "" }
    var closing: String { "" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) {
      row.writeCSV(masksNumbers: masksNumbers, to: buffer)
    }
  }

  struct JSON: RecordRows {
    let masksNumbers: Bool
    var opening: String { "[\n" }
    var separator: String { ",\n" }
    var closing: String { "\n]\n" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) {
      row.writeJSON(masksNumbers: masksNumbers, to: buffer)
    }
  }

  struct IXC: RecordRows {
    let services: ServiceReferences
    let masksNumbers: Bool
    var opening: String { "[\n" }
    var separator: String { ",\n" }
    var closing: String { "\n]\n" }

    init(_ services: ServiceReferences, masksNumbers: Bool) {
      self.services = services
      self.masksNumbers = masksNumbers
    }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws {
      row.writeIXC(service: try services.reference(of: row, in: span), masksNumbers: masksNumbers, to: buffer)
    }
  }
}
