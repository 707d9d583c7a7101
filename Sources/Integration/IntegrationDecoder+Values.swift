import CallModel
import Yams

/// Single values of an integration file.
extension IntegrationDecoder {
  mutating func fault(
    _ node: Node?, _ key: String?, expected: String, found: String, remedy: String? = nil
  ) {
    faults.append(
      Problem(
        source, line: node?.mark?.line, field: key, expected: expected, found: found, remedy: remedy))
  }

  /// The file's own mapping; nil, with a fault, if there is none.
  mutating func top(_ yaml: String) -> YAMLSection? {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      faults.append(Self.fault(error, file: source))
      return nil
    }
    guard let root, let mapping = root.mapping else {
      fault(root, nil, expected: "a mapping of keys to values", found: root?.shown ?? "nothing")
      return nil
    }
    return YAMLSection(mapping: mapping, path: "", line: nil)
  }

  /// What the parser says, in the usual form.
  private static func fault(_ error: any Error, file: String) -> Problem {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      // A star at the beginning of a value is YAML's mark of an alias.
      let isStar = problem.contains("alphabetic or numeric character")
      return Problem(
        file, line: mark.line, expected: "YAML", found: problem.replacing("\n", with: " "),
        remedy: isStar ? "write values that begin with a star in quotes: \"*/2\"" : "see the line, or the one before")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return Problem(
        file, line: context.mark.line, expected: "each key once",
        found: "twice: \(duplicates.sorted().joined(separator: ", "))")
    default:
      let first = "\(error)".split(separator: "\n").prefix(2).joined(separator: " ")
      return Problem(file, expected: "YAML", found: first)
    }
  }

  /// A mapping within a mapping; nil if there is none, with a fault if there is something else.
  mutating func section(_ outer: YAMLSection, _ name: String) -> YAMLSection? {
    guard let node = outer[name] else { return nil }
    guard let mapping = node.mapping else {
      fault(node, outer.key(name), expected: "a mapping of keys to values", found: node.shown)
      return nil
    }
    return YAMLSection(mapping: mapping, path: outer.key(name), line: node.mark?.line)
  }

  mutating func checkKeys(_ section: YAMLSection, _ allowed: [String]) {
    for (key, _) in section.mapping where !allowed.contains(key.string ?? "") {
      fault(
        key, section.path.isEmpty ? nil : section.path, expected: "one of the keys \(allowed.joined(separator: ", "))",
        found: key.shown)
    }
  }

  /// - Parameter fallback: nil: it must be there.
  mutating func text(_ section: YAMLSection, _ name: String, default fallback: String?) -> String {
    guard let node = section[name] else {
      if fallback == nil { missing(section, name) }
      return fallback ?? ""
    }
    guard let text = node.scalar?.string, !node.isBlank, !text.contains("\0"), !text.contains("\n") else {
      fault(node, section.key(name), expected: "a text of one line", found: node.isBlank ? "nothing" : node.shown)
      return fallback ?? ""
    }
    return text
  }

  /// A path, relative ones made so to the file.
  mutating func path(_ section: YAMLSection, _ name: String, default fallback: String?) -> String {
    Integration.joined(directory, text(section, name, default: fallback))
  }

  mutating func boolean(_ section: YAMLSection, _ name: String, default fallback: Bool) -> Bool {
    guard let node = section[name] else { return fallback }
    switch node.scalar?.string {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      fault(node, section.key(name), expected: "true or false", found: node.shown)
      return fallback
    }
  }

  mutating func integer(
    _ section: YAMLSection, _ name: String, in range: ClosedRange<Int>, default fallback: Int?
  ) -> Int {
    guard let node = section[name] else {
      if fallback == nil { missing(section, name) }
      return fallback ?? range.lowerBound
    }
    guard let text = node.scalar?.string, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = Int(text),
      range.contains(value)
    else {
      fault(
        node, section.key(name), expected: "a number from \(range.lowerBound) to \(range.upperBound)",
        found: node.shown)
      return fallback ?? range.lowerBound
    }
    return value
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ section: YAMLSection, _ name: String, default fallback: Choice
  ) -> Choice {
    guard let node = section[name] else { return fallback }
    guard let choice = node.scalar.flatMap({ Choice(rawValue: $0.string) }) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: " or ")
      fault(node, section.key(name), expected: names, found: node.shown)
      return fallback
    }
    return choice
  }

  private mutating func missing(_ section: YAMLSection, _ name: String) {
    faults.append(
      Problem(
        source, line: section.line, field: section.key(name), expected: "a value", found: "nothing",
        remedy: "this key is needed"))
  }
}
