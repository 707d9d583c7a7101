import Importing
import Integration
import Ledger

extension Integration {
  /// Looks at a ledger with its open cycles. These follow the registry of the last run: if the registry has changed since,
  /// standard error says so.
  func look<Value>(_ body: (Ledger) throws -> Value) throws -> Value {
    try withLedger(.looking) { ledger in
      if let word = try importSettings(workers: 1).registryWarning(ledger) { Terminal.message("warning: \(word)\n") }
      return try body(ledger)
    }
  }
}
