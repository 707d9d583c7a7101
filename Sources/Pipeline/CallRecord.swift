import ByteScanning
import CallModel
import Output
import Registry

/// One call between the two stages: a fixed head and a tail of texts, in one piece of memory that could as well be
/// written to a file or a pipe (spec 5.1). It holds the facts of the row and what today's registry makes of them.
///
/// ```
/// | head (CallRecord, 52 bytes) | global id | trunk | account code | leg | caller cell | called cell | padding to 8 |
/// ```
///
/// The texts' lengths are in the head, a byte each; if one is longer than that can say, all six stand before the texts,
/// four bytes each. A cell is blank where it is the written number, digit by digit; a run that records nothing leaves
/// out those that neither identity nor output asks for, too.
struct CallRecord {
  /// Start and duration: see `instant` and `duration`.
  private var time: UInt64
  /// As written in the output, normalised with no area code; blank if it does not normalise: then its cell says more.
  var caller: PhoneNumber
  /// As written in the output; blank if it does not normalise and has too many digits for a word.
  var called: PhoneNumber
  /// Lengths of the tail's texts, and small values.
  private(set) var packed: UInt64
  /// Row of `lines.csv`.
  var lineRow: UInt32
  /// Index into the chunk table.
  var chunk: UInt32
  /// Lines of the chunk before this row.
  var lineInChunk: UInt32
  /// Zone number; of no meaning for `Price.unknownDestination`.
  var zone: UInt32
  /// A tariff's index, or one of `Price`'s marks.
  var price: UInt32

  init() {
    time = 0
    caller = .blank
    called = .blank
    packed = 0
    lineRow = 0
    chunk = 0
    lineInChunk = 0
    zone = 0
    price = 0
    set(instant: 0, duration: 0)
  }

  /// What stands in `price` in place of a tariff.
  enum Price {
    static let free = UInt32.max
    static let noRate = UInt32.max - 1
    static let unknownDestination = UInt32.max - 2
    static let ambiguousNumber = UInt32.max - 3
    // The call has no line, or its line no part in it: no place in a shard.
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

}

extension CallRecord {
  /// Starts that a record can hold, seconds since 1970: those of some hundred years before and after.
  static var instants: Range<Int64> { -instantBias..<instantBias }
  private static let instantBias: Int64 = 1 << 33
  /// The greatest duration that a record can hold: above the 10^9 that a row can say (spec 2.3).
  static let maximumDuration: UInt32 = 1 << 30 - 1
  private static let durationBits: UInt64 = 30

  /// Seconds since 1970, UTC.
  @inline(__always)
  var instant: Int64 { Int64(bitPattern: time >> Self.durationBits) - Self.instantBias }

  /// Billable seconds.
  @inline(__always)
  var duration: UInt32 { UInt32(truncatingIfNeeded: time & UInt64(Self.maximumDuration)) }

  /// - Parameters:
  ///   - instant: one of `instants`.
  ///   - duration: at most `maximumDuration`.
  @inline(__always)
  mutating func set(instant: Int64, duration: UInt32) {
    precondition(Self.instants.contains(instant) && duration <= Self.maximumDuration)
    time = UInt64(bitPattern: instant + Self.instantBias) << Self.durationBits | UInt64(duration)
  }
}

// MARK: - Lengths and small values, packed

extension CallRecord {
  /// What a byte cannot say.
  private static let longLength = 255
  private static let longMark: UInt64 = 1 << 56
  private static let looseMark: UInt64 = 1 << 57
  /// Six lengths before the texts.
  static let longLengthsBytes = 6 * MemoryLayout<UInt32>.size
  private static let lengthsMask: UInt64 = 1 << 48 - 1

  /// Sets what the row itself says beside its texts; their lengths come later.
  mutating func setHead(direction: Direction, told: ToldFacts, isLoose: Bool) {
    packed =
      UInt64(told.rawValue) << 48 | UInt64(NumberKind.none.rawValue) << 52 | UInt64(direction.rawValue) << 55
      | (isLoose ? Self.looseMark : 0)
  }

  /// Sets how long the tail's texts are; returns the bytes of the whole record: head, tail and padding, a multiple of
  /// 8.
  @inline(__always)
  mutating func setLengths(_ lengths: Lengths) -> Int {
    var packed = packed & ~(Self.lengthsMask | Self.longMark)
    if lengths.union < Self.longLength {
      packed |= UInt64(truncatingIfNeeded: lengths.globalID | lengths.trunk << 8 | lengths.accountCode << 16)
      packed |= UInt64(truncatingIfNeeded: lengths.leg | lengths.callerCell << 8 | lengths.calledCell << 16) << 24
      self.packed = packed
      return (MemoryLayout<CallRecord>.size + lengths.sum + 7) & ~7
    }
    // The global id's is looked at without the others.
    self.packed = packed | Self.longMark | UInt64(min(Self.longLength, lengths.globalID))
    return (MemoryLayout<CallRecord>.size + Self.longLengthsBytes + lengths.sum + 7) & ~7
  }

