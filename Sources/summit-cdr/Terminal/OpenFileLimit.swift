import Glibc

/// Whether this process may open the files it needs.
///
/// The system's libraries end a process by a trap, without a word, where they need a descriptor and get none (libdispatch
/// does for signals and timers), so this is asked before anything else.
enum OpenFileLimit {
  /// An import with one worker has 16 open at a time, the standard ones and those of the libraries among them.
  static let neededFiles = 32

  /// Raises the limit to so many, or as far as the system lets it.
  ///
  /// - Returns: how many there may be now; nil if the system does not say.
  static func raise(to wanted: Int) -> Int? {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0 else { return nil }
    if limit.rlim_cur < wanted {
      limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
      _ = setrlimit(resource, &limit)
      guard getrlimit(resource, &limit) == 0 else { return nil }
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// Raises the limit as far as the system lets it, if it is too low.
  ///
  /// - Returns: what to tell the user if it stays too low, else nil.
  static func fault() -> String? {
    guard let limit = raise(to: neededFiles), limit < neededFiles else { return nil }
    return "open files: expected a limit of at least \(neededFiles), found \(limit): raise it (ulimit -n, or "
      + "LimitNOFILE= of a systemd unit); nothing was done"
  }
}
