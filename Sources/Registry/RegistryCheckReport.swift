import CallModel
import Listing

/// What a check of a registry found, for people and programs: every fault, or a summary.
package struct RegistryCheckReport {
  /// The directory of the tables, or the integration.
  package let registry: String
  package let faults: [Problem]
  private let summary: RegistrySummary?
  private let isInFiles: Bool

  /// - Parameter isInFiles: whether faults are at lines of files; else they are at ids.
  package init(_ outcome: Result<RegistrySummary, Problems>, registry: String, isInFiles: Bool) {
    self.registry = registry
    self.isInFiles = isInFiles
    switch outcome {
    case .success(let summary): (self.summary, faults) = (summary, [])
    case .failure(let problems): (summary, faults) = (nil, problems.faults)
    }
  }

  package var isSound: Bool { summary != nil }

  package var lines: [String] {
    summary.map { RegistrySummaryText($0, registry: registry).lines } ?? faults.map(\.description)
  }
}

extension RegistryCheckReport: Encodable {
  private enum Key: String, CodingKey { case registry, sound, faults, summary }

  private static func object(_ fault: Problem, isInFiles: Bool) -> ListingValue {
    var values: [String: ListingValue] = [
      "column": .optional(fault.field), "expected": .text(fault.expected), "found": .text(fault.found),
    ]
    values[isInFiles ? "file" : "place"] = .text(fault.place)
    if isInFiles { values["line"] = .optional(fault.line) }
    return .object(values)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(registry, forKey: .registry)
    try container.encode(isSound, forKey: .sound)
    try container.encode(faults.map { Self.object($0, isInFiles: isInFiles) }, forKey: .faults)
    try container.encodeIfPresent(summary, forKey: .summary)
  }
}

/// The summary of a sound registry.
private struct RegistrySummaryText {
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
      table.append([name, CountText.grouped(count), remark])
    }
    var remarks: [String] = []
    if summary.lines != summary.linePeriods {
      remarks.append("periods of \(CountText.grouped(summary.lines)) lines")
    }
    if summary.inactiveLinePeriods > 0 {
      remarks.append("\(CountText.grouped(summary.inactiveLinePeriods)) with active=no")
    }
    if summary.linePeriodsWithoutPlan > 0 {
      remarks.append("\(CountText.grouped(summary.linePeriodsWithoutPlan)) without plan")
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
        plan.id, CountText.grouped(plan.lines), CountText.grouped(plan.rates),
        CountText.grouped(plan.allowances), plan.chargeRounding, unpriced,
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
