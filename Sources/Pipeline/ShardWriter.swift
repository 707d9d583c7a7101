import CScan
import Output

/// One worker's open pages.
final class ShardWriter {
  private let store: ShardStore
  private let pageBytes: Int
  /// Of each shard; plain memory, since each call looks into it.
  private let open: UnsafeMutablePointer<OpenPage>
  /// What is left of the slab that pages are cut from.
  private var slab: UnsafeMutableRawPointer?
  private var slabLeft = 0
  /// Pages that were written to the file and can be filled again.
  private var free: [UnsafeMutableRawPointer] = []
  /// Full pages that memory has no room for, and records longer than a page, which have memory of their own.
  private var waiting: [(shard: Int, page: ShardStore.Page)] = []
  private var file: SpillFile?
  private var fileBytes = 0

  /// The page that a shard's calls go to: where the next one goes, and the room there.
  private struct OpenPage {
    /// nil: there is no page.
    var next: UnsafeMutableRawPointer?
    var leftBytes = 0
  }

  init(store: ShardStore) {
    self.store = store
    pageBytes = store.pageBytes
    open = .allocate(capacity: store.count)
    open.initialize(repeating: OpenPage(), count: store.count)
  }

  deinit {
    open.deallocate()
    for (_, page) in waiting where page.capacity > pageBytes { page.start.deallocate() }
  }

  /// Room for a record of `size` bytes, a multiple of 8, in `partition`; good until the next `spill`.
  func allocate(_ size: Int, in shard: Int) -> UnsafeMutableRawPointer {
    precondition(shard >= 0 && shard < store.count)
    // SAFETY: there is a place for each shard.
    let page = open + shard
    if let address = page.pointee.next, size <= page.pointee.leftBytes {
      // SAFETY: the page has room for `size` bytes from there on.
      page.pointee.next = address + size
      page.pointee.leftBytes -= size
      // The shard's next call comes some hundred calls later; its memory is fetched meanwhile. Waiting for it then
      // took a fifth of this stage.
      cscan_prefetch_for_writing(address + size)
      cscan_prefetch_for_writing(address + size + 64)
      return address
    }
    return size > pageBytes ? allocateAlone(size, in: shard) : openPage(size, in: shard)
  }

  private func openPage(_ size: Int, in shard: Int) -> UnsafeMutableRawPointer {
    if let full = take(shard) {
      if store.isFull {
        waiting.append((shard, full))
      } else {
        store.hand(full, to: shard)
      }
    }
    let start = free.popLast() ?? cut()
    open[shard] = OpenPage(next: start + size, leftBytes: pageBytes - size)
    return start
  }

  /// The shard's page, which it then has no more.
  private func take(_ shard: Int) -> ShardStore.Page? {
    guard let next = open[shard].next else { return nil }
    let used = pageBytes - open[shard].leftBytes
    open[shard] = OpenPage()
    return ShardStore.Page(start: next - used, used: used, capacity: pageBytes)
  }

  /// A record longer than a page goes to the file however much memory there is: there are few.
  private func allocateAlone(_ size: Int, in shard: Int) -> UnsafeMutableRawPointer {
    let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
    waiting.append((shard, ShardStore.Page(start: start, used: size, capacity: size)))
    return start
  }

  /// Memory for a page, from the slab.
  private func cut() -> UnsafeMutableRawPointer {
    if slabLeft < pageBytes {
      slab = store.allocateSlab()
      slabLeft = ShardStore.slabBytes
    }
    slabLeft -= pageBytes
    // SAFETY: the slab has `slabLeft` bytes more behind the page.
    return slab.unsafelyUnwrapped + slabLeft
  }

  /// Moves the pages that memory has no room for to the file: call it between chunks.
  func spill() throws(OutputFailure) {
    if waiting.isEmpty { return }
    let file = try openFile()
    var spilled: [(shard: Int, page: ShardStore.SpilledPage)] = []
    while let (shard, page) = waiting.last {
      try file.write(UnsafeRawBufferPointer(start: page.start, count: page.used), at: fileBytes)
      spilled.append((shard, ShardStore.SpilledPage(file: file, offset: fileBytes, count: page.used)))
      fileBytes += page.used
      waiting.removeLast()
      if page.capacity > pageBytes {
        page.start.deallocate()
      } else {
        free.append(page.start)
      }
    }
    store.hand(spilled)
  }

  private func openFile() throws(OutputFailure) -> SpillFile {
    if let file { return file }
    let new = try SpillFile(directory: store.spillDirectory)
    file = new
    return new
  }

  /// Hands over what is left; the writer is then empty.
  func finish() throws(OutputFailure) {
    try spill()
    for shard in 0..<store.count {
      if let page = take(shard) { store.hand(page, to: shard) }
    }
  }
}
