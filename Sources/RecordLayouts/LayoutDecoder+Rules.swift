import ByteScanning
import CallModel
import Yams

/// What the values mean, which rows count, and what must hold of a layout as a whole.
extension LayoutDecoder {
  mutating func readDirection(_ mapping: Node.Mapping, _ layout: inout RecordLayout) {
    let key = "direction"
    let isNeeded = hasColumn(mapping, .direction)
    guard let node = mapping[key] else {
      if isNeeded { fault(nil, key, expected: "the values for outbound and inbound", found: "none") }
      return
    }
    if let text = node.scalar?.string {
      layout.directionWord = RecordLayout.DirectionWord(rawValue: text)
      if layout.directionWord == nil {
        fault(
          node, key,
          expected: "the values for outbound and inbound, or \(Self.names(of: RecordLayout.DirectionWord.self))",
          found: Self.shown(node))
      }
      return
    }
    guard let pairs = lists(node, key, "outbound", "inbound", isNeeded: isNeeded) else { return }
    checkKeys(pairs, allowed: ["outbound", "inbound"], path: key)
    (layout.outboundValues, layout.inboundValues) = values(pairs, node, key, "outbound", "inbound")
    if isNeeded, layout.outboundValues.isEmpty {
      fault(node, key, expected: "at least one value for outbound", found: "none")
    }
  }

  mutating func readDisposition(_ mapping: Node.Mapping, _ layout: inout RecordLayout) {
    let key = "disposition"
    let isNeeded = hasColumn(mapping, .disposition)
    guard let node = mapping[key] else {
      if isNeeded { fault(nil, key, expected: "the values for answered and unanswered", found: "none") }
      return
    }
    guard let pairs = lists(node, key, "answered", "unanswered", isNeeded: isNeeded) else { return }
    checkKeys(pairs, allowed: ["answered", "unanswered", "other"], path: key)
    (layout.answeredValues, layout.unansweredValues) = values(pairs, node, key, "answered", "unanswered")
    layout.otherDisposition = choice(pairs, "other", path: "\(key).other", default: .rejected)
    if isNeeded, layout.answeredValues.isEmpty, layout.otherDisposition != .answered {
      fault(node, key, expected: "at least one value for answered", found: "none")
    }
  }

  private mutating func lists(
    _ node: Node, _ key: String, _ first: String, _ second: String, isNeeded: Bool
  ) -> Node.Mapping? {
    guard let pairs = node.mapping else {
      fault(node, key, expected: "the values for \(first) and \(second)", found: "something else")
      return nil
    }
    if !isNeeded {
      fault(node, key, expected: "a column for \(key) in columns, as its values are given", found: "none")
    }
    return pairs
  }

  private mutating func values(
    _ pairs: Node.Mapping, _ node: Node, _ key: String, _ first: String, _ second: String
  ) -> ([String], [String]) {
    let lists = (values(pairs[first], "\(key).\(first)"), values(pairs[second], "\(key).\(second)"))
    for value in lists.0 where lists.1.contains(where: { $0.utf8.elementsEqual(value.utf8) }) {
      fault(node, key, expected: "a value in one list only", found: "'\(value)' in both")
    }
    return lists
  }

  mutating func readClock(_ mapping: Node.Mapping, _ layout: inout RecordLayout) {
    guard let node = mapping["clock"], node.scalar?.string != "none" else { return }
    guard let pairs = node.mapping, let column = pairs["column"] else {
      fault(node, "clock", expected: "{column: …, form: unix-seconds}", found: Self.shown(node))
      return
    }
    checkKeys(pairs, allowed: ["column", "form"], path: "clock")
    if let form = pairs["form"], form.scalar?.string != "unix-seconds" {
      fault(form, "clock.form", expected: "unix-seconds", found: Self.shown(form))
    }
    layout.clock = self.column(column, "clock.column", layout)
  }

  mutating func readRows(_ mapping: Node.Mapping, _ layout: inout RecordLayout) {
    guard let node = mapping["rows"], node.scalar?.string != "none" else { return }
    guard let pairs = node.mapping else {
      fault(node, "rows", expected: "{only: …, skip: …}", found: Self.shown(node))
      return
    }
    checkKeys(pairs, allowed: ["only", "skip"], path: "rows")
    for kind in [RecordLayout.RowRule.Kind.only, .skip] {
      guard let node = pairs[kind.rawValue] else { continue }
      guard let columns = node.mapping else {
        fault(node, "rows.\(kind.rawValue)", expected: "a mapping of columns to values", found: Self.shown(node))
        continue
      }
      for (name, values) in columns {
        if let rule = rowRule(kind, name, values, layout) { layout.rows.append(rule) }
      }
    }
  }

