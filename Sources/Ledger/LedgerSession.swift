import Foundation

/// The one way to a ledger: how it is opened says what may be done with it, and which lock is held meanwhile (spec 4.3).
package struct LedgerSession {
  package enum Purpose {
    /// The connection cannot write. Runs go on beside. There must be a ledger.
    case looking
    /// The same, while no run changes it: the run lock is held.
    case verifying
    /// What is recorded may change: the run lock is held. There must be a ledger: only a run makes it.
    case changing
    /// What takes no run lock may change: registers, the outbox, users. There must be a ledger.
    case changingBesideRuns
    /// As `changingBesideRuns`; the ledger is made if there is none, and only for that the lock is held.
    case entering
    /// As `changing`; the ledger is made if there is none.
    case running
  }

  package let ledger: Ledger
  private let lock: RunLock?

  /// - Parameter onLocked: called when the lock is held, before the ledger is opened.
  /// - Throws: `LedgerFailure` if there is no ledger, or another run holds the lock; what `onLocked` throws.
  package init(_ directory: DataDirectory, for purpose: Purpose, onLocked: () throws -> Void = {}) throws {
    switch purpose {
    case .looking: lock = nil
    case .verifying, .changing:
      guard directory.exists else { throw Ledger.none(directory) }
      if purpose == .changing { try directory.prepare() }
      lock = try RunLock(directory)
    case .changingBesideRuns:
      guard directory.exists else { throw Ledger.none(directory) }
      lock = nil
    case .entering:
      try directory.prepare()
      let isNew = !FileManager.default.fileExists(atPath: directory.databasePath)
      lock = isNew ? try RunLock(directory) : nil
    case .running:
      try directory.prepare()
      lock = try RunLock(directory)
    }
    try onLocked()
    switch purpose {
    case .looking, .verifying: ledger = try Ledger.openForReading(directory)
    case .changing, .changingBesideRuns, .entering, .running: ledger = try Ledger.openForWriting(directory)
    }
  }

  /// Gives `body` the ledger, and lets go of the lock when it is done.
  package func run<Value>(_ body: (Ledger) throws -> Value) rethrows -> Value {
    defer { withExtendedLifetime(lock) {} }
    return try body(ledger)
  }
}
