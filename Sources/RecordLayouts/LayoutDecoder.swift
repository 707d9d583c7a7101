import ByteScanning
import CallModel
import FileInput
import Yams

/// Decodes one layout file, collecting faults with their lines.
struct LayoutDecoder {
  let source: String
  var faults: [LayoutFault] = []

  private static let keys: Set<String> = [
    "name", "description", "delimiter", "quote", "header", "encoding", "timestamp", "time_zone", "decimal_mark",
    "column_count", "columns", "direction", "disposition",
  ]

  init(source: String) { self.source = source }

  mutating func fault(_ node: Node?, _ key: String?, expected: String, found: String) {
    faults.append(LayoutFault(source: source, line: node?.mark?.line, key: key, expected: expected, found: found))
  }

  mutating func decode(_ yaml: String) -> RecordLayout? {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      let first = "\(error)".split(separator: "\n").prefix(2).joined(separator: " ")
      fault(nil, nil, expected: "YAML", found: first)
      return nil
    }
    guard let root, let mapping = root.mapping else {
      fault(root, nil, expected: "a mapping of keys to values", found: root == nil ? "nothing" : "something else")
      return nil
    }
    checkKeys(mapping, allowed: Self.keys, path: nil)
    let header = boolean(mapping, "header", default: true)
    let timestampText = text(mapping, "timestamp", default: TimestampPattern.usualText)
    let timestamp = pattern(mapping["timestamp"], timestampText)
    let columns = columns(mapping, header: header)
    let zone = text(mapping, "time_zone", default: "America/Sao_Paulo")
    if TimeZoneRules(identifier: zone) == nil {
      fault(mapping["time_zone"], "time_zone", expected: SystemZones.expectation, found: zone)
    }
    var layout = RecordLayout(
      name: text(mapping, "name", default: source), description: text(mapping, "description", default: ""),
      delimiter: character(mapping, "delimiter", default: UInt8(ascii: ";")) ?? UInt8(ascii: ";"),
      quote: character(mapping, "quote", default: nil), hasHeader: header, encoding: encoding(mapping),
      timestamp: timestamp, timeZone: zone,
      decimalMark: character(mapping, "decimal_mark", default: UInt8(ascii: ".")) ?? UInt8(ascii: "."),
      columns: columns, columnCount: columnCount(mapping, header: header), outboundValues: [], inboundValues: [],
      answeredValues: [], unansweredValues: [])
    (layout.outboundValues, layout.inboundValues) = values(
      mapping, "direction", "outbound", "inbound", needed: hasColumn(mapping, .direction))
    (layout.answeredValues, layout.unansweredValues) = values(
      mapping, "disposition", "answered", "unanswered", needed: hasColumn(mapping, .disposition))
    checkWhole(layout, mapping)
    return layout
  }

  mutating func checkKeys(_ mapping: Node.Mapping, allowed: Set<String>, path: String?) {
    for (key, _) in mapping where !allowed.contains(key.string ?? "") {
      fault(key, path, expected: "one of \(allowed.sorted().joined(separator: ", "))", found: key.string ?? "no text")
    }
  }

  mutating func text(_ mapping: Node.Mapping, _ key: String, default fallback: String) -> String {
    guard let node = mapping[key] else { return fallback }
    guard let text = node.scalar?.string, !text.isEmpty else {
      fault(node, key, expected: "a text", found: "none")
      return fallback
    }
    return text
  }

  mutating func boolean(_ mapping: Node.Mapping, _ key: String, default fallback: Bool) -> Bool {
    guard let node = mapping[key] else { return fallback }
    switch node.scalar?.string {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      fault(node, key, expected: "true or false", found: node.scalar?.string ?? "a list or mapping")
      return fallback
    }
  }

  mutating func character(_ mapping: Node.Mapping, _ key: String, default fallback: UInt8?) -> UInt8? {
    guard let node = mapping[key] else { return fallback }
    let text = node.scalar?.string ?? ""
    if key == "quote", text == "none" || text == "null" || text == "~" { return nil }
    if key == "delimiter", text == "tab" { return UInt8(ascii: "\t") }
    let bytes = Array(text.utf8)
    guard bytes.count == 1, bytes[0] < 0x80, bytes[0] != 10, bytes[0] != 13, bytes[0] != 0, !bytes[0].isDigit else {
      fault(node, key, expected: "one ASCII character, no digit or line end", found: "'\(text)'")
      return fallback
    }
    return bytes[0]
  }

  mutating func encoding(_ mapping: Node.Mapping) -> RecordLayout.Encoding {
    let name = text(mapping, "encoding", default: "utf-8")
    guard let encoding = RecordLayout.Encoding(rawValue: name) else {
      fault(mapping["encoding"], "encoding", expected: "utf-8 or latin-1", found: name)
      return .utf8
    }
    return encoding
  }

  mutating func pattern(_ node: Node?, _ text: String) -> TimestampPattern {
    do {
      return try TimestampPattern(text)
    } catch {
      let parts = error.description.split(separator: ", found ", maxSplits: 1)
      fault(
        node, "timestamp", expected: String(parts[0]).replacing("expected ", with: ""),
        found: parts.count > 1 ? "\(parts[1]) in '\(text)'" : "'\(text)'")
      return .usual
    }
  }

  mutating func columnCount(_ mapping: Node.Mapping, header: Bool) -> Int? {
    let limit = RecordLayout.maximumColumns
    guard let node = mapping["column_count"] else {
      if !header {
        fault(nil, "column_count", expected: "the number of fields of a row, as there is no header", found: "none")
      }
      return nil
    }
    guard let count = node.scalar.flatMap({ Int($0.string) }), (1...limit).contains(count) else {
      fault(node, "column_count", expected: "1 to \(limit)", found: node.scalar?.string ?? "no number")
      return nil
    }
    return count
  }
}
