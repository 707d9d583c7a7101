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
    let changes = Self.changes(from: before, to: after) { causes[$0] ?? "late-calls" }
    report.serviceChangeCount += changes.count
    report.serviceChanges = Array(changes.prefix(ImportReport.maximumServiceChanges))
  }

  /// The services whose amounts differ, in the order of (contract, line, plan, cycle, kind).
  ///
  /// - Parameter cause: of a cycle account.
  static func changes(
    from before: Totals, to after: Totals, cause: (Int64) -> String
  ) -> [ImportReport.ServiceChange] {
    var changes: [ImportReport.ServiceChange] = []
    for key in Set(before.keys).union(after.keys) {
      let old = Charging.centavos(micros: before[key]?.micros ?? 0)
      let new = Charging.centavos(micros: after[key]?.micros ?? 0)
      guard old != new else { continue }
      let cycleAccount = after[key]?.cycleAccount ?? before[key]?.cycleAccount ?? 0
      changes.append(
        ImportReport.ServiceChange(
          contract: key.contract, line: key.line, plan: key.plan, cycleStart: key.cycleStart.description,
          kind: key.entry == 0 ? "cycle" : "late", before: reais(old), after: reais(new),
          cause: cause(cycleAccount)))
    }
    changes.sort {
      ($0.contract, $0.line, $0.plan, $0.cycleStart, $0.kind) < ($1.contract, $1.line, $1.plan, $1.cycleStart, $1.kind)
    }
    return changes
  }

  private static func reais(_ centavos: Int128) -> String { Money.text(micros: centavos * 10_000, decimals: 2) }
}
