import CallModel
import Importing
import Ledger

/// The table of services, for reading: some rows, and a line with the sum of all.
struct ServiceTable {
  /// A table is read by people; whoever wants more takes `--format csv`.
  static let standardLimit = 1_000

  private let limit: Int
  private var table = AlignedTable([
    .text("id"), .text("contract"), .text("line"), .text("plan"), .text("cycle"), .text("until"), .text("kind"),
    .text("state"), .number("calls"), .number("R$"), .text("reference"), .text("exported"), .text("remark"),
  ])
  private var count = 0
  private var sums: [ServiceRow.State: (count: Int, centavos: Int128)] = [:]

  init(limit: Int) { self.limit = limit }

  mutating func add(_ listed: ListedService) {
    let service = listed.service
    let sum = sums[service.state] ?? (0, 0)
    sums[service.state] = (sum.count + 1, sum.centavos + service.centavos)
    count += 1
    guard count <= limit else { return }
    table.append([
      service.id, Terminal.displayable(service.contract), Terminal.displayable(service.line),
      Terminal.displayable(service.plan), service.cycleStart.description, service.cycleEnd.description,
      service.kind.rawValue, service.state.rawValue, ProgressLine.grouped(service.calls), service.amount,
      Terminal.displayable(service.reference ?? ""), Self.exports(listed), Self.remark(listed),
    ])
  }

  /// The formats it was exported in, `*` behind those that had another amount.
  private static func exports(_ listed: ListedService) -> String {
    listed.exports.map { $0.format + ($0.centavos == listed.service.centavos ? "" : "*") }.joined(separator: " ")
  }

  private static func remark(_ listed: ListedService) -> String {
    var parts: [String] = []
    if listed.service.centavos < 0 { parts.append("credit") }
    if listed.service.contestedCentavos > 0 {
      parts.append("without R$ \(ServiceRow.amount(listed.service.contestedCentavos)) contested")
    }
    if listed.overdueCalls > 0 {
      parts.append("\(CountText.of(listed.overdueCalls, "call", "calls")) too late")
    }
    if listed.exports.contains(where: { $0.centavos != listed.service.centavos }) {
      parts.append("* another amount was exported")
    }
    return parts.joined(separator: ", ")
  }

  /// The rows, what is left out, and the total line.
  var lines: [String] {
    var lines = count > 0 ? table.droppingEmpty(["reference", "exported", "remark"]).lines + [""] : []
    if count > limit {
      lines.append("… \(ProgressLine.grouped(count - limit)) more: --limit shows more of them, --format csv all")
    }
    let parts = ServiceRow.State.allCases.compactMap { state in
      sums[state].map { "\(ProgressLine.grouped($0.count)) \(state.rawValue) R$ \(ServiceRow.amount($0.centavos))" }
    }
    let total = sums.values.reduce(Int128(0)) { $0 + $1.centavos }
    let all = "total: \(CountText.of(count, "service", "services")), R$ \(ServiceRow.amount(total))"
    return lines + [parts.count > 1 ? "\(all) (\(parts.joined(separator: ", ")))" : all]
  }
}
