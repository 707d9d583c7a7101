import RecordLayouts

extension LayoutProposal {
  /// The layout as a file for a person to correct: what was guessed stands in comments beside it.
  ///
  /// Reads back as `layout` unless a required field is missing; then the file says so, and so does the one who reads it.
  ///
  /// - Parameter source: the file that it was guessed from.
  package func yaml(source: String) -> String {
    var lines = [
      "# A layout proposed from the first rows of \(Self.comment(source)).",
      "# CHECK marks what a file cannot tell for certain. Compare what it reads: summit-cdr inspect FILE --layout THIS",
    ]
    var section = ""
    var passed: Set<String> = []
    for line in layout.yaml.split(separator: "\n", omittingEmptySubsequences: false) {
      let key = String(line.prefix { $0 != ":" })
      let isNested = key.hasPrefix("  ")
      if !isNested { section = key }
      let path = isNested ? "\(section).\(key.dropFirst(2))" : key
      lines += comments(path, indentation: isNested ? "  " : "")
      passed.insert(path)
      if path == "columns" { lines += columnComments }
      lines.append(String(line))
      if path == "columns" { lines += missingColumns }
    }
    // What is said of keys that the layout does not have stands before them all.
    passed.formUnion(missing.map { "columns.\($0.rawValue)" })
    let others = Set(notes.map(\.key)).subtracting(passed).sorted()
    lines.insert(contentsOf: others.flatMap { key in comments(key, indentation: "", prefix: "\(key): ") }, at: 2)
    return lines.joined(separator: "\n")
  }

  private func comments(_ path: String, indentation: String, prefix: String = "") -> [String] {
    notes.filter { $0.key == path }.flatMap { note in
      ["\(indentation)# \(note.mustBeChecked ? "CHECK: " : "")\(Self.comment(prefix + note.text))"]
        + note.readings.map {
          "\(indentation)#   \(Self.comment("line \($0.line) by \($0.choice): \($0.value)"))"
        }
    }
  }

  /// Every column of the file, so that none need be looked up.
  private var columnComments: [String] {
    ["# The file's columns:"]
      + columns.map { column in
        let name = column.name.map { " \($0)" } ?? ""
        let examples = column.examples.isEmpty ? "blank" : column.examples.joined(separator: " | ")
        return Self.comment("#   \(column.position)\(name): \(examples)")
      }
  }

  private var missingColumns: [String] {
    missing.flatMap { field in
      comments("columns.\(field.rawValue)", indentation: "  ") + [
        "  \(field.rawValue): # name or position of the column"
      ]
    }
  }

  /// Longest comment, in characters: a stray line of the file need not be repeated whole.
  private static let maximumCommentCharacters = 240

  /// Text that stays within its comment.
  private static func comment(_ text: String) -> String {
    var kept = String()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned, .format:
        kept.unicodeScalars.append("\u{FFFD}")
      default: kept.unicodeScalars.append(scalar)
      }
    }
    return kept.count > maximumCommentCharacters ? kept.prefix(maximumCommentCharacters) + "…" : kept
  }
}
