import ByteScanning
import CallModel
import RecordLayouts

extension SegmentRow {
  /// The facts of a recorded call, as they were read from its file (spec 4.3). They live as long as the row.
  ///
  /// - Returns: false if the row is damaged.
  func readFacts(into fields: inout CallFields) -> Bool {
    guard let instant, CallRecord.instants.contains(instant), let duration = integer(.duration), duration >= 0,
      duration <= Int(CallRecord.maximumDuration)
    else { return false }
    fields.instant = instant
    fields.billableSeconds = UInt32(duration)
    fields.isAnswered = true
    fields.globalID = self[.globalID]
    fields.trunk = self[.trunk]
    fields.accountCode = self[.accountCode]
    fields.leg = self[.leg]
    fields.recordedKind = nil
    fields.callerForm = self[.told].contains(UInt8(ascii: "c")) ? .e164 : .dialled
    fields.calledForm = self[.told].contains(UInt8(ascii: "d")) ? .e164 : .dialled
    guard self[.told].count > 0 else { return readFirstFacts(into: &fields) }
    switch self[.told][0] {
    case UInt8(ascii: "o"): fields.direction = .outbound
    case UInt8(ascii: "i"): fields.direction = .inbound
    case UInt8(ascii: "r"): fields.direction = .byRegistry
    default: return false
    }
    fields.caller = self[.callerSent].count > 0 ? self[.callerSent] : self[.caller]
    fields.called = self[.calledSent].count > 0 ? self[.calledSent] : self[.called]
    return true
  }

  /// Of a row of before 2026-12: its called number is as it was once normalised.
  private func readFirstFacts(into fields: inout CallFields) -> Bool {
    let own = self[.own]
    fields.caller = self[.caller]
    fields.called = self[.called]
    if isOutbound {
      guard let kind = integer(.kind).flatMap({ NumberKind(rawValue: UInt8(truncatingIfNeeded: $0)) }) else {
        return false
      }
      fields.direction = .outbound
      fields.recordedKind = kind
      if own.count > 0 { fields.caller = own }
    } else {
      fields.direction = .inbound
      if own.count > 0 { fields.called = own }
    }
    return true
  }
}

/// From recorded facts to calls of a registry. For one thread.
struct RecordedCallReader {
  private var classifier: CallClassifier
  private var fields = CallFields()

  init(_ classifier: CallClassifier) { self.classifier = classifier }

  /// Classifies the call of a row; `write` then puts it somewhere.
  ///
  /// - Throws: `DamagedRows` if the row is none.
  mutating func classify(_ row: SegmentRow) throws -> CallClassifier.Answer {
    guard row.readFacts(into: &fields) else { throw DamagedRows() }
    return classifier.classify(fields)
  }

  /// Classifies a call by its facts.
  mutating func classify(_ call: CallRecordView, _ digits: CallDigits) -> CallClassifier.Answer {
    digits.readFacts(of: call, into: &fields)
    return classifier.classify(fields)
  }

  enum TextAnswer {
    case fault(Reason)
    case read(CallClassifier.Answer)
  }

  /// Classifies a row whose fields `read` reads; it returns why it cannot.
  mutating func classify(_ read: (inout CallFields) -> Reason?) -> TextAnswer {
    fields = CallFields()
    if let reason = read(&fields) { return .fault(reason) }
    return .read(classifier.classify(fields))
  }

  /// The call classified last, without its source and its cells.
  var record: CallRecord { classifier.record }

  mutating func sizeBytes() -> Int { classifier.completeSizes(fields) }

  /// Writes the call that was classified last to `address`, which has room for `sizeBytes()`.
  mutating func write(chunk: UInt32, line: Int, to address: UnsafeMutableRawPointer) {
    classifier.write(fields, chunk: chunk, lineInChunk: line, to: address)
  }

  /// The call that was classified last.
  mutating func copy(chunk: UInt32, line: Int) -> CallCopy {
    CallCopy(sizeBytes: sizeBytes()) { write(chunk: chunk, line: line, to: $0) }
  }
}

/// Room for the digits of a call's numbers, where its cells are left out because they are what is written. For one thread.
final class CallDigits {
  private let caller = UnsafeMutablePointer<UInt8>.allocate(capacity: PhoneNumber.maximumDigits)
  private let called = UnsafeMutablePointer<UInt8>.allocate(capacity: PhoneNumber.maximumDigits)

  deinit {
    caller.deallocate()
    called.deallocate()
  }

  /// The facts of a call whose record has all of them.
  func readFacts(of call: CallRecordView, into fields: inout CallFields) {
    let head = call.head
    fields.instant = head.instant
    fields.billableSeconds = head.duration
    fields.isAnswered = true
    fields.globalID = call.globalID
    fields.trunk = call.trunk
    fields.accountCode = call.accountCode
    fields.leg = call.leg
    let isOutbound = head.direction == Direction.outbound.rawValue
    fields.direction = head.told.contains(.byRegistry) ? .byRegistry : isOutbound ? .outbound : .inbound
    fields.recordedKind = head.told.contains(.isNormalised) ? NumberKind(rawValue: head.kind) ?? NumberKind.none : nil
    fields.callerForm = head.told.callerForm
    fields.calledForm = head.told.calledForm
    fields.caller = call.callerCell.count > 0 ? call.callerCell : Self.write(head.caller, to: caller)
    fields.called = call.calledCell.count > 0 ? call.calledCell : Self.write(head.called, to: called)
  }

  private static func write(_ number: PhoneNumber, to digits: UnsafeMutablePointer<UInt8>) -> Bytes {
    var value = number.value
    for index in (0..<number.digitCount).reversed() {
      digits[index] = UInt8(48 + value % 10)
      value /= 10
    }
    return Bytes(start: digits, count: number.digitCount)
  }
}

/// A call on its own in memory: head and texts. Immutable once made.
final class CallCopy: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer

  /// - Parameter fill: writes the record.
  init(sizeBytes: Int, _ fill: (UnsafeMutableRawPointer) -> Void) {
    memory = .allocate(byteCount: max(sizeBytes, 8), alignment: 8)
    if let start = memory.baseAddress { fill(start) }
  }

  convenience init(_ call: CallRecordView) {
    let size = call.sizeBytes
    self.init(sizeBytes: size) { $0.copyMemory(from: call.address, byteCount: size) }
  }

  deinit { memory.deallocate() }

  /// The call, as long as the copy is held: by an array, say. Where nothing else holds it, `with` does.
  var view: CallRecordView {
    // SAFETY: the memory holds a whole record from its first byte on.
    CallRecordView(address: UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped))
  }

  /// Calls `body` with the call, which lives until it returns.
  func with<Value>(_ body: (CallRecordView) throws -> Value) rethrows -> Value {
    try withExtendedLifetime(self) { try body(view) }
  }
}

/// Memory for calls of one shard; freed when the next comes. For one thread.
final class RecordedPages {
  private var pages: [ShardStore.Page] = []

  deinit { removeAll() }

  /// A page for at most `capacity` bytes of records.
  func allocate(_ capacity: Int) -> ShardStore.Page {
    let page = ShardStore.Page(
      start: .allocate(byteCount: max(8, capacity), alignment: 8), used: 0, capacity: capacity)
    pages.append(page)
    return page
  }

  func removeAll() {
    for page in pages { page.start.deallocate() }
    pages.removeAll(keepingCapacity: true)
  }
}
