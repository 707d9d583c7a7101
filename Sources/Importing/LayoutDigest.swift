import ByteScanning
import FileInput
import RecordLayouts

extension RecordLayout {
  /// Tells apart layouts that read rows differently: rows and files that failed under one are tried again under another
  /// (spec 4.3). The same in every process; name and description do not matter.
  var digest: String {
    var parts = [
      "\(delimiter)", quote.map { "\($0)" } ?? "none", "\(hasHeader)", encoding.rawValue, timestamp.text, timeZone,
      "\(decimalMark)", Self.text(columnCount),
    ]
    for field in Field.allCases where field.isRead && (field != .leg || columns[field] != nil) {
      let column: String =
        switch columns[field] {
        case .name(let name)?: "name \(name)"
        case .position(let position)?: "position \(position)"
        case .bytes(let from, let length)?: "bytes \(from) \(length)"
        case nil: "none"
        }
      parts.append("\(field.rawValue) \(column)")
    }
    for values in [outboundValues, inboundValues, answeredValues, unansweredValues] {
      parts.append("\(values.count)")
      parts += values
    }
    var usual = self
    usual.resetExtras()
    // Keys that a layout of before did not have: its digest stays what it was.
    if usual != self {
      usual = self
      (usual.name, usual.description) = ("", "")
      parts.append(usual.yaml)
    }
    return contentDigest(Array(parts.joined(separator: "\u{0}").utf8)).description
  }

  private static func text(_ count: ColumnCount?) -> String {
    switch count {
    case .exactly(let counts) where counts.count == 1: "\(counts[0])"
    case .exactly(let counts): "\(counts)"
    case .atLeast(let least): "from \(least)"
    case nil: "none"
    }
  }

  private mutating func resetExtras() {
    self = RecordLayout(
      name: name, description: description, delimiter: delimiter, quote: quote, hasHeader: hasHeader,
      encoding: encoding, timestamp: timestamp, timeZone: timeZone, decimalMark: decimalMark, columns: columns,
      columnCount: columnCount, outboundValues: outboundValues, inboundValues: inboundValues,
      answeredValues: answeredValues, unansweredValues: unansweredValues)
  }
}
