import CallModel
import Ledger
import Output

/// A statement for machines: one row a call, codes and numbers as the other tables have them (docs/looking.md).
package enum StatementCSV {
  static let header =
    "contract,line,plan,cycle_start,cycle_end,entry,date,time,direction,number,zone,zone_name,duration_s,billed_s,"
    + "allowance_s,surplus_s,allowance_amount,amount,service,origin,destination\n"

  package static func bytes(_ statement: Statement) -> [UInt8] {
    let buffer = TextBuffer(capacity: 1 << 16)
    buffer.append(header)
    for section in statement.sections {
      for call in section.calls + section.lateCalls { append(call, section, statement, to: buffer) }
    }
    return Array(buffer.bytes)
  }

  private static func append(
    _ call: StatementCall, _ section: StatementSection, _ statement: Statement, to buffer: TextBuffer
  ) {
    let texts = [
      statement.contract, statement.line, section.plan, statement.cycleStart.description,
      statement.cycleEnd.description, entry(call), call.date.description, call.time,
      direction(call), call.number, call.zone, section.zoneWords.words(call.zone),
    ]
    for text in texts { append(text, to: buffer) }
    buffer.append("\(call.duration),\(call.billed),\(call.covered),\(call.billed - call.covered),")
    buffer.append(Money.text(micros: Int128(call.allowanceMicros), decimals: section.decimals) + ",")
    buffer.append(
      Money.text(micros: Int128(call.amountMicros), decimals: section.decimals) + ",\(service(call, section)),")
    append(call.origin, to: buffer)
    append(call.destination, end: "\n", to: buffer)
  }

  static func entry(_ call: StatementCall) -> String { call.entry == 0 ? "cycle" : "late" }

  static func direction(_ call: StatementCall) -> String { call.isOutbound ? "out" : "in" }

  /// The service that has the call. Where each call is a service of its own, the call says which.
  static func service(_ call: StatementCall, _ section: StatementSection) -> String {
    section.isPerCall ? "" : section.services.first { $0.entry == call.entry && !$0.isOfContest }?.id ?? ""
  }

  /// A cell and what ends it. A spreadsheet must not run what a customer is called, so all texts are guarded.
  private static func append(_ text: String, end: Unicode.Scalar = ",", to buffer: TextBuffer) {
    Array(text.utf8).withUnsafeBufferPointer { buffer.append(cell: $0, guardsFormulas: true) }
    buffer.append(UInt8(ascii: end))
  }
}
