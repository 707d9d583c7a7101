import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

/// Puts what a run came to into the ledger: one transaction (spec 4.2, step 5). A dry run is the same, rolled back.
struct ImportCommit {
  let attempt: ImportAttempt
  let outcome: RecordingOutcome
  let late: [LatePart]
  let segment: OutputFile
  let files: [FileResult]
  /// Of each cycle account that has rows of this run, what it will be.
  private(set) var balances: [CycleAccountBalance] = []
  /// Of each of the outcome's balances, where its cycle account is in `balances`.
  private var places: [Int] = []

  var context: ImportContext { attempt.context }
  var registry: Registry { attempt.context.snapshot.registry }

  init(_ attempt: ImportAttempt, _ outcome: RecordingOutcome, _ late: [LatePart], into segment: OutputFile) {
    self.attempt = attempt
    self.outcome = outcome
    self.late = late
    self.segment = segment
    files = attempt.run.files
    merge()
  }

  /// A line that moved between contracts in a cycle has its cycle account in two places of the output.
  private mutating func merge() {
    balances.reserveCapacity(outcome.balances.count)
    places.reserveCapacity(outcome.balances.count)
    var known: [CycleAccountKey: Int] = [:]
    for balance in outcome.balances {
      if balance.mayHaveOtherPart, let place = known[balance.key] {
        balances[place].merge(balance)
        places.append(place)
        continue
      }
      if balance.mayHaveOtherPart { known[balance.key] = balances.count }
      places.append(balances.count)
      balances.append(balance)
    }
  }

  /// The place in `balances` of the cycle account that a span is of.
  func place(of span: WrittenSpan) -> Int { places[span.balance] }

  /// Whether there is anything to write.
  var isNeeded: Bool {
    files.indices.contains(where: isRecorded) || !attempt.fed.cycleAccounts.isEmpty || !attempt.fed.lateOf.isEmpty
      || context.isRegistryNew
      || context.isModeNew || !attempt.fed.kept.isEmpty || !attempt.fed.repeatSpans.isEmpty
      || context.request.isByHand
  }

  /// Whether the ledger will know a file that was read. What failed for a reason that may pass is read again in the next
  /// run, and what was withdrawn stays so.
  func isRecorded(_ index: Int) -> Bool {
    let result = files[index]
    return attempt.withdrawnContents[index] == nil
      && (result.failure == nil || attempt.repeats[index] != nil || result.failsByContent)
  }

  /// - Parameter publication: the segment on its way to the disk; it is there, with its name, before the transaction is
  ///   committed.
  func write(into report: inout ImportReport, after publication: SegmentPublication) throws {
    let withdrawn = try withdrawnSegment()
    report = try attempt.ledger.commit(run: context.run) { writer in
      let made = try write(writer, report)
      if let digest = try publication.finish() { try writer.setDigest(digest, ofSegment: context.run) }
      if let withdrawn {
        guard let digest = try SegmentPublication(withdrawn.file).finish() else { return made }
        // Below the numbers of runs, since the run has a segment of its own.
        try writer.addWithdrawnSegment(
          id: -context.run, name: withdrawn.name, bytes: withdrawn.file.sizeBytes, digest: digest)
      }
      try context.settings.onStep(.beforeCommit)
      return made
    }
  }

  /// What would be written, rolled back.
  ///
  /// - Parameter look: is given the ledger as it would be. The segment has its name meanwhile, as one of a run that is
  ///   killed before its commit has.
  func preview(into report: inout ImportReport, _ look: ((Ledger) throws -> Void)? = nil) throws {
    let ledger = attempt.ledger
    guard let look else {
      report = try ledger.rehearse(run: context.run) { try write($0, report) }
      return
    }
    let publication = SegmentPublication(segment)
    defer { try? ledger.removeOrphans() }
    report = try ledger.rehearse(run: context.run) { writer in
      let made = try write(writer, report)
      _ = try publication.finish()
      return made
    } then: {
      try look(ledger)
    }
  }

  private func write(_ writer: LedgerWriter, _ report: ImportReport) throws -> ImportReport {
    var made = report
    let services = ServiceDifference(attempt.ledger)
    // A cycle that merely got new calls is no change; one that got another's calls is.
    let isOtherwise = !attempt.fed.changed.isEmpty || context.request.kind != "import"
    let touched = touchedCycleAccounts.union(isOtherwise ? writtenCycleAccounts : []).sorted()
    let before = try writer.spanTotals(ofCycleAccounts: touched).merging(try chargedTotals()) { $1 }
    try context.request.begin(writer)
    let version = try writeVersion(writer)
    try writeFiles(writer)
    let written = try writeCycleAccounts(writer, version)
    let lateCycleAccounts = try writeLate(writer)
    try writer.settleContests()
    try writeRepeats(writer)
    try writeKeptRows(writer)
    try writeMoves(writer)
    try writer.addZones(outcome.zones.map(\.name))
    try writeSettings(writer)
    try writer.settleSegments()
    try complete(&made)
    try lookAround(into: &made)
    let after = try writer.spanTotals(
      ofCycleAccounts: touched + (isOtherwise ? written.numbers : []) + lateCycleAccounts.numbers)
    services.report(from: before, to: after, causes: causes(before, after), into: &made)
    try watch(written.watched + lateCycleAccounts.watched, writer, into: &made)
    try writer.addRun(
      kind: context.request.kind, startedAt: Self.text(made.startedAt), endedAt: Self.text(context.settings.now()),
      version: productVersion, registry: version, report: try made.json(), starts: attempt.run.starts)
    return made
  }

