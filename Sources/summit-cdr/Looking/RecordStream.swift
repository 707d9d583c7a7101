import Importing
import Ledger
import Output
import Pipeline
import Spreadsheets

/// What a row is written as.
protocol RecordRows {
  var opening: String { get }
  var separator: String { get }
  var closing: String { get }
  func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws
  /// Hands on what was kept back, once all rows are written.
  func end() throws
}

extension RecordRows {
  func end() throws {}
}

/// Writes rows as they come.
final class RecordStream {
  private(set) var count = 0
  private let rows: any RecordRows
  private let limit: Int
  /// Takes the next bytes; false: nobody wants more.
  private let deliver: (UnsafeRawBufferPointer) throws -> Bool
  private let buffer = TextBuffer(capacity: 1 << 18)

  private static let pieceBytes = 1 << 16

  /// The limit is reached.
  private struct Enough: Error {}

  init(
    _ rows: any RecordRows, limit: Int?, to deliver: @escaping (UnsafeRawBufferPointer) throws -> Bool = Terminal.write
  ) {
    self.rows = rows
    self.deliver = deliver
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
    try rows.end()
  }

  private func flush() throws {
    guard try deliver(buffer.bytes) else { throw Enough() }
    buffer.removeAll()
  }
}

extension RecordStream {
  struct CSV: RecordRows {
    let masksNumbers: Bool
    var costs: CallCosts?
    var opening: String {
      costs == nil ? CallRecordFormatter.header : String(CallRecordFormatter.header.dropLast()) + ",cost,margin\n"
    }
    var separator: String { "" }
    var closing: String { "" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) {
      row.writeCSV(masksNumbers: masksNumbers, costs: costs, to: buffer)
    }
  }

  struct BrazilianCSVRows: RecordRows {
    let masksNumbers: Bool
    var costs: CallCosts?
    var opening: String { BrazilianCSV.header(RecordSheet.columns(withCosts: costs != nil)) }
    var separator: String { "" }
    var closing: String { "" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) {
      BrazilianCSV.append(RecordSheet.cells(row, masksNumbers: masksNumbers, costs: costs), to: buffer)
    }
  }

  /// A file that is known only as a whole.
  struct Sheet: RecordRows {
    let writer: any SheetWriter
    let masksNumbers: Bool
    var costs: CallCosts?
    var opening: String { "" }
    var separator: String { "" }
    var closing: String { "" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws {
      try writer.add(RecordSheet.cells(row, masksNumbers: masksNumbers, costs: costs))
    }

    func end() throws { try writer.end() }
  }

  struct Parquet: RecordRows {
    let file: RecordParquet
    var opening: String { "" }
    var separator: String { "" }
    var closing: String { "" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws { try file.add(row) }

    func end() throws { try file.end() }
  }

  struct JSON: RecordRows {
    let masksNumbers: Bool
    var costs: CallCosts?
    var opening: String { "[\n" }
    var separator: String { ",\n" }
    var closing: String { "\n]\n" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) {
      row.writeJSON(masksNumbers: masksNumbers, costs: costs, to: buffer)
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
