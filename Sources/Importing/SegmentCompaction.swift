import FileInput
import Foundation
import Ledger
import Output

/// Copies what is live of segments of which more than a tenth is dead into a new one (spec 4.1), after a run's commit
/// and in a transaction of its own: a crash leaves the old segments or the new one.
///
/// A run copies little more than it wrote, so that a day with a few late calls costs what its lines cost and not what
/// the month costs; what is left is for the next run.
struct SegmentCompaction {
  private let ledger: Ledger
  private let run: Int64
  private let onStep: @Sendable (ImportStep) throws -> Void

  /// Bytes a run may copy regardless of what it wrote: a second's work.
  static let smallestBudgetBytes: Int64 = 64 << 20
  /// Bytes a run may copy for each one it wrote.
  static let copiesAByte: Int64 = 2

  init(_ ledger: Ledger, run: Int64, onStep: @escaping @Sendable (ImportStep) throws -> Void) {
    self.ledger = ledger
    self.run = run
    self.onStep = onStep
  }

  /// Compacts the most worn segments.
  ///
  /// - Parameter writtenBytes: what the run wrote.
  func compact(writtenBytes: Int64) throws {
    let worn = chosen(try ledger.wornSegments(), budget: max(Self.smallestBudgetBytes, writtenBytes * Self.copiesAByte))
    if worn.isEmpty { return }
    let id = try ledger.nextCompactedSegment()
    let name = "compacted-\(id).csv"
    let file = try OutputFile(
      directory: ledger.directory.recordsPath, name: name, isPrivate: true, isDurable: true)
    let reader = try SegmentReader(ledger)
    var moved: [(range: LiveRange, offset: Int64)] = []
    for segment in worn {
      for range in try ledger.liveRanges(ofSegment: segment.id) {
        moved.append((range, file.sizeBytes))
        let bytes = try reader.bytes(ofSegment: segment.id, offset: range.offset, count: range.bytes)
        try bytes.withUnsafeBytes { try file.append($0) }
      }
    }
    try onStep(.compacting)
    let publication = SegmentPublication(file)
    try ledger.replace(worn, by: id, name: name, run: run, bytes: file.sizeBytes, moved: moved) {
      try publication.finish()
    }
    try onStep(.compacted)
  }

  private func chosen(_ worn: [WornSegment], budget: Int64) -> [WornSegment] {
    var left = budget
    return worn.filter { segment in
      left -= segment.liveBytes
      return left >= 0
    }
  }
}
