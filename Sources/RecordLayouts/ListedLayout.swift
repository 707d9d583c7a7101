import CallModel

/// A built-in layout in a list for programs: its name, and what it says of itself.
package struct ListedLayout: Encodable, Sendable {
  package var name: String
  package var description: String
  package var system: String
  package var version: String
  package var source: String
  package var settings: String
  package var notRead: String

  fileprivate init(_ layout: RecordLayout, _ head: BuiltInLayouts.Head?) {
    func text(_ key: BuiltInLayouts.Head.Key) -> String { head?.lines(key).joined(separator: " ") ?? "" }
    name = layout.name
    description = layout.description
    system = text(.system)
    version = text(.version)
    source = text(.source)
    settings = text(.settings)
    notRead = text(.notRead)
  }
}

extension BuiltInLayouts {
  package static func listed() throws(Problems) -> [ListedLayout] {
    var layouts: [ListedLayout] = []
    for name in names {
      if let layout = try layout(named: name) { layouts.append(ListedLayout(layout, head(of: name))) }
    }
    return layouts
  }

  /// The same for a terminal: each name, and below it what the layout says of itself.
  package static var lines: [String] {
    names.flatMap { name in
      [name]
        + Head.Key.allCases.flatMap { key in
          (head(of: name)?.lines(key) ?? []).enumerated().map { number, text in
            let title = number == 0 ? "\(key.rawValue.lowercased()):" : ""
            return "  " + title.padded(to: 10) + text
          }
        }
    }
  }
}
