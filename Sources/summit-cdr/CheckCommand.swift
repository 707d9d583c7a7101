import CallModel
import ArgumentParser
import CallModel
import Registry

/// `summit-cdr check`: every fault of a registry in one go.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a registry: every fault with file, line and column, or a summary.",
    discussion: """
      Reads all tables of the registry as `rate` would. Each fault is a line on standard output:
        lines.csv:12: reset_day: expected 1 to 25, found 31
      A sound registry gives a summary, and for each plan the usual zones it has no rate for (calls there are \
      suspended as no-rate), and what becomes of the fractions of a centavo of its calls.

      Exit codes: 0 sound, 2 faults found.

      Examples:
        summit-cdr check --registry registry
        summit-cdr check --registry registry --json
      """)

  @Option(help: ArgumentHelp("Directory of the registry tables (contracts.csv, lines.csv, …).", valueName: "dir"))
  var registry: String

  @Flag(help: "Print faults or summary as JSON.")
  var json = false

  @Flag(help: "No summary; faults only.")
  var quiet = false

  func run() throws {
    let loaded: Registry
    do throws(Problems) {
      loaded = Registry(try RegistryLoader.load(directory: registry))
    } catch {
      try report(error.faults)
      throw Exit.failed
    }
    let summary = RegistrySummary(loaded)
    if json {
      try Terminal.write(json: CheckReport(registry: registry, isSound: true, faults: [], summary: summary))
    } else if !quiet {
      try Terminal.write(lines: CheckText(summary, registry: registry).lines)
    }
  }

  private func report(_ faults: [Problem]) throws {
    if json {
      let listed = faults.map(CheckReport.Fault.init)
      try Terminal.write(json: CheckReport(registry: registry, isSound: false, faults: listed, summary: nil))
    } else {
      try Terminal.write(lines: faults.map(\.description))
    }
    let count = faults.count == 1 ? "1 fault" : "\(ProgressLine.grouped(faults.count)) faults"
    Terminal.error("\(registry): \(count); nothing is rated until the registry is sound")
  }
}

/// The JSON of `check`.
struct CheckReport: Encodable {
  struct Fault: Encodable {
    var file: String
    var line: Int?
    var column: String?
    var expected: String
    var found: String

    init(_ fault: Problem) {
      file = fault.place
      line = fault.line
      column = fault.field
      expected = fault.expected
      found = fault.found
    }
  }

  var registry: String
  var isSound: Bool
  var faults: [Fault]
  var summary: RegistrySummary?

  private enum CodingKeys: String, CodingKey {
    case registry, faults, summary
    case isSound = "sound"
  }
}

/// The summary of a sound registry.
struct CheckText {
  let lines: [String]

  init(_ summary: RegistrySummary, registry: String) {
    var lines = ["\(registry): sound", ""] + Self.tables(summary)
    if summary.plans.isEmpty || summary.lines == 0 {
      lines += ["", "no call can be rated yet: fill in \(Self.requiredTables)"]
    } else {
      lines += [""] + Self.plans(summary) + Self.exactPlans(summary)
    }
    self.lines = lines
  }

  private static var requiredTables: String {
    TableDescription.all.filter(\.isRequired).map(\.fileName).joined(separator: ", ")
  }

  private static func tables(_ summary: RegistrySummary) -> [String] {
    var table = AlignedTable([.text("table"), .number("rows"), .text("")])
    func append(_ name: String, _ count: Int, _ remark: String = "") {
      table.append([name, ProgressLine.grouped(count), remark])
    }
    var remarks: [String] = []
    if summary.lines != summary.linePeriods {
      remarks.append("periods of \(ProgressLine.grouped(summary.lines)) lines")
    }
    if summary.inactiveLinePeriods > 0 {
      remarks.append("\(ProgressLine.grouped(summary.inactiveLinePeriods)) with active=no")
    }
    if summary.linePeriodsWithoutPlan > 0 {
      remarks.append("\(ProgressLine.grouped(summary.linePeriodsWithoutPlan)) without plan")
    }
    append("contracts", summary.contracts)
    append("plans", summary.plans.count)
    append("lines", summary.linePeriods, remarks.joined(separator: ", "))
    append("dids", summary.dids)
    append("allowances", summary.allowances)
    append("bands", summary.bands, summary.bands > 0 ? "by name" : "")
    append("holidays", summary.holidays)
    append("zones", summary.zonePrefixes, "prefixes, beside the built-in ones")
    append("rates", summary.rates)
    return table.lines
  }

  private static func plans(_ summary: RegistrySummary) -> [String] {
    var table = AlignedTable([
      .text("plan"), .number("lines"), .number("rates"), .number("allowances"), .text("charge_rounding"),
      .text("usual zones without a rate"),
    ])
    for plan in summary.plans {
      let unpriced = plan.zonesWithoutRate.isEmpty ? "none" : plan.zonesWithoutRate.joined(separator: " ")
      table.append([
        plan.id, ProgressLine.grouped(plan.lines), ProgressLine.grouped(plan.rates),
        ProgressLine.grouped(plan.allowances), plan.chargeRounding, unpriced,
      ])
    }
    return table.lines
  }

  /// What `exact` means, if some plan is.
  private static func exactPlans(_ summary: RegistrySummary) -> [String] {
    guard summary.plans.contains(where: { $0.chargeRounding == ChargeRounding.exact.rawValue }) else { return [] }
    return [
      "",
      "charge_rounding exact: calls keep the plan's decimals, and only the sum of a service is rounded to centavos.",
      "Of each record charged the RGC wants the fraction of a centavo cut (Resolução Anatel 765/2023, art. 49, since",
      "1 September 2025): that is charge_rounding cut, and amounts of open cycles follow it.",
    ]
  }
}
