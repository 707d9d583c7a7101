import CallModel
import Pipeline

/// The reduces' run files that a manifest names, or shall name.
final class CommittedParts: Sendable {
  /// In the order of their buckets.
  let runs: [RunFile]

  init(_ context: SpreadContext, _ manifest: Manifest, _ chosen: [Manifest.Chosen]) throws(SpreadFailure) {
    let shares = manifest.reduces
    runs = try CommittedRuns.opened(chosen, kind: .reduce, context, inputs: manifest.inputsDigest) { run, task in
      shares.indices.contains(task) && run.head.first == shares[task].first && run.head.count == shares[task].count
        && run.sections.count == ReduceSections(buckets: run.head.count).count
    }
  }

  /// Rows that are not what the first stage took them for, of all parts.
  func lateOutcomes(_ maps: CommittedRuns) throws(SpreadFailure) -> [LateOutcome] {
    var late: [LateOutcome] = []
    for run in runs {
      let bytes = try run.bytes(of: ReduceSections(buckets: run.head.count).late)
      guard let more = LateForm.outcomes(bytes, chunkCount: maps.chunks.count) else { throw run.damaged() }
      late += more
    }
    return late
  }

  /// What the reduces counted of each file.
  func tallies(fileCount: Int) throws(SpreadFailure) -> [RowTally] {
    var tallies = [RowTally](repeating: RowTally(), count: fileCount)
    for run in runs {
      let bytes = try run.bytes(of: ReduceSections(buckets: run.head.count).outcomes)
      guard OutcomeForm.add(bytes, to: &tallies) else { throw run.damaged() }
    }
    return tallies
  }

  /// What all calls came to, in sum and by zone.
  func totals() throws(SpreadFailure) -> (Sums, [ID: ZoneTally]) {
    var sums = Sums()
    var zones: [ID: ZoneTally] = [:]
    for run in runs {
      let bytes = try run.bytes(of: ReduceSections(buckets: run.head.count).totals)
      guard let totals = TableJSON.value(ReduceTotals.self, bytes), totals.add(to: &sums, &zones) else {
        throw run.damaged()
      }
    }
    return (sums, zones)
  }
}