  /// How long the texts of a tail are, each less than 4 GiB.
  struct Lengths {
    var globalID: Int
    var trunk: Int
    var accountCode: Int
    var leg: Int
    var callerCell: Int
    var calledCell: Int

    /// At least the greatest of them.
    var union: Int { globalID | trunk | accountCode | leg | callerCell | calledCell }
    var sum: Int { globalID + trunk + accountCode + leg + callerCell + calledCell }

    /// Writes the six lengths to `address`; returns what is behind them.
    func write(to address: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
      var at = address
      for length in [globalID, trunk, accountCode, leg, callerCell, calledCell] {
        at.storeBytes(of: UInt32(length), as: UInt32.self)
        at += MemoryLayout<UInt32>.size
      }
      return at
    }
  }

  /// Whether the lengths of the texts stand before them.
  @inline(__always)
  var isLong: Bool { packed & Self.longMark != 0 }

  var hasGlobalID: Bool { packed & 0xFF != 0 }

  /// What the row itself says of direction and numbers, beside their cells.
  var told: ToldFacts { ToldFacts(rawValue: UInt8(truncatingIfNeeded: packed >> 48 & 15)) }
  /// Whether the identity does not tell the line: with direction by registry, and a caller of none of our lines,
  /// versions of one call may be of several (spec 2.4).
  @inline(__always)
  var isLoose: Bool { packed & Self.looseMark != 0 }
  /// A `NumberKind`'s raw value: of the called number of an outbound call, else of `none`.
  var kind: UInt8 {
    get { UInt8(truncatingIfNeeded: packed >> 52 & 7) }
    set { packed = packed & ~(7 << 52) | UInt64(newValue) << 52 }
  }
  /// A `Direction`'s raw value.
  var direction: UInt8 { UInt8(truncatingIfNeeded: packed >> 55 & 1) }
}

/// A record where it lies: head and texts by address.
struct CallRecordView {
  let address: UnsafeRawPointer

  var head: CallRecord {
    // SAFETY: records begin at multiples of 8 in their pages, and a page holds whole records only (ShardStore).
    pointer.pointee
  }

  var pointer: UnsafePointer<CallRecord> { address.assumingMemoryBound(to: CallRecord.self) }

  /// Bytes of the whole record: head, tail and padding, a multiple of 8.
  @inline(__always)
  var sizeBytes: Int { (usedBytes + 7) & ~7 }

  /// Head and tail.
  @inline(__always)
  var usedBytes: Int {
    let packed = pointer.pointee.packed
    if pointer.pointee.isLong { return start(6) }
    // Six bytes to three sums of two, to one.
    let pairs = (packed & 0x00FF_00FF_00FF) + (packed >> 8 & 0x00FF_00FF_00FF)
    let sum = (pairs &* 0x0001_0001_0001) >> 32 & 0xFFFF
    return MemoryLayout<CallRecord>.size + Int(truncatingIfNeeded: sum)
  }

  /// How long text `index` of the tail is.
  @inline(__always)
  private func length(_ index: Int) -> Int {
    guard pointer.pointee.isLong else {
      return Int(truncatingIfNeeded: pointer.pointee.packed >> UInt64(truncatingIfNeeded: 8 * index) & 0xFF)
    }
    // SAFETY: six lengths stand behind the head of such a record.
    let place = MemoryLayout<CallRecord>.size + index * MemoryLayout<UInt32>.size
    return Int(address.loadUnaligned(fromByteOffset: place, as: UInt32.self))
  }

  /// Where text `index` begins in the record.
  @inline(__always)
  private func start(_ index: Int) -> Int {
    var start = MemoryLayout<CallRecord>.size
    if pointer.pointee.isLong { start += 6 * MemoryLayout<UInt32>.size }
    for before in 0..<index { start += length(before) }
    return start
  }

  @inline(__always)
  private func text(_ index: Int) -> Bytes {
    // SAFETY: the tail holds the texts one after the other, as long as the lengths say.
    Bytes(start: (address + start(index)).assumingMemoryBound(to: UInt8.self), count: length(index))
  }

  var globalID: Bytes { text(0) }
  var trunk: Bytes { text(1) }
  var accountCode: Bytes { text(2) }
  var leg: Bytes { text(3) }
  /// As sent; blank if it is the written number.
  var callerCell: Bytes { text(4) }
  /// As sent; blank if it is the written number.
  var calledCell: Bytes { text(5) }

  /// The caller as written (spec 3.1): normalised, else its digits if the cell is all digits, else blank.
  var shownCaller: ShownNumber {
    let number = pointer.pointee.caller
    if number != .blank { return ShownNumber(number: number, text: .none) }
    let cell = callerCell
    return ShownNumber(number: number, text: cell.allSatisfy(\.isDigit) ? cell : .none)
  }

  /// The called number as written: normalised, else its digits.
  var shownCalled: ShownNumber {
    let number = pointer.pointee.called
    return ShownNumber(number: number, text: number == .blank ? calledCell.withoutPlus : .none)
  }
}

/// What a row says beside its cells: facts, regardless of what the registry makes of them (spec 4.3).
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
