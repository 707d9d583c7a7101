import CallModel
import Foundation
import Ledger
import Pipeline
import Registry

/// The closed cycles that rows of some time may be late for, as the run asks for them (spec 4.3).
struct ClosedPart {
  /// By the cycle's index, those of `ClosedCycles`.
  let cycles: [BookRow]
  /// Of each cycle the books of late rows that are charged alone.
  let alone: [[BookRow]]
  let inRun: ClosedCycles
  private let starts: ClosedRange<Int64>

  /// Whether rows with these starts can be asked about.
  func covers(_ starts: ClosedRange<Int64>) -> Bool {
    self.starts.lowerBound <= starts.lowerBound && starts.upperBound <= self.starts.upperBound
  }

  /// - Parameters:
  ///   - starts: of the rows, seconds since 1970.
  ///   - known: of an earlier look, whose cycles keep their indices.
  ///   - reopened: numbers of cycles that this run opens.
  init(
    _ ledger: Ledger, _ segments: SegmentReader, starts: ClosedRange<Int64>, days: ClosedRange<CivilDate>,
    without reopened: Set<Int64>, _ keys: BookKeys, _ registry: Registry, keeping known: ClosedPart?
  ) throws {
    self.starts = starts
    let books = try ledger.closedBooks().filter { !reopened.contains($0.parent ?? $0.id) }
    let old = known?.cycles ?? []
    let oldIDs = Set(old.map(\.id))
    let cycles =
      old
      + books.filter { book in
        book.parent == nil && !oldIDs.contains(book.id)
          && (book.cycleEnd >= days.lowerBound && book.cycleStart <= days.upperBound
            || book.lastStart >= starts.lowerBound && book.firstStart <= starts.upperBound)
      }
    var index: [Int64: Int] = [:]
    for (number, cycle) in cycles.enumerated() { index[cycle.id] = number }
    var alone = [[BookRow]](repeating: [], count: cycles.count)
    for book in books { if let parent = book.parent, let cycle = index[parent] { alone[cycle].append(book) } }
    self.cycles = cycles
    self.alone = alone
    var pieces: [ClosedCycles.Piece] = []
    for (number, cycle) in cycles.enumerated() {
      for book in [cycle] + alone[number] {
        for span in try ledger.spans(book: book.id) where span.entry < book.entry {
          guard span.lastStart >= starts.lowerBound, span.firstStart <= starts.upperBound else { continue }
          pieces.append(
            ClosedCycles.Piece(cycle: number, firstStart: span.firstStart, lastStart: span.lastStart) {
              try segments.rows(of: span)
            })
        }
      }
    }
    var holdings: [ClosedCycles.Holding] = []
    for days in try ledger.heldDays() {
      guard let cycle = index[days.book], let line = registry.lineNumber(ofID: days.line) else { continue }
      holdings.append(ClosedCycles.Holding(line: line, first: days.first, last: days.last, cycle: cycle))
    }
    var byKey: [BookKey: Int] = [:]
    for (number, cycle) in cycles.enumerated() {
      let key = keys.key(of: cycle)
      if key.owner >= 0, key.plan >= 0 { byKey[key] = number }
    }
    inRun = ClosedCycles(
      until: starts.upperBound, holdings: holdings, keys: byKey, pieces: pieces)
  }
}
