/// Parts of a path as text. Foundation's `deletingLastPathComponent` of NSString traps for a path of one character (Swift
/// 6.3.1), so no code here asks it.
package enum PathText {
  /// The directory that holds what `path` names: `a/b` → `a`, `/a` → `/`, `a` → blank. Trailing slashes do not count;
  /// of `/` and the blank path it is the same again.
  package static func parent(_ path: String) -> String {
    let name = trimmed(path)
    guard let slash = name.lastIndex(of: "/") else { return "" }
    let parent = trimmed(String(name[..<slash]))
    return parent.isEmpty ? "/" : parent
  }

  /// What follows the last slash: `a/b/` → `b`.
  package static func name(_ path: String) -> String {
    let name = trimmed(path)
    return name.lastIndex(of: "/").map { String(name[name.index(after: $0)...]) } ?? name
  }

  /// Without slashes at the end, but for `/` itself.
  private static func trimmed(_ path: String) -> String {
    var text = path[...]
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return String(text)
  }
}
