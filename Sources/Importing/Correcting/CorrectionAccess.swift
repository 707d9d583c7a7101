import Ledger
import Output

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

/// The segment that a correction writes: whole and durable before the transaction that names it is committed.
struct CorrectionSegment {
  let file: OutputFile
  let run: Int64
  private let ledger: Ledger
  private let name: String

  init(_ ledger: Ledger, run: Int64) throws {
    self.ledger = ledger
    self.run = run
    name = ImportAttempt.segmentName(run: run) + ".csv"
    file = try OutputFile(directory: ledger.directory.recordsPath, name: name, isPrivate: true)
  }

  /// Names it in the transaction, if it has rows.
  func add(to writer: LedgerWriter) throws {
    if file.sizeBytes > 0 { try writer.addSegment(id: run, name: name, bytes: file.sizeBytes) }
  }

  /// Brings it to the disk and gives it its name.
  func finish(_ writer: LedgerWriter, _ onStep: @escaping @Sendable (ImportStep) throws -> Void) throws {
    if let digest = try SegmentPublication(file, onStep: onStep).finish() {
      try writer.setDigest(digest, ofSegment: run)
    }
  }
}

extension LedgerWriter {
  /// The number of a registry version, kept if it is new.
  func registryVersion(_ snapshot: RegistrySnapshot) throws -> Int64 {
    try registryVersion(
      digest: snapshot.digest, timeZone: snapshot.timeZone, tables: snapshot.tableDigests
    ) { RegistryVersions.deflate(snapshot.tables[$0] ?? []) }
  }
}
