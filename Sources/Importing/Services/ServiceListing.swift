import CallModel
import Foundation
import Ledger
import Listing
import Output

/// The columns of services in lists: `services list` as table, CSV and JSON, exports, and the console's page (spec 4.4).
package enum ServiceListing {
  package static let columns = Listing<ListedService>(
    [
      ListingColumn("id", "id") { .text($0.service.id) },
      ListingColumn("contract", "contract") { .text($0.service.contract) },
      ListingColumn("line", "line") { .text($0.service.line) },
      ListingColumn("plan", "plan") { .text($0.service.plan) },
      ListingColumn("cycle_start", "cycle") { .day($0.service.cycleStart) },
      ListingColumn("cycle_end", "until") { .day($0.service.cycleEnd) },
      ListingColumn("kind", "kind") { .text($0.service.kind.rawValue) },
      ListingColumn("state", "state") { .text($0.service.state.rawValue) },
      ListingColumn("calls", "calls") { .integer($0.service.calls) },
      ListingColumn("amount", "R$") { .amount($0.service.amount) },
      ListingColumn("reference", "reference", hidesIfEmpty: true) { .optional($0.service.reference) },
      ListingColumn("erp", "erp", in: .table, hidesIfEmpty: true) { .optional($0.push?.state.rawValue) },
      ListingColumn("exported", "exported", in: .table, hidesIfEmpty: true) { .text(exports($0)) },
      ListingColumn("remark", "remark", in: .table, hidesIfEmpty: true) { .text(remark($0)) },
      ListingColumn("entry", "entry", in: .json) { .integer($0.service.entry) },
      ListingColumn("billed_s", "billed", in: .data) { .seconds($0.service.billedSeconds) },
      ListingColumn("allowance_s", "covered", in: .data) { .seconds($0.service.coveredSeconds) },
      ListingColumn("surplus_s", "surplus", in: .data) { .seconds($0.service.surplusSeconds) },
      ListingColumn("description", "description", in: .data) { .free($0.service.description) },
      ListingColumn("global_id", "global id", in: .json) { .optional($0.service.globalID) },
      ListingColumn("started_at", "started", in: .json) { .optionalMoment(start($0.service)) },
      ListingColumn("closed_at", "closed", in: .json) { .optionalMoment($0.service.closedAt) },
      ListingColumn("invoiced_at", "invoiced", in: .json) { .optionalMoment($0.service.invoicedAt) },
      ListingColumn("overdue_calls", "too late", in: .json) { .integer($0.overdueCalls) },
      ListingColumn("contested_amount", "contested", in: .json) { .optionalAmount(contested($0.service)) },
      ListingColumn("exports", "exports", in: .json) { .array($0.exports.map(export)) },
    ],
    csv: [
      "contract", "line", "plan", "cycle_start", "cycle_end", "calls", "billed_s", "allowance_s", "surplus_s", "amount",
      "description", "id", "kind", "state", "reference",
    ], guardsFormulas: false)

  /// What the provider has to do about calls that came later than the limit allows (spec 11.1).
  static let overdueWords = "too late: negociar ou parcelar"

  private static func export(_ export: ServiceExportRow) -> ListingValue {
    .object([
      "format": .text(export.format), "at": .moment(export.at), "amount": .amount(ServiceRow.amount(export.centavos)),
    ])
  }

  /// What is left out of the amount until a contest is answered; nil: nothing.
  private static func contested(_ service: ServiceRow) -> String? {
    service.contestedCentavos == 0 ? nil : ServiceRow.amount(service.contestedCentavos)
  }

  private static func start(_ service: ServiceRow) -> String? {
    service.startedAt.map {
      Date(timeIntervalSince1970: TimeInterval($0)).formatted(Date.ISO8601FormatStyle())
    }
  }

  /// The formats it was exported in, `*` behind those that had another amount.
  private static func exports(_ listed: ListedService) -> String {
    listed.exports.map { $0.format + ($0.centavos == listed.service.centavos ? "" : "*") }.joined(separator: " ")
  }

  private static func remark(_ listed: ListedService) -> String {
    var parts: [String] = []
    if listed.service.centavos < 0 { parts.append("credit") }
    if let contested = contested(listed.service) { parts.append("without R$ \(contested) contested") }
    if listed.overdueCalls > 0 {
      parts.append("\(CountText.of(listed.overdueCalls, "call", "calls")) \(overdueWords)")
    }
    if listed.isBeyondLimit, listed.overdueCalls == 0, listed.service.centavos > 0 {
      parts.append("changed by calls \(overdueWords)")
    }
    if listed.isKeptApart { parts.append("kept apart") }
    if listed.exports.contains(where: { $0.centavos != listed.service.centavos }) {
      parts.append("* another amount was exported")
    }
    return parts.joined(separator: ", ")
  }
}

