import ByteScanning
import CallModel
import Yams

/// The columns of a layout file, each a column or a mapping with one.
extension LayoutDecoder {
  mutating func readColumns(_ mapping: Node.Mapping, _ layout: inout RecordLayout) {
    guard let node = mapping["columns"], let pairs = node.mapping else {
      let found = mapping["columns"] == nil ? "none" : "something else"
      fault(mapping["columns"], "columns", expected: "a mapping of fields to columns", found: found)
      return
    }
    checkKeys(pairs, allowed: Set(RecordLayout.Field.allCases.map(\.rawValue)), path: "columns")
    for field in RecordLayout.Field.allCases {
      let key = "columns.\(field.rawValue)"
      guard let node = pairs[field.rawValue] else {
        if field.isRequired { fault(node, "columns", expected: "a column for \(field.rawValue)", found: "none") }
        continue
      }
      if field == .leg, let scalar = node.scalar, scalar.style == .plain, scalar.string == "none" { continue }
      if let inner = node.mapping, inner["from"] == nil {
        read(inner, node, field, key, &layout)
      } else {
        layout.columns[field] = column(node, key, layout)
      }
    }
  }

  /// Whether the file names a column for `field`, even a faulty one.
  func hasColumn(_ mapping: Node.Mapping, _ field: RecordLayout.Field) -> Bool {
    mapping["columns"]?.mapping?[field.rawValue] != nil
  }

  private mutating func read(
    _ inner: Node.Mapping, _ node: Node, _ field: RecordLayout.Field, _ key: String, _ layout: inout RecordLayout
  ) {
    switch field {
    case .startedAt, .answeredAt, .endedAt: readTime(inner, node, field, key, &layout)
    case .caller:
      layout.caller = numberRule(inner, key)
      readColumn(inner, node, field, key, &layout)
    case .called:
      layout.called = numberRule(inner, key)
      readColumn(inner, node, field, key, &layout)
    case .billable: readBilling(inner, node, key, &layout)
    default:
      checkKeys(inner, allowed: ["column"], path: key)
      readColumn(inner, node, field, key, &layout)
    }
  }

  private mutating func readColumn(
    _ inner: Node.Mapping, _ node: Node, _ field: RecordLayout.Field, _ key: String, _ layout: inout RecordLayout
  ) {
    guard let named = inner["column"] else {
      fault(node, key, expected: "column: a column's name or position", found: "none")
      return
    }
    layout.columns[field] = column(named, key, layout)
  }

  private mutating func readTime(
    _ inner: Node.Mapping, _ node: Node, _ field: RecordLayout.Field, _ key: String, _ layout: inout RecordLayout
  ) {
    checkKeys(inner, allowed: ["column", "date", "time", "timestamp"], path: key)
    var form = RecordLayout.TimeForm()
    let isPair = inner["date"] != nil || inner["time"] != nil
    if !isPair {
      readColumn(inner, node, field, key, &layout)
    } else if let date = inner["date"], let time = inner["time"], inner["column"] == nil {
      layout.columns[field] = column(date, "\(key).date", layout)
      form.timeColumn = column(time, "\(key).time", layout)
    } else {
      fault(node, key, expected: "column, or date and time", found: "part of it")
    }
    if let pattern = inner["timestamp"] {
      if let parts = pattern.mapping, isPair {
        form.parts = timeParts(parts, pattern, "\(key).timestamp")
      } else {
        form.pattern = self.pattern(pattern, "\(key).timestamp")
      }
    }
    if isPair, form.parts == nil, (form.pattern ?? layout.timestamp).epoch != nil {
      fault(node, key, expected: "a pattern for date and time", found: (form.pattern ?? layout.timestamp).text)
    }
    if form != RecordLayout.TimeForm() { layout.times[field] = form }
  }

  private mutating func timeParts(
    _ parts: Node.Mapping, _ node: Node, _ key: String
  ) -> RecordLayout.TimeForm.Parts? {
    checkKeys(parts, allowed: ["date", "time"], path: key)
    guard let date = parts["date"], let time = parts["time"] else {
      fault(node, key, expected: "date and time", found: "one of them")
      return nil
    }
    let datePattern = pattern(date, "\(key).date", scope: .date)
    let timePattern = pattern(time, "\(key).time", scope: .time)
    guard let datePattern, let timePattern else { return nil }
    if datePattern.hasOffset, timePattern.hasOffset {
      fault(node, key, expected: "ZZ once", found: "it in both")
    }
    return RecordLayout.TimeForm.Parts(date: datePattern, time: timePattern)
  }

