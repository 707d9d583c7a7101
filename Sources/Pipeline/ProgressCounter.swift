import Synchronization

/// How far a run is; workers add once a chunk, anyone may look.
package final class ProgressCounter: Sendable {
  package enum Phase: Int, Sendable {
    case loading, reading, rating, writing, done
  }

  private let phaseValue = Atomic<Int>(0)
  private let rowCount = Atomic<Int>(0)
  private let byteCount = Atomic<Int>(0)
  private let fileCount = Atomic<Int>(0)
  private let shardCount = Atomic<Int>(0)
  private let totals = Mutex((files: 0, bytes: Int64(0), shards: 0))

  package init() {}

  package var phase: Phase { Phase(rawValue: phaseValue.load(ordering: .relaxed)) ?? .loading }
  package var rows: Int { rowCount.load(ordering: .relaxed) }
  /// Bytes read, inflated ones for gzip.
  package var bytes: Int { byteCount.load(ordering: .relaxed) }
  package var files: Int { fileCount.load(ordering: .relaxed) }
  package var shards: Int { shardCount.load(ordering: .relaxed) }
  /// Files and bytes of the source directory as they lie there, and shards to rate.
  package var total: (files: Int, bytes: Int64, shards: Int) { totals.withLock { $0 } }

  package func begin(_ phase: Phase) { phaseValue.store(phase.rawValue, ordering: .relaxed) }
  func setTotal(files: Int, bytes: Int64, shards: Int) {
    totals.withLock { $0 = (files, bytes, shards) }
  }
  func add(rows: Int) { rowCount.add(rows, ordering: .relaxed) }
  func add(bytes: Int) { byteCount.add(bytes, ordering: .relaxed) }
  func fileDone() { fileCount.add(1, ordering: .relaxed) }
  func shardDone() { shardCount.add(1, ordering: .relaxed) }
}
