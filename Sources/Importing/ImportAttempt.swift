import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

/// One pass over the new files, from scanning to the commit.
struct ImportAttempt {
  let context: ImportContext
  let run: RecordingRun
  let progress: ProgressCounter
  let segments: SegmentReader
  let terms: RegistryTerms
  let keys: CycleAccountKeys
  /// Whether all open rows are settled anew, regardless of what the registry's terms say.
  let feedsAll: Bool
  /// Files whose content was imported before: by index, the earlier reading.
  private(set) var repeats: [Int: FileRow] = [:]
  /// Files whose content was withdrawn: by index, the reading that was.
  private(set) var withdrawnContents: [Int: FileRow] = [:]
  /// Of a file whose last row has no line end, by index: the digest of what comes before that row.
  private(set) var openRowDigests: [Int: ContentDigest] = [:]
  /// The open cycle accounts that this run may touch, with the ledger's rows of them, by the same index.
  var cycleAccounts: [CycleAccountRow] = []
  /// The rows that are settled anew.
  var fed = FedPart()
  /// What feeding them came to.
  var fedRows = FedRows()
  /// What became of kept rows that are no calls.
  var keptEarly: [KeptOutcome] = []
  /// What is late, by the closed cycle's index in `closed`.
  private(set) var late: [Int: [LateCall]] = [:]
  private(set) var closed: ClosedPart?
  let versions: VersionCache

  var settings: ImportSettings { context.settings }
  var ledger: Ledger { context.ledger }
  var request: ResolvedRequest { context.request }

  init(_ context: ImportContext, failures: [Int: String], feedsAll: Bool, progress: ProgressCounter) throws {
    self.context = context
    self.progress = progress
    self.feedsAll = feedsAll
    let settings = context.settings
    let options = RateOptions(
      sourceDirectory: settings.sourceDirectory,
      outputDirectory: context.ledger.directory.recordsPath, timeZone: settings.timeZone, workers: settings.workers,
      activeLinesOnly: settings.activeLinesOnly, chunkSizeBytes: settings.chunkSizeBytes,
      shardSizeBytes: settings.shardSizeBytes, memory: settings.memory)
    var windows: [Int: ReadWindow] = [:]
    for (index, candidate) in context.intake.candidates.enumerated() { windows[index] = candidate.window }
    run = RecordingRun(
      options: options, layout: settings.layout, layoutZone: context.layoutZone, registry: context.snapshot.registry,
      zone: context.zone, directory: context.directory, files: context.intake.candidates.map(\.file),
      windows: windows, failures: failures, progress: progress,
      recordedBytes: context.isRegistryNew || feedsAll ? try context.ledger.liveBytes() : 0,
      closedUntil: context.closedUntil,
      discarded: context.discarded, hasLooseCalls: context.hasLooseCalls)
    segments = try SegmentReader(context.ledger)
    versions = VersionCache(context.ledger)
    terms = RegistryTerms(context.snapshot)
    keys = CycleAccountKeys(context.snapshot.registry)
  }

  /// - Parameter look: of a dry run: is given the ledger as it would be.
  mutating func run(isDryRun: Bool, into report: inout ImportReport, _ look: ((Ledger) throws -> Void)?) throws {
    try run.scan()
    try voidRepeats()
    try readOpenRowDigests()
    try settings.onStep(.scanned)
    try feed()
    try feedOtherVersions()
    try settle()
    try settings.onStep(.fed)
    let segment = try OutputFile(
      directory: ledger.directory.recordsPath, name: "\(segmentName).csv", isPrivate: true, isDurable: true)
    let watch = settings.watch.map { CallWatch(run.registry, above: $0.internationalPrice, dayMinimum: $0.dayMinimum) }
    let recorded = try recordedCycleAccounts()
    let outcome = try run.rate(recorded, into: segment, watch: watch)
    let lateParts = try LateCycles(self, recorded).settle(into: segment)
    try settings.onStep(.rated)
    let commit = ImportCommit(self, outcome, lateParts, into: segment)
    if isDryRun {
      try commit.preview(into: &report, look)
      return
    }
    guard commit.isNeeded else {
      commit.reportFiles(into: &report)
      try commit.lookAround(into: &report)
      report.run = 0
      return
    }
    progress.begin(.writing)
    try commit.write(into: &report, after: SegmentPublication(segment, onStep: settings.onStep))
    try settings.onStep(.committed)
    try SegmentCompaction(ledger, run: context.run, onStep: settings.onStep).compact(writtenBytes: segment.sizeBytes)
    try ledger.removeDeadSegments()
    try settings.onStep(.segmentsRemoved)
  }

