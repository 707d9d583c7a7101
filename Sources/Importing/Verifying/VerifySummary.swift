import Listing
import Pipeline

/// What `verify` says for people.
package struct VerifySummary {
  package let text: String

  package init(_ report: VerifyReport) {
    guard report.isComplete else {
      text =
        "the database is damaged (\(report.findingCount) findings); nothing beyond it was looked at: restore the whole "
        + "data directory from a backup"
      return
    }
    let looked = [
      Self.count(report.segments, "segment"), Self.count(report.cycleAccounts, "cycle account"),
      Self.count(report.rows, "call"),
      Self.count(report.files, "file"), Self.count(report.keptRows, "kept row"),
      Self.count(report.services, "final service"), Self.count(report.registryVersions, "registry version"),
    ]
    var found = report.isSound ? "nothing differs" : Self.count(report.findingCount, "finding")
    if report.findingCount > report.findings.count { found += ", of which \(report.findings.count) are listed" }
    text = "verified " + looked.joined(separator: ", ") + ": " + found
  }

  /// The line of the bar.
  package static func progress(_ progress: VerifyProgress, elapsedSeconds: Double) -> String {
    let total = progress.totalBytes
    let done = total == 0 ? 0 : min(1, Double(progress.doneBytes) / Double(total))
    return "verifying " + ProgressLine.bar(done) + ProgressLine.timeLeft(done, elapsedSeconds)
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(CountText.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
