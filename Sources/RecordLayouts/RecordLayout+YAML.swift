import ByteScanning
import CallModel
import Yams

extension RecordLayout {
  /// Reads a layout from YAML; all its faults come at once.
  ///
  /// - Parameter source: the file's name, for messages.
  package init(yaml: String, source: String) throws(LayoutFaults) {
    var decoder = LayoutDecoder(source: source)
    guard let layout = decoder.decode(yaml), decoder.faults.isEmpty else { throw LayoutFaults(decoder.faults) }
    self = layout
  }

  /// The layout as YAML, which `init(yaml:source:)` reads back.
  package var yaml: String {
    func quoted(_ text: String) -> String { Self.doubleQuoted(text) }
    func character(_ byte: UInt8) -> String { quoted(String(UnicodeScalar(byte))) }
    func list(_ values: [String]) -> String { "[" + values.map(quoted).joined(separator: ", ") + "]" }
    var text = """
      name: \(quoted(name))
      description: \(quoted(description))
      delimiter: \(character(delimiter))
      quote: \(quote.map(character) ?? "none")
      header: \(hasHeader)
      encoding: \(encoding.rawValue)
      timestamp: \(quoted(timestamp.text))
      time_zone: \(timeZone)
      decimal_mark: \(character(decimalMark))

      """
    if let columnCount { text += "column_count: \(columnCount)\n" }
    text += "columns:\n"
    for field in Field.allCases {
      switch columns[field] {
      case .name(let name): text += "  \(field.rawValue): \(quoted(name))\n"
      case .position(let position): text += "  \(field.rawValue): \(position)\n"
      case nil: break
      }
    }
    if columns[.direction] != nil {
      text += "direction:\n  outbound: \(list(outboundValues))\n  inbound: \(list(inboundValues))\n"
    }
    if columns[.disposition] != nil {
      text += "disposition:\n  answered: \(list(answeredValues))\n  unanswered: \(list(unansweredValues))\n"
    }
    return text
  }

  /// A YAML scalar that reads back as `text`, whatever is in it.
  private static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case " "..."~": quoted.unicodeScalars.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
          quoted.unicodeScalars.append(scalar)
        default:
          let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\U" + String(repeating: "0", count: 8 - hexadecimal.count) + hexadecimal
        }
      }
    }
    return quoted + "\""
  }
}

