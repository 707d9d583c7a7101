import CallModel
import Ledger
import Output
import Rating

/// What a run changes of the additional services, for its report: what they came to before and after.
struct ServiceDifference {
  typealias Totals = [SpanTotalKey: SpanTotal]

  private let ledger: Ledger

  init(_ ledger: Ledger) { self.ledger = ledger }

  func totals(ofCycleAccounts cycleAccounts: [Int64]) throws -> Totals {
    cycleAccounts.isEmpty ? [:] : try ledger.spanTotals(ofCycleAccounts: cycleAccounts)
  }

  /// What stands in the transaction under way.
  func totals(ofCycleAccounts cycleAccounts: [Int64], _ writer: LedgerWriter) throws -> Totals {
    try writer.spanTotals(ofCycleAccounts: cycleAccounts)
  }

  func report(from before: Totals, to after: Totals, causes: [Int64: String], into report: inout ImportReport) {
    let changes = Self.changes(from: before, to: after)
    report.serviceChangeCount += changes.count
    // A new price changes all services: only those that are listed get their texts.
    report.serviceChanges = changes.prefix(ImportReport.maximumServiceChanges).map { key, old, new in
      let cycleAccount = after[key]?.cycleAccount ?? before[key]?.cycleAccount ?? 0
      return ImportReport.ServiceChange(
        contract: key.contract, line: key.line, plan: key.plan, cycleStart: key.cycleStart.description,
        kind: Self.kind(key), before: Self.reais(old), after: Self.reais(new),
        cause: causes[cycleAccount] ?? "late-calls")
    }
  }

  private typealias Change = (key: SpanTotalKey, before: Int128, after: Int128)

  /// The services whose amounts, in centavos, differ, in the order of (contract, line, plan, cycle, kind).
  private static func changes(from before: Totals, to after: Totals) -> [Change] {
    var changes: [Change] = []
    func compare(_ key: SpanTotalKey, _ old: SpanTotal?, _ new: SpanTotal?) {
      let (old, new) = (Charging.centavos(micros: old?.micros ?? 0), Charging.centavos(micros: new?.micros ?? 0))
      if old != new { changes.append((key, old, new)) }
    }
    for (key, total) in after { compare(key, before[key], total) }
    for (key, total) in before where after[key] == nil { compare(key, total, nil) }
    changes.sort { left, right in
      let (a, b) = (left.key, right.key)
      return (a.contract, a.line, a.plan, a.cycleStart, kind(a)) < (b.contract, b.line, b.plan, b.cycleStart, kind(b))
    }
    return changes
  }

  private static func kind(_ key: SpanTotalKey) -> String { key.entry == 0 ? "cycle" : "late" }

  private static func reais(_ centavos: Int128) -> String { Money.text(micros: centavos * 10_000, decimals: 2) }
}
