import Ledger
import Pipeline

/// Withdraws a run's calls (spec 4.5): they are as if they had never come, and can be delivered again. Rows they had replaced
/// come back, rows that had waited wait again; the withdrawn rows are put aside until then.
///
/// ```
/// lock ─ which runs, which files ─ which books ─ these anew without the rows ─ segments to disk ─ one transaction ─ unlink
/// ```
package struct RunUndoing {
  private let settings: ImportSettings
  private let progress: ProgressCounter

  package init(settings: ImportSettings, progress: ProgressCounter = ProgressCounter()) {
    self.settings = settings
    self.progress = progress
  }

  /// - Throws: `CorrectionFailure` if one of the cycles is closed, or a later run counted repeats and is not to be
  ///   withdrawn, too; nothing was changed then.
  package func undo(_ request: UndoRequest, isDryRun: Bool = false) throws -> UndoReport {
    try CorrectionAccess.write(settings) { ledger in
      var pass = try UndoPass(ledger, settings, request, progress)
      return try pass.run(isDryRun: isDryRun)
    }
  }

  /// Brings withdrawn runs back: the one that is named and those that were withdrawn with it.
  ///
  /// - Throws: `CorrectionFailure` if it is not withdrawn, one of its files was delivered again, or one of the cycles is
  ///   closed; nothing was changed then.
  package func restore(_ request: UndoRequest, isDryRun: Bool = false) throws -> UndoReport {
    try CorrectionAccess.write(settings) { ledger in
      var pass = try RestorePass(ledger, settings, request, progress)
      return try pass.run(isDryRun: isDryRun)
    }
  }
}
