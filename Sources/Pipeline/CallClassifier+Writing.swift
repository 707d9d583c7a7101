import ByteScanning
import CallModel
import Rating
import RecordLayouts
import Registry

/// What of a row's cells goes with its record, and how both are written.
extension CallClassifier {
  /// Keeps the called cell where the content has another number than the one written: that of an own number of another
  /// area than the line's (spec 2.4).
  mutating func keepCalled(
    _ fields: borrowing CallFields, _ called: DialledDigits, _ number: NormalisedNumber, areaCode: Int
  ) {
    let own = CallIdentity.areaCode(of: record.caller)
    if own == areaCode { return }
    let content = Numbering.normalise(called, areaCode: own, dialling: dialling, form: fields.calledForm)
    if content.number != number.number || content.kind != number.kind { calledCell = fields.called }
  }

  /// Keeps the caller's cell where the content has another number than the one written: one read with the area code of the
  /// own number (spec 4.3).
  mutating func keepCaller(_ fields: borrowing CallFields, _ own: NormalisedNumber) {
    guard record.caller != .blank, own.kind != .none, let areaCode = CallIdentity.areaCode(of: own.number),
      let digits = DialledDigits(fields.caller)
    else { return }
    let content = Numbering.normalise(digits, areaCode: areaCode, dialling: dialling, form: fields.callerForm)
    if content.number != record.caller { callerCell = fields.caller }
  }

  /// A cell of more digits than a word has, without what may stand between them.
  func digitsOnly(_ cell: Bytes) -> Bytes {
    var count = 0
    for byte in cell where byte.isDigit || byte == UInt8(ascii: "+") {
      scratch.called[count] = byte
      count += 1
    }
    return Bytes(start: scratch.called, count: count)
  }

  /// The size of the record for the row classified last, tail and padding included.
  mutating func completeSizes(_ fields: borrowing CallFields) -> Int { record.setLengths(lengths(fields)) }

  @inline(__always)
  private func lengths(_ fields: borrowing CallFields) -> CallRecord.Lengths {
    CallRecord.Lengths(
      globalID: fields.globalID.count, trunk: fields.trunk.count, accountCode: fields.accountCode.count,
      leg: fields.leg.count, callerCell: callerCell.count, calledCell: calledCell.count)
  }

  /// Writes the record and its tail to `address`, which has room for `completeSizes()`.
  mutating func write(
    _ fields: borrowing CallFields, chunk: UInt32, lineInChunk: Int, to address: UnsafeMutableRawPointer
  ) {
    record.chunk = chunk
    record.lineInChunk = UInt32(truncatingIfNeeded: lineInChunk)
    address.storeBytes(of: record, as: CallRecord.self)
    var at = address + MemoryLayout<CallRecord>.size
    if record.isLong { at = lengths(fields).write(to: at) }
    func append(_ text: Bytes) {
      // SAFETY: the lengths in the head are those of the texts, and the page has room for them all.
      text.copy(to: at)
      at += text.count
    }
    append(fields.globalID)
    append(fields.trunk)
    append(fields.accountCode)
    append(fields.leg)
    append(callerCell)
    append(calledCell)
  }
}

extension PhoneNumber {
  /// Whether `cell` is the number, digit by digit.
  @inline(__always)
  func equals(_ cell: Bytes) -> Bool {
    guard cell.count == digitCount else { return false }
    var value: UInt64 = 0
    for byte in cell {
      let digit = byte &- 48
      guard digit <= 9 else { return false }
      value = value &* 10 &+ UInt64(digit)
    }
    return value == self.value
  }
}
