import CallModel
import Foundation
import Ledger
import Pipeline
import Registry

/// The closed cycles that rows of some time may be late for, as the run asks for them (spec 4.3).
struct ClosedPart {
  /// By the cycle's index, those of `ClosedCycles`.
  let cycles: [CycleAccountRow]
  /// Of each cycle the cycle accounts of late rows that are charged alone.
  let alone: [[CycleAccountRow]]
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
    without reopened: Set<Int64>, _ keys: CycleAccountKeys, _ registry: Registry, keeping known: ClosedPart?
  ) throws {
    self.starts = starts
    let cycleAccounts = try ledger.closedCycleAccounts().filter { !reopened.contains($0.parent ?? $0.id) }
    let old = known?.cycles ?? []
    let oldIDs = Set(old.map(\.id))
    let cycles =
      old
      + cycleAccounts.filter { cycleAccount in
        cycleAccount.parent == nil && !oldIDs.contains(cycleAccount.id)
          && (cycleAccount.cycleEnd >= days.lowerBound && cycleAccount.cycleStart <= days.upperBound
            || cycleAccount.lastStart >= starts.lowerBound && cycleAccount.firstStart <= starts.upperBound)
      }
    var index: [Int64: Int] = [:]
    for (number, cycle) in cycles.enumerated() { index[cycle.id] = number }
    var alone = [[CycleAccountRow]](repeating: [], count: cycles.count)
    for cycleAccount in cycleAccounts {
      if let parent = cycleAccount.parent, let cycle = index[parent] { alone[cycle].append(cycleAccount) }
    }
    self.cycles = cycles
    self.alone = alone
    var pieces: [ClosedCycles.Piece] = []
    for (number, cycle) in cycles.enumerated() {
      for cycleAccount in [cycle] + alone[number] {
        for span in try ledger.spans(cycleAccount: cycleAccount.id) where span.entry < cycleAccount.entry {
          guard span.lastStart >= starts.lowerBound, span.firstStart <= starts.upperBound else { continue }
          pieces.append(
            ClosedCycles.Piece(cycle: number, firstStart: span.firstStart, lastStart: span.lastStart) {
              try segments.rows(of: span)
            })
        }
      }
    }
    var holdings: [ClosedCycles.Holding] = []
    for days in try ledger.closedCycleDays() {
      guard let cycle = index[days.cycleAccount], let line = registry.lineNumber(ofID: days.line) else { continue }
      holdings.append(ClosedCycles.Holding(line: line, first: days.first, last: days.last, cycle: cycle))
    }
    var byKey: [CycleAccountKey: Int] = [:]
    for (number, cycle) in cycles.enumerated() {
      let key = keys.key(of: cycle)
      if key.owner >= 0, key.plan >= 0 { byKey[key] = number }
    }
    inRun = ClosedCycles(
      until: starts.upperBound, holdings: holdings, keys: byKey, pieces: pieces)
  }
}
