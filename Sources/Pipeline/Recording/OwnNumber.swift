import ByteScanning
import CallModel
import Rating
import RecordLayouts

/// What a call's line is found by, as the identity of calls holds it (spec 2.4, 3.2): the own number, and where that is
/// nobody's, trunk and account code.
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

  /// Whether it is one of `owns`, with its trunk and account code or whatever these are.
  func isAmong(_ owns: Set<OwnNumber>) -> Bool {
    owns.contains(self) || owns.contains(OwnNumber(own: own, trunk: [], accountCode: []))
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

/// The own numbers of new calls, with the (contract, line) they were recorded for. For one thread.
struct OwnNumberLog {
  private(set) var entries: [(group: Int32, own: OwnNumber)] = []

  private var group: Int32 = -1
  /// Numbers of the group that are somebody's whatever trunk they come by.
  private var numbers: [PhoneNumber] = []
  private var others: Set<OwnNumber> = []

  /// Numbers of a group that are looked for one by one; beyond it some may be noted again, which the ledger sees.
  private static let maximumNumbers = 16

  /// Notes a call of `group`; the calls of a group come one after the other, and most are known by the same number.
  ///
  /// - Parameter isFound: whether a number finds a line by itself on the call's day: trunk and account code then do not
  ///   matter.
  @inline(__always)
  mutating func note(_ call: CallRecordView, group: Int32, isFound: (PhoneNumber) -> Bool) {
    let head = call.pointer
    let isOutbound = head.pointee.direction == Direction.outbound.rawValue
    let number = isOutbound ? head.pointee.caller : head.pointee.called
    if group == self.group, number != .blank, head.pointee.ownCount == 0, numbers.contains(number) { return }
    noteOther(call, group: group, number, isFound: isFound)
  }

  @inline(never)
  private mutating func noteOther(
    _ call: CallRecordView, group: Int32, _ number: PhoneNumber, isFound: (PhoneNumber) -> Bool
  ) {
    if group != self.group {
      self.group = group
      numbers.removeAll(keepingCapacity: true)
      others.removeAll(keepingCapacity: true)
    }
    var own = OwnNumber(call)
    let isText = call.head.ownCount > 0 || number == .blank
    if isText ? isFoundAsText(own.own, isFound) : isFound(number) {
      own.trunk = []
      own.accountCode = []
      if !isText {
        if numbers.count == Self.maximumNumbers { numbers.removeFirst() }
        numbers.append(number)
      }
    }
    if others.insert(own).inserted { entries.append((group, own)) }
  }

  /// The own number of an inbound call is another than the written one where it was dialled within the area.
  private func isFoundAsText(_ own: [UInt8], _ isFound: (PhoneNumber) -> Bool) -> Bool {
    own.withUnsafeBufferPointer { bytes in
      guard let digits = DialledDigits(bytes) else { return false }
      let number = Numbering.normalise(digits, areaCode: nil)
      return number.kind != .none && isFound(number.number)
    }
  }
}
