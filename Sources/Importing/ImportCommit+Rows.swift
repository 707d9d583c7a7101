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
    for (index, result) in files.enumerated() {
      // What may pass is not remembered: the file is read again in the next run.
      if result.failure != nil, attempt.repeats[index] == nil, !result.failsByContent { continue }
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

  func writeHeldRows(_ writer: LedgerWriter) throws {
    try attempt.run.forEachRejected { (file, line, reason, raw) throws(OutputFailure) in
      do {
        try writer.addHeldRow(
          file: context.firstFile + Int64(file), line: line, reason: reason.name, raw: raw,
          layout: context.layoutDigest)
      } catch {
        throw OutputFailure(
          path: attempt.ledger.directory.databasePath, expected: "to keep a row", found: "\(error)",
          remedy: "nothing was changed; see the error and run again")
      }
    }
    for call in outcome.replaced {
      try writer.addHeldRow(
        file: Int64(call.file), line: call.line, reason: Reason.conflictingDuplicate.name, raw: call.row,
        layout: context.layoutDigest)
      try writer.move(file: Int64(call.file), from: call.outcome, to: .rejected)
    }
    for row in attempt.heldHalves { try writer.settleHalf(row) }
    for (place, raw) in attempt.lost.values.joined() + late.flatMap(\.lost) {
      if attempt.withdrawnHalves.contains(place) {
        try writer.withdraw(file: Int64(place.file), outcome: Self.outcome(ofRow: raw))
        continue
      }
      try writer.addHeldRow(
        file: Int64(place.file), line: place.line, reason: Reason.conflictingDuplicate.name, raw: raw,
        layout: context.layoutDigest)
      try writer.move(file: Int64(place.file), from: Self.outcome(ofRow: raw), to: .rejected)
    }
    try writeRetriedRows(writer)
  }

  /// What a recorded call counted as: a rated one has billed seconds.
  private static func outcome(ofRow raw: [UInt8]) -> Outcome {
    var isFree = true
    (raw + [UInt8(ascii: "\n")]).withUnsafeBufferPointer { bytes in
      _ = SegmentRowReader().forEach(in: bytes) { isFree = $0.integer(.billed) == 0 }
    }
    return isFree ? .free : .rated
  }

  private func writeRetriedRows(_ writer: LedgerWriter) throws {
    var rows: [Place: HeldRowRecord] = [:]
    for row in attempt.retriedRows { rows[Place(file: row.file, line: row.line)] = row }
    for retried in outcome.retried {
      guard let row = rows[Place(file: Int64(retried.file), line: retried.line)],
        let before = Reason.allCases.first(where: { $0.name == row.reason })
      else { continue }
      switch retried.result {
      case .refused(let reason):
        if reason != before || row.layout != context.layoutDigest {
          try writer.noteChange(of: row, to: reason.outcome, became: reason.name)
          try writer.updateHeldRow(row.id, reason: reason.name, layout: context.layoutDigest)
          try writer.move(file: row.file, from: before.outcome, to: reason.outcome)
        }
      case .counted(let outcome):
        try writer.noteChange(of: row, to: outcome, became: "settled")
        try writer.updateHeldRow(row.id, reason: nil, layout: context.layoutDigest)
        try writer.move(file: row.file, from: before.outcome, to: outcome)
      }
    }
  }

  /// Which (contract, line) the calls were recorded for, by what they are known by.
  func writeOwnNumbers(_ writer: LedgerWriter) throws {
    var accounts: [Int32: Int64] = [:]
    try writer.addOwnNumbers(
      outcome.owns.map { group, own in
        let account = try accounts[group] ?? account(ofGroup: Int(group), writer)
        accounts[group] = account
        return (own.own, own.trunk, own.accountCode, account)
      })
  }

  /// Of which earlier files this run's rows, or whole files, are repeats.
  func writeRepeats(_ writer: LedgerWriter) throws {
    for (file, rows) in outcome.repeatsOfFile { try writer.addRepeats(ofFile: Int64(file), rows: rows) }
    for row in attempt.repeats.values where row.id > 0 { try writer.addRepeats(ofFile: row.id, rows: 0) }
  }

  struct Place: Hashable {
    var file: Int64
    var line: Int
  }
}
