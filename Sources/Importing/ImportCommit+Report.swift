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
    if let withdrawn = attempt.withdrawnContents[index] {
      file.status = "withdrawn"
      file.error = "its content was withdrawn with run \(withdrawn.run): take it with import --again \(result.name)"
      return file
    }
    if let failure = result.failure {
      file.status = "failed"
      file.error = failure
      return file
    }
    if candidate.earlier != nil { file.status = "grown" }
    file.isPending = (candidate.isPending || candidate.window?.leavesOpenRow == true) && result.openRowStart != nil
    file.replacesName = candidate.replacesName
    file.counts = RunReport.Counts(result.tally)
    return file
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
      runs: delivery.runs, files: delivery.importedNames, rows: attempt.fedRows.withdrawn.count { $0 == 10 })
  }

  func complete(_ report: inout ImportReport) throws {
    reportFiles(into: &report)
    var total = RowTally()
    for file in files where file.failure == nil {
      guard file.tally.isConserved else { throw RateFailure.notConserved("\(file.name): \(file.tally)") }
      total.add(file.tally)
    }
    report.totals = RunReport.Counts(total)
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