  private mutating func readBilling(
    _ inner: Node.Mapping, _ node: Node, _ key: String, _ layout: inout RecordLayout
  ) {
    guard inner["since"] != nil || inner["until"] != nil else {
      checkKeys(inner, allowed: ["column", "unit"], path: key)
      readColumn(inner, node, .billable, key, &layout)
      layout.billing = .column(choice(inner, "unit", path: "\(key).unit", default: .seconds))
      return
    }
    checkKeys(inner, allowed: ["since", "until"], path: key)
    let ends = ["since", "until"].map { name -> RecordLayout.Field? in
      guard let found = inner[name]?.scalar?.string, let field = RecordLayout.Field(rawValue: found), field.isTime
      else {
        fault(
          inner[name] ?? node, "\(key).\(name)", expected: "started_at, answered_at or ended_at",
          found: inner[name].map(Self.shown) ?? "none")
        return nil
      }
      return field
    }
    if let since = ends[0], let until = ends[1] {
      if since == until { fault(node, key, expected: "two different times", found: "\(since.rawValue) twice") }
      layout.billing = .span(since: since, until: until)
    }
  }

  private mutating func numberRule(_ inner: Node.Mapping, _ key: String) -> RecordLayout.NumberRule {
    checkKeys(inner, allowed: ["column", "strip", "form"], path: key)
    var rule = RecordLayout.NumberRule()
    rule.form = choice(inner, "form", path: "\(key).form", default: .dialled)
    guard let strip = inner["strip"], strip.scalar?.string != "none" else { return rule }
    for item in items(strip, "\(key).strip") {
      var leaves = StripPattern.usualLeaves
      var text = item.scalar?.string
      if let pairs = item.mapping {
        checkKeys(pairs, allowed: ["pattern", "leaves"], path: "\(key).strip")
        text = pairs["pattern"]?.scalar?.string
        leaves = number(pairs, "leaves", path: "\(key).strip.leaves", in: 1...20, default: leaves)
      }
      if let pattern = StripPattern(text ?? "", leaves: leaves) {
        rule.strip.append(pattern)
      } else {
        let expected = "digits, #, * and ? for any digit\(Self.advice(on: item))"
        fault(item, "\(key).strip", expected: expected, found: "'\(text ?? "")'")
      }
    }
    return rule
  }

  /// A column as it is named anywhere in a layout.
  mutating func column(_ node: Node, _ key: String, _ layout: RecordLayout) -> RecordLayout.Column? {
    if layout.format == .fixed { return place(node, key) }
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      fault(node, key, expected: "a column's name or position", found: "none")
      return nil
    }
    return column(scalar, node, key, layout)
  }

  /// A quoted number is a name: "7" may well be a header cell.
  mutating func column(
    _ scalar: Node.Scalar, _ node: Node, _ key: String, _ layout: RecordLayout
  ) -> RecordLayout.Column? {
    if scalar.style == .plain || scalar.style == .any, let position = Int(scalar.string) {
      guard (1...RecordLayout.maximumColumns).contains(position) else {
        fault(node, key, expected: "a position from 1 to \(RecordLayout.maximumColumns)", found: scalar.string)
        return nil
      }
      return .position(position)
    }
    guard layout.hasHeader else {
      fault(node, key, expected: "a position, as there is no header", found: "the name '\(scalar.string)'")
      return nil
    }
    return .name(scalar.string)
  }

  /// Bytes of a row that is cut by places.
  mutating func place(_ node: Node, _ key: String) -> RecordLayout.Column? {
    guard let pairs = node.mapping else {
      fault(node, key, expected: "{from: …, length: …}, as format is fixed", found: Self.shown(node))
      return nil
    }
    checkKeys(pairs, allowed: ["from", "length"], path: key)
    let limit = 1...RowReader.maximumRowBytes
    guard let from = pairs["from"].flatMap(Self.number), let length = pairs["length"].flatMap(Self.number),
      limit.contains(from), limit.contains(length)
    else {
      fault(node, key, expected: "from and length, each 1 to \(limit.upperBound)", found: "something else")
      return nil
    }
    return .bytes(from: from, length: length)
  }
}
