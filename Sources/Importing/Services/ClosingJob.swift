import CallModel
import FileInput
import Ledger
import Pipeline

/// Closing as it is asked for: what is open is first brought to the registry as it lies there, then cycles are closed
/// (spec 4.3). A dry run is both, rolled back.
package struct ClosingJob {
  private let settings: ImportSettings
  private let selection: CycleSelection
  private let withSuspended: Bool
  private let author: Author

  /// - Parameters:
  ///   - selection: has `endBefore`.
  ///   - withSuspended: whether cycles with suspended rows are closed, too: what these cost later is late.
  package init(_ settings: ImportSettings, _ selection: CycleSelection, withSuspended: Bool, by author: Author) {
    self.settings = settings
    self.selection = selection
    self.withSuspended = withSuspended
    self.author = author
  }

  /// - Parameter body: called for each service that is closed, or would be.
  /// - Throws: `LedgerFailure` if there is no ledger, or another run holds the lock, or the line shares its contract's
  ///   allowances; `RateFailure` or `Problems` of what follows from the registry.
  package func run(isDryRun: Bool, _ body: (ServiceRow) throws -> Void = { _ in }) throws -> ClosingResult {
    let directory = DataDirectory(path: settings.dataDirectory)
    guard directory.exists else { throw Ledger.none(directory) }
    guard let zone = TimeZoneRules(identifier: settings.timeZone) else { throw RateFailure.timeZone(settings.timeZone) }
    var follow = ImportJob(settings: settings, request: .follow)
    func close(_ ledger: Ledger) throws -> ClosingResult {
      try ServiceActions(ledger, zone: zone, author: author)
        .close(selection, withSuspended: withSuspended, isDryRun: isDryRun, body)
    }
    if isDryRun { return try follow.rehearse(close) }
    _ = try follow.run()
    return try LedgerSession(directory, for: .changing).run(close)
  }
}
