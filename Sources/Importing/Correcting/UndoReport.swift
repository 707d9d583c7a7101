import Foundation

/// What withdrawing runs did, or would do: for the terminal, for machines, and kept with the run that does it (spec 4.5).
package struct UndoReport: Codable, Sendable {
  /// The number of the run that withdraws, or brings back; 0 for a rehearsal.
  package var run: Int64 = 0
  package var isDryRun = false
  /// `undo` or `restore`.
  package var kind: String
  /// The runs that are withdrawn or brought back.
  package var runs: [Int64]
  /// Names of their files that were imported.
  package var files: [String] = []
  /// Recorded rows that were taken out or brought back.
  package var rows = 0
  /// What services come to, before and after.
  package var services: [ImportReport.ServiceChange] = []
  package var serviceCount = 0
  /// Files of the withdrawn runs that still lie in the source directory: an import takes them if
  /// it is asked for them by name (`--again`).
  package var filesInSource: [String] = []

  /// - Parameter report: of the run that did it.
  package init(_ report: ImportReport, _ settings: ImportSettings) {
    run = report.isDryRun ? 0 : report.run
    isDryRun = report.isDryRun
    kind = report.kind
    runs = report.withdrawal?.runs ?? []
    files = report.withdrawal?.files ?? []
    rows = report.withdrawal?.rows ?? 0
    services = report.serviceChanges
    serviceCount = report.serviceChangeCount
    filesInSource =
      report.kind == "undo"
      ? files.filter { FileManager.default.fileExists(atPath: "\(settings.sourceDirectory)/\($0)") } : []
  }
}
