import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import RecordLayouts
import Registry

/// The import job (spec 4): new files of the source directory into the ledger, each call once, regardless of what
/// happens between two runs.
///
/// ```
/// lock, clean ─ list, know ─ scan ─ void repeats ─ feed recorded calls ─ rate ─ segment to disk ─ one transaction ─
/// unlink
/// ```
package struct ImportJob {
  let settings: ImportSettings
  let request: ImportRequest
  let progress: ProgressCounter
  var report: ImportReport

  package init(
    settings: ImportSettings, request: ImportRequest = .files(), progress: ProgressCounter = ProgressCounter()
  ) {
    self.settings = settings
    self.request = request
    self.progress = progress
    report = ImportReport(startedAt: settings.now())
  }

  /// Runs the job.
  ///
  /// - Parameter isDryRun: everything but the commit: what it would do and change.
  /// - Throws: `LedgerFailure`, `RateFailure` or `Problems`; what was recorded before is then unchanged.
  package mutating func run(isDryRun: Bool = false) throws -> ImportReport {
    progress.begin(.loading)
    let session = try LedgerSession(DataDirectory(path: settings.dataDirectory), for: .running) { try step(.locked) }
    return try session.run { try run($0, isDryRun: isDryRun) }
  }

  /// Runs the job without the commit, and looks at the ledger as it would be then; nothing of it stays.
  ///
  /// - Throws: as `run` does, and what `look` throws.
  package mutating func rehearse<Value>(_ look: (Ledger) throws -> Value) throws -> Value {
    var value: Value?
    let session = try LedgerSession(DataDirectory(path: settings.dataDirectory), for: .running) { try step(.locked) }
    _ = try withoutActuallyEscaping(look) { look in
      try session.run { try run($0, isDryRun: true) { value = try look($0) } }
    }
    guard let value else { fatalError("a dry run looks once") }
    return value
  }

  private mutating func run(
    _ ledger: Ledger, isDryRun: Bool, look: ((Ledger) throws -> Void)? = nil
  ) throws -> ImportReport {
    try ledger.removeOrphans()
    try step(.cleaned)
    let context = try ImportContext(settings, ledger, request)
    report.isDryRun = isDryRun
    if !isDryRun, context.request.readsFiles { try ledger.noteYoung(context.intake.youngPacked) }
    try attempt(context, isDryRun: isDryRun, look)
    if !isDryRun, context.request.readsFiles { try deleteFiles(context) }
    if !isDryRun { settings.watch?.tell(ledger, into: &report) }
    try step(.done)
    progress.begin(.done)
    report.endedAt = settings.now()
    return report
  }

  func step(_ step: ImportStep) throws { try settings.onStep(step) }

  /// Reads, rates and commits; begins again without a file that changed while it was used, or with all recorded rows if
  /// one stood that today's registry would write otherwise.
  private mutating func attempt(
    _ context: ImportContext, isDryRun: Bool, _ look: ((Ledger) throws -> Void)?
  ) throws {
    var failures = context.intake.failures
    var feedsAll = false
    while true {
      do {
        var attempt = try ImportAttempt(context, failures: failures, feedsAll: feedsAll, progress: progress)
        try attempt.run(isDryRun: isDryRun, into: &report, look)
        return
      } catch RecordingRun.Failure.sourceChanged(let file, let failure) {
        failures[file] = failure.description
      } catch RecordingRun.Failure.stale where !feedsAll {
        feedsAll = true
      } catch RecordingRun.Failure.output(let failure) {
        throw RateFailure.output(failure)
      } catch let failure as OutputFailure {
        throw RateFailure.output(failure)
      } catch is DamagedRows {
        throw LedgerFailure(
          path: context.ledger.directory.recordsPath, expected: "rows of call records in its segments",
          found: "damaged or foreign bytes",
          remedy: "run summit-cdr verify, and restore the data directory from a backup; nothing was changed")
      }
    }
  }
}

