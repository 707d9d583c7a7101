import CallModel

/// A withdrawal for people.
package struct UndoText {
  package let lines: [String]

  package init(_ report: UndoReport) {
    let runs = report.runs.map { "\($0)" }.joined(separator: ", ")
    let isUndo = report.kind == "undo"
    let names = "\(report.runs.count == 1 ? "run" : "runs") \(runs)"
    var lines = [
      report.isDryRun
        ? "\(names): would be \(isUndo ? "withdrawn" : "brought back"); nothing was changed"
        : "run \(report.run): \(names) \(isUndo ? "withdrawn" : "brought back")",
      "files: \(report.files.count), rows: \(report.rows)",
    ]
    if !report.services.isEmpty { lines += [""] + RerateText.services(report.services, report.serviceCount) }
    self.lines = lines.map { DisplayText.of($0) }
  }
}
