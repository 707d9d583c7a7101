import CallModel

/// How many rows of each file had which outcome, counted a call at a time by one thread: plain memory, since arrays of
/// arrays asked at each count whether they are shared.
final class OutcomeCounts {
  private static let outcomes = Outcome.allCases.count
  private static let reasons = Reason.allCases.count
  private let fileCount: Int
  /// By file: outcomes, then reasons.
  private let counts: UnsafeMutablePointer<Int>

  init(fileCount: Int) {
    self.fileCount = fileCount
    let size = max(1, fileCount * (Self.outcomes + Self.reasons))
    counts = .allocate(capacity: size)
    counts.initialize(repeating: 0, count: size)
  }

  deinit { counts.deallocate() }

  @inline(__always)
  func count(_ outcome: Outcome, of file: Int) {
    precondition(file >= 0 && file < fileCount)
    // SAFETY: the file was checked, and raw values of outcomes begin at 0 without gaps, as `RowTally` has it, too.
    counts[file * (Self.outcomes + Self.reasons) + Int(outcome.rawValue)] += 1
  }

  func count(_ reason: Reason, of file: Int) {
    count(reason.outcome, of: file)
    // SAFETY: the file was checked by that; raw values of reasons begin at 0 without gaps, as those of outcomes do.
    counts[file * (Self.outcomes + Self.reasons) + Self.outcomes + Int(reason.rawValue)] += 1
  }

  /// What was counted of `file`; nothing was read by this.
  func tally(_ file: Int) -> RowTally {
    precondition(file >= 0 && file < fileCount)
    var tally = RowTally()
    let first = file * (Self.outcomes + Self.reasons)
    for index in 0..<Self.outcomes { tally.outcomes[index] = counts[first + index] }
    for index in 0..<Self.reasons { tally.reasons[index] = counts[first + Self.outcomes + index] }
    return tally
  }
}
