import Foundation
import Ledger
import Synchronization

/// Sums over many rows, worked out beside the pages and kept for as long as the ledger stays as it is: a list is shown at
/// once, and its totals arrive after it (spec 8.1).
final class SumDesk: Sendable {
  /// What is known of a sum.
  struct Known<Value: Sendable>: Sendable {
    /// Nil: nothing yet.
    var value: Value?
    /// Whether it is of the ledger as it stands; if not, a new one is being worked out.
    var isCurrent: Bool
    /// It could not be worked out; the log says why.
    var hasFailed = false
  }

  private struct Entry {
    var mark: String
    var value: (any Sendable)?
    var isRunning = false
    var hasFailed = false
    var usedAt: Int
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var running = 0
    var clock = 0
  }

  /// At one time: each reads all it is asked for on a processor of its own.
  private static let maximumRunning = 2
  private static let maximumKept = 200

  private let state = Mutex(State())
  private let log: @Sendable (String) -> Void

  init(log: @escaping @Sendable (String) -> Void) { self.log = log }

  /// What is known of a sum; begins to work it out if that is nothing, or of before.
  ///
  /// - Parameters:
  ///   - key: the integration, what is summed, and the filter.
  ///   - mark: of the ledger's state (`Ledger.stateMark`).
  func known<Value: Sendable>(
    _ key: String, mark: String, _ compute: @escaping @Sendable () throws -> Value
  ) -> Known<Value> {
    let (known, begins) = state.withLock { state in
      state.clock += 1
      var entry = state.entries[key] ?? Entry(mark: "", usedAt: 0)
      entry.usedAt = state.clock
      let isCurrent = entry.mark == mark && entry.value != nil
      let isKnownToFail = entry.mark == mark && entry.hasFailed
      let begins = !isCurrent && !isKnownToFail && !entry.isRunning && state.running < Self.maximumRunning
      if begins {
        entry.isRunning = true
        state.running += 1
      }
      state.entries[key] = entry
      if state.entries.count > Self.maximumKept { Self.forgetOldest(&state) }
      return (Known(value: entry.value as? Value, isCurrent: isCurrent, hasFailed: isKnownToFail), begins)
    }
    if begins { begin(key, mark, compute) }
    return known
  }

  private func begin<Value: Sendable>(
    _ key: String, _ mark: String, _ compute: @escaping @Sendable () throws -> Value
  ) {
    let thread = Thread { [self] in
      let result = Result { try compute() }
      if case .failure(let error) = result { log("error: a sum could not be worked out: \(error)") }
      state.withLock { state in
        state.running -= 1
        guard var entry = state.entries[key] else { return }
        entry.isRunning = false
        entry.mark = mark
        switch result {
        case .success(let value): (entry.value, entry.hasFailed) = (value, false)
        case .failure: entry.hasFailed = true
        }
        state.entries[key] = entry
      }
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  private static func forgetOldest(_ state: inout State) {
    let idle = state.entries.filter { !$0.value.isRunning }
    if let oldest = idle.min(by: { $0.value.usedAt < $1.value.usedAt }) { state.entries[oldest.key] = nil }
  }
}
