import ByteScanning
import Yams

/// Single values of a layout file.
extension LayoutDecoder {
  mutating func text(
    _ mapping: Node.Mapping, _ key: String, default fallback: String, mayBeBlank: Bool = false
  ) -> String {
    guard let node = mapping[key] else { return fallback }
    guard let text = node.scalar?.string, mayBeBlank || !text.isEmpty else {
      fault(node, key, expected: "a text\(Self.advice(on: node))", found: "none")
      return fallback
    }
    return text
  }

  /// YAML takes these signs for its own, so that nothing or a mapping is left of the value.
  static func advice(on node: Node) -> String {
    let isBlank = node.scalar.map { $0.string.isEmpty && $0.style == .plain } ?? false
    let isMapping = node.mapping.map { $0.allSatisfy { ($0.key.scalar?.string ?? "").isEmpty } } ?? false
    return isBlank || isMapping ? quotesAdvice : ""
  }

  private static let quotesAdvice = " (? * [ # | , stand in quotes)"

  /// A text, or the word `none`.
  mutating func word(_ mapping: Node.Mapping, _ key: String) -> String? {
    let text = text(mapping, key, default: "none")
    if text == "none" { return nil }
    if text.utf8.contains(where: { $0 == 10 || $0 == 13 }) {
      fault(mapping[key], key, expected: "a text of one line", found: "a line end")
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

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ mapping: Node.Mapping, _ key: String, path: String? = nil, default fallback: Choice
  ) -> Choice {
    guard let node = mapping[key] else { return fallback }
    guard let choice = node.scalar.flatMap({ Choice(rawValue: $0.string) }) else {
      fault(node, path ?? key, expected: Self.names(of: Choice.self), found: Self.shown(node))
      return fallback
    }
    return choice
  }

  static func names<Choice: RawRepresentable<String> & CaseIterable>(of choices: Choice.Type) -> String {
    let names = choices.allCases.map(\.rawValue)
    return names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " or \(names[names.count - 1])"
  }

  mutating func number(
    _ mapping: Node.Mapping, _ key: String, path: String? = nil, in range: ClosedRange<Int>, default fallback: Int
  ) -> Int {
    guard let node = mapping[key] else { return fallback }
    guard let number = Self.number(node), range.contains(number) else {
      fault(
        node, path ?? key, expected: "\(range.lowerBound) to \(range.upperBound)", found: Self.shown(node))
      return fallback
    }
    return number
  }

  /// Digits and nothing else.
  static func number(_ node: Node) -> Int? {
    guard let text = node.scalar?.string, !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { return nil }
    return Int(text)
  }

  mutating func character(_ mapping: Node.Mapping, _ key: String, default fallback: UInt8?) -> UInt8? {
    guard let node = mapping[key] else { return fallback }
    let text = node.scalar?.string ?? ""
    if key == "quote", text == "none" { return nil }
    if key == "delimiter", text == "tab" { return UInt8(ascii: "\t") }
    let bytes = Array(text.utf8)
    guard bytes.count == 1, bytes[0] < 0x80, bytes[0] != 10, bytes[0] != 13, bytes[0] != 0, !bytes[0].isDigit else {
      let advice = text.isEmpty ? Self.quotesAdvice : ""
      fault(node, key, expected: "one ASCII character, no digit or line end\(advice)", found: "'\(text)'")
      return fallback
    }
    return bytes[0]
  }

  mutating func pattern(
    _ node: Node, _ key: String, scope: TimestampPattern.Scope = .whole
  ) -> TimestampPattern? {
    guard let text = node.scalar?.string, !text.isEmpty else {
      fault(node, key, expected: "a pattern", found: node.scalar == nil ? "a list or mapping" : "none")
      return nil
    }
    do {
      return try TimestampPattern(text, scope: scope)
    } catch {
      let parts = error.description.split(separator: ", found ", maxSplits: 1)
      fault(
        node, key, expected: String(parts[0]).replacing("expected ", with: ""),
        found: parts.count > 1 ? "\(parts[1]) in '\(text)'" : "'\(text)'")
      return nil
    }
  }

  mutating func columnCount(_ mapping: Node.Mapping) -> RecordLayout.ColumnCount? {
    guard let node = mapping["column_count"] else { return nil }
    let limit = 1...RecordLayout.maximumColumns
    if let pairs = node.mapping {
      checkKeys(pairs, allowed: ["min"], path: "column_count")
      if let least = pairs["min"].flatMap(Self.number), limit.contains(least) { return .atLeast(least) }
    } else {
      let counts = node.sequence.map { $0.map { Self.number($0) ?? 0 } } ?? [Self.number(node) ?? 0]
      if !counts.isEmpty, counts.allSatisfy(limit.contains) { return .exactly(counts.sorted()) }
    }
    fault(
      node, "column_count", expected: "1 to \(limit.upperBound), a list of such numbers, or {min: n}",
      found: node.scalar?.string ?? "something else")
    return nil
  }

  /// The items of a list, or one value in place of a list of one.
  mutating func items(_ node: Node, _ key: String, mayBeBlank: Bool = false) -> [Node] {
    if let sequence = node.sequence { return Array(sequence) }
    if let scalar = node.scalar, !scalar.string.isEmpty || (mayBeBlank && scalar.style != .plain) { return [node] }
    let found = node.mapping == nil ? "none" : "a mapping"
    fault(node, key, expected: "a list of values\(Self.advice(on: node))", found: found)
    return []
  }

  mutating func values(_ node: Node?, _ key: String) -> [String] {
    guard let node else { return [] }
    return (node.sequence.map { Array($0) } ?? [node]).compactMap { item in
      guard let text = item.scalar?.string, !text.isEmpty else {
        fault(item, key, expected: "a value, not blank\(Self.advice(on: item))", found: "none")
        return nil
      }
      return text
    }
  }

  static func shown(_ node: Node) -> String {
    guard let text = node.scalar?.string else { return "a list or mapping" }
    return text.isEmpty ? "none" : text
  }
}
