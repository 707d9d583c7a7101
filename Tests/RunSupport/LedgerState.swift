import CallModel
import Foundation
import Importing
import Ledger
import Pipeline

/// All that must be the same after a run that was disturbed and done again as after one that was not (I4): what is
/// recorded, what waits, what is known of the files, and what lies in the directories. Numbers of runs and segments,
/// and times, are left out: they may differ.
package struct LedgerState {
  /// Name and text, in the order in which differences are told.
  package let parts: [(name: String, text: String)]

  package init(data: String, source: String) throws {
    let ledger = try Ledger.openForReading(DataDirectory(path: data))
    parts = [
      ("call records", String(decoding: try ledger.callRecords(), as: UTF8.self)),
      ("services", String(decoding: RecordedServices.csv(try RecordedServices(ledger).list()), as: UTF8.self)),
      ("held rows", try Self.keptRows(ledger)), ("files", try Self.files(ledger)),
      ("books", try Self.cycleAccounts(ledger)),
      ("source directory", try Self.listing(source)),
      ("records that are not live", try Self.orphans(ledger)), ("conservation", try Self.imbalances(ledger)),
      ("verify", try Self.findings(data)),
    ]
  }

  /// Where this differs first; nil if nowhere.
  package func difference(from expected: LedgerState) -> String? {
    for (mine, theirs) in zip(parts, expected.parts) {
      if let difference = Self.difference(mine.text, theirs.text) { return "\(mine.name), \(difference)" }
    }
    return nil
  }

  /// What is wrong regardless of the files: rows that count twice or never, segments without a live row.
  package var faults: String? {
    let bad = parts.suffix(3).filter { !$0.text.isEmpty }
    return bad.isEmpty ? nil : bad.map { "\($0.name): \($0.text)" }.joined(separator: "\n")
  }

  /// What must be there once a run says that it is done: it may have failed to delete files or to tidy up.
  package func whatIsRecorded() -> LedgerState {
    LedgerState(parts: parts.filter { !Self.partsOfTidying.contains($0.name) })
  }

  private static let partsOfTidying = ["files", "source directory", "records that are not live", "verify"]

  /// Only what does not depend on the order in which the files came (I3): a file that could not be read comes later.
  package func whateverTheOrder() -> LedgerState {
    LedgerState(
      parts: parts.filter { !Self.partsOfArrival.contains($0.name) }.map { part in
        guard part.name == "call records" else { return part }
        let rows = part.text.split(separator: "\n", omittingEmptySubsequences: false)
        return (part.name, rows.map { $0[..<($0.lastIndex(of: ",") ?? $0.endIndex)] }.joined(separator: "\n"))
      })
  }

  private static let partsOfArrival = ["held rows", "files", "books"]

  private init(parts: [(name: String, text: String)]) { self.parts = parts }

  /// A difference between two texts, for a message; nil if there is none.
  package static func difference(_ found: String, _ expected: String) -> String? {
    guard !found.utf8.elementsEqual(expected.utf8) else { return nil }
    let found = found.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(found, expected).enumerated().first { !$0.element.0.utf8.elementsEqual($0.element.1.utf8) }?.offset
    let index = line ?? min(found.count, expected.count)
    return """
      line \(index + 1) of \(found.count), expected \(expected.count)
        found    \(index < found.count ? found[index] : "(end)")
        expected \(index < expected.count ? expected[index] : "(end)")
      """
  }

  /// What `verify` finds (spec 4.5).
  private static func findings(_ data: String) throws -> String {
    try LedgerVerification(dataDirectory: data, workers: 1).run().findings.map { "\($0)" }.joined(separator: "\n")
  }

  private static func keptRows(_ ledger: Ledger) throws -> String {
    try allKeptRows(ledger).filter { $0.state != .settled }.map { row in
      "\(row.fileName):\(row.line) \(row.reason) \(row.state) \(String(decoding: row.raw, as: UTF8.self))"
    }.sorted().joined(separator: "\n")
  }

  private static func allKeptRows(_ ledger: Ledger) throws -> [KeptRowRecord] {
    var rows: [KeptRowRecord] = []
    for outcome in [Outcome.suspended, .rejected] {
      var selection = KeptRowSelection(outcome)
      selection.states = Set(KeptRowRecord.State.allCases)
      try ledger.forEachKeptRow(selection) { rows.append($0) }
    }
    return rows
  }

  private static func files(_ ledger: Ledger) throws -> String {
    try ledger.files(run: nil).map { file in
      "\(file.displayName) \(file.state) gzip \(file.isGzip) bytes \(file.plainBytes) resume \(file.resumeBytes) lines "
        + "\(file.resumeLines) pending \(file.isPending) read \(file.read) \(file.outcomes)"
    }.sorted().joined(separator: "\n")
  }

  private static func cycleAccounts(_ ledger: Ledger) throws -> String {
    try ledger.allCycleAccounts().map { cycleAccount in
      "\(cycleAccount.isPool) \(cycleAccount.owner) \(cycleAccount.plan) \(cycleAccount.cycleStart) \(cycleAccount.firstStart) \(cycleAccount.lastStart) \(cycleAccount.left) "
        + "closed \(cycleAccount.isClosed) entry \(cycleAccount.entry)"
    }.sorted().joined(separator: "\n")
  }

  /// Names and bytes, hidden files too.
  static func listing(_ directory: String) throws -> String {
    try FileManager.default.contentsOfDirectory(atPath: directory).sorted().map { name in
      let bytes = FileManager.default.contents(atPath: directory + "/" + name) ?? Data()
      return "\(name) \(bytes.count) \(bytes.hashValue)"
    }.joined(separator: "\n")
  }

  private static func orphans(_ ledger: Ledger) throws -> String {
    var used = Set(try ledger.allCycleAccounts().flatMap { try ledger.spans(cycleAccount: $0.id).map(\.segment) })
    used.formUnion(try ledger.repeatSpans(.all).map(\.segment))
    used.formUnion(try ledger.withdrawnSegments().map(\.id))
    let live = try ledger.segmentNames()
    let names = Set(live.filter { used.contains($0.key) }.values)
    let found = Set(ledger.directory.recordFiles())
    return
      (found.subtracting(names).map { "\($0) has no live row" }
      + names.subtracting(found).map { "\($0) is missing" }
      + live.filter { !used.contains($0.key) }.map { "\($0.value) is kept in the ledger without a live row" })
      .sorted().joined(separator: "\n")
  }

  /// Each row read has one outcome (I1); the recorded and the kept rows are as many as the files say.
  private static func imbalances(_ ledger: Ledger) throws -> String {
    var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
    var faults: [String] = []
    for file in try ledger.files(run: nil) where file.state != .failed && file.state != .undone {
      if file.read != file.outcomes.reduce(0, +) { faults.append("\(file.displayName): \(file.read) \(file.outcomes)") }
      for (index, count) in file.outcomes.enumerated() { outcomes[index] += count }
    }
    let recorded = try ledger.allCycleAccounts().reduce(0) { sum, cycleAccount in
      try sum + ledger.spans(cycleAccount: cycleAccount.id).reduce(0) { $0 + $1.rows }
    }
    let counted = outcomes[Int(Outcome.rated.rawValue)] + outcomes[Int(Outcome.free.rawValue)]
    if recorded != counted { faults.append("\(recorded) calls recorded, \(counted) counted in the files") }
    let held = try allKeptRows(ledger).filter { $0.state == .held || $0.state == .discarded }
    for outcome in [Outcome.rejected, .suspended] {
      let kept = held.count { row in Reason.allCases.first { $0.name == row.reason }?.outcome == outcome }
      let count = outcomes[Int(outcome.rawValue)]
      if kept != count { faults.append("\(kept) rows kept as \(outcome.name), \(count) counted in the files") }
    }
    return faults.joined(separator: "\n")
  }
}

extension Ledger {
  /// `call-records.csv` of all that is recorded.
  package func callRecords() throws -> [UInt8] {
    var records: [UInt8] = []
    _ = try RecordStream.write(RecordSelection(), of: self, as: .csv, masksNumbers: false) {
      records += $0
      return true
    }
    return records
  }
}
