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
    func add(_ applies: (RunReport.Checks) -> Bool, _ text: (RunReport.Checks) -> String) {
      let found = files.filter { applies($0.checks) }
      lines += found.prefix(maximumFiles).map { "\($0.name): \(text($0.checks))" }
      if found.count > maximumFiles {
        lines.append("the same of \(found.count - maximumFiles) more files: see the report")
      }
    }
    add({ $0.clockContradictions > 0 }) { checks in
      "\(rows(checks.clockContradictions)) whose start is hours from the Unix seconds of the clock, "
        + "\(checks.clockAgreements) that agree: look at the time zone of these rows"
    }
    add({ $0.contradictions > 0 }) { checks in
      "\(rows(checks.contradictions)) with more seconds to bill than the times hold: look at billable"
    }
    add(\.looksShort) { checks in
      "in \(checks.shortRows) of \(checks.timedRows) rows the seconds to bill are less than half of the "
        + "time from answer to end: ring time, or a price, may have been taken for them"
    }
    return lines
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

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

extension RunReport.Checks {
  /// Something else than the seconds to bill may have been taken for them: ring time, or a price (spec 7.4).
  var looksShort: Bool { shortRows * 2 > timedRows }
}
