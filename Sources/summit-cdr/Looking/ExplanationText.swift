import CallModel
import Explaining
import Importing
import Statements

/// What `explain` prints for a person.
enum ExplanationText {
  static func lines(_ explanations: [CallExplanation], _ held: [ExplainedHeldRow]) -> [String] {
    var lines: [String] = []
    for explanation in explanations {
      if !lines.isEmpty { lines.append("") }
      lines += self.lines(explanation)
    }
    for row in held {
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
      "Call \(Terminal.displayable(call.globalID)) of \(start), "
        + "\(BrazilianText.duration(call.duration)) min, \(call.isOutbound ? "made" : "received") by line "
        + "\(Terminal.displayable(call.line)): R$ \(amount)",
      "  \(number(call.caller)) → \(number(call.called))",
    ]
    if let raw = explanation.rawRow { lines.append("  \(Terminal.displayable(raw))") }
    for (index, rule) in explanation.rules.enumerated() {
      let mark = "\(index + 1). "
      let rows = rule.rows.isEmpty || rule.rule == .source ? "" : " [\(rule.rows.joined(separator: ", "))]"
      lines += TextWrap.lines(mark + Terminal.displayable(rule.text + rows), indent: 2, hanging: mark.count)
    }
    return lines
  }

  private static func number(_ number: String) -> String { number.isEmpty ? "(no number)" : number }
}

/// Sentences in lines of a terminal.
enum TextWrap {
  static let width = 96

  /// - Parameter hanging: spaces before the lines after the first, beyond `indent`.
  static func lines(_ text: String, indent: Int, hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent + hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}

/// The JSON of `explain`.
struct ExplanationReport: Encodable {
  struct Call: Encodable {
    var startedAt: String
    var direction: String
    var caller: String
    var called: String
    var line: String
    var contract: String
    var plan: String
    var zone: String
    var durationS: Int
    var billedS: Int
    var allowanceS: Int
    var surplusS: Int
    var allowanceAmount: String
    var amount: String
    var cycleStart: String
    /// `cycle` or `late`.
    var entry: String
    var source: String
    var row: String?
    var rules: [ExplainedRule]
  }

  var globalId: String
  var calls: [Call]
  var rows: [ExplainedHeldRow]

  init(globalID: String, _ explanations: [CallExplanation], _ held: [ExplainedHeldRow]) {
    globalId = globalID
    calls = explanations.map { explanation in
      let call = explanation.call
      return Call(
        startedAt: call.startedAt, direction: call.isOutbound ? "out" : "in", caller: call.caller, called: call.called,
        line: call.line, contract: call.contract, plan: call.plan, zone: call.zone, durationS: call.duration,
        billedS: call.billed, allowanceS: call.covered, surplusS: call.surplus,
        allowanceAmount: Money.text(micros: Int128(call.allowanceMicros), decimals: call.decimals),
        amount: Money.text(micros: Int128(call.amountMicros), decimals: call.decimals),
        cycleStart: "\(call.cycleStart)", entry: call.entry == 0 ? "cycle" : "late", source: call.source,
        row: explanation.rawRow, rules: explanation.rules)
    }
    rows = held
  }
}
