import ByteScanning
import CallModel
import Output
import Rating

/// What makes two rows one call, and what may differ between its versions (spec 2.4): the only place that says so. It
/// follows from the facts of a row alone; no registry is asked.
struct CallIdentity: Sendable {
  /// How the site's telephones dial: the same for all rows that are compared.
  let dialling: Dialling

  /// The own number: of an outbound call the caller, of an inbound one the called number, normalised with no area code
  /// known, or its cell where that is not possible.
  func own(_ call: CallRecordView) -> ShownNumber {
    let head = call.pointer.pointee
    if head.isOutboundIdentity {
      return ShownNumber(number: head.caller, text: head.caller == .blank ? call.callerCell : .none)
    }
    let cell = call.calledCell
    guard cell.count > 0 else { return ShownNumber(number: head.called, text: .none) }
    if let digits = DialledDigits(cell) {
      let number = Numbering.normalise(digits, areaCode: nil, dialling: dialling, form: head.told.calledForm)
      if number.kind != .none { return ShownNumber(number: number.number, text: .none) }
    }
    return ShownNumber(number: .blank, text: cell)
  }

  /// The other number, and its kind for an outbound call: normalised with the area code of the own number as sent, as
  /// written in the output.
  func other(_ call: CallRecordView) -> (number: ShownNumber, kind: NumberKind) {
    let head = call.pointer.pointee
    guard head.isOutboundIdentity else { return (otherOfInbound(call), .none) }
    let isOutbound = head.direction == Direction.outbound.rawValue
    let kind = NumberKind(rawValue: head.kind) ?? .none
    if head.told.contains(.isNormalised) { return (call.shownCalled, kind) }
    let cell = call.calledCell
    if cell.count == 0, isOutbound { return (call.shownCalled, kind) }
    let digits =
      cell.count > 0
      ? DialledDigits(cell)
      : DialledDigits(value: head.called.value, digitCount: head.called.digitCount, isInternational: false)
    guard let digits else { return (call.shownCalled, .none) }
    let number = Numbering.normalise(
      digits, areaCode: Self.areaCode(of: head.caller), dialling: dialling, form: head.told.calledForm)
    return (Self.written(number, digits, cell), number.kind)
  }

  private func otherOfInbound(_ call: CallRecordView) -> ShownNumber {
    let head = call.pointer.pointee
    let cell = call.callerCell
    guard cell.count > 0, !head.told.contains(.isNormalised), let digits = DialledDigits(cell),
      let areaCode = Self.areaCode(of: own(call).number)
    else { return call.shownCaller }
    let number = Numbering.normalise(digits, areaCode: areaCode, dialling: dialling, form: head.told.callerForm)
    return number.kind == .none ? call.shownCaller : ShownNumber(number: number.number, text: .none)
  }

  /// A called number as it is written: normalised, else its digits.
  static func written(_ number: NormalisedNumber, _ digits: DialledDigits, _ cell: Bytes) -> ShownNumber {
    if number.kind != .none { return ShownNumber(number: number.number, text: .none) }
    guard digits.digitCount > PhoneNumber.maximumDigits else {
      return ShownNumber(number: PhoneNumber(value: digits.value, digitCount: digits.digitCount), text: .none)
    }
    return ShownNumber(number: .blank, text: cell.withoutPlus)
  }

  /// The area code that a Brazilian number begins with, behind 55; nil for any other.
  @inline(__always)
  static func areaCode(of number: PhoneNumber) -> Int? {
    guard number.digitCount == 12 || number.digitCount == 13 else { return nil }
    let start = Int(number.value / PhoneNumber.powerOfTen(number.digitCount - 4))
    guard start / 100 == 55, AreaCode.isValid(start % 100) else { return nil }
    return start % 100
  }

  /// A number that equal identities share, and others hardly ever: for finding candidates.
  func hash(_ call: CallRecordView) -> UInt64 {
    var hash = UInt64(bitPattern: call.pointer.pointee.instant) &* 0x9E37_79B9_7F4A_7C15
    func add(_ bytes: Bytes) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    }
    add(call.globalID)
    let own = own(call)
    hash = (hash ^ own.number.bits) &* 0x9E37_79B9_7F4A_7C15
    add(own.text)
    add(call.trunk)
    add(call.accountCode)
    return hash ^ hash >> 32
  }

  /// The identity in bytes, to be kept and compared: equal for two rows of one call, and for no others.
  func key(_ call: CallRecordView) -> [UInt8] {
    let head = call.head
    var key: [UInt8] = []
    key.reserveCapacity(64 + call.globalID.count + call.trunk.count + call.accountCode.count + call.leg.count)
    func add<Value: FixedWidthInteger>(_ value: Value) {
      withUnsafeBytes(of: value.bigEndian) { key.append(contentsOf: $0) }
    }
    func add(_ bytes: Bytes) {
      add(UInt32(truncatingIfNeeded: bytes.count))
      key.append(contentsOf: bytes)
    }
    func add(_ shown: ShownNumber) {
      if shown.text.count > 0 { return add(shown.text) }
      let digits = shown.number.digitCount
      // SAFETY: every byte is written before it is read, and none leaves the closure.
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: digits) { text in
        var value = shown.number.value
        for place in (0..<digits).reversed() {
          text[place] = 48 + UInt8(truncatingIfNeeded: value % 10)
          value /= 10
        }
        add(Bytes(text))
      }
    }
    add(head.instant)
    key.append(head.isOutboundIdentity ? 1 : 0)
    add(call.globalID)
    add(own(call))
    add(call.trunk)
    add(call.accountCode)
    add(call.leg)
    if call.globalID.count == 0 {
      let (number, kind) = other(call)
      [UInt8]("\(head.duration)".utf8).withUnsafeBufferPointer { add($0) }
      add(number)
      key.append(kind.rawValue)
    }
    return key
  }
}

extension CallRecord {
  /// Whether the identity is that of an outbound call: of one by direction, and of each whose direction the registry
  /// decides (spec 2.4).
  var isOutboundIdentity: Bool {
    direction == Direction.outbound.rawValue || told.contains(.byRegistry)
  }
}

extension Bytes {
  static var none: Bytes { Bytes(start: nil, count: 0) }

  /// Without a `+` before the first digit.
  var withoutPlus: Bytes { first == UInt8(ascii: "+") ? Bytes(rebasing: dropFirst()) : self }
}
