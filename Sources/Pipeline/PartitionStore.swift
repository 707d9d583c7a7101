import Synchronization

/// Calls between the stages, by partition: a partition is a span of neighbouring lines that is rated as a whole.
///
/// Workers fill pages of their own and hand over the full ones, so a lock is taken once a page, not once a call.
final class PartitionStore: @unchecked Sendable {
  /// A piece of memory that holds whole records.
  struct Page {
    var start: UnsafeMutableRawPointer
    var used: Int
    var capacity: Int
  }

  let count: Int
  private let pages: Mutex<[[PageBox]]>

  /// Pages cross threads by value; each belongs to one thread at a time.
  private struct PageBox: @unchecked Sendable {
    var page: Page
  }

  init(count: Int) {
    self.count = count
    pages = Mutex(Array(repeating: [], count: count))
  }

  deinit {
    pages.withLock { for list in $0 { for box in list { box.page.start.deallocate() } } }
  }

  func hand(_ page: Page, to partition: Int) {
    pages.withLock { $0[partition].append(PageBox(page: page)) }
  }

  /// Takes the pages of `partition`; the caller frees them.
  func take(_ partition: Int) -> [Page] {
    pages.withLock { lists in
      let taken = lists[partition].map(\.page)
      lists[partition] = []
      return taken
    }
  }
}

/// One worker's open pages.
final class PartitionWriter {
  private let store: PartitionStore
  private var open: [PartitionStore.Page?]

  /// Small enough that every worker can hold one for each partition, large enough for some hundred calls.
  static let pageBytes = 32 << 10

  init(store: PartitionStore) {
    self.store = store
    open = Array(repeating: nil, count: store.count)
  }

  deinit {
    for page in open { page?.start.deallocate() }
  }

  /// Room for a record of `size` bytes, a multiple of 8, in `partition`.
  func allocate(_ size: Int, in partition: Int) -> UnsafeMutableRawPointer {
    if let page = open[partition], page.used + size <= page.capacity {
      open[partition]?.used = page.used + size
      return page.start + page.used
    }
    return openPage(size, in: partition)
  }

  private func openPage(_ size: Int, in partition: Int) -> UnsafeMutableRawPointer {
    if let full = open[partition] { store.hand(full, to: partition) }
    let capacity = max(Self.pageBytes, size)
    let start = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    open[partition] = PartitionStore.Page(start: start, used: size, capacity: capacity)
    return start
  }

  /// Hands over what is left; the writer is then empty.
  func finish() {
    for partition in open.indices {
      if let page = open[partition] { store.hand(page, to: partition) }
      open[partition] = nil
    }
  }
}
