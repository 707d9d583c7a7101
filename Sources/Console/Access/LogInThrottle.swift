import Synchronization

/// Slows those down who guess passwords (spec 8.3): by user and address together, by address, and by user.
///
/// It is kept in memory: a restart forgets it, which lets no one guess faster than the hash allows.
final class LogInThrottle: Sendable {
  /// Failures in a window before the next try must wait.
  private enum Limit {
    static let ofUserAndAddress = 5
    static let ofAddress = 20
    static let ofUser = 50
  }
  static let windowSeconds: Int64 = 15 * 60
  /// Names and addresses that are remembered; beyond it the oldest are forgotten.
  private static let maximumKeys = 20_000

  private struct Count {
    var failures: Int
    var since: Int64
  }

  private let counts = Mutex<[String: Count]>([:])

  /// How long the next try must wait, in seconds; 0: it may come now.
  func wait(user: String, address: String, now: Int64) -> Int64 {
    counts.withLock { counts in
      Self.keys(user, address).map { key, limit in
        guard let count = counts[key], count.failures >= limit else { return 0 }
        return max(0, count.since + Self.windowSeconds - now)
      }.max() ?? 0
    }
  }

  func noteFailure(user: String, address: String, now: Int64) {
    counts.withLock { counts in
      if counts.count > Self.maximumKeys {
        counts = counts.filter { now - $0.value.since < Self.windowSeconds }
        if counts.count > Self.maximumKeys { counts.removeAll() }
      }
      for (key, _) in Self.keys(user, address) {
        var count = counts[key] ?? Count(failures: 0, since: now)
        if now - count.since >= Self.windowSeconds { count = Count(failures: 0, since: now) }
        count.failures += 1
        counts[key] = count
      }
    }
  }

  /// A log-in that succeeded: the user at that address begins anew.
  func noteSuccess(user: String, address: String) {
    counts.withLock { $0[Self.keys(user, address)[0].key] = nil }
  }

  private static func keys(_ user: String, _ address: String) -> [(key: String, limit: Int)] {
    [
      ("both \(address) \(user)", Limit.ofUserAndAddress), ("address \(address)", Limit.ofAddress),
      ("user \(user)", Limit.ofUser),
    ]
  }
}