  private mutating func rowRule(
    _ kind: RecordLayout.RowRule.Kind, _ name: Node, _ values: Node, _ layout: RecordLayout
  ) -> RecordLayout.RowRule? {
    let label = name.scalar?.string ?? Self.placeText(name)
    let key = "rows.\(kind.rawValue).\(label)"
    if values.sequence?.isEmpty == true {
      fault(values, key, expected: "at least one value or pattern", found: "none")
    }
    var globs: [Glob] = []
    for item in items(values, key, mayBeBlank: true) {
      guard let text = item.scalar?.string else {
        fault(item, key, expected: "a value or pattern\(Self.advice(on: item))", found: "a list or mapping")
        continue
      }
      do throws(Problem) {
        globs.append(try Glob(text))
      } catch {
        fault(
          item, key, expected: error.expected,
          found: [error.found, error.remedy].compactMap(\.self).joined(separator: ": "))
      }
    }
    guard let column = ruleColumn(name, label, key, layout) else { return nil }
    if globs.isEmpty { return nil }
    return RecordLayout.RowRule(kind: kind, column: column, label: label, globs: globs)
  }

  /// A field's column, or a column as under `columns`.
  private mutating func ruleColumn(
    _ name: Node, _ label: String, _ key: String, _ layout: RecordLayout
  ) -> RecordLayout.Column? {
    if let field = RecordLayout.Field(rawValue: label), let column = layout.columns[field] { return column }
    if layout.format == .fixed, name.mapping != nil { return place(name, key) }
    guard let scalar = name.scalar, !label.isEmpty, layout.format == .delimited else {
      let place = layout.format == .fixed ? ", or {from: …, length: …}" : ", or a column's name or position"
      fault(name, key, expected: "a field that has a column\(place)", found: "'\(label)'")
      return nil
    }
    return column(scalar, name, key, layout)
  }

  /// A place in a row as reports name it, and as it is written; blank if it is none.
  private static func placeText(_ node: Node) -> String {
    guard let from = node.mapping?["from"]?.scalar, let length = node.mapping?["length"]?.scalar else { return "" }
    return "{from: \(from.string), length: \(length.string)}"
  }

  mutating func readDialling(_ mapping: Node.Mapping, _ layout: inout RecordLayout) {
    guard let node = mapping["dialling"] else { return }
    guard let pairs = node.mapping else {
      fault(node, "dialling", expected: "{carrier_code: …, outside_digit: …}", found: Self.shown(node))
      return
    }
    checkKeys(pairs, allowed: ["carrier_code", "outside_digit"], path: "dialling")
    layout.dialling.carrierCode = choice(pairs, "carrier_code", path: "dialling.carrier_code", default: .optional)
    guard let digit = pairs["outside_digit"], digit.scalar?.string != "none" else { return }
    guard digit.scalar?.string == "0" else {
      fault(digit, "dialling.outside_digit", expected: "none or 0", found: Self.shown(digit))
      return
    }
    layout.dialling.hasOutsideZero = true
  }

  mutating func checkWhole(_ layout: RecordLayout, _ mapping: Node.Mapping) {
    if layout.format == .fixed { checkFixed(layout, mapping) }
    if layout.quote == layout.delimiter, layout.format == .delimited {
      fault(mapping["quote"], "quote", expected: "a character other than the delimiter", found: "the same")
    }
    if layout.quote == nil {
      for (key, isGiven) in [("escape", layout.escape != .none), ("multiline", layout.isMultiline)] where isGiven {
        fault(mapping[key], key, expected: "a quote character, as there are quotes to speak of", found: "quote: none")
      }
    } else if layout.escape == .backslash, layout.quote == UInt8(ascii: "\\") || layout.delimiter == UInt8(ascii: "\\")
    {
      fault(mapping["escape"], "escape", expected: "a backslash that is no quote or delimiter", found: "it is")
    }
    if case .span(let since, let until) = layout.billing {
      for field in since == until ? [since] : [since, until] where !hasColumn(mapping, field) {
        fault(
          mapping["columns"], "columns", at: "columns.billable",
          expected: "a column for \(field.rawValue), which billable is worked out from", found: "none")
      }
    }
    checkPositions(layout, mapping)
  }

  private mutating func checkFixed(_ layout: RecordLayout, _ mapping: Node.Mapping) {
    let others = [
      ("quote", layout.quote != nil), ("multiline", layout.isMultiline),
      ("trailing_delimiter", layout.allowsTrailingDelimiter), ("column_count", layout.columnCount != nil),
    ]
    for (key, isGiven) in others where isGiven {
      fault(mapping[key], key, expected: "nothing, as rows of format fixed have no delimiter", found: "a value")
    }
  }

  private mutating func checkPositions(_ layout: RecordLayout, _ mapping: Node.Mapping) {
    guard !layout.hasHeader, case .exactly(let counts)? = layout.columnCount, let count = counts.last else { return }
    for (key, column) in layout.namedColumns {
      if case .position(let position) = column, position > count {
        fault(
          mapping[String(key.split(separator: ".")[0])], key,
          expected: "a position from 1 to \(count), the column_count", found: "\(position)")
      }
    }
  }
}

extension RecordLayout {
  /// Every column that the layout names, with its key, in the order of the keys.
  var namedColumns: [(key: String, column: Column)] {
    var named = columns.map { ("columns.\($0.key.rawValue)", $0.value) }
    for (field, form) in times {
      if let column = form.timeColumn { named.append(("columns.\(field.rawValue).time", column)) }
    }
    named.sort { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    if let clock { named.append(("clock.column", clock)) }
    for rule in rows { named.append(("rows.\(rule.kind.rawValue).\(rule.label)", rule.column)) }
    return named
  }
}
