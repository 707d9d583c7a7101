import CallModel

/// Cells written once and copied many times: zones, prices, file names. One block of bytes and where each cell begins.
package struct CellTable: Sendable {
  /// Plain memory that never changes, without reference counts on the way to it.
  private final class Storage: @unchecked Sendable {
    let bytes: UnsafeMutablePointer<UInt8>
    /// One more than cells: where each begins, and where the last one ends.
    let starts: UnsafeMutablePointer<Int>

    init(_ bytes: [UInt8], starts: [Int]) {
      // What is copied by wide words may be read beyond its end.
      let padded = bytes + [UInt8](repeating: 0, count: TextCursor.slackBytes)
      self.bytes = .allocate(capacity: padded.count)
      self.bytes.initialize(from: padded, count: padded.count)
      self.starts = .allocate(capacity: starts.count)
      self.starts.initialize(from: starts, count: starts.count)
    }

    deinit {
      bytes.deallocate()
      starts.deallocate()
    }
  }

  private let storage: Storage
  private let count: Int
  /// Bytes of the longest cell.
  package let longest: Int

  package init(_ cells: some Sequence<[UInt8]>) {
    var bytes: [UInt8] = []
    var starts = [0]
    for cell in cells {
      bytes += cell
      starts.append(bytes.count)
    }
    count = starts.count - 1
    longest = zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0
    storage = Storage(bytes, starts: starts)
  }

  /// Writes cell `index`, of at most `longest` bytes.
  @inline(__always)
  func write(_ index: Int, to text: inout TextCursor) {
    precondition(index >= 0 && index < count)
    // SAFETY: the index was checked; the cells lie one after the other in `bytes`, which has slack behind the last.
    let start = storage.starts[index]
    text.put(padded: storage.bytes + start, storage.starts[index + 1] - start)
  }
}
