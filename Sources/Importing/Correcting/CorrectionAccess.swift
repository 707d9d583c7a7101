import Foundation
import Ledger
import Output
import Pipeline

/// How corrections come to the ledger: under the run lock, as an import does (spec 4.2).
enum CorrectionAccess {
  static func write<Value>(_ settings: ImportSettings, _ body: (Ledger) throws -> Value) throws -> Value {
    let data = DataDirectory(path: settings.dataDirectory)
    guard data.exists else {
      throw LedgerFailure(
        path: data.databasePath, expected: "a ledger", found: "none", remedy: "run summit-cdr import first")
    }
    try data.prepare()
    let lock = try RunLock(data)
    defer { withExtendedLifetime(lock) {} }
    try settings.onStep(.locked)
    let ledger = try Ledger.openForWriting(data)
    try ledger.removeOrphans()
    try settings.onStep(.cleaned)
    return try body(ledger)
  }
}

/// A segment that a correction writes: whole and durable before the transaction that names it is committed.
struct CorrectionSegment {
  let file: OutputFile
  let run: Int64
  private let ledger: Ledger
  private let name: String
  private let isWithdrawn: Bool

  /// - Parameter isWithdrawn: whether its rows do not count, but are kept.
  init(_ ledger: Ledger, run: Int64, isWithdrawn: Bool = false) throws {
    self.ledger = ledger
    self.run = run
    self.isWithdrawn = isWithdrawn
    name = ImportAttempt.segmentName(run: run) + (isWithdrawn ? "-withdrawn.csv" : ".csv")
    file = try OutputFile(directory: ledger.directory.recordsPath, name: name, isPrivate: true)
  }

  /// Names it in the transaction, if it has rows that count.
  func add(to writer: LedgerWriter) throws {
    if file.sizeBytes > 0, !isWithdrawn { try writer.addSegment(id: run, name: name, bytes: file.sizeBytes) }
  }

  /// Brings it to the disk and gives it its name.
  func finish(_ writer: LedgerWriter, _ onStep: @escaping @Sendable (ImportStep) throws -> Void) throws {
    guard let digest = try SegmentPublication(file, onStep: onStep).finish() else { return }
    if isWithdrawn {
      // Below the numbers of runs, since the run may have a segment of its own.
      try writer.addWithdrawnSegment(id: -run, name: name, bytes: file.sizeBytes, digest: digest)
    } else {
      try writer.setDigest(digest, ofSegment: run)
    }
  }
}

/// Who asked for a correction, and how it is known afterwards.
struct CorrectionRecord {
  /// As `runs` shows it.
  let kind: String
  let startedAt: Date
  let user: String
  let registry: Int64?
  /// For the journal.
  let action: String
}

extension LedgerWriter {
  /// Notes a correction among the runs and in the journal.
  func add(_ record: CorrectionRecord, report: String, now: Date) throws {
    try addRun(
      kind: record.kind, startedAt: ImportCommit.text(record.startedAt), endedAt: ImportCommit.text(now),
      version: productVersion, registry: record.registry, report: report)
    try change(by: Author(name: record.user, date: now)).note(record.action)
  }

  /// The number of a registry version, kept if it is new.
  func registryVersion(_ snapshot: RegistrySnapshot) throws -> Int64 {
    try registryVersion(
      digest: snapshot.digest, timeZone: snapshot.timeZone, tables: snapshot.tableDigests
    ) { RegistryVersions.deflate(snapshot.tables[$0] ?? []) }
  }
}
