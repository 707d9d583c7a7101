import ByteScanning
import CallModel
import Output
import Registry

/// One call between the two stages: a fixed head and a tail of texts, in one piece of memory that could as well be
/// written to a file or a pipe (spec 5.1). It holds the facts of the row and what today's registry makes of them.
///
/// ```
/// | head (CallRecord, 64 bytes) | global id | trunk | account code | leg | caller cell | called cell | padding to 8 |
/// ```
///
/// A cell is blank where it is the written number, digit by digit; a run that records nothing leaves out those that
/// neither identity nor output asks for, too.
struct CallRecord {
  /// Seconds since 1970, UTC.
  var instant: Int64
  /// As written in the output, normalised with no area code; blank if it does not normalise: then its cell says more.
  var caller: PhoneNumber
  /// As written in the output; blank if it does not normalise and has too many digits for a word.
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
    // The call has no line, or its line no part in it: no place in a partition.
    static let unknownLine = UInt32.max - 4
    static let lineInactive = UInt32.max - 5
    static let noPlan = UInt32.max - 6
    /// Tariffs are below.
    static let firstMark = UInt32.max - 6

    /// Why a call of that mark is suspended; nil for a price, or none needed.
    static func reason(_ mark: UInt32) -> Reason? {
      switch mark {
      case noRate: .noRate
      case unknownDestination: .unknownDestination
      case ambiguousNumber: .ambiguousNumber
      case unknownLine: .unknownLine
      case lineInactive: .lineInactive
      case noPlan: .noPlan
      default: nil
      }
    }
  }

  /// Why the call is suspended for its destination or price, if it is.
  var unpriced: Reason? {
    guard price >= Price.ambiguousNumber, price != Price.free else { return nil }
    return Price.reason(price)
  }

  /// Bytes of the whole record: head, tail and padding, a multiple of 8.
  var sizeBytes: Int {
    let tail = globalIDCount + trunkCount + accountCodeCount + legCount + callerCellCount + calledCellCount
    return (MemoryLayout<CallRecord>.size + tail + 7) & ~7
  }
}

extension CallRecord {
  private static let sizeMask: UInt64 = (1 << 18) - 1

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
  var legCount: Int {
    get { size(packedToo, 0) }
    set { packedToo = with(packedToo, 0, newValue) }
  }
  var callerCellCount: Int {
    get { size(packedToo, 20) }
    set { packedToo = with(packedToo, 20, newValue) }
  }
  var calledCellCount: Int {
    get { size(packedToo, 40) }
    set { packedToo = with(packedToo, 40, newValue) }
  }
  /// What the row itself says of direction and numbers, beside their cells.
  var told: ToldFacts {
    get { ToldFacts(rawValue: UInt8(truncatingIfNeeded: packedToo >> 60)) }
    set { packedToo = packedToo & ~(15 << 60) | UInt64(newValue.rawValue) << 60 }
  }
  /// Whether the identity does not tell the line: with direction by registry, and a caller of none of our lines, versions
  /// of one call may be of several (spec 2.4).
  var isLoose: Bool {
    get { packedToo >> 18 & 1 != 0 }
    set { packedToo = packedToo & ~(1 << 18) | (newValue ? 1 << 18 : 0) }
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

  private var legOffset: Int {
    let head = pointer.pointee
    return head.globalIDCount + head.trunkCount + head.accountCodeCount
  }

  var leg: Bytes { text(legOffset, pointer.pointee.legCount) }

  /// As sent; blank if it is the written number.
  var callerCell: Bytes {
    text(legOffset + pointer.pointee.legCount, pointer.pointee.callerCellCount)
  }

  /// As sent; blank if it is the written number.
  var calledCell: Bytes {
    let head = pointer.pointee
    return text(legOffset + head.legCount + head.callerCellCount, head.calledCellCount)
  }

  /// The caller as written (spec 3.1): normalised, else its digits if the cell is all digits, else blank.
  var shownCaller: ShownNumber {
    let number = pointer.pointee.caller
    let cell = callerCell
    let isText = number == .blank && cell.allSatisfy(\.isDigit)
    return ShownNumber(number: number, text: isText ? cell : .none)
  }

  /// The called number as written: normalised, else its digits.
  var shownCalled: ShownNumber {
    let number = pointer.pointee.called
    return ShownNumber(number: number, text: number == .blank ? calledCell.withoutPlus : .none)
  }
}

/// What a row says beside its cells: facts, whatever the registry makes of them (spec 4.3).
struct ToldFacts: OptionSet {
  let rawValue: UInt8
  /// The layout leaves the direction to the registry.
  static let byRegistry = ToldFacts(rawValue: 1)
  /// The called number is as it was once normalised; what was dialled is not known (ledgers of before 2026-12).
  static let isNormalised = ToldFacts(rawValue: 2)
  /// The layout has the caller, or the called number, in international form without `+`.
  static let callerIsE164 = ToldFacts(rawValue: 4)
  static let calledIsE164 = ToldFacts(rawValue: 8)

  var callerForm: NumberForm { contains(.callerIsE164) ? .e164 : .dialled }
  var calledForm: NumberForm { contains(.calledIsE164) ? .e164 : .dialled }
}
