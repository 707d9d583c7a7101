import ByteScanning
import CallModel
import RecordLayouts

/// A row that was not billed, as the ledger keeps it, to be tried again (spec 4.3).
package struct HeldRow: Sendable {
  /// The ledger's number of the file it came in.
  package var file: Int
  package var line: Int
  /// The header of its file; empty if the layout has none.
  package var header: [UInt8]
  package var raw: [UInt8]

  package init(file: Int, line: Int, header: [UInt8], raw: [UInt8]) {
    self.file = file
    self.line = line
    self.header = header
    self.raw = raw
  }
}

/// Reads held rows with the layout as it is now.
struct HeldRowReader {
  private let context: ScanContext
  private var classifier: CallClassifier
  private var bound: (header: [UInt8], layout: BoundLayout, reader: RowReader)?

  init(context: ScanContext) {
    self.context = context
    classifier = CallClassifier(
      registry: context.registry, zone: context.zone, places: context.partitions.places,
      activeLinesOnly: context.options.activeLinesOnly)
  }

  /// Reads a row; a call is handed to `write` with what writes it, marked as one that is tried again.
  ///
  /// - Returns: what became of a row that is no call.
  mutating func classify(
    _ row: HeldRow, write: (CallRecord, (UnsafeMutableRawPointer) -> Void) -> Void
  ) -> RetryResult? {
    if bound?.header != row.header || bound == nil {
      guard let layout = try? BoundLayout(context.layout, zone: context.layoutZone, header: row.header) else {
        return .refused(.missingField)
      }
      bound = (row.header, layout, RowReader(layout: layout))
    }
    guard let (_, layout, reader) = bound else { return nil }
    var fieldReader = CallFieldReader(layout: layout)
    var fields = CallFields()
    var classifier = self.classifier
    defer { self.classifier = classifier }
    return row.raw.withUnsafeBytes { bytes -> RetryResult? in
      reader.start(bytes, layout: layout)
      switch reader.next() {
      case .end: return .refused(.missingField)
      case .fault(let reason): return .refused(reason)
      case .ignored: return .counted(.ignored)
      case .fields: break
      }
      if let reason = reader.readFields(&fieldReader, into: &fields) { return .refused(reason) }
      guard fields.isAnswered else { return .counted(.unanswered) }
      switch classifier.classify(fields) {
      case .unanswered: return .counted(.unanswered)
      case .refused(let reason): return .refused(reason)
      case .call:
        _ = classifier.completeSizes()
        let mark = CallOrigin.ledger | CallOrigin.retried | UInt32(truncatingIfNeeded: row.file)
        write(classifier.record) {
          classifier.write(fields, chunk: Int(mark), lineInChunk: row.line, to: $0)
        }
        return nil
      }
    }
  }
}