/// What an import knows before it reads a row.
struct ImportContext {
  let settings: ImportSettings
  let ledger: Ledger
  let snapshot: RegistrySnapshot
  let zone: TimeZoneRules
  let layoutZone: TimeZoneRules
  let layoutDigest: String
  let directory: SourceDirectory
  let intake: SourceIntake
  /// The files of the directory that are read, known or new.
  let listed: [SourceFile]
  /// Files of the directory that are not read because of their names.
  let leftOut: Int
  /// Whether the registry, or the law by which rows were recorded, is another than that of the last run.
  let isRegistryNew: Bool
  /// Whether numbers may belong to other lines than in the last run: then any recorded row may.
  let isNumberingNew: Bool
  let request: ResolvedRequest
  /// Whether `additional_service` is another than in the last run.
  let isModeNew: Bool
  /// Up to when cycles are closed, seconds since 1970.
  let closedUntil: Int64
  let discarded: DiscardedCalls
  /// Whether there may be rows whose identity does not tell their line: the layout, or that of recorded rows, leaves
  /// the direction to the registry.
  let hasLooseCalls: Bool
  let run: Int64
  let firstFile: Int64

  init(_ settings: ImportSettings, _ ledger: Ledger, _ request: ImportRequest) throws {
    self.settings = settings
    self.ledger = ledger
    self.request = try ResolvedRequest(request, ledger, now: settings.now())
    guard let zone = TimeZoneRules(identifier: settings.timeZone) else {
      throw RateFailure.timeZone(settings.timeZone)
    }
    guard let layoutZone = TimeZoneRules(identifier: settings.layout.timeZone) else {
      throw RateFailure.timeZone(settings.layout.timeZone)
    }
    self.zone = zone
    self.layoutZone = layoutZone
    snapshot = try RegistrySnapshot.today(settings, ledger)
    layoutDigest = settings.layout.digest
    isModeNew = try ledger.setting(LedgerSettings.isPerCall) != LedgerSettings.text(settings.isPerCall)
    let isLawNew = try ledger.setting(LedgerSettings.law) != LedgerSettings.currentLaw
    isRegistryNew = try ledger.setting(LedgerSettings.registry) != snapshot.digest || isLawNew
    isNumberingNew = try isLawNew || (isRegistryNew && snapshot.hasOtherNumbering(than: ledger))
    if isLawNew { try ClosedDays.complete(ledger) }
    closedUntil = try ledger.setting(LedgerSettings.closedUntil).flatMap { Int64($0) } ?? .min
    discarded = DiscardedCalls(
      try ledger.discardedCalls().union(
        self.request.discards?.reason == nil ? [] : self.request.discards?.identities ?? []
      )
      .subtracting(self.request.discards?.reason == nil ? self.request.discards?.identities ?? [] : []))
    let readings = try ledger.readings(withdrawn: true)
    do throws(FileFailure) {
      directory = try SourceDirectory(
        path: self.request.readsFiles ? settings.sourceDirectory : ledger.directory.recordsPath)
      let listing = self.request.readsFiles ? try directory.listing(settings.files) : SourceDirectory.Listing()
      leftOut = listing.leftOut
      listed = listing.files
      intake = SourceIntake(
        listing.files, readings: readings, again: self.request.again, directory: directory, settings: settings,
        layoutDigest: layoutDigest)
    } catch {
      throw RateFailure.source(error)
    }
    (run, firstFile) = try ledger.nextNumbers()
    // Of a ledger of before this law it is not known.
    hasLooseCalls =
      try settings.layout.isByRegistry || ledger.setting(LedgerSettings.hasLooseCalls) != nil
      || run > 1 && ledger.setting(LedgerSettings.law) != LedgerSettings.currentLaw
    try settings.onStep(.listed)
  }
}

/// What the ledger remembers of the last run, by key.
enum LedgerSettings {
  /// The digest of the registry that the open part follows.
  static let registry = "registry"
  /// That of what numbers belong to which line.
  static let numbering = "numbering"
  /// By which law rows were recorded (spec 4.3): set once all of them were settled by it.
  static let law = "law"
  /// 2: a repeat is one regardless of which lines its versions have.
  static let currentLaw = "2"
  /// Set once a row was recorded that leaves its direction to the registry.
  static let hasLooseCalls = "loose-calls"
  /// `additional_service` of open cycles.
  static let isPerCall = "per-call"
  /// No row that starts later, seconds since 1970, is late, or a version of a closed call.
  static let closedUntil = "closed-until"

  static func text(_ value: Bool) -> String { value ? "yes" : "no" }
}
