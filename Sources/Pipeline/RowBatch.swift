import ByteScanning
import CallModel
import RecordLayouts

/// Rows of a chunk between reading and writing: some are taken through each step of classifying before the next, so that
/// what one waits for comes while the others are worked on. Rows leave it in the order in which they came. For one thread.
final class RowBatch {
  struct Slot {
    var fields = CallFields()
    var finding = CallClassifier.Finding()
    var raw = Bytes.none
    var lineInChunk = 0
    /// Why the row is refused already; nil: its fields are to be classified.
    var reason: Reason?
  }

  /// Enough that a look-up of one row is there when all others had theirs; all slots fit the first cache.
  static let capacity = 16

  /// `capacity` of them, the first `count` in use.
  let slots: UnsafeMutablePointer<Slot>
  private(set) var count = 0

  init() {
    slots = .allocate(capacity: Self.capacity)
    slots.initialize(repeating: Slot(), count: Self.capacity)
  }

  deinit { slots.deallocate() }

  var isFull: Bool { count == Self.capacity }

  /// The slot that the next row is read into; there is one as long as the batch is not full.
  @inline(__always)
  var next: UnsafeMutablePointer<Slot> {
    // SAFETY: `count` is below the capacity: the one who adds empties a full batch at once.
    slots + count
  }

  /// Takes the row in `next`; its bytes must stay in place until `removeAll`.
  @inline(__always)
  func add(_ row: borrowing Row, refusedFor reason: Reason? = nil) {
    precondition(count < Self.capacity)
    next.pointee.raw = row.raw
    next.pointee.lineInChunk = row.lineInChunk
    next.pointee.reason = reason
    count += 1
  }

  func removeAll() { count = 0 }
}
