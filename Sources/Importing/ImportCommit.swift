import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

/// Puts what a run came to into the ledger: one transaction (spec 4.2, step 5).
struct ImportCommit {
  let attempt: ImportAttempt
  let outcome: RecordingOutcome
  let late: [LateCharging.Result]
  let segment: OutputFile
  let files: [FileResult]
  /// Of each book that has rows of this run, what it will be.
  private(set) var balances: [BookKey: BookBalance] = [:]

  var context: ImportContext { attempt.context }
  var registry: Registry { attempt.context.snapshot.registry }

  init(_ attempt: ImportAttempt, _ outcome: RecordingOutcome, _ late: [LateCharging.Result], into segment: OutputFile) {
    self.attempt = attempt
    self.outcome = outcome
    self.late = late
    self.segment = segment
    files = attempt.run.files
    for balance in outcome.balances { merge(balance) }
  }

  /// A line that moved between contracts in a cycle has its book in two places of the output.
  private mutating func merge(_ balance: BookBalance) {
    guard var known = balances[balance.key] else {
      balances[balance.key] = balance
      return
    }
    // A part of free calls only says nothing of the allowances.
    if balance.lastStart >= known.lastStart, !balance.left.isEmpty { known.left = balance.left }
    if known.left.isEmpty { known.left = balance.left }
    known.firstStart = min(known.firstStart, balance.firstStart)
    known.lastStart = max(known.lastStart, balance.lastStart)
    balances[balance.key] = known
  }

  /// Whether there is anything to write.
  var isNeeded: Bool {
    !files.isEmpty || !attempt.fed.isEmpty || context.isRegistryNew || !attempt.retriedRows.isEmpty
      || !attempt.reopened.isEmpty || context.isModeNew
  }

  /// - Parameter publication: the segment on its way to the disk; it is there, with its name, before the transaction is
  ///   committed.
  func write(into report: inout ImportReport, after publication: SegmentPublication) throws {
    let services = ServiceDifference(attempt.ledger)
    let touched = touchedBooks
    let before = try services.totals(ofBooks: touched)
    var made = report
    try attempt.ledger.commit(run: context.run) { writer in
      try context.errand.begin(writer)
      let version = try writeVersion(writer)
      try writeFiles(writer)
      let written = try writeBooks(writer, version)
      try writeHeldRows(writer)
      try writer.addZones(outcome.zones.map(\.name))
      try writer.set("registry", context.snapshot.digest)
      try writer.set(ServiceModes.settingKey, context.modes.text)
      try context.identification.write(writer)
      try writer.set(ImportContext.timeZoneKey, context.settings.timeZone)
      try writeOwnNumbers(writer)
      try writeRepeats(writer)
      try writer.forgetDeliveredAgain()
      try writer.settleSegments()
      try complete(&made)
      let moved = movedBooks(written.numbers, before)
      let after = try services.totals(ofBooks: touched + moved, writer)
      services.report(from: before, to: after, causes: causes(moved), into: &made)
      try watch(written.watched, writer, into: &made)
      try writer.addRun(
        kind: context.errand.kind, startedAt: Self.text(made.startedAt), endedAt: Self.text(context.settings.now()),
        version: productVersion, registry: version, report: try made.json(),
        starts: attempt.run.starts)
      if let digest = try publication.finish() { try writer.setDigest(digest, ofSegment: context.run) }
      try context.settings.onStep(.beforeCommit)
    }
    report = made
  }

  /// What would be written, without writing it.
  func preview(into report: inout ImportReport) throws {
    let services = ServiceDifference(attempt.ledger)
    let touched = touchedBooks
    let before = try services.totals(ofBooks: touched)
    var made = report
    try attempt.ledger.rehearse(run: context.run) { writer in
      try context.errand.begin(writer)
      let version = try writeVersion(writer)
      try writeFiles(writer)
      let written = try writeBooks(writer, version)
      try complete(&made)
      let moved = movedBooks(written.numbers, before)
      let after = try services.totals(ofBooks: touched + moved, writer)
      services.report(from: before, to: after, causes: causes(moved), into: &made)
      try watch(written.watched, writer, into: &made)
    }
    report = made
  }

  /// New books of lines whose recorded calls a change of the registry took out of another: what these cost is there now.
  private func movedBooks(_ numbers: [BookKey: Int64], _ before: ServiceDifference.Totals) -> [Int64] {
    if attempt.changed.isEmpty { return [] }
    let lines = Set(before.filter { attempt.changed.contains($0.value.book) }.map(\.key.line))
    var books: Set<Int64> = []
    for span in outcome.spans where balances[span.key]?.book == nil {
      let row = registry.groups.firstRow(ofGroup: Int(span.group))
      if lines.contains(registry.lines[row].id), let book = numbers[span.key] { books.insert(book) }
    }
    return books.sorted()
  }

  /// Why amounts of books change, where it is not for late calls.
  private func causes(_ moved: [Int64]) -> [Int64: String] {
    var causes: [Int64: String] = [:]
    for book in attempt.changed.union(moved) { causes[book] = "registry" }
    for book in attempt.reopened { causes[book] = "reopened" }
    return causes
  }

  /// Numbers of the recorded books whose amounts change otherwise than by calls that follow the recorded ones.
  private var touchedBooks: [Int64] {
    var books = attempt.fed.union(attempt.reopened)
    for balance in balances.values where balance.isRewritten {
      if let book = balance.book { books.insert(attempt.books[book].id) }
    }
    for index in outcome.rewritten { books.insert(attempt.books[index].id) }
    for result in late { books.insert(attempt.books[result.book].id) }
    return books.sorted()
  }

  private func writeVersion(_ writer: LedgerWriter) throws -> Int64 {
    let snapshot = context.snapshot
    return try writer.registryVersion(
      digest: snapshot.digest, timeZone: snapshot.timeZone, tables: snapshot.tableDigests
    ) { RegistryVersions.deflate(snapshot.tables[$0] ?? []) }
  }

  static func text(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }
}
