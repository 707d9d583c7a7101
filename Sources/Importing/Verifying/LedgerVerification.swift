import Dispatch
import FileInput
import Ledger
import Output
import Pipeline
import Synchronization

/// Recomputes everything from the segments and the registry versions and compares it with the ledger (spec 4.5, I1,
/// I6).
///
/// ```
/// lock ─ database sound? ─ references ─ registry versions ─ segment files ─ cycle accounts, row by row ─ files ─ identities ─
/// services
/// ```
///
/// Changes nothing. Holds one cycle account a worker, regardless of what is recorded (I7).
package struct LedgerVerification {
  private let data: DataDirectory
  private let workers: Int
  private let progress: VerifyProgress
  private let findings = FindingList()

  /// Whose spans a worker asks the database for together: it answers one question at a time.
  private static let cycleAccountsAtOnce = 32

  /// - Parameter workers: at least 1; what is found does not depend on it.
  package init(dataDirectory: String, workers: Int, progress: VerifyProgress = VerifyProgress()) {
    data = DataDirectory(path: dataDirectory)
    self.workers = max(1, workers)
    self.progress = progress
  }

  /// - Throws: `LedgerFailure` if the ledger cannot be read at all, or a run is under way.
  package func run() throws -> VerifyReport {
    try LedgerSession(data, for: .verifying).run { try check($0) }
  }

  /// Checks a ledger whose run lock the caller holds.
  func check(_ ledger: Ledger) throws -> VerifyReport {
    var report = VerifyReport()
    report.isComplete = try isReadable(ledger)
    if report.isComplete { try checkContent(ledger, &report) }
    (report.findings, report.findingCount) = findings.all
    report.sort()
    return report
  }

  /// Whether the database can be read without surprises.
  private func isReadable(_ ledger: Ledger) throws(LedgerFailure) -> Bool {
    for fault in try ledger.audit.databaseFaults() {
      findings.add(.database, data.databasePath, expected: "a sound database", found: fault)
    }
    guard findings.isEmpty else { return false }
    for (table, rows) in try ledger.audit.foreignValues() {
      findings.add(
        .database, "table \(table)", expected: "values of its columns' types", found: "others in \(rows) rows")
    }
    return findings.isEmpty
  }

  private func checkContent(_ ledger: Ledger, _ report: inout VerifyReport) throws {
    for (what, fault) in try ledger.audit.danglingRows() {
      findings.add(.database, what, expected: "what it refers to", found: fault)
    }
    report.registryVersions = try RegistryVersionCheck(ledger: ledger, findings: findings).run()
    let segments = try ledger.audit.segments()
    report.segments = segments.count
    report.segmentBytes = segments.reduce(0) { $0 + $1.bytes }
    progress.setTotal(segments.reduce(0) { $0 + $1.bytes + ($1.kind == .live ? $1.liveBytes : 0) })
    let segmentCheck = SegmentCheck(ledger, segments, findings)
    segmentCheck.checkForeignFiles()
    try segmentCheck.checkSpans()
    try checkSegmentFiles(segments)
    let checked = try checkCycleAccounts(ledger, segments, &report)
    var files = FileCheck(ledger, rowsOfFile: checked, findings)
    try files.run()
    report.files = files.files
    report.keptRows = files.keptRows
    report.services = try ServiceCheck(ledger: ledger, findings: findings).run()
  }

  private func checkSegmentFiles(_ segments: [SegmentRecord]) throws {
    try shareOut(segments.count, Array(repeating: (), count: workers)) { _, index in
      SegmentCheck.checkFile(segments[index], data, findings) { progress.add($0) }
    }
  }

  /// - Returns: live rows by file.
  private func checkCycleAccounts(
    _ ledger: Ledger, _ segments: [SegmentRecord], _ report: inout VerifyReport
  ) throws -> [Int] {
    let identities = IdentityStore(directory: data.recordsPath)
    let cycleAccounts = try ledger.allCycleAccounts().sorted { ($0.registry, $0.id) < ($1.registry, $1.id) }
    let context = CycleAccountCheckContext(
      ledger: ledger, segments: Dictionary(uniqueKeysWithValues: segments.map { ($0.id, $0) }),
      versions: VersionCache(ledger),
      accounts: try ledger.accounts(), fileNames: try ledger.fileNames(), identities: identities,
      dialling: try RegistryVersions(ledger).currentDialling(),
      lateCycles: try ledger.setting(LedgerSettings.law) == LedgerSettings.currentLaw
        ? ledger.cyclesWithLateRows().union(ledger.lateContestedCycles(isSettled: true)) : [],
      passing: PassingCycles(cycleAccounts, kept: try ledger.keptAllowances()), findings: findings,
      progress: progress)
    let checks = try (0..<workers).map { (_) throws(LedgerFailure) in try CycleAccountCheck(context) }
    let batch = Self.cycleAccountsAtOnce
    try shareOut((cycleAccounts.count + batch - 1) / batch, checks) { check, index in
      try check.check(cycleAccounts[(index * batch)..<min(cycleAccounts.count, (index + 1) * batch)])
    }
    report.cycleAccounts = cycleAccounts.count
    report.rows = checks.reduce(0) { $0 + $1.rows }
    let writers = checks.map(\.identities)
    try shareOut(IdentityStore.bucketCount, Array(repeating: (), count: workers)) { _, bucket in
      try identities.forEachRepeat(inBucket: bucket, writers) { first, second in
        findings.add(
          .identity, "\(context.fileNames[Int(second.file)]):\(second.line)", expected: "a call that is recorded once",
          found: "the call of \(context.fileNames[Int(first.file)]):\(first.line & ~IdentityStore.lateMark) again")
      }
    }
    return context.fileNames.indices.map { file in checks.reduce(0) { $0 + $1.rowsOfFile[file] } }
  }

  /// Calls `body` for each index below `count`, on as many threads as there are workers; throws what one of them threw.
  private func shareOut<Worker>(_ count: Int, _ workers: [Worker], _ body: @escaping (Worker, Int) throws -> Void)
    throws
  {
    let next = Atomic<Int>(0)
    let failure = Mutex<(any Error)?>(nil)
    let box = Box(workers: workers, body: body)
    DispatchQueue.concurrentPerform(iterations: workers.count) { worker in
      while failure.withLock({ $0 == nil }) {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        do {
          try box.body(box.workers[worker], index)
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  /// Each worker is used by one thread only.
  private struct Box<Worker>: @unchecked Sendable {
    let workers: [Worker]
    let body: (Worker, Int) throws -> Void
  }
}
