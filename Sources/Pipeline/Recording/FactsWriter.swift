import ByteScanning
import CallModel
import Output
import RecordLayouts

/// Writes the facts of rows as the ledger keeps them (spec 4.3). For one thread.
final class FactsWriter {
  private let formatter: CallFactsFormatter
  private let buffer = TextBuffer(capacity: 1 << 10)
  private let digits = CallDigits()
  private var fields = CallFields()

  init(zone: TimeZoneRules) { formatter = CallFactsFormatter(zone: zone) }

  /// Hands the facts of a row that was read to `body`; they live until it returns.
  func withFacts(_ fields: borrowing CallFields, _ body: (Bytes) -> Void) {
    buffer.removeAll()
    var facts = CallFacts(
      kind: NumberKind.none.rawValue, own: .none, trunk: fields.trunk, accountCode: fields.accountCode, told: "",
      leg: fields.leg, callerSent: .none, calledSent: .none)
    var numbers = (direction: "", caller: Bytes.none, called: Bytes.none)
    if let kind = fields.recordedKind {
      facts.kind = kind.rawValue
      facts.own = fields.caller
      numbers = ("out", .none, fields.called)
    } else {
      facts.told = fields.direction == .byRegistry ? "r" : fields.direction == .outbound ? "o" : "i"
      if fields.callerForm == .e164 { facts.told += "c" }
      if fields.calledForm == .e164 { facts.told += "d" }
      facts.callerSent = fields.caller
      facts.calledSent = fields.called
    }
    formatter.write(
      globalID: fields.globalID, instant: fields.instant, durationSeconds: Int(fields.billableSeconds),
      numbers: numbers, facts, to: buffer)
    buffer.bytes.withMemoryRebound(to: UInt8.self) { body($0) }
  }

  /// The facts of a call.
  func facts(_ call: CallRecordView) -> [UInt8] {
    digits.readFacts(of: call, into: &fields)
    var facts: [UInt8] = []
    withFacts(fields) { facts = Array($0) }
    return facts
  }
}

extension CallRecordView {
  /// What a segment has of the call beyond `call-records.csv`.
  var facts: CallFacts {
    let head = self.head
    let isNormalised = head.told.contains(.isNormalised)
    var told = head.told.contains(.byRegistry) ? "r" : head.direction == Direction.outbound.rawValue ? "o" : "i"
    if isNormalised { told = "" }
    if head.told.contains(.callerIsE164) { told += "c" }
    if head.told.contains(.calledIsE164) { told += "d" }
    return CallFacts(
      kind: head.kind, own: isNormalised ? callerCell : .none, trunk: trunk, accountCode: accountCode, told: told,
      leg: leg, callerSent: isNormalised ? .none : callerCell, calledSent: isNormalised ? .none : calledCell)
  }
}
