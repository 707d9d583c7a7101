import CallModel
import Importing

/// The JSON of `explain`.
package struct ExplanationReport: Encodable {
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
  var rows: [ExplainedKeptRow]

  package init(_ explanations: Explanations) {
    globalId = explanations.globalID
    calls = explanations.calls.map { explanation in
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
    rows = explanations.held
  }
}