  var segmentName: String { Self.segmentName(run: context.run) }

  /// Without the ending.
  static func segmentName(run: Int64) -> String {
    "segment-" + run.padded(to: 8)
  }

  /// What a file holds before a last row with no line end: by that it is known again when it grows.
  private mutating func readOpenRowDigests() throws {
    for (index, file) in run.files.enumerated() where file.failure == nil {
      guard let start = file.openRowStart else { continue }
      do throws(FileFailure) {
        let open = try context.intake.open(context.intake.candidates[index].file)
        openRowDigests[index] = try SourceIntake.digest(of: open, count: start)
        _ = try open.hasGrown()
      } catch {
        throw RecordingRun.Failure.sourceChanged(file: index, error)
      }
    }
  }

  /// A file whose content was imported before, under any name, counts no row (spec 4.2); nor does one whose content
  /// was withdrawn, unless it is asked for (spec 4.3).
  private mutating func voidRepeats() throws {
    var seen: [ContentDigest: Int] = [:]
    for (index, file) in run.files.enumerated() where file.failure == nil {
      guard let digest = file.digest else { continue }
      let candidate = context.intake.candidates[index]
      guard candidate.earlier == nil else {
        if candidate.goesOnBehindWhole, seen[digest] == nil { seen[digest] = index }
        continue
      }
      if let first = seen[digest] {
        let name = context.intake.candidates[first].file
        var row = FileRow(name: name.name, state: .imported, identity: name.identity, layout: "")
        row.content = context.firstFile + Int64(first)
        repeats[index] = row
      } else if let row = try ledger.knownFile(digest: digest) {
        repeats[index] = row
      } else if file.tally.read > 0, !request.again.contains(file.name),
        let row = try ledger.withdrawnPart(ofContent: digest)
      {
        withdrawnContents[index] = row
        run.void(index, because: "its content was withdrawn with run \(row.run); import --again \(file.name) takes it")
        continue
      } else {
        seen[digest] = index
      }
      if let row = repeats[index] { run.void(index, because: "already imported as \(row.displayName)") }
    }
  }

  func localDate(_ instant: Int64) -> CivilDate {
    context.zone.day(of: instant)
  }
}

extension ImportAttempt {
  // MARK: - What is late

  /// Tells late rows from others, until nothing more has to be settled anew.
  private mutating func settle() throws {
    while true {
      try settlePast()
      var pieces: [RecordedPiece] = []
      let touched = Set(late.keys.compactMap { closed?.cycles[$0].id })
      let new = touched.subtracting(fed.lateOf)
      pieces += try takeLate(ofAll: new)
      let kept = new.isEmpty ? [] : try ledger.keptRows(.ofCycleAccounts(new))
      let migrants = try run.migrantKeys()
      pieces += try take(
        cycleAccounts.filter { !fed.cycleAccounts.contains($0.id) && migrants.contains(keys.key(of: $0)) })
      pieces += try take(followers(of: migrants))
      if pieces.isEmpty, new.isEmpty { return }
      fedRows.add(try run.feed(pieces, without: withdrawn))
      try feedKept(kept)
    }
  }

  /// Open cycle accounts that may take over other allowances, since a cycle before is settled anew (spec 11.1).
  private func followers(of migrants: Set<CycleAccountKey>) -> [CycleAccountRow] {
    var first: [CycleAccountKey: CivilDate] = [:]
    func touch(_ key: CycleAccountKey) {
      let owner = key.ofAllCycles
      first[owner] = min(first[owner] ?? key.cycleStart, key.cycleStart)
    }
    for cycleAccount in cycleAccounts where fed.cycleAccounts.contains(cycleAccount.id) {
      touch(keys.key(of: cycleAccount))
    }
    for cycle in request.reopened { touch(keys.key(of: cycle)) }
    migrants.forEach(touch)
    if first.isEmpty { return [] }
    let cycles = CycleAllowances(context.snapshot.registry)
    return cycleAccounts.filter { cycleAccount in
      let key = keys.key(of: cycleAccount)
      guard !fed.cycleAccounts.contains(cycleAccount.id), key.plan >= 0, let start = first[key.ofAllCycles],
        start < cycleAccount.cycleStart
      else { return false }
      return !cycles.isPlain(plan: Int(key.plan)) || cycleAccount.carried.contains { $0 != 0 }
    }
  }

