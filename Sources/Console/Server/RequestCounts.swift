import Synchronization

/// How many requests were answered, by the first digit of their status.
final class RequestCounts: Sendable {
  private let counts = Mutex<[Int: Int]>([:])

  func note(status: Int) { counts.withLock { $0[status / 100, default: 0] += 1 } }

  /// `2xx` and how many, in order.
  var all: [(status: String, count: Int)] {
    counts.withLock { counts in counts.sorted { $0.key < $1.key }.map { ("\($0.key)xx", $0.value) } }
  }
}
