import Output
import Synchronization
import Glibc

/// Calls between the stages, by shard: a shard is a span of neighbouring lines that is rated as a whole.
///
/// Workers fill pages of their own and hand over the full ones, so a lock is taken once a page, not once a call. Pages
/// stay in memory until `budgetBytes` are taken; later ones go to files without a name beside the results (I7). All
/// memory is freed with the store.
final class ShardStore: Sendable {
  /// A piece of memory that holds whole records. It belongs to one thread at a time.
  struct Page: @unchecked Sendable {
    var start: UnsafeMutableRawPointer
    var used: Int
    var capacity: Int
  }

  /// The records of a page, in a file.
  struct SpilledPage: Sendable {
    let file: SpillFile
    let offset: Int
    let count: Int
  }

  /// What was handed over for one shard, in no order.
  struct Contents: Sendable {
    var pages: [Page] = []
    var spilled: [SpilledPage] = []
  }

  private struct State {
    var shards: [Contents]
    var slabs: [Slab] = []
  }

  private struct Slab: @unchecked Sendable {
    var start: UnsafeMutableRawPointer
  }

  /// Of shards.
  let count: Int
  /// Where pages go that memory has no room for.
  let spillDirectory: String
  /// Of a page; a longer record has a page of its own.
  let pageBytes: Int
  private let budgetBytes: Int
  private let allocatedBytes = Atomic<Int>(0)
  private let state: Mutex<State>

  /// The size of a huge page: calls of hundreds of shards are written in turn, and with small pages each would miss
  /// the processor's address cache.
  static let slabBytes = 2 << 20

  /// - Parameters:
  ///   - count: of shards.
  ///   - budget: bounds the pages in memory; those that workers keep open are beyond it if need be.
  ///   - spillDirectory: exists.
  init(count: Int, budget: MemoryBudget, workers: Int, spillDirectory: String) {
    self.count = count
    self.spillDirectory = spillDirectory
    budgetBytes = budget.callBytes
    pageBytes = budget.pageBytes(openPages: count * workers)
    state = Mutex(State(shards: Array(repeating: Contents(), count: count)))
  }

  deinit { removeAll() }

  /// Frees all memory: nothing may look at a page any more.
  func removeAll() {
    let slabs = state.withLock { state in
      defer {
        state.slabs = []
        state.shards = Array(repeating: Contents(), count: count)
      }
      return state.slabs
    }
    for slab in slabs { free(slab.start) }
  }

  /// Whether pages must go to files from now on.
  var isFull: Bool { allocatedBytes.load(ordering: .relaxed) >= budgetBytes }

  func hand(_ page: Page, to shard: Int) {
    state.withLock { $0.shards[shard].pages.append(page) }
  }

  func hand(_ pages: [(shard: Int, page: SpilledPage)]) {
    state.withLock { state in
      for (shard, page) in pages { state.shards[shard].spilled.append(page) }
    }
  }

  /// The pages of `partition`; those in memory lie where they are until the store goes.
  func take(_ shard: Int) -> Contents {
    state.withLock { state in
      let taken = state.shards[shard]
      state.shards[shard] = Contents()
      return taken
    }
  }

  /// Takes back what `take` gave.
  func giveBack(_ contents: Contents, to shard: Int) {
    state.withLock { state in
      state.shards[shard].pages += contents.pages
      state.shards[shard].spilled += contents.spilled
    }
  }

  /// New memory of `slabBytes`, in a huge page if the system has one.
  func allocateSlab() -> UnsafeMutableRawPointer {
    var start: UnsafeMutableRawPointer?
    let status = posix_memalign(&start, Self.slabBytes, Self.slabBytes)
    guard status == 0, let start else { fatalError("no memory for \(Self.slabBytes) bytes of calls") }
    madvise(start, Self.slabBytes, MADV_HUGEPAGE)
    allocatedBytes.add(Self.slabBytes, ordering: .relaxed)
    let slab = Slab(start: start)
    state.withLock { $0.slabs.append(slab) }
    return start
  }
}

/// One worker's file of pages; it has no name and is gone when nobody needs its pages.
final class SpillFile: Sendable {
  private let descriptor: CInt
  private let directory: String

  init(directory: String) throws(OutputFailure) {
    descriptor = try TemporaryFile.open(in: directory)
    self.directory = directory
  }

  deinit { close(descriptor) }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(OutputFailure) {
    try TemporaryFile.write(bytes, to: descriptor, at: offset, directory: directory)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(OutputFailure) {
    try TemporaryFile.read(into: buffer, from: descriptor, at: offset, directory: directory)
  }
}
