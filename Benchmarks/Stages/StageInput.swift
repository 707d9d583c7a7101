import ByteScanning
import CallModel
import FileInput
import Foundation
import Rating
import RecordLayouts
import Registry

/// What the stages work on, in memory before the first is timed. Made with the code that is timed.
final class StageInput {
  let registry: Registry
  let zone: TimeZoneRules
  let layout: BoundLayout
  let gzip: OpenFile
  /// The rows without the header, in pieces of whole rows as large as those a worker reads at a time.
  let pieces: [UnsafeRawBufferPointer]
  /// Rows in all pieces.
  let rowCount: Int
  /// The rows whose fields could be read, in the order of the file.
  private(set) var rows: [ReadRow] = []
  /// The calls that have a tariff, by line and time, as the second stage takes them.
  private(set) var calls: [PricedCall] = []

  private let text: UnsafeMutableRawBufferPointer
  private static let pieceBytes = 1 << 20

  struct Unusable: Error, CustomStringConvertible {
    let description: String
  }

  init(_ files: SampleFiles) throws {
    registry = Registry(try RegistryLoader.load(directory: files.registryDirectory))
    gzip = try OpenFile(path: files.gzipPath)
    guard let chosen = try BuiltInLayouts.layout(named: "summit-1"),
      let zone = TimeZoneRules(builtIn: chosen.timeZone)
    else { throw Unusable(description: "no layout summit-1, or no time zone for it") }
    self.zone = zone
    let data = try Data(contentsOf: URL(fileURLWithPath: files.plainPath))
    text = .allocate(byteCount: data.count, alignment: 64)
    data.copyBytes(to: text)
    let headerEnd = text.firstIndex(of: 10) ?? 0
    layout = try BoundLayout(chosen, zone: zone, header: Array(text[..<headerEnd]))
    pieces = Self.pieces(UnsafeRawBufferPointer(rebasing: text[(headerEnd + 1)...]))
    rowCount = pieces.reduce(0) { count, piece in count + piece.count { $0 == 10 } }
    readRows()
    calls = rows.compactMap { PricedCall($0, registry) }.sorted {
      ($0.row, $0.fields.instant) < ($1.row, $1.fields.instant)
    }
    guard rows.count > rowCount / 2, calls.count > rowCount / 8 else {
      throw Unusable(description: "of \(rowCount) rows \(rows.count) could be read, \(calls.count) be priced: too few")
    }
  }

  deinit { text.deallocate() }

  private static func pieces(_ text: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
    var pieces: [UnsafeRawBufferPointer] = []
    var start = 0
    while start < text.count {
      let limit = UnsafeRawBufferPointer(rebasing: text[..<min(start + pieceBytes, text.count)])
      let end = (LineEnds.last(in: limit, from: start) ?? limit.count - 1) + 1
      pieces.append(UnsafeRawBufferPointer(rebasing: text[start..<end]))
      start = end
    }
    return pieces
  }

  private func readRows() {
    let reader = RowReader(layout: layout)
    var fieldReader = CallFieldReader(layout: layout)
    var cursor = TimeZoneRules.Cursor()
    for piece in pieces {
      reader.start(piece, layout: layout)
      reading: while true {
        switch reader.next() {
        case .end: break reading
        case .fault, .ignored: continue
        case .fields:
          var fields = CallFields()
          guard reader.readFields(&fieldReader, into: &fields) == nil else { continue }
          let start = LocalTime(
            instant: fields.instant, offset: zone.offset(at: fields.instant, cursor: &cursor))
          rows.append(ReadRow(fields: fields, startedAt: reader.row[layout.startedAt], start: start))
        }
      }
    }
  }
}

/// A row with its fields told apart; its texts lie in the input's memory.
struct ReadRow {
  let fields: CallFields
  /// As it stands in the row.
  let startedAt: Bytes
  let start: LocalTime
}

/// An outbound call with line, zone and tariff.
struct PricedCall {
  let fields: CallFields
  let start: LocalTime
  let caller: NormalisedNumber
  let called: NormalisedNumber
  /// Of `lines.csv`.
  let row: Int
  let zone: Int
  let tariff: Int

  /// nil if the row is no such call.
  init?(_ read: ReadRow, _ registry: Registry) {
    guard read.fields.isAnswered, read.fields.direction == .outbound, let called = DialledDigits(read.fields.called),
      let caller = DialledDigits(read.fields.caller).map({ Numbering.normalise($0, areaCode: nil) }),
      let row = registry.findLine(number: caller.number, on: read.start.date)?.row
    else { return nil }
    let line = registry.lineFacts[row]
    self.called = Numbering.normalise(called, areaCode: Int(line.areaCode))
    guard let found = Zoning.zone(of: self.called, line: line, on: read.start.date, registry) else { return nil }
    guard
      case .tariff(let tariff) = registry.rates.find(
        plan: Int(line.plan), zone: found.zone, date: read.start.date, secondOfDay: read.start.secondOfDay)
    else { return nil }
    fields = read.fields
    start = read.start
    self.caller = caller
    self.row = row
    zone = found.zone
    self.tariff = tariff
  }
}
