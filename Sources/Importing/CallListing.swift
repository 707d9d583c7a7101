import CallModel
import Listing

/// The columns of recorded calls in lists: `records`, `services show`, `explain`, and the console's page. The keys are the
/// columns of `call-records.csv`; many calls as CSV and JSON are written without a copy (`SegmentRow.writeCSV`).
package enum CallListing {
  package static let columns = Listing<RecordedCall>([
    ListingColumn("global_id", "global_id") { .text($0.globalID) },
    ListingColumn("started_at", "start") { .localTime($0.startedAt) },
    ListingColumn("direction", "dir") { .text($0.isOutbound ? "out" : "in") },
    ListingColumn("caller", "caller") { .telephone($0.caller) },
    ListingColumn("called", "called") { .telephone($0.called) },
    ListingColumn("line", "line") { .text($0.line) },
    ListingColumn("contract", "contract") { .text($0.contract) },
    ListingColumn("plan", "plan") { .text($0.plan) },
    ListingColumn("zone", "zone") { .text($0.zone) },
    ListingColumn("duration_s", "s") { .seconds($0.duration) },
    ListingColumn("billed_s", "billed") { .seconds($0.billed) },
    ListingColumn("allowance_s", "covered") { .seconds($0.covered) },
    ListingColumn("surplus_s", "surplus") { .seconds($0.surplus) },
    ListingColumn("price_per_minute", "price") { .amount($0.pricePerMinute) },
    ListingColumn("allowance_amount", "covered R$") { .amount(amount($0.allowanceMicros, $0)) },
    ListingColumn("amount", "R$") { .amount(amount($0.amountMicros, $0)) },
    ListingColumn("cycle_start", "cycle") { .day($0.cycleStart) },
    ListingColumn("source", "source") { .text($0.source) },
  ])

  /// What `records` shows for reading.
  package static let records = columns.only([
    "started_at", "direction", "line", "caller", "called", "zone", "duration_s", "billed_s", "allowance_s", "amount",
  ])

  /// The same, with what each call costs and its margin if that is asked for (spec 11.5).
  package static func records(with costs: CallCosts?) -> Listing<RecordedCall> {
    guard let costs else { return records }
    return Listing(
      records.columns + [
        ListingColumn("cost", "cost") { .amount(CallCosts.text(costs.cost($0)?.micros)) },
        ListingColumn("margin", "margin") { .amount(CallCosts.text(costs.cost($0)?.margin)) },
      ])
  }

  /// Columns of `records` that go where a terminal has no room, the first to go first.
  package static let leastNeeded = ["direction", "allowance_s", "billed_s", "line", "caller"]

  /// What `services show` shows of a service's calls.
  package static let ofService = columns.only([
    "started_at", "called", "zone", "duration_s", "billed_s", "allowance_s", "amount", "global_id",
  ])

  /// With the decimals of the call's plan.
  private static func amount(_ micros: Int64, _ call: RecordedCall) -> String {
    Money.text(micros: Int128(micros), decimals: call.decimals)
  }
}
