import CScan
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Calls between the stages, by partition: a partition is a span of neighbouring lines that is rated as a whole.
///
/// Workers fill pages of their own and hand over the full ones, so a lock is taken once a page, not once a call. All
/// memory is freed with the store.
final class PartitionStore: Sendable {
  /// A piece of memory that holds whole records. It belongs to one thread at a time.
  struct Page: @unchecked Sendable {
    var start: UnsafeMutableRawPointer
    var used: Int
    var capacity: Int
  }

  private struct State {
    var pages: [[Page]]
    var blocks: [Block] = []
  }

  private struct Block: @unchecked Sendable {
    var start: UnsafeMutableRawPointer
  }

  let count: Int
  private let state: Mutex<State>

  /// The size of a huge page: calls of hundreds of partitions are written in turn, and with small pages each would miss
  /// the processor's address cache.
  static let slabBytes = 2 << 20

  init(count: Int) {
    self.count = count
    state = Mutex(State(pages: Array(repeating: [], count: count)))
  }

  deinit {
    state.withLock { for block in $0.blocks { free(block.start) } }
  }

  func hand(_ page: Page, to partition: Int) {
    state.withLock { $0.pages[partition].append(page) }
  }

  /// The pages of `partition`, which lie where they are until the store goes.
  func take(_ partition: Int) -> [Page] {
    state.withLock { state in
      let taken = state.pages[partition]
      state.pages[partition] = []
      return taken
    }
  }

  /// New memory of `size` bytes, in huge pages if the system has them.
  func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    var start: UnsafeMutableRawPointer?
    let status = posix_memalign(&start, Self.slabBytes, size)
    guard status == 0, let start else { fatalError("no memory for \(size) bytes of calls") }
    #if canImport(Glibc)
      madvise(start, size, MADV_HUGEPAGE)
    #endif
    let block = Block(start: start)
    state.withLock { $0.blocks.append(block) }
    return start
  }
}

/// One worker's open pages.
final class PartitionWriter {
  private let store: PartitionStore
  private var open: [PartitionStore.Page?]
  /// What is left of the slab that pages are cut from.
  private var slab: UnsafeMutableRawPointer?
  private var slabLeft = 0

  /// Small enough that every worker can hold one for each partition, large enough for some hundred calls.
  static let pageBytes = 32 << 10

  init(store: PartitionStore) {
    self.store = store
    open = Array(repeating: nil, count: store.count)
  }

  /// Room for a record of `size` bytes, a multiple of 8, in `partition`.
  func allocate(_ size: Int, in partition: Int) -> UnsafeMutableRawPointer {
    if let page = open[partition], page.used + size <= page.capacity {
      open[partition]?.used = page.used + size
      let address = page.start + page.used
      // The partition's next call comes some hundred calls later; its memory is fetched meanwhile. Waiting for it then
      // took a fifth of this stage.
      cscan_prefetch_for_writing(address + size)
      cscan_prefetch_for_writing(address + size + 64)
      return address
    }
    return openPage(size, in: partition)
  }

  private func openPage(_ size: Int, in partition: Int) -> UnsafeMutableRawPointer {
    if let full = open[partition] { store.hand(full, to: partition) }
    let capacity = max(Self.pageBytes, size)
    let start = cut(capacity)
    open[partition] = PartitionStore.Page(start: start, used: size, capacity: capacity)
    return start
  }

  /// Memory for a page: from the slab, or for a record longer than a page its own.
  private func cut(_ capacity: Int) -> UnsafeMutableRawPointer {
    if capacity > Self.pageBytes { return store.allocate(capacity) }
    if slabLeft < capacity {
      slab = store.allocate(PartitionStore.slabBytes)
      slabLeft = PartitionStore.slabBytes
    }
    slabLeft -= capacity
    // SAFETY: the slab has `slabLeft` bytes more behind the page.
    return slab.unsafelyUnwrapped + slabLeft
  }

  /// Hands over what is left; the writer is then empty.
  func finish() {
    for partition in open.indices {
      if let page = open[partition] { store.hand(page, to: partition) }
      open[partition] = nil
    }
  }
}
