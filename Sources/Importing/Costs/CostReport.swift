import CallModel
import Listing
import Pipeline
import Registry

/// What calls brought in and cost, by one of their sides (spec 11.5).
package struct CostReport {
  package enum Side: String, CaseIterable, Sendable {
    case zone, plan, carrier, line
  }

  /// The calls of one zone, plan, carrier or line.
  package struct Line: Sendable {
    package var name: String
    package var calls = 0
    package var seconds = 0
    /// Millionths of a real: of all calls.
    package var amount: Int128 = 0
    package var cost: Int128 = 0
    /// Calls that no rate is for, and what they brought in: they are not in the margin.
    package var callsWithoutCost = 0
    package var amountWithoutCost: Int128 = 0
    package var margin: Int128 { amount - amountWithoutCost - cost }

    mutating func add(_ other: Line) {
      calls += other.calls
      seconds += other.seconds
      amount += other.amount
      cost += other.cost
      callsWithoutCost += other.callsWithoutCost
      amountWithoutCost += other.amountWithoutCost
    }
  }

  private let side: Side
  private let costs: CallCosts
  private var sums: [ID: Line] = [:]

  package init(by side: Side, _ costs: CallCosts) {
    self.side = side
    self.costs = costs
  }

  package mutating func add(_ row: SegmentRow) {
    let cost = costs.cost(row)
    let name =
      switch side {
      case .zone: row.text(.zone)
      case .plan: row.text(.plan)
      case .carrier: cost?.carrier ?? ""
      case .line: row.text(.line)
      }
    var call = Line(name: name, calls: 1, seconds: row.integer(.duration) ?? 0)
    call.amount = Int128(row.micros(.amount) ?? 0)
    if let cost {
      call.cost = Int128(cost.micros)
    } else {
      call.callsWithoutCost = 1
      call.amountWithoutCost = call.amount
    }
    sums[ID(name), default: Line(name: name)].add(call)
  }

  /// By name, in the order of bytes.
  package var lines: [Line] { sums.values.sorted { precedesInByteOrder($0.name, $1.name) } }

  package func total(named name: String) -> Line { lines.reduce(into: Line(name: name)) { $0.add($1) } }

  package static func text(_ micros: Int128) -> String { Money.text(micros: micros, decimals: CallCosts.decimals) }
}

extension CostReport {
  /// The columns of `records costs`, as table, CSV and JSON.
  package static func columns(by side: Side) -> Listing<Line> {
    Listing([
      ListingColumn("side", side.rawValue, in: .table) { .text($0.name.isEmpty ? "-" : $0.name) },
      ListingColumn("name", "name", in: .data) { .text($0.name) },
      ListingColumn("calls", "calls") { .integer($0.calls) },
      ListingColumn("duration_s", "seconds") { .integer($0.seconds) },
      ListingColumn("amount", "R$") { .amount(text($0.amount)) },
      ListingColumn("cost", "cost") { .amount(text($0.cost)) },
      ListingColumn("margin", "margin") { .amount(text($0.margin)) },
      ListingColumn("calls_without_cost", "without cost", hidesIfEmpty: true) { .integer($0.callsWithoutCost) },
      ListingColumn("amount_without_cost", "R$ without cost", hidesIfEmpty: true) {
        .amount(text($0.amountWithoutCost))
      },
    ])
  }
}
