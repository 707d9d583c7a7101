import Pipeline
import RecordLayouts

/// What must be said of files whose rows contradict themselves (spec 7.3, 7.4): one line a file and kind.
struct ScanWords {
  private(set) var lines: [String] = []

  /// Files named; of more only the number is told.
  private static let maximumFiles = 5

  init(_ files: [FileResult]) {
    let read = files.filter { $0.failure == nil }
    add(read.filter { $0.scan.checks.clockContradictions > 0 }) { file in
      let checks = file.scan.checks
      return
        "\(CountText.of(checks.clockContradictions, "row", "rows")) whose start is hours from the Unix seconds of the clock, "
        + "\(checks.clockAgreements) that agree: look at the time zone of these rows"
    }
    add(read.filter { $0.scan.checks.contradictions > 0 }) { file in
      "\(CountText.of(file.scan.checks.contradictions, "row", "rows")) with more seconds to bill than the times hold: "
        + "look at billable"
    }
    add(read.filter(\.scan.checks.looksShort)) { file in
      "in \(file.scan.checks.shortRows) of \(file.scan.checks.timedRows) rows the seconds to bill are less than half of the "
        + "time from answer to end: ring time, or a price, may have been taken for them"
    }
  }

  private mutating func add(_ files: [FileResult], _ text: (FileResult) -> String) {
    lines += files.prefix(Self.maximumFiles).map { "\($0.name): \(text($0))" }
    if files.count > Self.maximumFiles {
      lines.append("the same of \(files.count - Self.maximumFiles) more files: report.json")
    }
  }
}
