import CallModel
import Ledger
import Output
import Pipeline
import Rating

extension LateCharging {
  /// A call with the registry that prices it.
  private struct PlacedCall {
    var view: DivertedView
    var charger: SingleCharge
    var placed: SingleCharge.Placed
  }

  /// Rates a whole book again by the registry version it keeps, with new calls in the order of their starts: its cycle is
  /// open, so late calls and greater versions change it as they would any other (spec 4.3).
  ///
  /// - Returns: nil if a recorded call has a price neither in that version nor today.
  mutating func rewrite(_ calls: [LateCall], of book: Int, into segment: OutputFile) throws -> Result? {
    let row = attempt.books[book]
    let versioned = try charge(version: row.registry)
    let replaced = Set(calls.compactMap { $0.call.replaces.map { RecordedPlace(file: $0.file, line: $0.line) } })
    var result = Result(book: book, spans: [], left: [], lastStart: .min, firstStart: .max)
    result.isRewritten = true
    guard var all = try recorded(of: row, but: replaced, versioned, &result) else { return nil }
    for call in calls {
      let (charger, placed) = place(call.view, line: nil, in: row, versioned)
      all.append(PlacedCall(view: call.view, charger: charger, placed: placed))
    }
    let registry = attempt.context.snapshot.registry
    all.sort { $0.view.precedesInRating($1.view, registry) }
    var buffers: LineRows = []
    for call in all {
      let charge = call.charger.chargeLate(call.placed, planID: row.plan, left: &result.left, earlier: nil)
      write(call.view, call.placed, charge, call.charger, row, to: &buffers)
      result.firstStart = min(result.firstStart, call.view.instant)
      result.lastStart = max(result.lastStart, call.view.instant)
    }
    result.spans = try append(buffers, to: segment)
    return result
  }

  /// The book's recorded calls but those that are replaced, which are noted as lost.
  private func recorded(
    of book: BookRow, but replaced: Set<RecordedPlace>, _ versioned: SingleCharge, _ result: inout Result
  ) throws -> [PlacedCall]? {
    let rows = try attempt.segments.rows(ofBook: book.id)
    var calls: [PlacedCall] = []
    var lost: [RecordedPlace: [UInt8]] = [:]
    var isPlaced = true
    let isWhole = rows.withUnsafeBufferPointer { bytes in
      SegmentRowReader().forEach(in: bytes) { row in
        if let place = row.place, replaced.contains(place) {
          lost[place] = Array(row.raw.dropLast())
          return
        }
        guard let view = attempt.run.view(recorded: row), let call = place(view, in: book, versioned) else {
          isPlaced = false
          return
        }
        calls.append(call)
      }
    }
    result.lost = lost
    return isWhole && isPlaced ? calls : nil
  }

  private func place(_ view: DivertedView, in book: BookRow, _ versioned: SingleCharge) -> PlacedCall? {
    guard let (line, zone) = view.names else { return nil }
    for charger in [versioned, current] {
      let placed = charger.place(
        line: line, zoneName: zone, instant: view.instant, isOutbound: view.isOutbound, duration: view.duration)
      if let placed, charger.belongs(placed, to: book) {
        return PlacedCall(view: view, charger: charger, placed: placed)
      }
    }
    return nil
  }
}