/// Decodes one layout file, collecting faults with their lines.
private struct LayoutDecoder {
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
    guard let timestamp = pattern(mapping["timestamp"], timestampText), let columns = columns(mapping, header: header)
    else { return nil }
    let zone = text(mapping, "time_zone", default: "America/Sao_Paulo")
    if TimeZoneRules(identifier: zone) == nil {
      fault(mapping["time_zone"], "time_zone", expected: "a time zone such as America/Sao_Paulo", found: zone)
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
      mapping, "direction", "outbound", "inbound", needed: columns[.direction] != nil)
    (layout.answeredValues, layout.unansweredValues) = values(
      mapping, "disposition", "answered", "unanswered", needed: columns[.disposition] != nil)
    checkWhole(layout, mapping)
    return layout
  }

  private mutating func checkKeys(_ mapping: Node.Mapping, allowed: Set<String>, path: String?) {
    for (key, _) in mapping where !allowed.contains(key.string ?? "") {
      fault(key, path, expected: "one of \(allowed.sorted().joined(separator: ", "))", found: key.string ?? "no text")
    }
  }

  private mutating func text(_ mapping: Node.Mapping, _ key: String, default fallback: String) -> String {
    guard let node = mapping[key] else { return fallback }
    guard let text = node.scalar?.string, !text.isEmpty else {
      fault(node, key, expected: "a text", found: "none")
      return fallback
    }
    return text
  }

  private mutating func boolean(_ mapping: Node.Mapping, _ key: String, default fallback: Bool) -> Bool {
    guard let node = mapping[key] else { return fallback }
    switch node.scalar?.string {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      fault(node, key, expected: "true or false", found: node.scalar?.string ?? "a list or mapping")
      return fallback
    }
  }

  private mutating func character(_ mapping: Node.Mapping, _ key: String, default fallback: UInt8?) -> UInt8? {
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

  private mutating func encoding(_ mapping: Node.Mapping) -> RecordLayout.Encoding {
    let name = text(mapping, "encoding", default: "utf-8")
    guard let encoding = RecordLayout.Encoding(rawValue: name) else {
      fault(mapping["encoding"], "encoding", expected: "utf-8 or latin-1", found: name)
      return .utf8
    }
    return encoding
  }

  private mutating func pattern(_ node: Node?, _ text: String) -> TimestampPattern? {
    do {
      return try TimestampPattern(text)
    } catch {
      let parts = error.description.split(separator: ", found ", maxSplits: 1)
      fault(
        node, "timestamp", expected: String(parts[0]).replacing("expected ", with: ""),
        found: parts.count > 1 ? "\(parts[1]) in '\(text)'" : "'\(text)'")
      return nil
    }
  }

  private mutating func columnCount(_ mapping: Node.Mapping, header: Bool) -> Int? {
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

  private mutating func columns(_ mapping: Node.Mapping, header: Bool) -> [RecordLayout.Field: RecordLayout.Column]? {
    guard let node = mapping["columns"], let pairs = node.mapping else {
      fault(mapping["columns"], "columns", expected: "a mapping of fields to columns", found: "none")
      return nil
    }
    checkKeys(pairs, allowed: Set(RecordLayout.Field.allCases.map(\.rawValue)), path: "columns")
    var columns: [RecordLayout.Field: RecordLayout.Column] = [:]
    for field in RecordLayout.Field.allCases {
      guard let node = pairs[field.rawValue] else {
        if field.isRequired {
          fault(node, "columns", expected: "a column for \(field.rawValue)", found: "none")
        }
        continue
      }
      if let column = column(node, field, header: header) { columns[field] = column }
    }
    return columns
  }

  private mutating func column(_ node: Node, _ field: RecordLayout.Field, header: Bool) -> RecordLayout.Column? {
    let key = "columns.\(field.rawValue)"
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      fault(node, key, expected: "a column's name or position", found: "none")
      return nil
    }
    // A quoted number is a name: "7" may well be a header cell.
    if scalar.style == .plain || scalar.style == .any, let position = Int(scalar.string) {
      guard (1...RecordLayout.maximumColumns).contains(position) else {
        fault(node, key, expected: "a position from 1 to \(RecordLayout.maximumColumns)", found: scalar.string)
        return nil
      }
      return .position(position)
    }
    guard header else {
      fault(node, key, expected: "a position, as there is no header", found: "the name '\(scalar.string)'")
      return nil
    }
    return .name(scalar.string)
  }

  private mutating func values(
    _ mapping: Node.Mapping, _ key: String, _ first: String, _ second: String, needed: Bool
  ) -> ([String], [String]) {
    guard let node = mapping[key] else {
      if needed { fault(nil, key, expected: "the values for \(first) and \(second)", found: "none") }
      return ([], [])
    }
    guard let pairs = node.mapping else {
      fault(node, key, expected: "the values for \(first) and \(second)", found: "something else")
      return ([], [])
    }
    if !needed {
      fault(node, key, expected: "a column for \(key) in columns, as its values are given", found: "none")
    }
    checkKeys(pairs, allowed: [first, second], path: key)
    let lists = (list(pairs[first], "\(key).\(first)"), list(pairs[second], "\(key).\(second)"))
    for value in lists.0 where lists.1.contains(value) {
      fault(node, key, expected: "a value in one list only", found: "'\(value)' in both")
    }
    if needed, lists.0.isEmpty {
      fault(node, key, expected: "at least one value for \(first)", found: "none")
    }
    return lists
  }

  private mutating func list(_ node: Node?, _ key: String) -> [String] {
    guard let node else { return [] }
    let items = node.sequence.map { Array($0) } ?? [node]
    return items.compactMap { item in
      guard let text = item.scalar?.string, !text.isEmpty else {
        fault(item, key, expected: "a value, not blank", found: "none")
        return nil
      }
      return text
    }
  }

  private mutating func checkWhole(_ layout: RecordLayout, _ mapping: Node.Mapping) {
    if layout.quote == layout.delimiter {
      fault(mapping["quote"], "quote", expected: "a character other than the delimiter", found: "the same")
    }
    guard !layout.hasHeader, let count = layout.columnCount else { return }
    for (field, column) in layout.columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if case .position(let position) = column, position > count {
        fault(
          mapping["columns"], "columns.\(field.rawValue)", expected: "a position from 1 to \(count), the column_count",
          found: "\(position)")
      }
    }
  }
}
