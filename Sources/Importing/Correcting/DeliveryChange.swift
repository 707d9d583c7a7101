import CallModel
import FileInput
import Ledger
import Pipeline

/// Which readings of files are taken out of what is delivered, or come back (spec 4.3, 4.5).
///
/// A reading is delivered while a run that counts has read it, or has met its content again: so undoing the run that
/// brought a content first loses nothing that came again.
struct DeliveryChange {
  /// The runs that are withdrawn or come back, in order.
  let runs: [Int64]
  /// The run that withdrew them, if they come back.
  let undo: Int64?
  /// All their readings.
  private(set) var files: [FileRow] = []
  /// Readings that are no longer delivered.
  private(set) var withdrawn: Set<Int64> = []
  /// Readings that are delivered again.
  private(set) var returning: Set<Int64> = []
  /// The runs that brought them.
  private(set) var touchedRuns: [Int64] = []
  /// When the calls of these runs start, seconds since 1970.
  private(set) var starts: ClosedRange<Int64>?

  private static let maximumNamed = 10

  init(withdrawing request: UndoRequest, _ ledger: Ledger) throws {
    let readings = try ledger.readings(withdrawn: true)
    try Self.check(request.run, ledger)
    runs = [request.run]
    undo = nil
    // Its readings, and what later runs read behind them.
    var chosen = Set(readings.filter { $0.run == request.run && $0.state != .undone }.map(\.id))
    var later: Set<Int64> = []
    for reading in readings where reading.state != .undone && !chosen.contains(reading.id) {
      guard let earlier = reading.earlier, chosen.contains(earlier) else { continue }
      chosen.insert(reading.id)
      later.insert(reading.run)
    }
    if !later.isEmpty, !request.includesLater { throw Self.refusal(request.run, later) }
    files = readings.filter { chosen.contains($0.id) }
    let rest = FileDelivery(readings) { $0.state != .undone && !chosen.contains($0.id) }
    withdrawn = Set(FileDelivery(readings).deliverers.keys).subtracting(rest.deliverers.keys)
    touchedRuns = Set(files.map(\.run)).sorted()
    starts = try Self.starts(of: touchedRuns, ledger)
    try refuseClosed(request.run, ledger)
  }

  init(restoring request: UndoRequest, _ ledger: Ledger) throws {
    guard let undo = try ledger.withdrawal(ofRun: request.run) else { throw try Self.notWithdrawn(ledger, request.run) }
    self.undo = undo
    let items = try ledger.withdrawnItems(undo)
    runs = items.filter { $0.kind == .run }.map(\.id)
    var readings = try ledger.readings(withdrawn: true)
    let before = FileDelivery(readings)
    var states: [Int64: FileRow.State] = [:]
    for item in items where item.kind == .file { states[item.id] = FileRow.State(rawValue: item.state) }
    for index in readings.indices {
      guard let state = states[readings[index].id] else { continue }
      readings[index].state = state
      files.append(readings[index])
    }
    returning = Set(FileDelivery(readings).deliverers.keys).subtracting(before.deliverers.keys)
    touchedRuns = Set(files.map(\.run)).sorted()
    starts = try Self.starts(of: touchedRuns, ledger)
  }

  private static func starts(of runs: [Int64], _ ledger: Ledger) throws -> ClosedRange<Int64>? {
    var all: ClosedRange<Int64>?
    for run in runs {
      guard let starts = try ledger.starts(ofRun: run) else { continue }
      all = min(all?.lowerBound ?? .max, starts.lowerBound)...max(all?.upperBound ?? .min, starts.upperBound)
    }
    return all
  }

  /// Names of the files that were imported.
  var importedNames: [String] { files.filter { $0.state == .imported || $0.state == .deleted }.map(\.displayName) }

  /// What is taken out of the recorded rows.
  var withdrawnRows: WithdrawnRows {
    var rows = WithdrawnRows()
    rows.files = Set(withdrawn.map { Int($0) })
    return rows
  }

  func write(_ writer: LedgerWriter) throws {
    if let undo {
      try writer.restore(undo)
      try writer.restoreKeptRows(ofFiles: returning)
    } else {
      try writer.withdraw(runs: runs, files: Set(files.map(\.id)))
      try writer.withdrawKeptRows(ofFiles: withdrawn)
    }
  }

  // MARK: - Refusals

  private static func check(_ run: Int64, _ ledger: Ledger) throws {
    let place = "run \(run)"
    guard let row = try ledger.run(run) else {
      throw Problem(
        place, expected: "a run of this ledger", found: "none", remedy: "see summit-cdr runs")
    }
    guard row.state != "undone" else {
      throw Problem(
        place, expected: "a run that counts", found: "one that was withdrawn",
        remedy: "bring it back with summit-cdr undo --restore \(run), or take its files with import --again NAME")
    }
    guard row.kind == "import" else {
      throw Problem(
        place, expected: "a run that brought rows", found: "a run of kind \(row.kind)",
        remedy: "it follows from the registry and from what is delivered: change these")
    }
  }

  private static func refusal(_ run: Int64, _ later: Set<Int64>) -> Problem {
    let list = later.sorted().prefix(maximumNamed).map { "\($0)" }.joined(separator: ", ")
    return Problem(
      "run \(run)", expected: "no later run that went on in its files",
      found: "\(later.count == 1 ? "run" : "runs") \(list)\(later.count > maximumNamed ? " and more" : "")",
      remedy: "withdraw these, too, with --with-later; nothing was changed")
  }

  private static func notWithdrawn(_ ledger: Ledger, _ run: Int64) throws -> Problem {
    Problem(
      "run \(run)", expected: "a run that was withdrawn",
      found: try ledger.run(run) == nil ? "none of that number" : "one that counts", remedy: "see summit-cdr runs")
  }

  /// Calls of closed cycles, and of closed late services, stay.
  private func refuseClosed(_ run: Int64, _ ledger: Ledger) throws {
    guard let starts, !withdrawn.isEmpty else { return }
    let segments = try SegmentReader(ledger)
    let reader = SegmentRowReader()
    for cycleAccount in try ledger.closedCycleAccounts()
    where cycleAccount.lastStart >= starts.lowerBound && cycleAccount.firstStart <= starts.upperBound {
      for span in try ledger.spans(cycleAccount: cycleAccount.id)
      where span.entry < cycleAccount.entry && span.run >= (touchedRuns.first ?? 0) {
        try reader.forEach(in: try segments.rows(of: span)) { row in
          guard let file = row.integer(.file), withdrawn.contains(Int64(file)) else { return }
          throw Problem(
            "run \(run)", expected: "no call of a closed cycle or late service",
            found:
              "\(row.text(.source)), in the cycle of \(cycleAccount.owner) that begins on \(cycleAccount.cycleStart)",
            remedy: "open it with summit-cdr services reopen first; nothing was changed")
        }
      }
    }
  }
}
