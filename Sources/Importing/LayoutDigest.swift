import ByteScanning
import FileInput
import RecordLayouts

extension RecordLayout {
  /// Tells apart layouts that read rows differently: rows and files that failed under one are tried again under another
  /// (spec 4.3). The same in every process; name and description do not matter.
  var digest: String {
    var parts = [
      "\(delimiter)", quote.map { "\($0)" } ?? "none", "\(hasHeader)", encoding.rawValue, timestamp.text, timeZone,
      "\(decimalMark)", columnCount.map { "\($0)" } ?? "none",
    ]
    for field in Field.allCases where field.isRead {
      let column: String =
        switch columns[field] {
        case .name(let name)?: "name \(name)"
        case .position(let position)?: "position \(position)"
        case nil: "none"
        }
      parts.append("\(field.rawValue) \(column)")
    }
    for values in [outboundValues, inboundValues, answeredValues, unansweredValues] {
      parts.append("\(values.count)")
      parts += values
    }
    return contentDigest(Array(parts.joined(separator: "\u{0}").utf8)).description
  }
}
