import Glibc

/// What this process takes.
package enum ProcessMemory {
  /// The most that it has had of the machine's memory at a time; 0 if the system does not tell.
  package static var peakBytes: Int {
    var usage = rusage()
    // RUSAGE_SELF, whose type is not that of the parameter in every C library.
    let itself: CInt = 0
    // SAFETY: getrusage fills the one struct it is given.
    guard getrusage(itself, &usage) == 0 else { return 0 }
    return usage.ru_maxrss * 1024
  }
}