  /// What the cycles that are opened again were charged: their services, late ones too, by key.
  private func chargedTotals() throws -> ServiceDifference.Totals {
    try attempt.ledger.readServices { reader in
      var totals: ServiceDifference.Totals = [:]
      for cycle in context.request.reopened {
        for cycleAccount in [cycle] + (try reader.aloneCycleAccounts(ofCycle: cycle.id)) {
          for service in try reader.services(ofCycleAccount: cycleAccount.id) {
            var key = SpanTotalKey(
              contract: service.contract, line: service.line, plan: service.plan, cycleStart: service.cycleStart,
              entry: service.entry)
            key.alone = cycleAccount.parent ?? 0
            var total = totals[key] ?? SpanTotal(cycleAccount: cycleAccount.id, account: 0, cycleEnd: service.cycleEnd)
            total.micros += service.centavos * 10_000
            totals[key] = total
          }
        }
      }
      return totals
    }
  }

  private func writeSettings(_ writer: LedgerWriter) throws {
    if context.isRegistryNew {
      try writer.set(LedgerSettings.registry, context.snapshot.digest)
      try writer.set(LedgerSettings.numbering, context.snapshot.numberingDigest)
    }
    try writer.set(LedgerSettings.law, LedgerSettings.currentLaw)
    if context.settings.layout.isByRegistry || attempt.fedRows.isByRegistry {
      try writer.set(LedgerSettings.hasLooseCalls, "yes")
    }
    try writer.set(LedgerSettings.isPerCall, LedgerSettings.text(context.settings.isPerCall))
  }

  /// The rows that are withdrawn, as a segment that none counts of; nil if none are.
  private func withdrawnSegment() throws -> (file: OutputFile, name: String)? {
    let rows = attempt.fedRows.withdrawn
    if rows.isEmpty { return nil }
    let name = "\(attempt.segmentName)-withdrawn.csv"
    let file = try OutputFile(
      directory: attempt.ledger.directory.recordsPath, name: name, isPrivate: true, isDurable: true)
    try rows.withUnsafeBytes { try file.append($0) }
    return (file, name)
  }

  /// Why amounts of services change, where it is not for late calls.
  private func causes(
    _ before: ServiceDifference.Totals, _ after: ServiceDifference.Totals
  ) -> [Int64: String] {
    var causes: [Int64: String] = [:]
    // Calls that a change of the registry takes from one line to another change both.
    if !attempt.fed.changed.isEmpty {
      let lost = before.contains { key, total in
        attempt.fed.changed.contains(total.cycleAccount) && (after[key]?.micros ?? 0) != total.micros
      }
      if lost {
        let touched = touchedCycleAccounts
        for total in after.values where !touched.contains(total.cycleAccount) {
          causes[total.cycleAccount] = "registry"
        }
      }
    }
    for cycleAccount in attempt.fed.changed { causes[cycleAccount] = "registry" }
    if context.request.kind != "import" {
      for total in after.values { causes[total.cycleAccount] = causes[total.cycleAccount] ?? context.request.cause }
      for total in before.values { causes[total.cycleAccount] = causes[total.cycleAccount] ?? context.request.cause }
    }
    return causes
  }

  /// Numbers of the recorded cycle accounts whose amounts may change.
  private var touchedCycleAccounts: Set<Int64> {
    var cycleAccounts = attempt.fed.cycleAccounts.union(attempt.fed.lateOf).union(context.request.reopened.map(\.id))
    for balance in balances where balance.isRewritten {
      if let cycleAccount = balance.cycleAccount { cycleAccounts.insert(attempt.cycleAccounts[cycleAccount].id) }
    }
    for index in outcome.rewritten { cycleAccounts.insert(attempt.cycleAccounts[index].id) }
    for part in late {
      cycleAccounts.insert(part.cycle.id)
      for cycleAccount in part.alone { cycleAccounts.insert(cycleAccount.id) }
    }
    return cycleAccounts
  }

  /// Numbers of the recorded cycle accounts that get rows.
  private var writtenCycleAccounts: [Int64] {
    balances.compactMap { $0.cycleAccount.map { attempt.cycleAccounts[$0].id } }
  }

  private func writeVersion(_ writer: LedgerWriter) throws -> Int64 {
    try writer.registryVersion(context.snapshot)
  }

  static func text(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }
}

extension LedgerWriter {
  /// The number of a registry version, kept if it is new.
  func registryVersion(_ snapshot: RegistrySnapshot) throws -> Int64 {
    try registryVersion(
      digest: snapshot.digest, timeZone: snapshot.timeZone, activeLinesOnly: snapshot.activeLinesOnly,
      dialling: snapshot.dialling.text, tables: snapshot.tableDigests
    ) { RegistryVersions.deflate(snapshot.tables[$0] ?? []) }
  }
}

extension CycleAccountBalance {
  /// Takes in what another part of the same cycle account came to.
  fileprivate mutating func merge(_ other: CycleAccountBalance) {
    // A part of free calls only says nothing of the allowances.
    if left.isEmpty || (other.lastStart >= lastStart && !other.left.isEmpty) {
      left = other.left
      carried = other.carried
    }
    firstStart = min(firstStart, other.firstStart)
    lastStart = max(lastStart, other.lastStart)
  }
}
