import Foundation
import Integration
import Synchronization

/// A clock that a test sets: waiting lets its time pass at once.
final class ScriptedClock: TaskClock {
  private struct State {
    var now: Int64
    var end: Int64
    var isStopping = false
    /// The clock is set to `to` when it comes to `at`, in this order.
    var jumps: [(at: Int64, to: Int64)] = []
    var waits = 0
  }

  private let state: Mutex<State>
  private let onWait: @Sendable (Int64) -> Void

  /// More waits than any of these tests needs: one that never ends fails.
  private static let maximumWaits = 200_000

  /// - Parameters:
  ///   - end: seconds of waiting after which it says to stop.
  ///   - onWait: called with the time after each wait.
  init(
    _ now: Int64, forSeconds end: Int64, jumps: [(at: Int64, to: Int64)] = [],
    onWait: @escaping @Sendable (Int64) -> Void = { _ in }
  ) {
    self.onWait = onWait
    state = Mutex(State(now: now, end: now + end, jumps: jumps))
  }

  var now: Int64 { state.withLock { $0.now } }
  var isStopping: Bool { state.withLock { $0.isStopping } }
  var date: Date { Date(timeIntervalSince1970: Double(now)) }

  func stop() { state.withLock { $0.isStopping = true } }

  func wait(seconds: Int64) {
    state.withLock { state in
      state.now += seconds
      if let jump = state.jumps.first, state.now >= jump.at {
        state.end += jump.to - state.now
        state.now = jump.to
        state.jumps.removeFirst()
      }
      state.waits += 1
      if state.now >= state.end || state.waits > Self.maximumWaits { state.isStopping = true }
    }
    onWait(now)
  }
}
