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
public final class TableStorage: @unchecked Sendable {
  private var blocks: [UnsafeMutableRawPointer] = []

  public init() {}

  deinit { for block in blocks { block.deallocate() } }

  /// A copy of `array` that lives as long as this storage. Not for use by two threads at once.
  public func fixed<Element>(_ array: [Element]) -> FixedTable<Element> {
    let start = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
    array.withUnsafeBufferPointer { source in
      if let address = source.baseAddress { start.initialize(from: address, count: source.count) }
    }
    blocks.append(UnsafeMutableRawPointer(start))
    return FixedTable(start: start, count: array.count)
  }
}
