import ByteScanning
import CallModel

/// What a call's line is found by, as the identity of calls holds it: own number, trunk and account code (spec 2.4, 3.2).
package struct OwnNumber: Hashable, Sendable {
  package var own: [UInt8]
  package var trunk: [UInt8]
  package var accountCode: [UInt8]

  package init(own: [UInt8], trunk: [UInt8], accountCode: [UInt8]) {
    self.own = own
    self.trunk = trunk
    self.accountCode = accountCode
  }

  init(_ call: CallRecordView) {
    self.init(own: Self.own(call), trunk: Array(call.trunk), accountCode: Array(call.accountCode))
  }

  /// The identity's own number: what is kept beside the written number, else the written number.
  private static func own(_ call: CallRecordView) -> [UInt8] {
    let head = call.head
    if head.ownCount > 0 { return Array(call.own) }
    let isOutbound = head.direction == Direction.outbound.rawValue
    let text = isOutbound ? call.callerText : call.calledText
    return text.count > 0 ? Array(text) : Array((isOutbound ? head.caller : head.called).description.utf8)
  }
}

/// The own numbers of new calls, with the (contract, line) they were recorded for; each once, or nearly. For one thread.
struct OwnNumberLog {
  private(set) var entries: [(group: Int32, own: OwnNumber)] = []

  private var group: Int32 = -1
  private var ofGroup: Set<OwnNumber> = []
  private var lastNumber = PhoneNumber.blank
  private var lastOwn: [UInt8] = []
  private var lastTrunk: [UInt8] = []
  private var lastAccountCode: [UInt8] = []

  /// Notes a call of `group`; the calls of a group come one after the other, and most are known by the same.
  mutating func note(_ call: CallRecordView, group: Int32) {
    let head = call.pointer.pointee
    let number = head.direction == Direction.outbound.rawValue ? head.caller : head.called
    if group == self.group, number == lastNumber, call.own.equals(lastOwn), call.trunk.equals(lastTrunk),
      call.accountCode.equals(lastAccountCode), head.callerTextCount + head.calledTextCount == 0
    {
      return
    }
    if group != self.group {
      self.group = group
      ofGroup.removeAll(keepingCapacity: true)
    }
    lastNumber = number
    lastOwn = Array(call.own)
    lastTrunk = Array(call.trunk)
    lastAccountCode = Array(call.accountCode)
    let own = OwnNumber(call)
    if ofGroup.insert(own).inserted { entries.append((group, own)) }
  }
}
