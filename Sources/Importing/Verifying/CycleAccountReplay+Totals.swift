import CallModel
import Ledger
import Pipeline
import Registry

extension CycleAccountReplay {
  /// Compares what the rows come to with what the ledger holds ready.
  func compareTotals() {
    for (span, sum) in zip(spans, sums) {
      let account = check.context.accounts[span.account]
      let here = "\(place), line \(account?.line ?? "?"), span \(span.sequence)"
      findings.compare(.total, here, "rows:", expected: sum.rows, found: span.rows)
      findings.compare(.total, here, "first start", expected: sum.first, found: span.firstStart)
      findings.compare(.total, here, "last start", expected: sum.last, found: span.lastStart)
      findings.compare(.total, here, "rated calls:", expected: sum.calls, found: span.calls)
      findings.compare(.total, here, "billed seconds:", expected: sum.billed, found: span.billedSeconds)
      findings.compare(.total, here, "allowance seconds:", expected: sum.covered, found: span.coveredSeconds)
      findings.compare(
        .total, here, "amount", expected: Money.text(micros: sum.micros, decimals: 6),
        found: Money.text(micros: span.micros, decimals: 6))
      if let number = number(sum) { findings.compare(.total, here, "number", expected: number, found: span.number) }
    }
    let first = sums.map(\.first).min() ?? 0
    let last = sums.map(\.last).max() ?? 0
    findings.compare(.total, place, "first start", expected: first, found: cycleAccount.firstStart)
    findings.compare(.total, place, "last start", expected: last, found: cycleAccount.lastStart)
    compareBalance()
  }

  /// That of the line of the last rated call; nil where it is taken as recorded.
  private func number(_ sum: SpanSum) -> String? {
    if sum.calls == 0 { return "" }
    guard sum.lineRow >= 0, let charger = check.charger(cycleAccount.registry) else { return nil }
    return charger.registry.lines[sum.lineRow].number.description
  }

  /// Before the first rated call a full account may stand for none. Of cycles closed before the one law it is not compared:
  /// their late calls took from what was left one by one.
  private func compareBalance() {
    if left == cycleAccount.left || (cycleAccount.isClosed && cycleAccount.terms.isEmpty) { return }
    if left.isEmpty, let charger = check.charger(cycleAccount.registry),
      cycleAccount.left == CycleAccountAllowances(charger.registry).beginning(cycleAccount)
    {
      return
    }
    findings.compare(
      .balance, place, "allowance left", expected: Self.text(left), found: Self.text(cycleAccount.left))
  }

  private static func text(_ left: [Int64]) -> String {
    left.isEmpty ? "none used" : left.map { "\($0)" }.joined(separator: ", ")
  }
}
