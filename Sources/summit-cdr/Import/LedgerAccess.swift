import Importing
import Integration
import Ledger

/// How the commands come to an integration's ledger. What is thrown on the way is printed and gives the exit code:
/// 75 if another run holds the lock, else 2.
enum LedgerAccess {
  /// Opens the ledger to look at it; runs that write may go on beside.
  ///
  /// - Parameter looksAtOpenPart: whether open cycles are shown, which follow the registry of the last run: if the registry
  ///   has changed since, standard error says so.
  static func read<Value>(
    _ integration: Integration, looksAtOpenPart: Bool = true, _ body: (Ledger) throws -> Value
  ) throws -> Value {
    try Terminal.failing {
      let ledger = try integration.openLedger()
      if looksAtOpenPart, let word = try integration.importSettings(workers: 1).registryWarning(ledger) {
        Terminal.message("warning: \(word)\n")
      }
      return try body(ledger)
    }
  }

  /// Brings the open part to the registry as it lies there: a run without files, recorded only if something follows.
  static func follow(_ integration: Integration, _ resources: RunResources) throws {
    try Terminal.failing {
      guard integration.directory.exists else { throw Integration.noLedger(integration.directory) }
      var job = ImportJob(settings: resources.settings(of: integration), request: .follow)
      _ = try job.run()
    }
  }

  /// Takes the run lock and opens the ledger to change it. There must be one: only an import makes it.
  static func write<Value>(_ integration: Integration, _ body: (Ledger) throws -> Value) throws -> Value {
    try Terminal.failing { try integration.withRunLock(body) }
  }
}
