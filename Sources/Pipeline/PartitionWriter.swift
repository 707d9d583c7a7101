import CScan
import Output

/// One worker's open pages.
final class PartitionWriter {
  private let store: PartitionStore
  private let pageBytes: Int
  /// Of each partition; plain memory, since each call looks into it.
  private let open: UnsafeMutablePointer<OpenPage>
  /// What is left of the slab that pages are cut from.
  private var slab: UnsafeMutableRawPointer?
  private var slabLeft = 0
  /// Pages that were written to the file and can be filled again.
  private var free: [UnsafeMutableRawPointer] = []
  /// Full pages that memory has no room for, and records longer than a page, which have memory of their own.
  private var waiting: [(partition: Int, page: PartitionStore.Page)] = []
  private var file: SpillFile?
  private var fileBytes = 0

  /// The page that a partition's calls go to: where the next one goes, and the room there.
  private struct OpenPage {
    /// nil: there is no page.
    var next: UnsafeMutableRawPointer?
    var leftBytes = 0
  }

  init(store: PartitionStore) {
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
  func allocate(_ size: Int, in partition: Int) -> UnsafeMutableRawPointer {
    precondition(partition >= 0 && partition < store.count)
    // SAFETY: there is a place for each partition.
    let page = open + partition
    if let address = page.pointee.next, size <= page.pointee.leftBytes {
      // SAFETY: the page has room for `size` bytes from there on.
      page.pointee.next = address + size
      page.pointee.leftBytes -= size
      // The partition's next call comes some hundred calls later; its memory is fetched meanwhile. Waiting for it then
      // took a fifth of this stage.
      cscan_prefetch_for_writing(address + size)
      cscan_prefetch_for_writing(address + size + 64)
      return address
    }
    return size > pageBytes ? allocateAlone(size, in: partition) : openPage(size, in: partition)
  }

  private func openPage(_ size: Int, in partition: Int) -> UnsafeMutableRawPointer {
    if let full = take(partition) {
      if store.isFull {
        waiting.append((partition, full))
      } else {
        store.hand(full, to: partition)
      }
    }
    let start = free.popLast() ?? cut()
    open[partition] = OpenPage(next: start + size, leftBytes: pageBytes - size)
    return start
  }

  /// The partition's page, which it then has no more.
  private func take(_ partition: Int) -> PartitionStore.Page? {
    guard let next = open[partition].next else { return nil }
    let used = pageBytes - open[partition].leftBytes
    open[partition] = OpenPage()
    return PartitionStore.Page(start: next - used, used: used, capacity: pageBytes)
  }

  /// A record longer than a page goes to the file however much memory there is: there are few.
  private func allocateAlone(_ size: Int, in partition: Int) -> UnsafeMutableRawPointer {
    let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
    waiting.append((partition, PartitionStore.Page(start: start, used: size, capacity: size)))
    return start
  }

  /// Memory for a page, from the slab.
  private func cut() -> UnsafeMutableRawPointer {
    if slabLeft < pageBytes {
      slab = store.allocateSlab()
      slabLeft = PartitionStore.slabBytes
    }
    slabLeft -= pageBytes
    // SAFETY: the slab has `slabLeft` bytes more behind the page.
    return slab.unsafelyUnwrapped + slabLeft
  }

  /// Moves the pages that memory has no room for to the file: call it between chunks.
  func spill() throws(OutputFailure) {
    if waiting.isEmpty { return }
    let file = try openFile()
    var spilled: [(partition: Int, page: PartitionStore.SpilledPage)] = []
    while let (partition, page) = waiting.last {
      try file.write(UnsafeRawBufferPointer(start: page.start, count: page.used), at: fileBytes)
      spilled.append((partition, PartitionStore.SpilledPage(file: file, offset: fileBytes, count: page.used)))
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
    for partition in 0..<store.count {
      if let page = take(partition) { store.hand(page, to: partition) }
    }
  }
}
