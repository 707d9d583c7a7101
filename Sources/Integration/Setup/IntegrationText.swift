import Yams

/// The text of an integration.yml in which single keys are changed; comments, and all that is not changed, stay.
package struct IntegrationText: Sendable {
  package private(set) var text: String

  package init(_ text: String) { self.text = text }

  /// The scalar that a key has now; nil if it is not there.
  package func value(_ key: String) -> String? {
    var node = try? Yams.compose(yaml: text)
    for name in key.split(separator: ".") { node = node?[String(name)] }
    return node?.scalar?.string
  }

  /// All that a key has, as YAML; nil if it is not there.
  package func written(_ key: String) -> String? {
    var node = try? Yams.compose(yaml: text)
    for name in key.split(separator: ".") { node = node?[String(name)] }
    return node.flatMap { try? Yams.serialize(node: $0) }
  }

  /// Sets a key of the top level, or of a section of it: `description`, `cdr.import_period`.
  ///
  /// - Parameter value: as YAML has it, on one line (`quoted` for texts of people); nil: the key goes, and a section that
  ///   is left with none goes with it.
  package mutating func set(_ key: String, _ value: String?) {
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return setTop(parts[0], value) }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(where: { $0.hasPrefix(parts[0] + ":") }) else {
      if let value { append("\(parts[0]):\n  \(parts[1]): \(value)") }
      return
    }
    let rest = lines[start].dropFirst(parts[0].count + 1).drop { $0 == " " }
    if !rest.isEmpty, !rest.hasPrefix("#") { return setWithinBraces(parts[0], parts[1], value) }
    var end = start + 1
    while end < lines.count, lines[end].isEmpty || " \t#".contains(lines[end].first ?? "x") { end += 1 }
    let block = (start + 1)..<end
    if let at = block.first(where: { Self.key(of: lines[$0]) == parts[1] }) {
      var last = at + 1
      while last < end, Self.indent(lines[last]) > Self.indent(lines[at]), Self.key(of: lines[at]) != nil { last += 1 }
      lines.replaceSubrange(at..<last, with: value.map { [Self.spaces(lines[at]) + "\(parts[1]): \($0)"] } ?? [])
      if value == nil,
        !block.dropLast(last - at).contains(where: { $0 < lines.count && Self.key(of: lines[$0]) != nil })
      {
        lines.remove(at: start)
      }
    } else if let value {
      let first = block.first { Self.key(of: lines[$0]) != nil }.map { lines[$0] }
      lines.insert("\(first.map(Self.spaces) ?? "  ")\(parts[1]): \(value)", at: start + 1)
    }
    text = lines.joined(separator: "\n")
  }

  /// A text of people as YAML has it.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private mutating func setTop(_ key: String, _ value: String?) {
    if let value {
      text = IntegrationFile.replacing(section: key, with: "\(key): \(value)", in: text)
    } else {
      text = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix(key + ":") }
        .joined(separator: "\n")
    }
  }

  /// A section on one line, `cdr: {…}`: it is written anew.
  private mutating func setWithinBraces(_ section: String, _ name: String, _ value: String?) {
    guard var mapping = (try? Yams.compose(yaml: text))?.mapping?[section]?.mapping else { return }
    mapping[name] = value.flatMap { try? Yams.compose(yaml: $0) }
    mapping.style = .flow
    guard !mapping.isEmpty else { return setTop(section, nil) }
    guard let written = try? Yams.serialize(node: .mapping(mapping), width: -1, allowUnicode: true) else { return }
    let line = written.split(separator: "\n").joined(separator: " ")
    text = IntegrationFile.replacing(section: section, with: "\(section): \(line)", in: text)
  }

  private mutating func append(_ section: String) {
    while text.hasSuffix("\n") { text.removeLast() }
    text += "\n\n\(section)\n"
  }

  private static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }
  private static func spaces(_ line: String) -> String { String(line.prefix { $0 == " " }) }

  /// The key that a line of a section begins with; nil for comments and what goes on.
  private static func key(of line: String) -> String? {
    let text = line.drop { $0 == " " }
    guard text.first != "#", let colon = text.firstIndex(of: ":"), indent(line) > 0 else { return nil }
    let name = text[..<colon]
    return name.allSatisfy { $0.isLetter || $0 == "_" } ? String(name) : nil
  }
}
