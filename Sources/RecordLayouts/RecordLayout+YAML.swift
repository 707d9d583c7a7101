import ByteScanning
import CallModel

extension RecordLayout {
  /// Reads a layout from YAML; all its faults come at once.
  ///
  /// - Parameters:
  ///   - source: the file's name, for messages.
  ///   - overrides: keys that replace the text's.
  package init(yaml: String, source: String, overrides: LayoutOverrides = LayoutOverrides()) throws(Problems) {
    var decoder = LayoutDecoder(source: source)
    guard let layout = decoder.decode(yaml, overrides), decoder.faults.isEmpty else {
      throw Problems(decoder.faults)
    }
    self = layout
  }

  /// The layout as YAML, which `init(yaml:source:)` reads back; keys that have their default are left out, the usual
  /// ones apart.
  package var yaml: String { LayoutWriter(self).text }
}

/// Writes a layout as YAML, one key a line.
private struct LayoutWriter {
  private(set) var text = ""

  init(_ layout: RecordLayout) {
    text = "name: \(Self.quoted(layout.name))\n"
    if !layout.description.isEmpty { text += "description: \(Self.quoted(layout.description))\n" }
    writeForm(layout)
    writeColumns(layout)
    writeMeanings(layout)
    writeRules(layout)
  }

  private mutating func writeForm(_ layout: RecordLayout) {
    if layout.format != .delimited { text += "format: \(layout.format.rawValue)\n" }
    text += """
      delimiter: \(Self.character(layout.delimiter))
      quote: \(layout.quote.map(Self.character) ?? "none")
      header: \(layout.hasHeader)
      encoding: \(layout.encoding.rawValue)
      timestamp: \(Self.quoted(layout.timestamp.text))
      time_zone: \(layout.timeZone)
      decimal_mark: \(Self.character(layout.decimalMark))

      """
    if layout.escape != .none { text += "escape: \(layout.escape.rawValue)\n" }
    if layout.isMultiline { text += "multiline: true\n" }
    if layout.trims { text += "trim: true\n" }
    if layout.allowsTrailingDelimiter { text += "trailing_delimiter: true\n" }
    if layout.skippedLines > 0 { text += "skip_lines: \(layout.skippedLines)\n" }
    if let comment = layout.comment { text += "comment: \(Self.quoted(comment))\n" }
    switch layout.columnCount {
    case .exactly(let counts) where counts.count == 1: text += "column_count: \(counts[0])\n"
    case .exactly(let counts): text += "column_count: [\(counts.map { "\($0)" }.joined(separator: ", "))]\n"
    case .atLeast(let least): text += "column_count: {min: \(least)}\n"
    case nil: break
    }
  }

  private mutating func writeColumns(_ layout: RecordLayout) {
    text += "columns:\n"
    for field in RecordLayout.Field.allCases {
      var column = layout.columns[field].map(Self.column)
      switch field {
      case .startedAt, .answeredAt, .endedAt: column = column.map { Self.time($0, layout.times[field]) }
      case .caller: column = column.map { Self.number($0, layout.caller) }
      case .called: column = column.map { Self.number($0, layout.called) }
      case .billable: column = Self.billing(column, layout.billing)
      default: break
      }
      if let column { text += "  \(field.rawValue): \(column)\n" }
    }
  }

  private static func time(_ column: String, _ form: RecordLayout.TimeForm?) -> String {
    guard let form else { return column }
    var parts = ["column: \(column)"]
    if let time = form.timeColumn { parts = ["date: \(column)", "time: \(self.column(time))"] }
    if let pattern = form.pattern { parts.append("timestamp: \(quoted(pattern.text))") }
    if let patterns = form.parts {
      parts.append("timestamp: {date: \(quoted(patterns.date.text)), time: \(quoted(patterns.time.text))}")
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  private static func number(_ column: String, _ rule: RecordLayout.NumberRule) -> String {
    guard rule != RecordLayout.NumberRule() else { return column }
    var parts = ["column: \(column)"]
    if !rule.strip.isEmpty {
      let patterns = rule.strip.map { pattern in
        pattern.leaves == StripPattern.usualLeaves
          ? quoted(pattern.text) : "{pattern: \(quoted(pattern.text)), leaves: \(pattern.leaves)}"
      }
      parts.append("strip: [\(patterns.joined(separator: ", "))]")
    }
    if rule.form != .dialled { parts.append("form: \(rule.form.rawValue)") }
    return "{\(parts.joined(separator: ", "))}"
  }

  private static func billing(_ column: String?, _ billing: RecordLayout.Billing) -> String? {
    switch billing {
    case .column(.seconds): column
    case .column(let unit): column.map { "{column: \($0), unit: \(unit.rawValue)}" }
    case .span(let since, let until): "{since: \(since.rawValue), until: \(until.rawValue)}"
    }
  }

  private mutating func writeMeanings(_ layout: RecordLayout) {
    if let word = layout.directionWord {
      text += "direction: \(word.rawValue)\n"
    } else if layout.columns[.direction] != nil {
      text += "direction:\n  outbound: \(Self.list(layout.outboundValues))\n"
      text += "  inbound: \(Self.list(layout.inboundValues))\n"
    }
    guard layout.columns[.disposition] != nil else { return }
    text += "disposition:\n  answered: \(Self.list(layout.answeredValues))\n"
    text += "  unanswered: \(Self.list(layout.unansweredValues))\n"
    if layout.otherDisposition != .rejected { text += "  other: \(layout.otherDisposition.rawValue)\n" }
  }

  private mutating func writeRules(_ layout: RecordLayout) {
    if let clock = layout.clock { text += "clock: {column: \(Self.column(clock)), form: unix-seconds}\n" }
    for kind in [RecordLayout.RowRule.Kind.only, .skip] {
      let rules = layout.rows.filter { $0.kind == kind }
      if rules.isEmpty { continue }
      if !text.contains("\nrows:\n") { text += "rows:\n" }
      let columns = rules.map { rule in "\(Self.label(rule)): \(Self.list(rule.globs.map(\.text)))" }
      text += "  \(kind.rawValue): {\(columns.joined(separator: ", "))}\n"
    }
    if layout.dialling != Dialling() {
      let digit = !layout.dialling.hasOutsideZero ? "none" : "\"0\""
      text += "dialling: {carrier_code: \(layout.dialling.carrierCode.rawValue), outside_digit: \(digit)}\n"
    }
    if layout.contradictions != .count { text += "contradictions: \(layout.contradictions.rawValue)\n" }
  }

  /// A position or place is plain, a name in quotes.
  private static func label(_ rule: RecordLayout.RowRule) -> String {
    if RecordLayout.Field(rawValue: rule.label) != nil { return quoted(rule.label) }
    if case .name = rule.column { return quoted(rule.label) }
    return column(rule.column)
  }

  private static func column(_ column: RecordLayout.Column) -> String {
    switch column {
    case .name(let name): quoted(name)
    case .position(let position): "\(position)"
    case .bytes(let from, let length): "{from: \(from), length: \(length)}"
    }
  }

  private static func list(_ values: [String]) -> String {
    "[" + values.map(quoted).joined(separator: ", ") + "]"
  }

  private static func character(_ byte: UInt8) -> String { quoted(String(UnicodeScalar(byte))) }

  /// A YAML scalar that reads back as `text`, regardless of what is in it.
  private static func quoted(_ text: String) -> String {
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
          quoted += "\\U" + scalar.value.padded(to: 8, radix: 16).uppercased()
        }
      }
    }
    return quoted + "\""
  }
}
