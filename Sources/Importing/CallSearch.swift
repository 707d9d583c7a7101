import CallModel
import Dispatch
import Ledger
import Output
import Pipeline
import Synchronization
import Glibc

/// Finds recorded calls by their global id. There is no index of them: the segments are searched, side by side, which
/// takes as long as reading them does; with a line or a contract only its rows are read.
package struct CallSearch {
  private let ledger: Ledger
  private let workers: Int

  /// What a worker takes at a time, and reads at once.
  private static let pieceBytes: Int64 = 64 << 20
  private static let blockBytes = 4 << 20

  /// - Parameter workers: threads, at least 1.
  package init(_ ledger: Ledger, workers: Int) {
    self.ledger = ledger
    self.workers = workers
  }

  /// The calls of that global id, by start.
  ///
  /// - Parameter globalID: not blank.
  /// - Throws: `LedgerFailure` if a segment cannot be read.
  package func calls(globalID: String, _ filter: CallFilter) throws -> [RecordedCall] {
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    var found: [RecordedCall] = []
    if filter.line != nil || filter.contract != nil {
      var selection = RecordSelection()
      selection.calls = filter
      try RecordedCalls(ledger).forEach(selection) { row, span in
        guard row[.globalID].elementsEqual(globalID.utf8) else { return }
        guard let call = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
        found.append(call)
      }
    } else {
      found = try search(globalID, filter)
    }
    return found.sorted(by: RecordedCall.precedesInCycleAccount)
  }

  private func search(_ globalID: String, _ filter: CallFilter) throws -> [RecordedCall] {
    let segments = try ledger.liveSegments()
    let places = try places(of: globalID, in: segments)
    let reader = try SegmentReader(ledger)
    let rows = SegmentRowReader()
    var seen: Set<SpanPlace> = []
    var found: [RecordedCall] = []
    for place in places {
      guard let span = try ledger.span(segment: place.segment, offset: place.offset),
        seen.insert(SpanPlace(segment: span.segment, offset: span.offset)).inserted
      else { continue }
      let bytes = try reader.rows(of: span)
      try rows.forEach(in: bytes) { row in
        guard row[.globalID].elementsEqual(globalID.utf8) else { return }
        guard let call = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
        if filter.includes(start: call.instant) { found.append(call) }
      }
    }
    return found
  }

  /// Where a row begins that has the id in its first cell.
  private struct SpanPlace: Hashable, Comparable, Sendable {
    var segment: Int64
    var offset: Int64

    static func < (left: SpanPlace, right: SpanPlace) -> Bool {
      (left.segment, left.offset) < (right.segment, right.offset)
    }
  }

  private struct Piece: Sendable {
    var segment: Int64
    var path: String
    var start: Int64
    var end: Int64
  }

  private func places(of globalID: String, in segments: [LiveSegment]) throws -> [SpanPlace] {
    var pieces: [Piece] = []
    for segment in segments {
      for start in stride(from: 0, to: segment.sizeBytes, by: Int(Self.pieceBytes)) {
        pieces.append(
          Piece(
            segment: segment.id, path: ledger.directory.segmentPath(segment.name), start: start,
            end: min(segment.sizeBytes, start + Self.pieceBytes)))
      }
    }
    let needle = [UInt8(ascii: "\n")] + CSVText.cell(globalID) + [UInt8(ascii: ",")]
    let work = pieces
    let next = Atomic<Int>(0)
    let result = Mutex<(places: [SpanPlace], failure: LedgerFailure?)>(([], nil))
    DispatchQueue.concurrentPerform(iterations: min(workers, max(1, work.count))) { _ in
      let block = SearchBlock(capacity: Self.blockBytes)
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < work.count, result.withLock({ $0.failure == nil }) else { return }
        do throws(LedgerFailure) {
          let places = try Self.places(in: work[index], needle, block)
          result.withLock { $0.places += places }
        } catch {
          result.withLock { $0.failure = error }
        }
      }
    }
    let (places, failure) = result.withLock { $0 }
    if let failure { throw failure }
    return places.sorted()
  }

  /// The rows that begin in a piece. What is read overlaps by the needle's length, so that none falls between.
  private static func places(
    in piece: Piece, _ needle: [UInt8], _ block: SearchBlock
  ) throws(LedgerFailure) -> [SpanPlace] {
    let descriptor = open(piece.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw failure(piece.path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var places: [SpanPlace] = []
    var at = piece.start
    while at < piece.end {
      // A row begins behind the line end before it; the first row of a segment has none.
      let from = max(0, at - 1)
      let count = block.fill(from: descriptor, at: from, startsWithLineEnd: at == 0)
      guard count > 0 else { throw failure(piece.path, "its end") }
      let limit = min(piece.end, at + Int64(block.capacity - needle.count - 1))
      for match in block.matches(needle) {
        let row = from + Int64(match) + (at == 0 ? 0 : 1)
        if row < limit, row >= at { places.append(SpanPlace(segment: piece.segment, offset: row)) }
      }
      at = limit
    }
    return places
  }

  private static func failure(_ path: String, _ found: String) -> LedgerFailure {
    LedgerFailure(
      path: path, expected: "the recorded rows", found: found, remedy: "restore the whole data directory from a backup")
  }
}
