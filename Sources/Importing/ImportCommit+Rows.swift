import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

// Files, and the rows that are not billed.
extension ImportCommit {
  func writeFiles(_ writer: LedgerWriter) throws {
    for (index, result) in files.enumerated() where isRecorded(index) {
      try writer.add(row(index, result), header: result.header)
    }
  }

  private func row(_ index: Int, _ result: FileResult) -> FileRow {
    let candidate = context.intake.candidates[index]
    let isRepeat = attempt.repeats[index] != nil
    var row = FileRow(
      name: candidate.file.name, state: isRepeat ? .repeated : result.failure == nil ? .imported : .failed,
      identity: candidate.file.identity, layout: context.layoutDigest)
    row.id = context.firstFile + Int64(index)
    row.run = context.run
    row.isGzip = result.isGzip
    row.earlier = candidate.earlier?.id
    row.content = attempt.repeats[index].map { $0.content } ?? row.id
    row.error = isRepeat ? nil : result.failure
    row.read = result.tally.read
    row.outcomes = result.tally.outcomes
    guard row.state != .failed else { return row }
    row.digest = result.digest
    row.plainBytes = result.plainBytes
    row.resumeBytes = result.openRowStart ?? result.plainBytes
    row.resumeLines = result.lineCount
    row.resumeDigest = result.digest
    let leavesOpenRow = candidate.isPending || candidate.window?.leavesOpenRow == true
    row.isPending = leavesOpenRow && result.openRowStart != nil
    if let start = result.openRowStart {
      row.resumeDigest = attempt.openRowDigests[index]
      if row.isPending {
        row.digest = row.resumeDigest
        row.plainBytes = start
      } else {
        row.resumeLines = max(0, result.lineCount - 1)
      }
    }
    return row
  }

  /// Rows that are not billed: those of the files, those of the ledger that were, and what became of kept ones.
  func writeKeptRows(_ writer: LedgerWriter) throws {
    let reader = IdentityReader(dialling: context.settings.layout.dialling)
    try attempt.run.forEachRejected { (row) throws(OutputFailure) in
      do {
        var kept = LedgerWriter.KeptRow(
          file: context.firstFile + Int64(row.file), line: row.line, reason: row.reason.name, raw: row.raw,
          layout: context.layoutDigest)
        if !row.facts.isEmpty { kept.facts = row.facts }
        kept.start = try kept.facts.flatMap { try reader.start(ofFacts: $0) }
        kept.cycleAccount = row.cycle
        note(row.reason, &kept)
        try writer.add(kept)
      } catch {
        throw OutputFailure(
          path: attempt.ledger.directory.databasePath, expected: "to keep a row", found: "\(error)",
          remedy: "nothing was changed; see the error and run again")
      }
    }
    let past = attempt.run.pastOutcomes
    for row in outcome.kept + past.kept + attempt.fedRows.kept {
      var kept = LedgerWriter.KeptRow(
        file: Int64(row.file), line: row.line, reason: row.reason.name, raw: row.facts, layout: context.layoutDigest)
      if kept.raw.last == UInt8(ascii: "\n") { kept.raw.removeLast() }
      kept.facts = row.facts
      kept.start = row.start
      kept.cycleAccount = row.cycle
      note(row.reason, &kept)
      try writer.add(kept)
    }
    try writeKeptOutcomes(writer)
    for row in try attempt.keptHalves() { try writer.settleHalf(row) }
  }

  /// A row of a discarded call is one, whenever it comes.
  private func note(_ reason: Reason, _ row: inout LedgerWriter.KeptRow) {
    guard reason == .discarded else { return }
    row.state = .discarded
    row.note = context.request.discards?.reason ?? "a row of a discarded call"
  }

  private func writeKeptOutcomes(_ writer: LedgerWriter) throws {
    var rows: [Place: KeptRowRecord] = [:]
    for row in attempt.fed.kept.values { rows[Place(file: row.file, line: row.line)] = row }
    for kept in keptOutcomes {
      guard let row = rows[Place(file: Int64(kept.file), line: kept.line)] else { continue }
      switch kept.result {
      case .refused(let reason):
        let isDiscarded = reason == .discarded
        try writer.update(
          keptRow: row.id, reason: reason.name, layout: context.layoutDigest, cycleAccount: kept.cycle,
          state: isDiscarded ? .discarded : .held,
          note: isDiscarded ? context.request.discards?.reason ?? row.note ?? "a row of a discarded call" : nil)
      case .counted: try writer.update(keptRow: row.id, reason: nil, layout: context.layoutDigest, cycleAccount: nil)
      }
    }
  }

  /// What became of all kept rows that were tried.
  var keptOutcomes: [KeptOutcome] {
    attempt.keptEarly + outcome.keptOutcomes + attempt.run.pastOutcomes.keptOutcomes
  }

  /// Counts of files are of now.
  func writeMoves(_ writer: LedgerWriter) throws {
    var moves = outcome.moves
    moves.add(attempt.fedRows.moves)
    moves.add(attempt.run.pastOutcomes.moves)
    var reasons: [Place: Reason] = [:]
    for row in attempt.fed.kept.values {
      reasons[Place(file: row.file, line: row.line)] = Reason.allCases.first { $0.name == row.reason }
    }
    for kept in keptOutcomes {
      guard let before = reasons[Place(file: Int64(kept.file), line: kept.line)] else { continue }
      moves.add(-1, to: before.outcome, ofFile: kept.file)
      moves.add(1, to: kept.result.outcome, ofFile: kept.file)
    }
    for (file, rows) in moves.files { try writer.move(rows, ofFile: Int64(file)) }
    for (place, outcome) in attempt.fedRows.withdrawnPlaces {
      try writer.withdraw(file: Int64(place.file), outcome: outcome)
    }
  }

  struct Place: Hashable {
    var file: Int64
    var line: Int
  }
}
