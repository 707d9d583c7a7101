import CallModel
import Ledger
import Output
import Pipeline
import Registry

// What is handed to the one who watches the run.
extension ImportCommit {
  /// - Parameter spans: of `writeCycleAccounts`.
  func watch(_ spans: [RecordedSpans.Span], _ writer: LedgerWriter, into report: inout ImportReport) throws {
    guard let watch = context.settings.watch else { return }
    let retried = Set(
      keptOutcomes.compactMap { row -> Place? in
        guard case .counted = row.result else { return nil }
        return Place(file: Int64(row.file), line: row.line)
      })
    let firstFile = context.firstFile
    try watch.look(
      at: RecordedSpans(
        run: context.run, registry: registry, zone: context.zone, now: context.settings.now(), spans: spans,
        rows: { try rows(of: $0) },
        isNew: { file, line in
          file >= firstFile || retried.contains(Place(file: Int64(file), line: line))
        }), writer, into: &report)
  }

  /// This run's segment has no name yet.
  private func rows(of span: SpanRow) throws -> [UInt8] {
    guard span.segment == context.run else { return try attempt.segments.rows(of: span) }
    let rows = try [UInt8](unsafeUninitializedCapacity: span.bytes) { buffer, count in
      count = try segment.read(into: UnsafeMutableRawBufferPointer(buffer), at: span.offset)
    }
    guard rows.count == span.bytes else { throw RecordedCalls.damaged(span) }
    return rows
  }

  /// Whether recorded calls that stay as they are may be of the day of the span's first call, or later.
  func followsOthers(_ span: WrittenSpan) -> Bool {
    let balance = balances[place(of: span)]
    guard let index = balance.cycleAccount, !balance.isRewritten,
      !attempt.fed.cycleAccounts.contains(attempt.cycleAccounts[index].id)
    else { return false }
    return attempt.localDate(attempt.cycleAccounts[index].lastStart) >= attempt.localDate(span.firstStart)
  }
}
