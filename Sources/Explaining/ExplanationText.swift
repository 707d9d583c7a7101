import CallModel
import Importing
import Listing
import Statements

/// What `explain` prints for a person.
package enum ExplanationText {
  package static func lines(_ explanations: Explanations) -> [String] {
    var lines: [String] = []
    for explanation in explanations.calls {
      if !lines.isEmpty { lines.append("") }
      lines += self.lines(explanation)
    }
    for row in explanations.held {
      if !lines.isEmpty { lines.append("") }
      lines.append("Row \(row.source): \(row.outcome), \(row.reason) (\(row.state))")
      lines += TextWrap.lines(row.text, indent: 2)
      lines.append("  \(row.raw)")
    }
    return lines
  }

  private static func lines(_ explanation: CallExplanation) -> [String] {
    let call = explanation.call
    let amount = Money.text(micros: Int128(call.amountMicros), decimals: call.decimals)
    let start = "\(call.startedAt.prefix(10)) \(call.startedAt.dropFirst(11).prefix(8))"
    var lines = [
      "Call \(DisplayText.of(call.globalID)) of \(start), "
        + "\(BrazilianText.duration(call.duration)) min, \(call.isOutbound ? "made" : "received") by line "
        + "\(DisplayText.of(call.line)): R$ \(amount)",
      "  \(number(call.caller)) → \(number(call.called))",
    ]
    if let raw = explanation.rawRow { lines.append("  \(DisplayText.of(raw))") }
    for (index, rule) in explanation.rules.enumerated() {
      let mark = "\(index + 1). "
      let rows = rule.rows.isEmpty || rule.rule == .source ? "" : " [\(rule.rows.joined(separator: ", "))]"
      lines += TextWrap.lines(mark + DisplayText.of(rule.text + rows), indent: 2, hanging: mark.count)
    }
    return lines
  }

  private static func number(_ number: String) -> String { number.isEmpty ? "(no number)" : number }
}
