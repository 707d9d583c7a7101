import ByteScanning
import CallModel
import Registry

/// One call between the two stages: a fixed head and a tail of texts, in one piece of memory that could as well be
/// written to a file or a pipe (spec 5.1).
///
/// ```
/// | head (CallRecord, 64 bytes) | global id | trunk | account code | own | caller text | called text | padding to 8 |
/// ```
struct CallRecord {
  /// Seconds since 1970, UTC.
  var instant: Int64
  /// As written in the output, normalised with no area code; blank if `callerTextCount` is above 0.
  var caller: PhoneNumber
  /// As written in the output; blank if `calledTextCount` is above 0.
  var called: PhoneNumber
  /// Row of `lines.csv`.
  var lineRow: UInt32
  /// Billable seconds.
  var duration: UInt32
  /// Index into the chunk table.
  var chunk: UInt32
  /// Lines of the chunk before this row.
  var lineInChunk: UInt32
  /// Zone number; of no meaning for `Price.unknownDestination`.
  var zone: UInt32
  /// A tariff's index, or one of `Price`'s marks.
  var price: UInt32
  /// Sizes of the tail's texts and two small values, packed: a text has at most 128 KiB (a latin-1 row, in UTF-8).
  private var packed: UInt64
  private var packedToo: UInt64

  init() {
    instant = 0
    caller = .blank
    called = .blank
    lineRow = 0
    duration = 0
    chunk = 0
    lineInChunk = 0
    zone = 0
    price = 0
    packed = 0
    packedToo = 0
  }

  /// What stands in `price` in place of a tariff.
  enum Price {
    static let free = UInt32.max
    static let noRate = UInt32.max - 1
    static let unknownDestination = UInt32.max - 2
    static let ambiguousNumber = UInt32.max - 3
    /// Tariffs are below.
    static let firstMark = UInt32.max - 3

    /// Why a call of that price is suspended; nil if it is not.
    static func reason(_ price: UInt32) -> Reason? {
      switch price {
      case noRate: .noRate
      case unknownDestination: .unknownDestination
      case ambiguousNumber: .ambiguousNumber
      default: nil
      }
    }
  }

  /// Bytes of the whole record: head, tail and padding, a multiple of 8.
  var sizeBytes: Int {
    let tail = globalIDCount + trunkCount + accountCodeCount + ownCount + callerTextCount + calledTextCount
    return (MemoryLayout<CallRecord>.size + tail + 7) & ~7
  }
}

extension CallRecord {
  private static let sizeMask: UInt64 = (1 << 20) - 1

  private func size(_ word: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: word >> shift & Self.sizeMask)
  }

  private func with(_ word: UInt64, _ shift: UInt64, _ size: Int) -> UInt64 {
    precondition(size >= 0 && size <= Int(Self.sizeMask))
    return word & ~(Self.sizeMask << shift) | UInt64(truncatingIfNeeded: size) << shift
  }

  var globalIDCount: Int {
    get { size(packed, 0) }
    set { packed = with(packed, 0, newValue) }
  }
  var trunkCount: Int {
    get { size(packed, 20) }
    set { packed = with(packed, 20, newValue) }
  }
  var accountCodeCount: Int {
    get { size(packed, 40) }
    set { packed = with(packed, 40, newValue) }
  }
  /// The own number of the identity (spec 2.4) where it differs from the one written.
  var ownCount: Int {
    get { size(packedToo, 0) }
    set { packedToo = with(packedToo, 0, newValue) }
  }
  var callerTextCount: Int {
    get { size(packedToo, 20) }
    set { packedToo = with(packedToo, 20, newValue) }
  }
  var calledTextCount: Int {
    get { size(packedToo, 40) }
    set { packedToo = with(packedToo, 40, newValue) }
  }
  /// A `NumberKind`'s raw value: of the called number of an outbound call, else of `none`.
  var kind: UInt8 {
    get { UInt8(truncatingIfNeeded: packed >> 60 & 7) }
    set { packed = packed & ~(7 << 60) | UInt64(newValue) << 60 }
  }
  /// A `Direction`'s raw value.
  var direction: UInt8 {
    get { UInt8(truncatingIfNeeded: packed >> 63) }
    set { packed = packed & ~(1 << 63) | UInt64(newValue) << 63 }
  }
}

/// A record where it lies: head and texts by address.
struct CallRecordView {
  let address: UnsafeRawPointer

  var head: CallRecord {
    // SAFETY: records begin at multiples of 8 in their pages, and a page holds whole records only (PartitionStore).
    pointer.pointee
  }

  var pointer: UnsafePointer<CallRecord> { address.assumingMemoryBound(to: CallRecord.self) }

  private func text(_ offset: Int, _ count: Int) -> Bytes {
    // SAFETY: the tail holds the texts one after the other, as long as the head says.
    Bytes(
      start: (address + MemoryLayout<CallRecord>.size + offset).assumingMemoryBound(to: UInt8.self), count: count)
  }

  var globalID: Bytes { text(0, pointer.pointee.globalIDCount) }

  var trunk: Bytes {
    let head = pointer.pointee
    return text(head.globalIDCount, head.trunkCount)
  }

  var accountCode: Bytes {
    let head = pointer.pointee
    return text(head.globalIDCount + head.trunkCount, head.accountCodeCount)
  }

  private var ownOffset: Int {
    let head = pointer.pointee
    return head.globalIDCount + head.trunkCount + head.accountCodeCount
  }

  var own: Bytes { text(ownOffset, pointer.pointee.ownCount) }

  var callerText: Bytes {
    text(ownOffset + pointer.pointee.ownCount, pointer.pointee.callerTextCount)
  }

  var calledText: Bytes {
    let head = pointer.pointee
    return text(ownOffset + head.ownCount + head.callerTextCount, head.calledTextCount)
  }
}
