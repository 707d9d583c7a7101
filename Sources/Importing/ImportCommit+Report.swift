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
    report.kind = context.errand.kind
    report.layout = context.settings.layout.name
    report.knownFiles = context.intake.known.count
    report.leftOutFiles = context.leftOut
    report.timeZoneData = SystemZones.current.description(
      of: [context.settings.timeZone, context.settings.layout.timeZone])
    report.youngFiles = context.intake.young.map(\.displayName)
    report.heldCycles = attempt.heldBooks.map {
      ImportReport.HeldCycle(owner: $0.owner, plan: $0.plan, cycleStart: $0.cycleStart.description)
    }
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
  func completeErrand(_ report: inout ImportReport) {
    report.reopenedCycles = attempt.reopened.count
    report.chosenRows = context.errand.rows.count
    let chosen = Set(context.errand.rows.map { Place(file: $0.file, line: $0.line) })
    report.chosenRowsSettled = outcome.retried.count {
      guard case .counted = $0.result else { return false }
      return chosen.contains(Place(file: Int64($0.file), line: $0.line))
    }
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
    report.callsOfClosedCycles = outcome.diverted.count { attempt.books[$0.book].isClosed }
    report.replacedCalls = outcome.replaced.count
    report.retriedRows = attempt.retriedRows.count
    report.settledRows = outcome.retried.count {
      if case .counted = $0.result { true } else { false }
    }
    completeErrand(&report)
    report.callsOfOtherLines = attempt.run.callsOfOtherLines
    report.cyclesOfChangedRegistry = attempt.changed.count
  }
}
