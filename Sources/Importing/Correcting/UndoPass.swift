import ByteScanning
import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline

/// Withdraws runs, in one pass over the books that hold their calls.
struct UndoPass {
  private let ledger: Ledger
  private let settings: ImportSettings
  private let request: UndoRequest
  private let startedAt: Date
  private let plan: UndoPlan
  private let withdrawn: WithdrawnRows
  private var books: CorrectedBooks
  private var report: UndoReport
  /// Where rows of other files were found that wait again.
  private var waiting: Set<WithdrawnRows.Place> = []
  /// Replaced calls that come back, with what they count as.
  private var returned: [(row: HeldRowRecord, outcome: Outcome)] = []
  /// Replaced calls that another run's version keeps replaced.
  private var takenOver: [(row: HeldRowRecord, run: Int64)] = []

  /// Ends a row of a segment.
  private static let lineEnd = UInt8(ascii: "\n")

  init(_ ledger: Ledger, _ settings: ImportSettings, _ request: UndoRequest, _ progress: ProgressCounter) throws {
    self.ledger = ledger
    self.settings = settings
    self.request = request
    startedAt = settings.now()
    progress.begin(.loading)
    plan = try UndoPlan(ledger, request)
    withdrawn = WithdrawnRows(plan)
    report = UndoReport(kind: "undo", runs: plan.runs)
    report.files = plan.files.filter { $0.state == .imported || $0.state == .deleted }.map(\.displayName)
    let affected = try Self.affected(ledger, plan, withdrawn)
    let closed = affected.filter(\.isClosed)
    guard closed.isEmpty else { throw CorrectedBooks.closed(closed) }
    var bytes: Int64 = 0
    for book in affected { bytes += try ledger.spans(book: book.id).reduce(0) { $0 + Int64($1.bytes) } }
    books = try CorrectedBooks(ledger, settings, recordedBytes: bytes, progress)
    self.affected = affected
  }

  private let affected: [BookRow]

  /// Books with calls that are withdrawn. Reads all that was written since the first of the runs.
  private static func affected(_ ledger: Ledger, _ plan: UndoPlan, _ withdrawn: WithdrawnRows) throws -> [BookRow] {
    guard let first = plan.runs.first else { return [] }
    let segments = try SegmentReader(ledger)
    let reader = SegmentRowReader()
    return try ledger.books(writtenSince: first).filter { book in
      var isAffected = false
      let isWhole = try segments.rows(ofBook: book.id).withUnsafeBufferPointer { bytes in
        reader.forEach(in: bytes) { row in
          if case .stays = withdrawn.standing(row) { return }
          isAffected = true
        }
      }
      guard isWhole else { throw RecordedCalls.damaged(book) }
      return isAffected
    }
  }

  mutating func run(isDryRun: Bool) throws -> UndoReport {
    let (run, _) = try ledger.nextNumbers()
    let aside = try CorrectionSegment(ledger, run: run, isWithdrawn: true)
    try takeBooks(aside)
    try returnReplaced()
    let segment = try CorrectionSegment(ledger, run: run)
    let outcomes = try books.rate(into: segment.file)
    report.rewrittenCycles = books.taken.count
    if isDryRun {
      report.isDryRun = true
      try ledger.rehearse(run: run) { try write($0, outcomes, segment, aside, isRehearsal: true) }
      return report
    }
    report.run = run
    try ledger.commit(run: run) { try write($0, outcomes, segment, aside, isRehearsal: false) }
    try settings.onStep(.committed)
    try ledger.removeDeadSegments()
    try settings.onStep(.segmentsRemoved)
    report.filesInSource = filesInSource()
    return report
  }

  /// Feeds what stays of the books, and puts aside what is withdrawn.
  private mutating func takeBooks(_ aside: CorrectionSegment) throws {
    let buffer = TextBuffer(capacity: 1 << 16)
    var calls = 0
    var waiting: Set<WithdrawnRows.Place> = []
    let withdrawn = self.withdrawn
    for book in affected {
      try books.take(book) { row in
        switch withdrawn.standing(row) {
        case .stays: return true
        case .withdrawn: buffer.append(row.raw)
        case .waits(let place): waiting.insert(place)
        }
        calls += 1
        if buffer.count > 1 << 20 { try Self.flush(buffer, aside) }
        return false
      }
    }
    try Self.flush(buffer, aside)
    report.calls = calls
    self.waiting = waiting
  }

