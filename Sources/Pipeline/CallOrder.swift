import ByteScanning
import CallModel
import Registry

/// The orders calls are put in: for repeats (spec 2.4), for rating (3.6) and for the output (2.5). All compare bytes.
///
/// Negative: the first comes first. These run only for calls of one line in one second; everything else is decided by
/// the instant.
struct CallOrder {
  let registry: Registry
  let chunks: ChunkTable.Resolved

  /// The order of the output and of allowances among calls of one instant: global id, (line), caller, called, duration,
  /// direction, zone; at last the source, so that nothing is left to chance.
  func compareForRating(_ left: CallRecordView, _ right: CallRecordView, comparingLines: Bool) -> Int {
    let a = left.head
    let b = right.head
    var order = left.globalID.compare(right.globalID)
    if order != 0 { return order }
    if comparingLines {
      // Groups are numbered in the order of (contract, line); a pool has one contract.
      order = Int(registry.groups.groupOfRow[Int(a.lineRow)]) - Int(registry.groups.groupOfRow[Int(b.lineRow)])
      if order != 0 { return order }
    }
    order = Self.compare(a.caller, left.callerText, b.caller, right.callerText)
    if order != 0 { return order }
    order = Self.compare(a.called, left.calledText, b.called, right.calledText)
    if order != 0 { return order }
    if a.duration != b.duration { return a.duration < b.duration ? -1 : 1 }
    if a.direction != b.direction { return Int(a.direction) - Int(b.direction) }
    if a.zone != b.zone {
      let names = registry.zones.names
      return precedesInByteOrder(names[Int(a.zone)], names[Int(b.zone)]) ? -1 : 1
    }
    return compareSources(a, b)
  }

  /// Calls of one identity next to each other, the greatest content first, the first source first (spec 2.4).
  func compareForRepeats(_ left: CallRecordView, _ right: CallRecordView) -> Int {
    let order = compareIdentities(left, right)
    if order != 0 { return order }
    let content = compareContents(left, right)
    if content != 0 { return -content }
    return compareSources(left.head, right.head)
  }

  /// 0 if the two are the same call, in one version or two. Both have one line and one instant.
  func compareIdentities(_ left: CallRecordView, _ right: CallRecordView) -> Int {
    let a = left.head
    let b = right.head
    if a.instant != b.instant { return a.instant < b.instant ? -1 : 1 }
    if a.direction != b.direction { return Int(a.direction) - Int(b.direction) }
    var order = left.globalID.compare(right.globalID)
    if order != 0 { return order }
    order = compareOwn(left, right)
    if order != 0 { return order }
    order = left.trunk.compare(right.trunk)
    if order != 0 { return order }
    order = left.accountCode.compare(right.accountCode)
    if order != 0 { return order }
    // Without a global id the content belongs to the identity.
    return a.globalIDCount == 0 ? compareContents(left, right) : 0
  }

  /// Billable seconds, other number, kind (spec 2.4).
  func compareContents(_ left: CallRecordView, _ right: CallRecordView) -> Int {
    let a = left.head
    let b = right.head
    if a.duration != b.duration { return a.duration < b.duration ? -1 : 1 }
    let isOutbound = a.direction == Direction.outbound.rawValue
    let order =
      isOutbound
      ? Self.compare(a.called, left.calledText, b.called, right.calledText)
      : Self.compare(a.caller, left.callerText, b.caller, right.callerText)
    return order != 0 ? order : Int(a.kind) - Int(b.kind)
  }

  private func compareOwn(_ left: CallRecordView, _ right: CallRecordView) -> Int {
    let (leftNumber, leftText) = Self.own(left)
    let (rightNumber, rightText) = Self.own(right)
    return Self.compare(leftNumber, leftText, rightNumber, rightText)
  }

  /// The identity's own number: what is kept beside the written number, else the written number.
  private static func own(_ call: CallRecordView) -> (PhoneNumber, Bytes) {
    let head = call.head
    if head.ownCount > 0 { return (.blank, call.own) }
    return head.direction == Direction.outbound.rawValue
      ? (head.caller, call.callerText) : (head.called, call.calledText)
  }

  private static func compare(_ a: PhoneNumber, _ aText: Bytes, _ b: PhoneNumber, _ bText: Bytes) -> Int {
    if aText.count == 0, bText.count == 0 {
      return a == b ? 0 : a < b ? -1 : 1
    }
    return withDigits(a, aText) { left in withDigits(b, bText) { left.compare($0) } }
  }

  /// The number as text bytes.
  private static func withDigits(_ number: PhoneNumber, _ text: Bytes, _ body: (Bytes) -> Int) -> Int {
    if text.count > 0 { return body(text) }
    var digits = number.description
    return digits.withUTF8 { body($0) }
  }

  /// What is recorded or suspended comes before what arrives: a call that comes again changes nothing (I4).
  func compareSources(_ a: CallRecord, _ b: CallRecord) -> Int {
    if (a.chunk | b.chunk) >= CallOrigin.ledger {
      let (left, right) = (CallOrigin.rank(a), CallOrigin.rank(b))
      if left != right { return left - right }
    }
    let left = chunks.source(chunk: a.chunk, lineInChunk: a.lineInChunk)
    let right = chunks.source(chunk: b.chunk, lineInChunk: b.lineInChunk)
    if left.file != right.file { return left.file - right.file }
    return left.line - right.line
  }
}
