import ByteScanning
import Yams

/// Columns, values, and what must hold of a layout as a whole.
extension LayoutDecoder {
  mutating func columns(_ mapping: Node.Mapping, header: Bool) -> [RecordLayout.Field: RecordLayout.Column] {
    guard let node = mapping["columns"], let pairs = node.mapping else {
      let found = mapping["columns"] == nil ? "none" : "something else"
      fault(mapping["columns"], "columns", expected: "a mapping of fields to columns", found: found)
      return [:]
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

  /// Whether the file names a column for `field`, even a faulty one.
  func hasColumn(_ mapping: Node.Mapping, _ field: RecordLayout.Field) -> Bool {
    mapping["columns"]?.mapping?[field.rawValue] != nil
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

  mutating func values(
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

  mutating func checkWhole(_ layout: RecordLayout, _ mapping: Node.Mapping) {
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
