@testable import ReferenceRating

/// What the ledger shows at one moment, as the program's commands print it.
package struct LedgerLook: Sendable {
  /// Lines of `records --format csv`, sorted; their columns as texts.
  package var records: [[String]] = []
  package var services: [ServiceLine] = []
  /// Suspended and rejected rows.
  package var suspended: [KeptRow] = []
  package var rejected: [KeptRow] = []
  /// By file name, then by outcome.
  package var counts: [String: [String: Int]] = [:]
  /// The rows that are neither late nor closed: what `rate` of says the open part. (file name, header, rows)
  package var openFiles: [(name: String, bytes: [UInt8])] = []
  /// The records of the open part by a `rate` that is not given what closed cycles left of allowances (spec 11.1).
  package var rateRecords: [[String]] = []

  package struct KeptRow: Hashable, Sendable {
    package let file: String
    package let line: Int
    package let reason: String
    package let id: RowID
  }
}

extension LedgerModel {
  package func look() -> LedgerLook {
    let evaluation = Evaluation(self)
    var look = LedgerLook()
    var untold = AllowancesLeft(registry: applied.registry)
    look.rateRecords = untold.cover(evaluation.open.map(\.atFullPrice)).map { record($0, evaluation) }
    look.records = evaluation.open.map { record($0, evaluation) }
    for (groupKey, calls) in evaluation.open.byService(isAlone: false) {
      look.services += ServiceSums.services(of: calls, key: groupKey, isPerCall: applied.isPerCall, state: .open)
    }
    for (cycle, late) in zip(closed, evaluation.late) {
      // "Closed cycles are as they were closed", and late records beside them.
      look.records += cycle.calls.map { record($0.rated, evaluation) }
      look.records += (late.inCycle + late.alone).map { record($0, evaluation) }
      look.services += cycle.services + late.services.values.flatMap { $0 }
    }
    look.records.sort { $0.lexicographicallyPrecedes($1) }
    for (id, outcome) in evaluation.outcomes {
      let name = evaluation.names[id] ?? ""
      look.counts[name, default: [:]][outcome.outcome, default: 0] += 1
      let held = LedgerLook.KeptRow(file: name, line: id.line, reason: outcome.reason, id: id)
      if outcome.outcome == "suspended" { look.suspended.append(held) }
      if outcome.outcome == "rejected" { look.rejected.append(held) }
    }
    look.openFiles = openFiles(evaluation)
    return look
  }

  /// Each chunk's open rows as a file of its own under a name that keeps the order of (file name, line).
  private func openFiles(_ evaluation: Evaluation) -> [(name: String, bytes: [UInt8])] {
    chunks.enumerated().compactMap { index, chunk in
      let rows = chunk.rows.filter { evaluation.openRows.contains(RowID(chunk: index, line: $0.line)) }
      guard let name = chunk.standing?.name, !rows.isEmpty else { return nil }
      let lines = [chunk.header] + rows.map(\.bytes)
      return ("\(name)-\(padded(index, 5))", lines.flatMap { $0 + [0x0A] })
    }
  }

  /// The columns of `call-records.csv` (spec 2.5).
  private func record(_ rated: RatedCall, _ evaluation: Evaluation) -> [String] {
    let call = rated.call
    let decimals = rated.plan.decimals
    let id = rated.rowID
    return [
      guardedAgainstFormulas(call.read.globalID.string), call.read.startedAt.iso, call.direction.rawValue,
      call.caller.string, call.called.string, call.line.id.string, call.line.contract.string, rated.plan.id.string,
      rated.zone.string, String(call.read.durationSeconds), String(rated.billedSeconds), String(rated.coveredSeconds),
      String(rated.surplusSeconds), rated.price?.written ?? "",
      formatAmount(rated.allowanceAmount, decimals: decimals), formatAmount(rated.amount, decimals: decimals),
      rated.cycle.start.iso, "\(evaluation.names[id] ?? ""):\(id.line)",
    ]
  }
}
