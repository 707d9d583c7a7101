import Ledger

/// Which runs are withdrawn, and what came with them (spec 4.5).
struct UndoPlan {
  /// In order.
  let runs: [Int64]
  /// Readings of files, failed ones too.
  private(set) var files: [FileRow] = []
  let fileNumbers: Set<Int64>
  /// Rows of other files that these runs tried again.
  let changes: [HeldChange]
  /// Recorded calls that these runs' versions took the place of.
  let replaced: [HeldRowRecord]
  /// Calls of these runs that other runs' versions took the place of.
  let outlived: [HeldRowRecord]

  /// Kinds of runs that bring calls.
  private static let kinds: Set<String> = ["import", "retry"]
  /// Messages name so many at most.
  static let maximumNamed = 10

  init(_ ledger: Ledger, _ request: UndoRequest) throws {
    try Self.check(request.run, ledger)
    var runs: Set<Int64> = [request.run]
    while true {
      let later = try ledger.dependents(ofRuns: runs)
      if later.isEmpty { break }
      guard request.includesLater else { throw Self.refusal(request.run, later) }
      for run in later { try Self.check(run, ledger) }
      runs.formUnion(later)
    }
    self.runs = runs.sorted()
    for run in self.runs { files += try ledger.files(run: run) }
    fileNumbers = Set(files.map(\.id))
    let numbers = fileNumbers
    changes = try ledger.heldChanges(ofRuns: runs).filter { !numbers.contains($0.file) }
    replaced = try ledger.replacedRows(byRuns: (runs, isIn: true), ofFilesOfRuns: (runs, isIn: false))
    outlived = try ledger.replacedRows(byRuns: (runs, isIn: false), ofFilesOfRuns: (runs, isIn: true))
  }

  private static func check(_ run: Int64, _ ledger: Ledger) throws {
    let place = "run \(run)"
    guard let row = try ledger.run(run) else {
      throw CorrectionFailure(
        place: place, expected: "a run of this ledger", found: "none", remedy: "see summit-cdr runs")
    }
    guard row.state != "undone" else {
      throw CorrectionFailure(
        place: place, expected: "a run that counts", found: "one that was withdrawn",
        remedy: "bring it back with summit-cdr undo --restore \(run), or deliver its files again")
    }
    guard kinds.contains(row.kind) else {
      throw CorrectionFailure(
        place: place, expected: "a run that brought calls", found: "a run of kind \(row.kind)",
        remedy: "a rerate is taken back by another one, after the registry is repaired; others by their own commands")
    }
  }

  private static func refusal(_ run: Int64, _ later: Set<Int64>) -> CorrectionFailure {
    let list = later.sorted().prefix(maximumNamed).map { "\($0)" }.joined(separator: ", ")
    return CorrectionFailure(
      place: "run \(run)", expected: "no later run that counted repeats of its calls or went on in its files",
      found: "\(later.count == 1 ? "run" : "runs") \(list)\(later.count > maximumNamed ? " and more" : "")",
      remedy: "withdraw these, too, with --with-later; nothing was changed")
  }
}
