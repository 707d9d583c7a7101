import Ledger
import Output
import Pipeline
import Spreadsheets

/// How recorded calls are handed to others.
package enum RecordFormat: String, CaseIterable, Sendable {
  /// The columns of `call-records.csv`.
  case csv
  /// An array of objects with these names.
  case json
  /// An array of objects with the names of the IXC ERP's `cdr` (spec 4.4).
  case ixc
  /// The columns of `csv` for a spreadsheet with Brazilian settings (spec 11.4).
  case csvBR = "csv-br"
  /// The same as a workbook.
  case xlsx
  case parquet

  package var kind: FileKind {
    switch self {
    case .csv, .csvBR: .csv
    case .json, .ixc: .json
    case .xlsx: .workbook
    case .parquet: .parquet
    }
  }

  /// Whether it is no text: it then goes to a file only.
  package var isBinary: Bool { !kind.isText }

  /// Those that this program was built with.
  package static var built: [RecordFormat] { allCases.filter { $0 != .xlsx || XLSXWriter.isBuiltIn } }
}

/// Writes recorded calls as they are read, without a copy of each.
package final class RecordStream {
  /// Takes the next bytes; false: nobody reads more.
  package typealias Delivery = (UnsafeRawBufferPointer) throws -> Bool

  private var count = 0
  private let rows: any RecordRows
  private let limit: Int
  private let deliver: Delivery
  private let buffer = TextBuffer(capacity: 1 << 18)

  private static let pieceBytes = 1 << 16

  /// The limit is reached, or nobody reads more.
  private struct Enough: Error {}

  private init(_ rows: any RecordRows, limit: Int?, to deliver: @escaping Delivery) {
    self.rows = rows
    self.deliver = deliver
    self.limit = limit ?? .max
  }

  /// Writes the calls of a selection.
  ///
  /// - Parameters:
  ///   - costs: adds each call's `cost` and `margin`, but in `ixc`, which has no names for them.
  ///   - limit: the most calls; nil: all.
  /// - Returns: how many were written.
  package static func write(
    _ selection: RecordSelection, of ledger: Ledger, as format: RecordFormat, masksNumbers: Bool,
    costs: CallCosts? = nil, limit: Int? = nil, to deliver: @escaping Delivery
  ) throws -> Int {
    let rows: any RecordRows =
      switch format {
      case .csv: CSV(masksNumbers: masksNumbers, costs: costs)
      case .json: JSON(masksNumbers: masksNumbers, costs: costs)
      case .ixc: IXC(services: try ServiceReferences(ledger), masksNumbers: masksNumbers)
      case .csvBR: BrazilianCSVRows(masksNumbers: masksNumbers, costs: costs)
      case .xlsx:
        Sheet(
          writer: try XLSXWriter(RecordSheet.columns(withCosts: costs != nil), name: RecordSheet.name) {
            _ = try deliver($0)
          }, masksNumbers: masksNumbers, costs: costs)
      case .parquet: Parquet(RecordParquet(masksNumbers: masksNumbers, costs: costs) { _ = try deliver($0) })
      }
    let stream = RecordStream(rows, limit: limit, to: deliver)
    do {
      try stream.run { body in try RecordedCalls(ledger).forEach(selection, body) }
    } catch is Enough {
      // The reader went away.
    }
    return stream.count
  }

  private func run(_ forEach: ((SegmentRow, SpanRow) throws -> Void) throws -> Void) throws {
    // Nothing is delivered any more once this has returned.
    defer { rows.abandon() }
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

/// What a call is written as.
private protocol RecordRows {
  var opening: String { get }
  var separator: String { get }
  var closing: String { get }
  func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws
  /// Hands on what was kept back, once all rows are written.
  func end() throws
  /// Lets go of what is still under way, if `end` was not called.
  func abandon()
}

extension RecordRows {
  var separator: String { "" }
  var closing: String { "" }
  func end() throws {}
  func abandon() {}
}

extension RecordStream {
  private struct CSV: RecordRows {
    let masksNumbers: Bool
    var costs: CallCosts?
    var opening: String {
      costs == nil ? CallRecordFormatter.header : String(CallRecordFormatter.header.dropLast()) + ",cost,margin\n"
    }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) {
      row.writeCSV(masksNumbers: masksNumbers, costs: costs, to: buffer)
    }
  }

  private struct BrazilianCSVRows: RecordRows {
    let masksNumbers: Bool
    var costs: CallCosts?
    var opening: String { BrazilianCSV.header(RecordSheet.columns(withCosts: costs != nil)) }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) {
      BrazilianCSV.append(RecordSheet.cells(row, masksNumbers: masksNumbers, costs: costs), to: buffer)
    }
  }

  /// A file that is known only as a whole.
  private struct Sheet: RecordRows {
    let writer: any SheetWriter
    let masksNumbers: Bool
    var costs: CallCosts?
    var opening: String { "" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws {
      try writer.add(RecordSheet.cells(row, masksNumbers: masksNumbers, costs: costs))
    }

    func end() throws { try writer.end() }
  }

  /// Made on a thread of its own: dictionaries take longer than the rows take to be read.
  private struct Parquet: RecordRows {
    private let file: RecordParquet
    private let rows: BackgroundRows

    init(_ file: RecordParquet) {
      self.file = file
      rows = BackgroundRows { try file.add($0) }
    }

    var opening: String { "" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws { try rows.add(row) }

    func end() throws {
      try rows.end()
      try file.end()
    }

    func abandon() {
      rows.abandon()
      file.abandon()
    }
  }

  private struct JSON: RecordRows {
    let masksNumbers: Bool
    var costs: CallCosts?
    var opening: String { "[\n" }
    var separator: String { ",\n" }
    var closing: String { "\n]\n" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) {
      row.writeJSON(masksNumbers: masksNumbers, costs: costs, to: buffer)
    }
  }

  private struct IXC: RecordRows {
    let services: ServiceReferences
    let masksNumbers: Bool
    var opening: String { "[\n" }
    var separator: String { ",\n" }
    var closing: String { "\n]\n" }

    func write(_ row: SegmentRow, _ span: SpanRow, to buffer: TextBuffer) throws {
      row.writeIXC(service: try services.reference(of: row, in: span), masksNumbers: masksNumbers, to: buffer)
    }
  }
}
