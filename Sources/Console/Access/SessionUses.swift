import Foundation
import Ledger
import Synchronization

/// When sessions were used last: noted in memory at once, and in the database beside the answers, so that no page waits
/// for an import that is being committed.
final class SessionUses: Sendable {
  private struct State {
    /// By the session's digest, seconds since 1970.
    var noted: [[UInt8]: Int64] = [:]
    /// Not in the database yet.
    var waiting: [[UInt8]: Int64] = [:]
    var isWriting = false
  }

  /// What is remembered; beyond it the database's word counts.
  private static let maximumKept = 10_000

  private let state = Mutex(State())
  private let log: @Sendable (String) -> Void

  init(log: @escaping @Sendable (String) -> Void) { self.log = log }

  func last(_ digest: [UInt8]) -> Int64? { state.withLock { $0.noted[digest] } }

  /// Notes a use, once a minute.
  func note(_ digest: [UInt8], at now: Int64, in users: LedgerPool) {
    let begins = state.withLock { state in
      guard now - (state.noted[digest] ?? .min / 2) >= Session.notedEverySeconds else { return false }
      if state.noted.count >= Self.maximumKept { state.noted.removeAll() }
      state.noted[digest] = now
      state.waiting[digest] = now
      if state.isWriting { return false }
      state.isWriting = true
      return true
    }
    if begins { Thread.detachNewThread { [self] in write(users) } }
  }

  private func write(_ users: LedgerPool) {
    while true {
      let waiting = state.withLock { state in
        let waiting = state.waiting
        state.waiting = [:]
        if waiting.isEmpty { state.isWriting = false }
        return waiting
      }
      if waiting.isEmpty { return }
      do {
        try users.use { ledger in
          try ledger.write { database in
            for (digest, at) in waiting { try SessionStore(database).noteUse(digest, at: at) }
          }
        }
      } catch {
        log("error: the use of a session could not be noted: \(error)")
      }
    }
  }
}