  private static func flush(_ buffer: TextBuffer, _ aside: CorrectionSegment) throws {
    try aside.file.append(buffer.bytes)
    buffer.removeAll()
  }

  /// Feeds calls that withdrawn versions had taken the place of; not those that yet another version would.
  private mutating func returnReplaced() throws {
    var outlived: [OwnCells.Identity: Int64] = [:]
    for row in plan.outlived { Self.read(row) { outlived[OwnCells.Identity($0)] = row.run } }
    for row in plan.replaced {
      var result: Result<Bool, any Error>?
      Self.read(row) { call in
        if let run = outlived[OwnCells.Identity(call)] {
          takenOver.append((row, run))
        } else {
          result = Result { try books.add(call, comesAgain: false) }
        }
      }
      if let result { returned.append((row, try result.get() ? .free : .rated)) }
    }
    report.returnedCalls = returned.count
  }

  private static func read(_ row: HeldRowRecord, _ body: (SegmentRow) -> Void) {
    (row.raw + [lineEnd]).withUnsafeBufferPointer { bytes in _ = SegmentRowReader().forEach(in: bytes, body) }
  }

  /// Imported files that lie where they would be imported again.
  private func filesInSource() -> [String] {
    guard let source = try? SourceDirectory(path: settings.sourceDirectory), let found = try? source.list() else {
      return []
    }
    let identities = Set(found.map(\.identity))
    return plan.files.filter { $0.state == .imported && identities.contains($0.identity) }.map(\.displayName)
  }
}

// MARK: - Writing

extension UndoPass {
  private mutating func write(
    _ writer: LedgerWriter, _ outcomes: CorrectedOutcomes, _ segment: CorrectionSegment, _ aside: CorrectionSegment,
    isRehearsal: Bool
  ) throws {
    let taken = books.taken.keys.sorted()
    let before = try writer.spanTotals(ofBooks: taken)
    try writer.withdraw(runs: plan.runs)
    try writeHeldRows(writer)
    try segment.add(to: writer)
    let written = try books.write(outcomes, writer, run: segment.run)
    try writer.settleSegments()
    let after = try writer.spanTotals(ofBooks: written.union(taken).sorted())
    let changes = ServiceDifference.changes(from: before, to: after) { _ in "undo" }
    report.serviceCount = changes.count
    report.services = Array(changes.prefix(ImportReport.maximumServiceChanges))
    if isRehearsal { return }
    let runs = plan.runs.map { "\($0)" }.joined(separator: ", ")
    try writer.add(
      CorrectionRecord(
        kind: "undo", startedAt: startedAt, user: request.user, registry: nil,
        action: "undo run \(runs): \(report.calls) calls withdrawn by run \(segment.run)"),
      report: report.json(), now: settings.now())
    try aside.finish(writer, settings.onStep)
    try segment.finish(writer, settings.onStep)
    try settings.onStep(.beforeCommit)
  }

  private mutating func writeHeldRows(_ writer: LedgerWriter) throws {
    var waitingRows = 0
    for change in plan.changes where isReverted(change) {
      guard let before = Reason.allCases.first(where: { $0.name == change.reason }),
        let now = Outcome.allCases.first(where: { $0.name == change.outcome })
      else { continue }
      try writer.revert(change)
      try writer.move(file: change.file, from: now, to: before.outcome)
      waitingRows += 1
    }
    report.waitingRows = waitingRows
    for (row, outcome) in returned {
      try writer.setHeldRowState("undone", row.id)
      try writer.move(file: row.file, from: .rejected, to: outcome)
    }
    for (row, run) in takenOver { try writer.setReplacingRun(run, ofHeldRow: row.id) }
    // The next import tries the rows again, as after a change of the registry.
    if waitingRows > 0 { try writer.set("registry", "") }
  }

  /// Whether a row waits again: its call is withdrawn, or what it was held to repeat is.
  private func isReverted(_ change: HeldChange) -> Bool {
    switch change.outcome {
    case Outcome.rated.name, Outcome.free.name:
      waiting.contains(WithdrawnRows.Place(file: change.file, line: change.line))
    case Outcome.duplicate.name: true
    default: change.became == Reason.conflictingDuplicate.name
    }
  }
}
