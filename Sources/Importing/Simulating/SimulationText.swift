import CallModel
import Listing

/// A simulation for people.
package struct SimulationText {
  package let lines: [String]

  package init(_ report: SimulationReport) {
    var lines = [
      "\(report.scope) on plan \(report.plan), cycle \(report.cycleStart) to \(report.cycleEnd)"
        + (report.isPool ? ", allowances shared" : ""), "",
    ]
    lines += Self.table(report)
    if !report.allowances.isEmpty { lines += [""] + Self.allowances(report.allowances) }
    let withoutRate = report.lines.reduce(0) { $0 + $1.simulated.callsWithoutRate }
    if withoutRate > 0 {
      lines += ["", "\(withoutRate) calls have no rate in plan \(report.plan): they are in none of its sums"]
    }
    self.lines = lines.map { DisplayText.of($0) }
  }

  private static func table(_ report: SimulationReport) -> [String] {
    var table = AlignedTable([
      .text("contract"), .text("line"), .text(""), .number("calls"), .number("billed s"), .number("covered s"),
      .number("amount"),
    ])
    for line in report.lines {
      table.append([line.contract, line.line, "actual"] + cells(line.actual))
      table.append(["", "", "on the plan"] + cells(line.simulated))
    }
    if report.lines.count > 1 {
      table.append(["all", "", "actual"] + cells(report.actual))
      table.append(["", "", "on the plan"] + cells(report.simulated))
    }
    return table.lines
  }

  private static func cells(_ sum: SimulationReport.Sum) -> [String] {
    ["\(sum.calls)", "\(sum.billedSeconds)", "\(sum.allowanceSeconds)", sum.amount]
  }

  private static func allowances(_ allowances: [SimulationReport.Allowance]) -> [String] {
    var table = AlignedTable([.text("allowance"), .number("granted"), .number("used"), .text("")])
    for allowance in allowances { table.append([allowance.name, allowance.granted, allowance.used, allowance.unit]) }
    return table.lines
  }
}
