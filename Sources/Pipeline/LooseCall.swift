import ByteScanning
import CallModel
import FileInput
import Output
import RecordLayouts
import Registry
import Glibc

/// What tells which loose calls are one call, and which of them stands (spec 2.4): kept beside the calls, by identity, since
/// calls go to shards by their lines, and versions of a loose one (`CallRecord.isLoose`) may have several.
struct LooseCall: BitwiseCopyable {
  /// Of the identity. 128 bits, which do not collide by accident.
  var high: UInt64
  var low: UInt64
  /// Of the content the other number, digit by digit, then its kind: greater where the content is.
  var otherHigh: UInt64
  var otherLow: UInt64
  /// Seconds since 1970.
  var instant: Int64
  /// Of the content, billable seconds.
  var duration: UInt32
  /// The line's number (`Registry.lineID(ofRow:)`); `noLine`: it has none.
  var line: UInt32
  // The row's place, as in `CallRecord`.
  var chunk: UInt32
  var lineInChunk: UInt32

  static let noLine = UInt32.max

  var digest: ContentDigest { ContentDigest(high: high, low: low) }

  func isSameCall(as other: LooseCall) -> Bool { high == other.high && low == other.low }

  /// The contents of two rows of one call: negative if the first is less.
  func compareContents(_ other: LooseCall) -> Int {
    let (a, b) = ((duration, otherHigh, otherLow), (other.duration, other.otherHigh, other.otherLow))
    return a == b ? 0 : a < b ? -1 : 1
  }
}

/// Makes `LooseCall`s. For one thread.
final class LooseCallReader {
  private let registry: Registry
  private let identity: CallIdentity
  private var key = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 10, alignment: 8)

  init(registry: Registry, dialling: Dialling) {
    self.registry = registry
    identity = CallIdentity(dialling: dialling)
  }

  deinit { key.deallocate() }

  func read(_ call: CallRecordView) -> LooseCall {
    let head = call.head
    let (number, kind) = identity.other(call)
    let other = Self.sortable(number) << 8 | UInt128(kind.rawValue)
    let digest = digest(of: call, other: other)
    return LooseCall(
      high: digest.high, low: digest.low, otherHigh: UInt64(truncatingIfNeeded: other >> 64),
      otherLow: UInt64(truncatingIfNeeded: other), instant: head.instant, duration: head.duration,
      line: head.price == CallRecord.Price.unknownLine
        ? LooseCall.noLine : UInt32(truncatingIfNeeded: registry.lineID(ofRow: Int(head.lineRow))),
      chunk: head.chunk, lineInChunk: head.lineInChunk)
  }

  /// A digest of what makes the call this call: that of an outbound one, as each loose call is.
  private func digest(of call: CallRecordView, other: UInt128) -> ContentDigest {
    let head = call.head
    let own = identity.own(call)
    let number = own.text.count == 0 ? own.number : Self.number(own.text)
    let texts = (call.globalID, call.trunk, call.accountCode, call.leg, number == nil ? own.text : .none)
    let words = Self.headWords * 8
    let size = words + texts.0.count + texts.1.count + texts.2.count + texts.3.count + texts.4.count
    reserve(size)
    var at = 0
    func add(_ word: UInt64) {
      key.storeBytes(of: word, toByteOffset: at, as: UInt64.self)
      at += 8
    }
    func add(_ text: Bytes) {
      // SAFETY: the key has room for all texts behind its words.
      if let start = text.baseAddress { memcpy(key.baseAddress.unsafelyUnwrapped + at, start, text.count) }
      at += text.count
    }
    add(UInt64(bitPattern: head.instant))
    add(number?.bits ?? .max)
    add(UInt64(texts.0.count) << 32 | UInt64(texts.1.count))
    add(UInt64(texts.2.count) << 32 | UInt64(texts.3.count))
    // Without a global id the content belongs to the identity.
    let hasContent = texts.0.count == 0
    add(hasContent ? UInt64(head.duration) : 0)
    add(hasContent ? UInt64(truncatingIfNeeded: other >> 64) : 0)
    add(hasContent ? UInt64(truncatingIfNeeded: other) : 0)
    add(texts.0)
    add(texts.1)
    add(texts.2)
    add(texts.3)
    add(texts.4)
    return Self.digest(of: UnsafeRawBufferPointer(rebasing: key[..<size]))
  }

  private static let headWords = 7

  private func reserve(_ size: Int) {
    if size <= key.count { return }
    key.deallocate()
    key = .allocate(byteCount: 2 * size, alignment: 8)
  }

  private static func digest(of bytes: UnsafeRawBufferPointer) -> ContentDigest {
    if bytes.count <= ContentDigest.blockSizeBytes { return .block(bytes) }
    let digester = Digester()
    digester.update(bytes)
    return digester.finalize()
  }

  /// A cell that is a number as it stands, as that: a number and its text are one own number.
  private static func number(_ text: Bytes) -> PhoneNumber? {
    guard text.count <= PhoneNumber.maximumDigits, text.allSatisfy(\.isDigit) else { return nil }
    return PhoneNumber(value: text.reduce(0) { $0 * 10 + UInt64($1 - 48) }, digitCount: text.count)
  }

  /// A called number has at most so many digits (spec 3.1).
  private static let maximumDigits = 20

  /// Digits as a number that is greater where the text is, byte by byte: filled up with zeros, then how many they are.
  private static func sortable(_ shown: ShownNumber) -> UInt128 {
    var value = UInt128(shown.number.value)
    var count = shown.number.digitCount
    if shown.text.count > 0 {
      value = 0
      count = min(shown.text.count, maximumDigits)
      for byte in shown.text.prefix(count) { value = value * 10 + UInt128(byte &- 48) }
    }
    if count == 0 { return 0 }
    return value * UInt128(PhoneNumber.powerOfTen(maximumDigits - count)) << 5 | UInt128(count)
  }
}

/// Notes loose calls of one worker beside its calls.
final class LooseCallWriter {
  private let shards: Range<Int>
  private let reader: LooseCallReader

  init(_ context: ScanContext) {
    shards = context.shards.looseShards
    reader = LooseCallReader(registry: context.registry, dialling: context.layout.dialling)
  }

  /// Notes the call at `address`, which went to the shard of its line.
  func note(_ address: UnsafeMutableRawPointer, _ writer: ShardWriter) {
    if shards.isEmpty { return }
    // SAFETY: a whole record was written there.
    let call = reader.read(CallRecordView(address: UnsafeRawPointer(address)))
    let shard = shards.lowerBound + Int(call.high % UInt64(shards.count))
    writer.allocate(MemoryLayout<LooseCall>.stride, in: shard).storeBytes(of: call, as: LooseCall.self)
  }
}

extension ShardStore {
  /// Calls `body` for each loose call that was noted in `partition`, in no order; they stay there.
  func forEachLooseCall(in shard: Int, _ body: (LooseCall) -> Void) throws(OutputFailure) {
    let contents = take(shard)
    defer { giveBack(contents, to: shard) }
    func read(_ bytes: UnsafeRawBufferPointer) {
      for at in stride(from: 0, to: bytes.count, by: MemoryLayout<LooseCall>.stride) {
        body(bytes.load(fromByteOffset: at, as: LooseCall.self))
      }
    }
    for page in contents.pages { read(UnsafeRawBufferPointer(start: page.start, count: page.used)) }
    for page in contents.spilled {
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: page.count, alignment: 8)
      defer { buffer.deallocate() }
      try page.file.read(into: buffer, at: page.offset)
      read(UnsafeRawBufferPointer(buffer))
    }
  }
}