extension ServiceListing {
  /// All that is known of a service, a line each.
  ///
  /// - Parameter masks: whether telephone numbers are masked: the description names whole ones.
  package static func facts(_ listed: ListedService, masks: Bool) -> [String] {
    let service = listed.service
    let description = masks ? NumberMask.maskAll(in: service.description) : service.description
    let seconds =
      "\(service.billedSeconds) billed, \(service.coveredSeconds) in the allowance, \(service.surplusSeconds) surplus"
    var facts = [
      ("service", service.id), ("description", description), ("contract", service.contract), ("line", service.line),
      ("plan", service.plan), ("cycle", "\(service.cycleStart) to \(service.cycleEnd)"),
      ("kind", service.kind.rawValue), ("state", service.state.rawValue), ("amount", "R$ \(service.amount)"),
      ("calls", CountText.grouped(service.calls)), ("seconds", seconds),
    ]
    if let contested = contested(service) { facts.append(("contested", "R$ \(contested), not in the amount")) }
    if let closedAt = service.closedAt { facts.append(("closed", closedAt)) }
    if let at = service.invoicedAt { facts.append(("invoiced", "\(at) as \(service.reference ?? "")")) }
    for export in listed.exports {
      facts.append(("exported", "\(export.at) as \(export.format), R$ \(ServiceRow.amount(export.centavos))"))
    }
    if listed.isBeyondLimit {
      let calls = "\(CountText.of(listed.overdueCalls, "call", "calls")): negociar ou parcelar"
      facts.append(("too late", listed.isKeptApart ? "\(calls); kept apart, --beyond-limit hands it over" : calls))
    }
    return AlignedTable.facts(facts.map { (name: $0.0, value: DisplayText.of($0.1)) })
  }
}

/// The table of services for reading: some rows, and a line with the sum of all.
package struct ServiceTable {
  /// More rows are for programs: `--format csv`.
  package static let standardLimit = 1_000

  private var table: FirstRowsTable<ListedService>
  private var sums: [ServiceRow.State: (count: Int, centavos: Int128)] = [:]

  package init(limit: Int) { table = FirstRowsTable(ServiceListing.columns, limit: limit) }

  package mutating func add(_ listed: ListedService) {
    let service = listed.service
    let sum = sums[service.state] ?? (0, 0)
    sums[service.state] = (sum.count + 1, sum.centavos + service.centavos)
    table.append(listed)
  }

  /// The rows, what is left out, and the total line.
  package var lines: [String] {
    let parts = ServiceRow.State.allCases.compactMap { state in
      sums[state].map { "\(CountText.grouped($0.count)) \(state.rawValue) R$ \(ServiceRow.amount($0.centavos))" }
    }
    let total = sums.values.reduce(Int128(0)) { $0 + $1.centavos }
    let all = "\(CountText.of(table.count, "service", "services")), R$ \(ServiceRow.amount(total))"
    return table.lines(total: parts.count > 1 ? "\(all) (\(parts.joined(separator: ", ")))" : all)
  }
}
