import Yams

/// A mapping of an integration file, and where it stands.
struct YAMLSection {
  let mapping: Node.Mapping
  /// Blank at the top.
  let path: String
  /// Where it begins, for keys that are missing.
  let line: Int?

  /// The key with its section.
  func key(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

  subscript(name: String) -> Node? { mapping[name] }
}

extension Node {
  /// What is there, for a message.
  var shown: String {
    switch self {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string.prefix(80))'"
    case .mapping: "a mapping of keys"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  /// Whether it says nothing: `key:` alone.
  var isBlank: Bool {
    guard let scalar else { return false }
    return scalar.string.isEmpty || scalar.style == .plain && (scalar.string == "~" || scalar.string == "null")
  }
}
