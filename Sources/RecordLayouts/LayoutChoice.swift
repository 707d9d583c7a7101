import CallModel
import Foundation

/// The layout that a person names: a built-in one, or the path of a layout file (spec 2.1, 2.3).
package enum LayoutChoice {
  /// A layout is some dozens of lines: what is larger is a CDR file given in its place.
  private static let maximumBytes = 1 << 20

  /// Loads it.
  ///
  /// - Parameters:
  ///   - overrides: keys that replace the layout's.
  ///   - source: where it is named, for the message that there is none such.
  ///   - directory: of relative paths; nil: the working directory.
  /// - Throws: `Problems`, all that is wrong with the file.
  package static func load(
    _ choice: String, overrides: LayoutOverrides = LayoutOverrides(), source: String = "--layout",
    relativeTo directory: String? = nil
  ) throws(Problems) -> RecordLayout {
    if let yaml = BuiltInLayouts.yaml(named: choice) {
      return try RecordLayout(yaml: yaml, source: choice, overrides: overrides)
    }
    let path = if let directory, !choice.hasPrefix("/") { directory + "/" + choice } else { choice }
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size <= maximumBytes else {
      throw Problems([
        Problem(
          choice, expected: "a layout file of at most 1 MiB", found: "\(size) bytes")
      ])
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Problems([
        Problem(
          source, expected: "one of \(BuiltInLayouts.names.joined(separator: ", ")), or a layout file",
          found: "\(choice)")
      ])
    }
    guard let yaml = String(validating: bytes, as: UTF8.self) else {
      throw Problems([
        Problem(choice, expected: "text in UTF-8", found: "other bytes")
      ])
    }
    return try RecordLayout(yaml: yaml.withoutByteOrderMark, source: choice, overrides: overrides)
  }
}

extension String {
  /// Without the mark that some editors put at the beginning of a file, and which YAML's parser refuses.
  package var withoutByteOrderMark: String {
    unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
  }
}
