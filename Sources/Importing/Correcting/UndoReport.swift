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
  /// Calls that are no longer recorded, or recorded again.
  package var calls = 0
  /// Calls that the withdrawn ones had taken the place of, and that are recorded again.
  package var returnedCalls = 0
  /// Rows that wait again, as before the runs tried them.
  package var waitingRows = 0
  /// Of the calls that come back: those that repeat calls that came meanwhile.
  package var repeatedCalls = 0
  package var rewrittenCycles = 0
  /// What services come to, before and after.
  package var services: [ImportReport.ServiceChange] = []
  package var serviceCount = 0
  /// Files of the withdrawn runs that still lie in the source directory: the next import takes them again.
  package var filesInSource: [String] = []

  package init(kind: String, runs: [Int64]) {
    self.kind = kind
    self.runs = runs
  }

  /// As JSON, with sorted keys.
  package func json() throws -> String { try CorrectionJSON.text(self) }
}
