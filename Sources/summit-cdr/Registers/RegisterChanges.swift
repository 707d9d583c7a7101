import Integration
import Provisioning
import Registers
import Registry

/// What a command changed, as it is shown.
extension RegisterChanges {
  /// A line for each row, and what came of it all.
  var lines: [String] {
    var lines = first.map { RegisterLogText.line($0) }
    if count > first.count { lines.append("… and \(ProgressLine.grouped(count - first.count)) more rows") }
    if count == 0 { return ["nothing changes"] }
    lines += FollowingText.lines(following)
    if isDryRun { lines.append("dry run: nothing was changed") }
    return lines
  }

  var report: Report {
    Report(
      dryRun: isDryRun, rows: count, changes: first.map(RegisterLogText.Report.init),
      following: FollowingReport(following))
  }

  struct Report: Encodable {
    var dryRun: Bool
    var rows: Int
    var changes: [RegisterLogText.Report]
    var following: FollowingReport
  }

  /// Prints what was changed.
  func show(json: Bool, quiet: Bool) throws {
    if json { return try Terminal.write(json: report) }
    if !quiet { try Terminal.write(lines: lines) }
  }
}
