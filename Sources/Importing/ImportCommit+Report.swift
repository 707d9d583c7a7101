import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

// What the run's report says.
extension ImportCommit {
  /// What became of the files, if nothing was written.
  func reportFiles(into report: inout ImportReport) {
    report.run = context.run
    report.kind = context.request.kind
    report.layout = context.settings.layout.name
    report.knownFiles = context.intake.known.count
    report.leftOutFiles = context.leftOut
    report.timeZoneData = SystemZones.current.description(
      of: [context.settings.timeZone, context.settings.layout.timeZone])
    report.youngFiles = context.intake.young.map(\.displayName)
    report.files = files.indices.map { file($0) }
    for (file, row) in context.intake.withdrawn { report.files.append(Self.withdrawn(file.displayName, row)) }
    for (file, row) in context.intake.known where row.state == .failed {
      report.files.append(
        ImportReport.File(name: file.displayName, status: "known-failed", error: row.error, alreadyImportedAs: nil))
    }
  }

  private func file(_ index: Int) -> ImportReport.File {
    let result = files[index]
    let candidate = context.intake.candidates[index]
    var file = ImportReport.File(name: result.name, status: "imported", error: nil, alreadyImportedAs: nil)
    if let earlier = attempt.repeats[index] {
      file.status = "already-imported"
      file.alreadyImportedAs = earlier.displayName
      return file
    }
    if let withdrawn = attempt.withdrawnContents[index] { return Self.withdrawn(result.name, withdrawn) }
    if let failure = result.failure {
      file.status = "failed"
      file.error = failure
      return file
    }
    if candidate.earlier != nil { file.status = "grown" }
    file.isPending = (candidate.isPending || candidate.window?.leavesOpenRow == true) && result.openRowStart != nil
    file.replacesName = candidate.replacesName
    file.counts = RunReport.Counts(result.tally)
    file.checks = RunReport.Checks(result.scan)
    return file
  }

  private static func withdrawn(_ name: String, _ row: FileRow) -> ImportReport.File {
    ImportReport.File(
      name: name, status: "withdrawn",
      error: "its content was withdrawn with run \(row.run): take it with import --again \(name)",
      alreadyImportedAs: nil)
  }

  /// What someone should look at, as it stands now: within the transaction of the run, or after none.
  func lookAround(into report: inout ImportReport) throws {
    guard context.request.readsFiles else { return }
    report.attention = try attempt.ledger.fileConcerns(present: context.listed).map(ImportReport.Attention.init)
    let today = attempt.localDate(Int64(context.settings.now().timeIntervalSince1970.rounded(.down)))
    let day = CivilDate(daysSinceEpoch: today.daysSinceEpoch - ImportReport.OpenCycles.days)
    let (count, oldest) = try attempt.ledger.openCycles(endedBefore: day, limit: ImportReport.OpenCycles.listed)
    guard count > 0 else { return }
    report.openCycles = ImportReport.OpenCycles(
      count: count, endedBefore: day.description,
      oldest: oldest.map {
        "\(SourceFile.displayable($0.owner.utf8)) \(SourceFile.displayable($0.plan.utf8)) \($0.cycleStart) to \($0.cycleEnd)"
      })
  }

  /// What became of what was asked for by hand.
  private func completeRequest(_ report: inout ImportReport) {
    report.reopenedCycles = context.request.reopened.count
    report.chosenRows = context.request.rows.count
    let chosen = Set(context.request.rows.map { Place(file: $0.file, line: $0.line) })
    report.chosenRowsSettled = keptOutcomes.count {
      guard case .counted = $0.result else { return false }
      return chosen.contains(Place(file: Int64($0.file), line: $0.line))
    }
    report.discardedRows = context.request.discards?.rows.count ?? 0
    guard let delivery = context.request.delivery else { return }
    report.withdrawal = ImportReport.Withdrawal(
      runs: delivery.runs, files: delivery.importedNames,
      rows: delivery.undo == nil ? attempt.fedRows.withdrawn.count { $0 == 10 } : attempt.fed.returningRows)
  }

  func complete(_ report: inout ImportReport) throws {
    reportFiles(into: &report)
    var total = RowTally()
    var scan = ScanTally()
    for file in files where file.failure == nil {
      guard file.tally.isConserved else { throw RateFailure.notConserved("\(file.name): \(file.tally)") }
      total.add(file.tally)
      scan.add(file.scan)
    }
    report.totals = RunReport.Counts(total)
    report.checks = RunReport.Checks(scan)
    for reason in Reason.allCases where total.reasons[Int(reason.rawValue)] > 0 {
      report.reasons[reason.name] = total.reasons[Int(reason.rawValue)]
    }
    for (name, tally) in outcome.zones { report.zones[name] = tally.calls }
    report.billedSeconds = outcome.sums.billedSeconds
    report.allowanceSeconds = outcome.sums.coveredSeconds
    report.surplusSeconds = outcome.sums.surplusSeconds
    report.amount = Money.reportText(micros: outcome.sums.micros)
    report.lateCalls = outcome.lateCalls
    report.callsOfClosedCycles = late.reduce(0) { $0 + $1.spans.reduce(0) { $0 + $1.rows.rows } }
    report.replacedCalls = outcome.replacedCalls
    report.retriedRows = attempt.fed.kept.count
    report.settledRows = keptOutcomes.count {
      if case .counted = $0.result { true } else { false }
    }
    completeRequest(&report)
    report.suspendedCalls = (outcome.kept + attempt.run.pastOutcomes.kept + attempt.fedRows.kept).count {
      $0.reason.outcome == .suspended
    }
    report.cyclesOfChangedRegistry = attempt.fed.changed.count
  }
}
