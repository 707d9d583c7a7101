import Dispatch
import Pipeline
import Synchronization

/// Takes recorded rows to a thread of their own, where they are read anew, so that what is made of them is made while the next
/// ones are read. For one thread; in order; a few batches wait at most.
final class BackgroundRows: @unchecked Sendable {
  // `batch` is the caller's, `reader` and `body` the queue's, one batch after the other.
  private let queue = DispatchQueue(label: "summit-cdr.rows")
  private let room = DispatchSemaphore(value: BackgroundRows.waitingBatches)
  private let failure = Mutex<(any Error)?>(nil)
  private let reader = SegmentRowReader()
  private let body: (SegmentRow) throws -> Void
  private var batch: [UInt8] = []

  private static let waitingBatches = 3
  private static let batchBytes = 1 << 19

  private struct Abandoned: Error {}

  /// - Parameter body: is called on the other thread.
  init(_ body: @escaping (SegmentRow) throws -> Void) { self.body = body }

  /// - Throws: what `body` threw for a row before.
  func add(_ row: SegmentRow) throws {
    batch.append(contentsOf: row.raw)
    if batch.count >= Self.batchBytes { try handOver() }
  }

  /// Returns when `body` had all rows.
  func end() throws {
    try handOver()
    queue.sync {}
    try throwFailure()
  }

  /// Lets the rest be, and returns when `body` is not called any more.
  func abandon() {
    failure.withLock { $0 = $0 ?? Abandoned() }
    queue.sync {}
  }

  private func throwFailure() throws {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func handOver() throws {
    try throwFailure()
    room.wait()
    let rows = batch
    batch = []
    batch.reserveCapacity(rows.count)
    queue.async {
      defer { self.room.signal() }
      guard self.failure.withLock({ $0 == nil }) else { return }
      do {
        try self.reader.forEach(in: rows, self.body)
      } catch {
        self.failure.withLock { $0 = $0 ?? error }
      }
    }
  }
}
