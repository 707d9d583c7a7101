import CallModel
import FileInput
import Foundation
import Output
import RecordLayouts

/// When a run began and how long its stages took.
package struct RunClock: Sendable {
  package enum Stage: String, CaseIterable, Sendable {
    /// Loading and compiling the registry.
    case registry
    /// Reading, splitting, numbering, line, zone.
    case scan
    /// Regrouping, rating, formatting and writing call records and services.
    case rate
    /// Writing the rejected rows.
    case rejects
    /// Report and renames.
    case publish
  }

  package let startedAt = Date()
  package private(set) var seconds: [Stage: Double] = [:]
  private let start = DispatchTime.now().uptimeNanoseconds
  private var last = DispatchTime.now().uptimeNanoseconds

  package init() {}

  /// The time since the last stage was this one's.
  mutating func finish(_ stage: Stage) {
    let now = DispatchTime.now().uptimeNanoseconds
    seconds[stage, default: 0] += Double(now - last) / 1e9
    last = now
  }

  package var elapsedSeconds: Double { Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 }
}

/// What a run came to, besides the files it wrote.
package struct RateResult: Sendable {
  /// In the order of their names.
  package var files: [FileResult]
  package var total = RowTally()
  package var sums = Sums()
  /// Zones with calls, by name.
  package var zones: [(name: String, tally: ZoneTally)] = []
  package var clock: RunClock
  package var elapsedSeconds = 0.0
  /// Of the files as written, compressed if they are.
  package var callRecordBytes = 0
  package var rejectedRecordBytes = 0
  /// What stands in `report.json`.
  package var report: RunReport

  package var failedFiles: [FileResult] { files.filter { $0.failure != nil } }
}

extension RateResult {
  /// What both stages came to.
  ///
  /// - Parameters:
  ///   - scanned: as the first stage counted them; a failed file has no rows.
  ///   - zones: what the calls of each came to; those without calls are left out.
  ///   - settled: adds to a file's tally what the second stage counted of it.
  /// - Throws: `.notConserved` if a file's outcomes are not its rows (I1).
  package init(
    scanned: [FileResult], sums: Sums, zones: [(name: String, tally: ZoneTally)], clock: RunClock, options: RateOptions,
    layout: RecordLayout, leftOut: Int, settled: (Int, inout RowTally) -> Void
  ) throws(RateFailure) {
    var files = scanned
    var total = RowTally()
    for index in files.indices where files[index].failure == nil {
      settled(index, &files[index].tally)
      guard files[index].tally.isConserved else {
        throw .notConserved("\(files[index].name): \(files[index].tally)")
      }
      total.add(files[index].tally)
    }
    var zones = zones.filter { $0.tally.calls > 0 }
    zones.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var report = RunReport(
      files, total: total, sums: sums, zones: zones, clock: clock, options: options, layout: layout)
    report.leftOutFiles = leftOut
    report.timeZoneData = SystemZones.current.description(of: [options.timeZone, layout.timeZone])
    self.init(files: files, total: total, sums: sums, zones: zones, clock: clock, report: report)
  }
}

extension RunReport {
  /// The report of a run; times and rates as they are now.
  init(
    _ files: [FileResult], total: RowTally, sums: Sums, zones: [(name: String, tally: ZoneTally)],
    clock: RunClock, options: RateOptions, layout: RecordLayout
  ) {
    let elapsed = clock.elapsedSeconds
    let format = Date.ISO8601FormatStyle()
    self.init(
      version: productVersion, layout: layout.name, timeZone: options.timeZone,
      startedAt: clock.startedAt.formatted(format), finishedAt: Date().formatted(format), elapsedSeconds: elapsed,
      workers: options.workers)
    self.files = files.map(File.init)
    failedFiles = files.count { $0.failure != nil }
    totals = Counts(total)
    var scan = ScanTally()
    for file in files { scan.add(file.scan) }
    checks = Checks(scan)
    for reason in Reason.allCases where total.reasons[Int(reason.rawValue)] > 0 {
      reasons[reason.name] = total.reasons[Int(reason.rawValue)]
    }
    for (name, tally) in zones { self.zones[name] = Zone(tally) }
    billedSeconds = sums.billedSeconds
    allowanceSeconds = sums.coveredSeconds
    surplusSeconds = sums.surplusSeconds
    amount = Money.reportText(micros: sums.micros)
    additionalServices.count = sums.services
    additionalServices.total = Money.text(micros: sums.serviceCentavos * 10_000, decimals: 2)
    inputBytes = files.reduce(0) { $0 + $1.plainBytes }
    rowsPerSecond = Int(Double(total.read) / max(elapsed, 1e-9))
    bytesPerSecond = Int(Double(inputBytes) / max(elapsed, 1e-9))
  }
}

extension RunReport.Counts {
  package init(_ tally: RowTally) {
    self.init()
    read = tally.read
    rated = tally[.rated]
    free = tally[.free]
    unanswered = tally[.unanswered]
    duplicate = tally[.duplicate]
    rejected = tally[.rejected]
    suspended = tally[.suspended]
    ignored = tally[.ignored]
  }
}

extension RunReport.File {
  init(_ file: FileResult) {
    self.init(
      name: file.name, sizeBytes: file.sizeBytes, gzip: file.isGzip, digest: file.digest?.description,
      status: file.failure == nil ? "ok" : "failed", error: file.failure, counts: RunReport.Counts(file.tally))
    checks = RunReport.Checks(file.scan)
  }
}

extension RunReport.Checks {
  package init(_ checks: RowChecks) {
    self.init()
    contradictions = checks.contradictions
    clockAgreements = checks.clockAgreements
    clockContradictions = checks.clockContradictions
    shortRows = checks.shortRows
    timedRows = checks.timedRows
  }

  package init(_ scan: ScanTally) {
    self.init(scan.checks)
    ignoredWithSeconds = scan.ignoredWithSeconds
    ignoredPatterns = scan.ignored.mapValues { Ignored(rows: $0.rows, withSeconds: $0.withSeconds) }
  }
}

extension RunReport.Zone {
  init(_ tally: ZoneTally) {
    self.init()
    calls = tally.calls
    durationSeconds = tally.durationSeconds
    billedSeconds = tally.billedSeconds
    amount = Money.reportText(micros: tally.micros)
  }
}

extension Money {
  /// Reais with at least two decimals, and as many as it takes.
  package static func reportText(micros: Int128) -> String {
    var text = Money.text(micros: micros, decimals: Money.maximumDecimals)
    for _ in 0..<4 where text.last == "0" { text.removeLast() }
    return text
  }
}

/// The product's version, in `--version` and in reports.
package let productVersion = "0.1.0"
