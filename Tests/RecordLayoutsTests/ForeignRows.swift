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
    try self.init(try RecordLayout(yaml: yaml, source: "f.yml", overrides: overrides), file, describe: Self.text)
  }

  /// - Parameter describe: the text of an answered row.
  init(_ layout: RecordLayout, _ file: String, describe: (CallFields) -> String) throws {
    let zone = try #require(TimeZoneRules(identifier: layout.timeZone))
    let bytes = Array(file.utf8)
    let head = try #require(bytes.withUnsafeBytes { FileHead($0, layout: layout, isWhole: true) })
    let bound = try BoundLayout(layout, zone: zone, header: head.header)
    let reader = RowReader(layout: bound)
    var fieldReader = CallFieldReader(layout: bound)
    Array(bytes[head.rowsStart...]).withUnsafeBytes { rows in
      reader.start(rows, layout: bound)
      while let text = Self.next(reader, &fieldReader, bound, describe) { texts.append(text) }
    }
    checks = fieldReader.checks
  }

  private static func next(
    _ reader: RowReader, _ fieldReader: inout CallFieldReader, _ layout: BoundLayout, _ describe: (CallFields) -> String
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
    return fields.isAnswered ? describe(fields) : "unanswered"
  }

  static func text(_ fields: CallFields) -> String {
    "\(fields.instant) \(fields.billableSeconds) \(text(fields.caller))>\(text(fields.called))"
      + (fields.leg.isEmpty ? "" : " leg \(text(fields.leg))") + direction(fields)
  }

  static func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }

  static func direction(_ fields: CallFields) -> String {
    fields.direction == .byRegistry ? "" : fields.direction == .outbound ? " out" : " in"
  }
}
