import FileInput
import Output
import Synchronization
import Glibc

/// The identities of all recorded calls (spec 2.4), to find one that is recorded twice, within bounded memory (I7):
/// 24 bytes a call, by the first bits of a digest, in a file without a name once there are many.
final class IdentityStore: Sendable {
  /// A call's identity as a digest, and where it came from.
  struct Entry: BitwiseCopyable {
    var high: UInt64
    var low: UInt64
    var file: UInt32
    /// The line in that file; the highest bit marks what a later version of a call in a closed cycle added (spec 4.3).
    var line: UInt32
  }

  static let lateMark: UInt32 = 1 << 31
  /// A repeat's two entries are in one bucket.
  static let bucketCount = 256
  /// Entries of one bucket that a worker keeps before they go to the file: 3 MB in all.
  private static let entriesAChunk = 512

  /// What one worker has not handed over yet.
  final class Writer {
    fileprivate var buckets = [[Entry]](repeating: [], count: IdentityStore.bucketCount)
    private let store: IdentityStore

    init(_ store: IdentityStore) { self.store = store }

    func add(_ entry: Entry) throws(OutputFailure) {
      let bucket = Int(truncatingIfNeeded: entry.high >> 56)
      buckets[bucket].append(entry)
      if buckets[bucket].count == IdentityStore.entriesAChunk {
        try store.spill(bucket, buckets[bucket])
        buckets[bucket].removeAll(keepingCapacity: true)
      }
    }
  }

  private struct State {
    var descriptor: CInt = -1
    var sizeBytes = 0
    /// Where the full chunks of each bucket begin in the file.
    var chunks = [[Int]](repeating: [], count: IdentityStore.bucketCount)
  }

  private let directory: String
  private let state = Mutex(State())

  /// - Parameter directory: where the file without a name goes.
  init(directory: String) { self.directory = directory }

  deinit {
    state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } }
  }

  private func spill(_ bucket: Int, _ entries: [Entry]) throws(OutputFailure) {
    try state.withLock { (state) throws(OutputFailure) in
      if state.descriptor < 0 { state.descriptor = try TemporaryFile.open(in: directory) }
      var failure: OutputFailure?
      entries.withUnsafeBytes { bytes in
        do throws(OutputFailure) {
          try TemporaryFile.write(bytes, to: state.descriptor, at: state.sizeBytes, directory: directory)
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      state.chunks[bucket].append(state.sizeBytes)
      state.sizeBytes += entries.count * MemoryLayout<Entry>.stride
    }
  }

  /// Calls `body` for each two entries of one identity of which at most one is no later version. Of several buckets at once,
  /// if nothing is added any more.
  func forEachRepeat(inBucket bucket: Int, _ writers: [Writer], _ body: (Entry, Entry) -> Void) throws(OutputFailure) {
    var entries = writers.flatMap { $0.buckets[bucket] }
    let (descriptor, chunks) = state.withLock { ($0.descriptor, $0.chunks[bucket]) }
    for offset in chunks { entries += try read(descriptor, offset) }
    entries.sort { ($0.high, $0.low, $0.line) < ($1.high, $1.low, $1.line) }
    for (left, right) in zip(entries, entries.dropFirst())
    where left.high == right.high && left.low == right.low && right.line & Self.lateMark == 0 {
      body(left, right)
    }
  }

  private func read(_ descriptor: CInt, _ offset: Int) throws(OutputFailure) -> [Entry] {
    var entries = [Entry](repeating: Entry(high: 0, low: 0, file: 0, line: 0), count: Self.entriesAChunk)
    var failure: OutputFailure?
    entries.withUnsafeMutableBytes { bytes in
      do throws(OutputFailure) {
        try TemporaryFile.read(into: bytes, from: descriptor, at: offset, directory: directory)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return entries
  }
}
