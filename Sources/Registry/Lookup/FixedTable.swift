import CScan
import Glibc

/// An array that never changes and is not reference-counted: what the hot loops look things up in.
///
/// A Swift array costs a retain and a release wherever it is passed on, which at some tens of nanoseconds a row is a
/// large part of the work. The memory belongs to the `TableStorage` that made the table and lives as long.
public struct FixedTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline let start: UnsafeMutablePointer<Element>
  public let count: Int

  fileprivate init(start: UnsafeMutablePointer<Element>, count: Int) {
    self.start = start
    self.count = count
  }

  /// Has the element at `index` brought near, to be read soon; for any index.
  @inlinable
  @inline(__always)
  public func prefetch(_ index: Int) {
    // SAFETY: nothing is read; to ask for an address out of the table does nothing.
    cscan_prefetch(start + index)
  }

  /// The element at `index`, 0 ..< `count`; traps outside.
  @inlinable
  @inline(__always)
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    // SAFETY: the index was checked, and the storage is alive as long as its owner, the registry.
    return start[index]
  }
}

/// Owns the memory of fixed tables and frees it.
///
/// Tables stand one behind the other in huge pages: look-ups go to far places, and with small pages each would miss the
/// processor's address cache too.
public final class TableStorage: @unchecked Sendable {
  private var slabs: [UnsafeMutableRawPointer] = []
  /// Of the last slab.
  private var next = UnsafeMutableRawPointer(bitPattern: 0)
  private var left = 0

  /// The size of a huge page.
  private static let slabBytes = 2 << 20
  /// A cache line.
  private static let alignment = 64

  public init() {}

  deinit { for slab in slabs { free(slab) } }

  /// A copy of `array` that lives as long as this storage. Not for use by two threads at once.
  public func fixed<Element>(_ array: [Element]) -> FixedTable<Element> {
    let address = allocate(max(1, array.count) * MemoryLayout<Element>.stride)
    let start = address.bindMemory(to: Element.self, capacity: max(1, array.count))
    array.withUnsafeBufferPointer { source in
      if let address = source.baseAddress { start.initialize(from: address, count: source.count) }
    }
    return FixedTable(start: start, count: array.count)
  }

  private func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    let size = (size + Self.alignment - 1) & ~(Self.alignment - 1)
    if size > left {
      left = (size + Self.slabBytes - 1) & ~(Self.slabBytes - 1)
      var slab: UnsafeMutableRawPointer?
      let status = posix_memalign(&slab, Self.slabBytes, left)
      guard status == 0, let slab else { fatalError("no memory for \(left) bytes of tables") }
      madvise(slab, left, MADV_HUGEPAGE)
      slabs.append(slab)
      next = slab
    }
    // SAFETY: the slab has `left` bytes from `next` on, at least `size`.
    let start = next.unsafelyUnwrapped
    next = start + size
    left -= size
    return start
  }
}
