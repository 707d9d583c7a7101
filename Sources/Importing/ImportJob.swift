import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import RecordLayouts
import Registry

/// The import job (spec 4): new files of the source directory into the ledger, each call once, whatever happens between
/// two runs.
///
/// ```
/// lock, clean ─ list, know ─ scan ─ void repeats ─ feed recorded calls ─ rate ─ segment to disk ─ one transaction ─ unlink
/// ```
package struct ImportJob {
  let settings: ImportSettings
  let request: ImportRequest
  let progress: ProgressCounter
  var report: ImportReport

  package init(settings: ImportSettings, request: ImportRequest = .files, progress: ProgressCounter = ProgressCounter())
  {
    self.settings = settings
    self.request = request
    self.progress = progress
    report = ImportReport(startedAt: settings.now())
  }

  /// Runs the job.
  ///
  /// - Parameter isDryRun: everything but the commit: what it would do and change.
  /// - Throws: `LedgerFailure`, `RateFailure` or `RegistryFaults`; what was recorded before is then unchanged.
  package mutating func run(isDryRun: Bool = false) throws -> ImportReport {
    progress.begin(.loading)
    let data = DataDirectory(path: settings.dataDirectory)
    try data.prepare()
    let lock = try RunLock(data)
    defer { withExtendedLifetime(lock) {} }
    try step(.locked)
    let ledger = try Ledger.openForWriting(data)
    try ledger.removeOrphans()
    try step(.cleaned)
    let context = try ImportContext(settings, ledger, request)
    report.isDryRun = isDryRun
    try attempt(context, isDryRun: isDryRun)
    if !isDryRun, context.errand.readsFiles { try deleteFiles(context) }
    if !isDryRun { settings.watch?.tell(ledger, into: &report) }
    try step(.done)
    progress.begin(.done)
    report.endedAt = settings.now()
    return report
  }

  func step(_ step: ImportStep) throws { try settings.onStep(step) }

  /// Reads, rates and commits; begins again without a file that changed while it was used.
  private mutating func attempt(_ context: ImportContext, isDryRun: Bool) throws {
    var failures = context.intake.failures
    while true {
      do {
        var attempt = try ImportAttempt(context, failures: failures, progress: progress)
        try attempt.run(isDryRun: isDryRun, into: &report)
        return
      } catch RecordingRun.Failure.sourceChanged(let file, let failure) {
        failures[file] = failure.description
      } catch RecordingRun.Failure.output(let failure) {
        throw RateFailure.output(failure)
      } catch let failure as OutputFailure {
        throw RateFailure.output(failure)
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
  /// Files of the directory that are not read because of their names.
  let leftOut: Int
  /// Whether the registry is another than that of the last run.
  let isRegistryNew: Bool
  let errand: ImportErrand
  /// What `additional_service` was and is, and whether this run is the first to see it so.
  let modes: ServiceModes
  let isModeNew: Bool
  let identification: IdentificationState
  /// Books that keep an older registry, since today's cannot rate them (spec 4.3).
  let held: [BookRow]
  let run: Int64
  let firstFile: Int64

  init(_ settings: ImportSettings, _ ledger: Ledger, _ request: ImportRequest) throws {
    self.settings = settings
    self.ledger = ledger
    errand = try ImportErrand(request, ledger, now: settings.now())
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
    let known = try ledger.setting(ServiceModes.settingKey)
    var modes = ServiceModes(known)
    modes.note(isPerCall: settings.isPerCall, on: ServiceActions.day(of: settings.now(), zone))
    self.modes = modes
    isModeNew = modes.text != known
    isRegistryNew = try ledger.setting("registry") != snapshot.digest
    try Self.checkTimeZone(settings, ledger)
    identification = try IdentificationState(ledger, snapshot)
    held = try ledger.heldBooks()
    let readings = try ledger.readings()
    do throws(FileFailure) {
      directory = try SourceDirectory(
        path: errand.readsFiles ? settings.sourceDirectory : ledger.directory.recordsPath)
      let listing = errand.readsFiles ? try directory.listing(settings.files) : SourceDirectory.Listing()
      leftOut = listing.leftOut
      intake = SourceIntake(
        listing.files, readings: readings, directory: directory, settings: settings, layoutDigest: layoutDigest)
    } catch {
      throw RateFailure.source(error)
    }
    (run, firstFile) = try ledger.nextNumbers()
    try settings.onStep(.listed)
  }

  static let timeZoneKey = "time_zone"

  /// Cycles that are closed, or keep an older registry, keep the time zone by which they began and ended: it cannot change
  /// while there are any.
  private static func checkTimeZone(_ settings: ImportSettings, _ ledger: Ledger) throws {
    guard let known = try ledger.setting(timeZoneKey), known != settings.timeZone, try ledger.hasFixedBooks() else {
      return
    }
    throw LedgerFailure(
      path: "time_zone", expected: "\(known), by which recorded cycles were closed or are held",
      found: settings.timeZone,
      remedy: "set it back, or reopen these cycles first (summit-cdr services reopen); nothing was changed")
  }
}
