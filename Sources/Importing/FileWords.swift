import CallModel
import FileInput
import Ledger
import Output

/// What is said of files, by `rate` and `import` alike: also where nothing else is (spec 7.1, 7.3, 7.4).
package enum FileWords {
  /// Files named of a kind; of more only the number is told.
  package static let maximumFiles = 5

  /// What files say whose rows contradict themselves, one line a file and kind.
  package static func contradictions(_ files: [(name: String, checks: RunReport.Checks)]) -> [String] {
    var lines: [String] = []
    for word in CheckWord.allCases {
      let found = files.compactMap { file in word.text(file.checks).map { "\(file.name): \($0)" } }
      lines += found.prefix(maximumFiles)
      if found.count > maximumFiles {
        lines.append("the same of \(found.count - maximumFiles) more files: see the report")
      }
    }
    return lines
  }

  /// What a file's counts say, if they say something.
  package static func counts(_ name: String, _ counts: RunReport.Counts) -> String? {
    FileConcern.Kind(read: counts.read, rejected: counts.rejected, ignored: counts.ignored).map {
      text($0, name, read: counts.read, rejected: counts.rejected, ignored: counts.ignored)
    }
  }

  fileprivate static func text(
    _ kind: FileConcern.Kind, _ name: String, read: Int, rejected: Int, ignored: Int
  ) -> String {
    kind == .mostlyRejected
      ? "\(name): \(rejected) of \(read - ignored) rows were rejected, as with a wrong layout"
      : "\(name): no row is left, rows of the layout takes out all \(read)"
  }
}

extension FileConcern {
  /// In words, with what to do.
  package var text: String {
    let release = "or end this with summit-cdr files release \(displayName)"
    switch kind {
    case .failed: return "\(error ?? displayName) (none of its rows counts, and it is still there, \(release))"
    case .mostlyRejected:
      return FileWords.text(kind, displayName, read: read, rejected: rejected, ignored: ignored)
        + ": look at them with summit-cdr rejected list and correct the layout, \(release)"
    case .nothingLeft:
      return FileWords.text(kind, displayName, read: read, rejected: rejected, ignored: ignored)
        + ": correct it, \(release)"
    case .tooYoung:
      return "\(displayName): too young in \(runs) runs, and not read: something writes it again and again, or "
        + "settle_seconds is longer than the time between imports, \(release)"
    }
  }
}
