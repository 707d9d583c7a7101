import ByteScanning
import CallModel
import FileInput
import RecordLayouts
import Testing

/// Rows of a file read with a layout in YAML, each as a short text.
struct ForeignRows {
  private(set) var texts: [String] = []
  private(set) var checks = RowChecks()

  /// A row is `instant seconds caller>called`, `unanswered`, `ignored PATTERN` or a reason.
  init(_ yaml: String, _ file: String, settings: [String] = []) throws {
    let overrides = try LayoutOverrides(settings: settings)
    let layout = try RecordLayout(yaml: yaml, source: "f.yml", overrides: overrides)
    let zone = try #require(TimeZoneRules(identifier: layout.timeZone))
    let bytes = Array(file.utf8)
    let head = try #require(bytes.withUnsafeBytes { FileHead($0, layout: layout, isWhole: true) })
    let bound = try BoundLayout(layout, zone: zone, header: head.header)
    let reader = RowReader(layout: bound)
    var fieldReader = CallFieldReader(layout: bound)
    Array(bytes[head.rowsStart...]).withUnsafeBytes { rows in
      reader.start(rows, layout: bound)
      while let text = Self.next(reader, &fieldReader, bound) { texts.append(text) }
    }
    checks = fieldReader.checks
  }

  private static func next(
    _ reader: RowReader, _ fieldReader: inout CallFieldReader, _ layout: BoundLayout
  ) -> String? {
    switch reader.next() {
    case .end: return nil
    case .fault(let reason): return reason.name
    case .ignored(let pattern):
      return "ignored \(layout.ignoredPatterns[pattern])" + (reader.hasSeconds(&fieldReader) ? " with seconds" : "")
    case .fields: break
    }
    var fields = CallFields()
    if let reason = reader.readFields(&fieldReader, into: &fields) { return reason.name }
    guard fields.isAnswered else { return "unanswered" }
    func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }
    return "\(fields.instant) \(fields.billableSeconds) \(text(fields.caller))>\(text(fields.called))"
      + (fields.leg.isEmpty ? "" : " leg \(text(fields.leg))")
      + (fields.direction == .byRegistry ? "" : fields.direction == .outbound ? " out" : " in")
  }
}
