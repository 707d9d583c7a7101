import ByteScanning
import CallModel
import RecordLayouts

/// A row that was not billed, as the ledger keeps it (spec 4.3).
package struct KeptRowText: Sendable {
  /// The ledger's number of the file it came in.
  package var file: Int
  package var line: Int
  /// In the form of a segment's row; nil for a row that could not be read: it is read anew.
  package var facts: [UInt8]?
  /// The header of its file; empty if the layout has none.
  package var header: [UInt8]
  package var raw: [UInt8]

  package init(file: Int, line: Int, facts: [UInt8]?, header: [UInt8], raw: [UInt8]) {
    self.file = file
    self.line = line
    self.facts = facts
    self.header = header
    self.raw = raw
  }
}

/// Reads kept rows: by their facts, or by their text with the layout as it is now.
struct KeptRowReader {
  typealias Take = (
    _ record: CallRecord, _ sizeBytes: Int, _ isPast: Bool, _ write: (UnsafeMutableRawPointer) -> Void
  ) -> Void

  private let context: ScanContext
  private var reader: RecordedCallReader
  private let rows = SegmentRowReader()
  private var bound: (header: [UInt8], layout: BoundLayout, reader: RowReader)?

  init(context: ScanContext) {
    self.context = context
    reader = RecordedCallReader(context.classifier())
  }

  /// Reads a row; a call is handed to `take` with what writes it, marked as a kept one.
  ///
  /// - Returns: what became of a row that is no call.
  /// - Throws: `DamagedRows`.
  mutating func classify(_ row: KeptRowText, take: Take) throws -> RowResult? {
    guard let facts = row.facts else { return readText(row, take) }
    var result: RowResult?
    let line = facts.last == UInt8(ascii: "\n") ? facts : facts + [UInt8(ascii: "\n")]
    try rows.forEach(in: line) { result = settle(try reader.classify($0), row, take) }
    return result
  }

  private mutating func settle(_ answer: CallClassifier.Answer, _ row: KeptRowText, _ take: Take) -> RowResult? {
    switch answer {
    case .unanswered: return .counted(.unanswered)
    case .refused(let reason): return .refused(reason)
    case .call, .past:
      // Before the record is asked for: its sizes are complete then.
      let size = reader.sizeBytes()
      let record = reader.record
      take(record, size, answer == .past) {
        reader.write(chunk: CallOrigin.kept.chunk(ofFile: row.file), line: row.line, to: $0)
      }
      return nil
    }
  }

  private mutating func readText(_ row: KeptRowText, _ take: Take) -> RowResult? {
    if bound?.header != row.header || bound == nil {
      guard let layout = try? BoundLayout(context.layout, zone: context.layoutZone, header: row.header) else {
        return .refused(.missingField)
      }
      bound = (row.header, layout, RowReader(layout: layout))
    }
    guard let (_, layout, rowReader) = bound else { return nil }
    var fieldReader = CallFieldReader(layout: layout)
    return row.raw.withUnsafeBytes { bytes -> RowResult? in
      rowReader.start(bytes, layout: layout)
      switch rowReader.next() {
      case .end: return .refused(.missingField)
      case .fault(let reason): return .refused(reason)
      case .ignored: return rowReader.hasSeconds(&fieldReader) ? .refused(.ignored) : .counted(.ignored)
      case .fields: break
      }
      let answer = reader.classify { rowReader.readFields(&fieldReader, into: &$0) }
      switch answer {
      case .fault(let reason): return .refused(reason)
      case .read(let answer): return settle(answer, row, take)
      }
    }
  }
}
