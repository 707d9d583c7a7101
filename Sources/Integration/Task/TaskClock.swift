import Foundation
import Synchronization

/// The clock of a scheduler: tests have one of their own.
package protocol TaskClock: Sendable {
  /// Seconds since 1970, as the machine's clock has them; it may be set back and forth.
  var now: Int64 { get }
  /// Waits about so long, less if the scheduler is asked to stop.
  func wait(seconds: Int64)
  /// Whether the scheduler is to stop.
  var isStopping: Bool { get }
}

/// The machine's clock, and the request to stop that ends its waits.
package final class MachineClock: TaskClock {
  private let stopping = Atomic<Bool>(false)
  private let wake = DispatchSemaphore(value: 0)

  package init() {}

  package var now: Int64 { Int64(Date().timeIntervalSince1970.rounded(.down)) }
  package var isStopping: Bool { stopping.load(ordering: .acquiring) }

  /// Counts time that passes, regardless of what the clock is set to meanwhile.
  package func wait(seconds: Int64) {
    guard !isStopping else { return }
    // Who is woken wakes the next: several schedulers may wait.
    if wake.wait(timeout: .now() + .seconds(Int(max(0, seconds)))) == .success { wake.signal() }
  }

  /// Asks all that use this clock to stop.
  package func stop() {
    stopping.store(true, ordering: .releasing)
    wake.signal()
  }
}
