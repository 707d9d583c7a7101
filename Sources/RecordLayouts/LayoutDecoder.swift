import ByteScanning
import CallModel
import FileInput
import Yams

/// Decodes one layout file, collecting faults with their lines (spec 7.2). Every scalar is the text that stands there.
struct LayoutDecoder {
  let source: String
  var faults: [Problem] = []
  /// Keys that were given apart from the file.
  private var overrides = LayoutOverrides()

  private static let keys: Set<String> = [
    "name", "description", "format", "delimiter", "quote", "escape", "multiline", "trim", "trailing_delimiter",
    "skip_lines", "comment", "header", "column_count", "encoding", "timestamp", "time_zone", "decimal_mark", "columns",
    "direction", "disposition", "clock", "rows", "dialling", "contradictions",
  ]

  init(source: String) { self.source = source }

  /// - Parameter path: of the key at fault, if it is another than `key`.
  mutating func fault(_ node: Node?, _ key: String?, at path: String? = nil, expected: String, found: String) {
    var fault = Problem(source, line: node?.mark?.line, field: key, expected: expected, found: found)
    if let path = path ?? key, let given = overrides.entry(for: path) {
      fault.place = given.source
      if !given.hasLines { fault.line = nil }
    }
    faults.append(fault)
  }

  mutating func decode(_ yaml: String, _ overrides: LayoutOverrides = LayoutOverrides()) -> RecordLayout? {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      faults.append(Problem(yaml: error, source: source))
      return nil
    }
    guard let root, var mapping = root.mapping else {
      fault(root, nil, expected: "a mapping of keys to values", found: root == nil ? "nothing" : "something else")
      return nil
    }
    self.overrides = overrides
    overrides.apply(to: &mapping)
    checkKeys(mapping, allowed: Self.keys, path: nil)
    return layout(mapping)
  }

  private mutating func layout(_ mapping: Node.Mapping) -> RecordLayout {
    let zone = text(mapping, "time_zone", default: "America/Sao_Paulo")
    if !Self.isZoneName(zone) || TimeZoneRules(identifier: zone) == nil {
      fault(mapping["time_zone"], "time_zone", expected: SystemZones.expectation, found: zone)
    }
    var layout = RecordLayout(
      name: text(mapping, "name", default: source),
      description: text(mapping, "description", default: "", mayBeBlank: true),
      delimiter: character(mapping, "delimiter", default: UInt8(ascii: ";")) ?? UInt8(ascii: ";"),
      quote: character(mapping, "quote", default: nil), hasHeader: boolean(mapping, "header", default: true),
      encoding: choice(mapping, "encoding", default: .utf8), timestamp: .usual, timeZone: zone,
      decimalMark: character(mapping, "decimal_mark", default: UInt8(ascii: ".")) ?? UInt8(ascii: "."), columns: [:],
      columnCount: columnCount(mapping), outboundValues: [], inboundValues: [], answeredValues: [],
      unansweredValues: [])
    layout.format = choice(mapping, "format", default: .delimited)
    layout.escape = choice(mapping, "escape", default: .none)
    layout.isMultiline = boolean(mapping, "multiline", default: false)
    layout.trims = boolean(mapping, "trim", default: false)
    layout.allowsTrailingDelimiter = boolean(mapping, "trailing_delimiter", default: false)
    layout.skippedLines = number(mapping, "skip_lines", in: 0...RecordLayout.maximumSkippedLines, default: 0)
    layout.comment = word(mapping, "comment")
    layout.contradictions = choice(mapping, "contradictions", default: .count)
    if let node = mapping["timestamp"], let pattern = pattern(node, "timestamp") { layout.timestamp = pattern }
    readColumns(mapping, &layout)
    readDirection(mapping, &layout)
    readDisposition(mapping, &layout)
    readClock(mapping, &layout)
    readRows(mapping, &layout)
    readDialling(mapping, &layout)
    checkWhole(layout, mapping)
    return layout
  }

  /// A region, `Etc/…` or `UTC`: forms such as `UTC-3` mean two things (spec 7.3).
  private static func isZoneName(_ name: String) -> Bool { name == "UTC" || name.contains("/") }

  mutating func checkKeys(_ mapping: Node.Mapping, allowed: Set<String>, path: String?) {
    for (key, _) in mapping where !allowed.contains(key.scalar?.string ?? "") {
      let name = key.scalar?.string ?? "no text"
      fault(
        key, path, at: path.map { "\($0).\(name)" } ?? name,
        expected: "one of \(allowed.sorted().joined(separator: ", "))", found: name)
    }
  }
}

extension Problem {
  /// What the parser of YAML says.
  init(yaml error: any Error, source: String) {
    self.init(source, expected: "YAML, with values such as ? * [ # | , in quotes", found: "\(error)")
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      line = mark.line
      found = String(problem.replacing("\n", with: " ").trimmingPrefix("found "))
    case .duplicatedKeysInMapping(let duplicates, let context):
      line = context.mark.line
      expected = "each key once"
      found = "twice: \(duplicates.sorted().joined(separator: ", "))"
    default: found = "\(error)".split(separator: "\n").prefix(2).joined(separator: " ")
    }
  }
}
