import CallModel
import Yams

/// Keys of a layout given apart from its file: they replace the file's (spec 7.2).
package struct LayoutOverrides {
  struct Entry {
    var path: [String]
    var value: Node
    /// Where it was given.
    var source: String
    /// Whether the value's lines are lines of the source.
    var hasLines: Bool
  }

  private var entries: [Entry] = []

  /// None.
  package init() {}

  /// - Parameters:
  ///   - settings: `KEY=VALUE` each; a key within a key is written with a dot, a value as in a layout file.
  ///   - source: the option that they were given by.
  package init(settings: [String], source: String = "--layout-set") throws(Problems) {
    var faults: [Problem] = []
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        faults.append(
          Problem(source, expected: "KEY=VALUE", found: "'\(setting)'"))
        continue
      }
      do {
        let entry = Entry(
          path: Self.path(parts[0]), value: try Self.value(parts[1]), source: source, hasLines: false)
        entries.append(entry)
      } catch {
        var fault = Problem(yaml: error, source: source)
        (fault.line, fault.field) = (nil, parts[0])
        faults.append(fault)
      }
    }
    if !faults.isEmpty { throw Problems(faults) }
  }

  /// - Parameters:
  ///   - mapping: keys and values as in a layout file; `name` is not among them.
  ///   - source: the file they stand in.
  package init(_ mapping: Node.Mapping, source: String) {
    for (key, value) in mapping where key.scalar?.string != "name" {
      let path = Self.path(key.scalar?.string ?? "")
      entries.append(Entry(path: path, value: value, source: source, hasLines: true))
    }
  }

  /// Lists, mappings and quoted texts are YAML; anything else is the text that stands there.
  private static func value(_ text: String) throws -> Node {
    guard let first = text.first, "[{\"'".contains(first), let node = try Yams.compose(yaml: text) else {
      return Node(text)
    }
    return node
  }

  /// The keys from the outermost; a column's name may have dots itself.
  private static func path(_ key: String) -> [String] {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 3, parts[0] == "rows" else { return parts }
    return [parts[0], parts[1], parts[2...].joined(separator: ".")]
  }

  /// The entry that gave `key` or what it stands in.
  func entry(for key: String) -> Entry? {
    entries.last { entry in
      let path = entry.path.joined(separator: ".")
      return key == path || key.hasPrefix(path + ".")
    }
  }

  func apply(to mapping: inout Node.Mapping) {
    for entry in entries { Self.set(entry.path[...], entry.value, in: &mapping, isTop: true) }
  }

  private static func set(_ path: ArraySlice<String>, _ value: Node, in mapping: inout Node.Mapping, isTop: Bool) {
    guard let name = path.first else { return }
    let key = mapping.keys.first { $0.scalar?.string == name } ?? Node(name)
    if path.count > 1 {
      var inner = mapping[key]?.mapping ?? [:]
      set(path.dropFirst(), value, in: &inner, isTop: false)
      mapping[key] = .mapping(inner)
    } else if isTop, name == "columns", var columns = mapping[key]?.mapping, let given = value.mapping {
      // Column by column: the one who adds one keeps the others.
      for (field, column) in given { set([field.scalar?.string ?? ""][...], column, in: &columns, isTop: false) }
      mapping[key] = .mapping(columns)
    } else {
      mapping[key] = value
    }
  }
}
