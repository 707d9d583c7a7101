import ByteScanning
import CallModel

@testable import RecordLayouts

/// What a reader said of one row.
struct ReadRow: Equatable, CustomStringConvertible {
  var line: Int
  var raw: [UInt8]
  /// nil: it was split.
  var fault: Reason?
  var fields: [[UInt8]] = []

  var description: String {
    let outcome = fault?.name ?? fields.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
    return "\(line): \(outcome)"
  }
}

/// A layout without header, of `fieldCount` columns.
func headerless(
  _ fieldCount: Int, delimiter: UInt8 = UInt8(ascii: ";"), quote: UInt8? = nil,
  encoding: RecordLayout.Encoding = .utf8
) throws -> BoundLayout {
  let columns: [RecordLayout.Field: RecordLayout.Column] = [
    .startedAt: .position(1), .caller: .position(1), .called: .position(1), .billable: .position(1),
  ]
  let layout = RecordLayout(
    name: "test", description: "", delimiter: delimiter, quote: quote, hasHeader: false, encoding: encoding,
    timestamp: .usual, timeZone: "UTC", decimalMark: UInt8(ascii: "."), columns: columns,
    columnCount: .exactly([fieldCount]),
    outboundValues: [], inboundValues: [], answeredValues: [], unansweredValues: [])
  return try BoundLayout(
    layout, zone: TimeZoneRules(identifier: "UTC", changes: [], offsets: [0]), header: [])
}

/// Every row of `bytes`, and how many lines there were.
func readRows(_ bytes: [UInt8], _ layout: BoundLayout, masks: Bool) -> (rows: [ReadRow], lineCount: Int) {
  let reader = RowReader(layout: layout)
  var rows: [ReadRow] = []
  bytes.withUnsafeBytes { buffer in
    reader.start(buffer, layout: layout, usesMasks: masks)
    while true {
      switch reader.next() {
      case .end: return
      case .ignored: rows.append(ReadRow(line: reader.row.lineInChunk, raw: Array(reader.row.raw)))
      case .fault(let reason):
        rows.append(ReadRow(line: reader.row.lineInChunk, raw: Array(reader.row.raw), fault: reason))
      case .fields:
        let fields = (0..<layout.fieldCount).map { Array(reader.row.cell($0)) }
        rows.append(ReadRow(line: reader.row.lineInChunk, raw: Array(reader.row.raw), fields: fields))
      }
    }
  }
  return (rows, reader.lineCount)
}

/// The same by the specification's words, slowly: the third way, which shares nothing with the reader.
func readRowsObviously(_ bytes: [UInt8], _ layout: BoundLayout) -> (rows: [ReadRow], lineCount: Int) {
  var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
  let last = lines.removeLast()
  lines = lines.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
  if !last.isEmpty { lines.append(last) }
  var rows: [ReadRow] = []
  for (number, line) in lines.enumerated() where !line.isEmpty {
    rows.append(readObviously(line, number, layout))
  }
  return (rows, lines.count)
}

private func readObviously(_ line: [UInt8], _ number: Int, _ layout: BoundLayout) -> ReadRow {
  if line.count > 65_536 {
    return ReadRow(line: number, raw: Array(line.prefix(1024)), fault: .tooLong)
  }
  if line.contains(0) { return ReadRow(line: number, raw: line, fault: .badEncoding) }
  var text = line
  if layout.encoding == .latin1 {
    text = Array(String(String.UnicodeScalarView(line.map { UnicodeScalar($0) })).utf8)
  } else if String(validating: line, as: UTF8.self) == nil {
    return ReadRow(line: number, raw: line, fault: .badEncoding)
  }
  var fields: [[UInt8]] = [[]]
  var isQuoted = false
  var isStart = true
  var index = 0
  while index < text.count {
    let byte = text[index]
    if isQuoted, byte == layout.quote {
      if index + 1 < text.count, text[index + 1] == layout.quote {
        fields[fields.count - 1].append(byte)
        index += 1
      } else {
        isQuoted = false
      }
    } else if !isQuoted, isStart, byte == layout.quote {
      isQuoted = true
      isStart = false
    } else if !isQuoted, byte == layout.delimiter {
      fields.append([])
      isStart = true
    } else {
      fields[fields.count - 1].append(byte)
      isStart = false
    }
    index += 1
  }
  if fields.count != layout.fieldCount {
    return ReadRow(line: number, raw: line, fault: fields.count < layout.fieldCount ? .missingField : .extraField)
  }
  return ReadRow(line: number, raw: line, fields: fields)
}