  /// What closed cycles left for the next, of plans that pass something on.
  private func keptAllowances() throws -> [CycleAccountKey: [KeptAllowance]] {
    let registry = context.snapshot.registry
    let cycles = CycleAllowances(registry)
    let plans = Set(registry.plans.indices.filter { !cycles.isPlain(plan: $0) }.map { ID(registry.plans[$0].id) })
    if plans.isEmpty { return [:] }
    let reopened = Set(request.reopened.map(\.id))
    let kept = try ledger.keptAllowances()
    var found: [CycleAccountKey: [KeptAllowance]] = [:]
    for cycleAccount in try ledger.closedCycleAccounts()
    where cycleAccount.parent == nil && plans.contains(ID(cycleAccount.plan)) {
      let key = keys.key(of: cycleAccount)
      if key.owner >= 0, !reopened.contains(cycleAccount.id) { found[key] = kept[cycleAccount.id] ?? [] }
    }
    return found
  }

  /// Closed cycles with accepted contests whose late services are written anew: they follow from the answers, too, not
  /// from late rows alone (spec 11.1).
  private func contestedCycles() throws -> [CycleAccountRow] {
    if fed.lateOf.isEmpty { return [] }
    let contested = try ledger.lateContestedCycles().intersection(fed.lateOf)
    return contested.isEmpty ? [] : try ledger.closedCycleAccounts().filter { contested.contains($0.id) }
  }

  private mutating func settlePast() throws {
    guard context.closedUntil > .min || !context.discarded.isEmpty else { return }
    let contested = try contestedCycles()
    let ranges = contested.map { $0.firstStart...$0.lastStart } + [try run.pastStarts()].compactMap { $0 }
    guard let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max() else { return }
    let starts = first...last
    if closed == nil || closed?.covers(starts) == false {
      closed = try ClosedPart(
        ledger, segments, starts: starts, days: localDate(starts.lowerBound)...localDate(starts.upperBound),
        without: Set(request.reopened.map(\.id)), keys, context.snapshot.registry, keeping: closed)
    }
    guard let closed else { return }
    let settled = try run.settlePast(closed.inRun) { index in
      let cycle = closed.cycles[index]
      return LateLine(run, cycle.accountKey, by: try versions.version(cycle.registry).ratingTerms)
    }
    for (cycle, calls) in settled { late[cycle, default: []] += calls }
    for cycle in contested {
      if let index = closed.cycles.firstIndex(where: { $0.id == cycle.id }) { late[index, default: []] += [] }
    }
  }

  /// The open cycle accounts as the second stage takes them.
  private func recordedCycleAccounts() throws -> RecordedCycleAccounts {
    let segments = self.segments
    return RecordedCycleAccounts(
      cycleAccounts.map { cycleAccount in
        RecordedCycleAccount(
          id: cycleAccount.id, key: keys.key(of: cycleAccount), firstStart: cycleAccount.firstStart,
          lastStart: cycleAccount.lastStart,
          left: cycleAccount.left, carried: cycleAccount.carried, isFed: fed.cycleAccounts.contains(cycleAccount.id))
      }, kept: try keptAllowances(), registry: context.snapshot.registry, fileNames: try ledger.fileNames(),
      firstFile: Int(context.firstFile),
      newFiles: context.intake.candidates.count
    ) { (cycleAccount) throws(OutputFailure) in
      do throws(LedgerFailure) {
        return try segments.rows(ofCycleAccount: cycleAccount)
      } catch {
        throw OutputFailure(path: error.path, expected: error.expected, found: error.found, remedy: error.remedy)
      }
    }
  }
}
