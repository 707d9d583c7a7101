import ByteScanning
import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline

/// Brings withdrawn runs back (spec 4.5): their calls come again as if they had just arrived, so that whatever came
/// meanwhile is told from them.
struct RestorePass {
  /// What became of the calls of one file.
  private struct FileCounts {
    var rated = 0
    var free = 0
    var duplicate = 0
    var rejected = 0
  }

  private let ledger: Ledger
  private let settings: ImportSettings
  private let request: UndoRequest
  private let startedAt: Date
  private let undo: Int64
  private let segment: String?
  private var books: CorrectedBooks
  private var report: UndoReport
  private var counts: [Int64: FileCounts] = [:]
  /// Rows of calls that lose to versions which came meanwhile.
  private var raw: [WithdrawnRows.Place: [UInt8]] = [:]

  init(_ ledger: Ledger, _ settings: ImportSettings, _ request: UndoRequest, _ progress: ProgressCounter) throws {
    self.ledger = ledger
    self.settings = settings
    self.request = request
    startedAt = settings.now()
    progress.begin(.loading)
    guard let undo = try ledger.withdrawal(ofRun: request.run) else { throw try Self.refusal(ledger, request.run) }
    self.undo = undo
    let items = try ledger.withdrawnItems(undo)
    report = UndoReport(kind: "restore", runs: items.filter { $0.kind == .run }.map(\.id))
    for item in items where item.kind == .file && (item.state == "imported" || item.state == "deleted") {
      guard let file = try ledger.file(item.id) else { continue }
      report.files.append(file.displayName)
      counts[file.id] = FileCounts()
      guard let digest = file.digest, let again = try ledger.importedFile(digest: digest) else { continue }
      throw CorrectionFailure(
        place: "run \(request.run)", expected: "files that were not delivered again",
        found: "\(file.displayName), again in run \(again.run)",
        remedy: "withdraw run \(again.run) first, or leave it: its calls are recorded; nothing was changed")
    }
    let segment = try ledger.withdrawnSegment(undo)
    self.segment = segment?.name
    books = try CorrectedBooks(ledger, settings, recordedBytes: segment?.bytes ?? 0, progress)
  }

  private static func refusal(_ ledger: Ledger, _ run: Int64) throws -> CorrectionFailure {
    let state = try ledger.run(run)?.state
    let found =
      state == nil
      ? "none of that number" : state == "undone" ? "one whose files were delivered again" : "one that counts"
    return CorrectionFailure(
      place: "run \(run)", expected: "a run that was withdrawn", found: found, remedy: "see summit-cdr runs")
  }

  mutating func run(isDryRun: Bool) throws -> UndoReport {
    try feed()
    let (run, _) = try ledger.nextNumbers()
    let segment = try CorrectionSegment(ledger, run: run)
    let outcomes = try books.rate(into: segment.file)
    count(outcomes)
    try readRefused(outcomes)
    report.rewrittenCycles = books.taken.count
    if isDryRun {
      report.isDryRun = true
      try ledger.rehearse(run: run) { try write($0, outcomes, segment, isRehearsal: true) }
      return report
    }
    report.run = run
    try ledger.commit(run: run) { try write($0, outcomes, segment, isRehearsal: false) }
    try settings.onStep(.committed)
    try ledger.removeDeadSegments()
    try settings.onStep(.segmentsRemoved)
    return report
  }

  private mutating func feed() throws {
    guard let segment else { return }
    try WithdrawnSegment(ledger, segment).forEachRow { row in
      _ = try books.add(row, comesAgain: true)
      report.calls += 1
    }
  }

  /// Keeps the rows of calls that are refused: mostly none.
  private mutating func readRefused(_ outcomes: CorrectedOutcomes) throws {
    var places: Set<WithdrawnRows.Place> = []
    for retried in outcomes.retried {
      guard case .refused = retried.result else { continue }
      places.insert(WithdrawnRows.Place(file: Int64(retried.file), line: retried.line))
    }
    guard let segment, !places.isEmpty else { return }
    try WithdrawnSegment(ledger, segment).forEachRow { row in
      let place = WithdrawnRows.Place(file: Int64(row.integer(.file) ?? -1), line: row.source?.line ?? 0)
      if places.contains(place) { raw[place] = Array(row.raw.dropLast()) }
    }
  }

  private mutating func count(_ outcomes: CorrectedOutcomes) {
    for retried in outcomes.retried {
      let file = Int64(retried.file)
      switch retried.result {
      case .counted(.free): counts[file, default: FileCounts()].free += 1
      case .counted(.duplicate): counts[file, default: FileCounts()].duplicate += 1
      case .counted: counts[file, default: FileCounts()].rated += 1
      case .refused: counts[file, default: FileCounts()].rejected += 1
      }
    }
    report.repeatedCalls = counts.values.reduce(0) { $0 + $1.duplicate + $1.rejected }
  }

  private mutating func write(
    _ writer: LedgerWriter, _ outcomes: CorrectedOutcomes, _ segment: CorrectionSegment, isRehearsal: Bool
  ) throws {
    let taken = books.taken.keys.sorted()
    let before = try writer.spanTotals(ofBooks: taken)
    try writer.restore(undo)
    for (file, count) in counts.sorted(by: { $0.key < $1.key }) {
      try writer.setRecorded(
        rated: count.rated, free: count.free, duplicate: count.duplicate, rejected: count.rejected, ofFile: file)
    }
    for case .refused(let reason) in outcomes.retried.map(\.result) where reason != .conflictingDuplicate {
      throw CorrectionFailure(
        place: "run \(request.run)", expected: "calls with a price", found: "one without (\(reason.name))",
        remedy: "nothing was changed; deliver the files again")
    }
    for retried in outcomes.retried {
      guard case .refused(let reason) = retried.result,
        let row = raw[WithdrawnRows.Place(file: Int64(retried.file), line: retried.line)]
      else { continue }
      try writer.addHeldRow(
        file: Int64(retried.file), line: retried.line, reason: reason.name, raw: row,
        layout: settings.layout.digest, cause: books.runOfFile(retried.winnerFile))
    }
    try segment.add(to: writer)
    let written = try books.write(outcomes, writer, run: segment.run)
    try writer.settleSegments()
    // Rows that wait are tried by the next import, as after a change of the registry.
    try writer.set("registry", "")
    let after = try writer.spanTotals(ofBooks: written.union(taken).sorted())
    let changes = ServiceDifference.changes(from: before, to: after) { _ in "restore" }
    report.serviceCount = changes.count
    report.services = Array(changes.prefix(ImportReport.maximumServiceChanges))
    if isRehearsal { return }
    try writer.add(
      CorrectionRecord(
        kind: "restore", startedAt: startedAt, user: request.user, registry: nil,
        action: "undo --restore \(request.run): \(report.calls) calls come back by run \(segment.run)"),
      report: report.json(), now: settings.now())
    try segment.finish(writer, settings.onStep)
    try settings.onStep(.beforeCommit)
  }
}
