import CallModel
import Listing
import Output
import Pipeline

/// The text at the end of an import: what came, what it came to, what changed, and what a person should look at.
package struct ImportSummary {
  package private(set) var lines: [String] = []

  /// What is listed of each kind; the rest is counted.
  private static let maximumListed = 10

  private let report: ImportReport
  private let platform: String?

  /// - Parameters:
  ///   - description: of the integration.
  ///   - platform: what became of the platform's requests, in words; nil: nothing was sent.
  package init(_ report: ImportReport, of description: String, platform: String? = nil) {
    self.report = report
    self.platform = platform
    let run = report.isDryRun ? "dry run: nothing was changed" : report.isRecorded ? "run \(report.run)" : "nothing new"
    lines.append("\(DisplayText.of(description)): \(run)")
    if report.kind == "import" { appendFiles() }
    if report.totals.read > 0 { appendOutcomes() }
    appendChanges()
    appendServices()
    appendAlerts()
    appendAttention()
  }

  /// A list that stops somewhere.
  private mutating func append<Item>(_ items: [Item], line: (Item) -> String) {
    for item in items.prefix(Self.maximumListed) { lines.append("  " + line(item)) }
    if items.count > Self.maximumListed {
      lines.append("  … and \(CountText.grouped(items.count - Self.maximumListed)) more")
    }
  }
}

// MARK: - Files and rows

extension ImportSummary {
  private mutating func appendFiles() {
    var parts: [String] = []
    func count(_ status: String) -> Int { report.files.count { $0.status == status } }
    func add(_ count: Int, _ what: String) {
      if count > 0 { parts.append("\(CountText.grouped(count)) \(what)") }
    }
    add(count("imported"), report.isDryRun ? "to import" : "imported")
    add(count("grown"), "grown")
    add(count("already-imported"), "with content that was imported before")
    add(count("failed"), "failed")
    add(report.knownFiles, "known")
    add(report.youngFiles.count, "too young")
    add(report.leftOutFiles ?? 0, "left out by name")
    add(report.deletedFiles.count, "deleted")
    add(report.keptFiles.count, "kept")
    lines.append("files: " + (parts.isEmpty ? "none" : parts.joined(separator: ", ")))
    append(report.files.filter { $0.status == "already-imported" }) {
      "\($0.name): the same content as \($0.alreadyImportedAs ?? "an earlier file")"
    }
    append(report.files.filter(\.replacesName)) {
      "\($0.name): a file of that name with other content was imported before"
    }
    append(report.files.filter(\.isPending)) { "\($0.name): its last row has no line end and waits" }
  }

  private mutating func appendOutcomes() {
    let totals = report.totals
    var table = AlignedTable([.text("outcome"), .number("rows")])
    for (name, count) in [
      ("rated", totals.rated), ("free", totals.free), ("unanswered", totals.unanswered),
      ("duplicate", totals.duplicate), ("rejected", totals.rejected), ("suspended", totals.suspended),
      ("ignored", totals.ignored),
    ] {
      table.append([name, CountText.grouped(count)])
    }
    table.append(["read", CountText.grouped(totals.read)])
    lines += [""] + table.lines
    lines += CheckLines.of(report.checks)
    lines.append("")
    lines.append("surplus of these calls: R$ \(report.amount)")
    appendReasons()
  }

  private mutating func appendReasons() {
    guard !report.reasons.isEmpty else { return }
    var table = AlignedTable([.text("not billed because"), .text("outcome"), .number("rows")])
    let ordered = report.reasons.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    for (name, count) in ordered {
      let outcome = Reason.allCases.first { $0.name == name }?.outcome.name ?? ""
      table.append([name, outcome, CountText.grouped(count)])
    }
    lines += [""] + table.lines
  }
}

// MARK: - What changed, and what to look at

extension ImportSummary {
  private mutating func appendChanges() {
    var changes: [String] = []
    if report.reopenedCycles > 0 {
      let verb =
        report.isDryRun ? "would be open again" : report.reopenedCycles == 1 ? "is open again" : "are open again"
      changes.append(
        "\(CountText.of(report.reopenedCycles, "cycle", "cycles")) \(verb), rated anew with "
          + (report.reopenedCycles == 1 ? "its late calls" : "their late calls"))
    }
    if report.chosenRows > 0 {
      changes.append(
        "\(CountText.of(report.chosenRows, "row", "rows")) tried again: \(CountText.grouped(report.chosenRowsSettled)) "
          + "settled, \(CountText.grouped(report.chosenRows - report.chosenRowsSettled)) still waiting")
    }
    if report.lateCalls > 0 {
      changes.append("\(CountText.of(report.lateCalls, "late call", "late calls")): their open cycles were rated again")
    }
    if report.callsOfClosedCycles > 0 {
      changes.append(
        "\(CountText.of(report.callsOfClosedCycles, "call", "calls")) of closed cycles: charged in late services")
    }
    if report.replacedCalls > 0 {
      changes.append(
        "\(CountText.of(report.replacedCalls, "recorded call", "recorded calls")) replaced by the final record of the call"
      )
    }
    if report.cyclesOfChangedRegistry > 0 {
      changes.append(
        "\(CountText.of(report.cyclesOfChangedRegistry, "open cycle", "open cycles")) rated again: the registry changed"
      )
    }
    // Those that were not asked for are of interest only if something became of them.
    let others = report.retriedRows - report.chosenRows
    let settled = report.settledRows - report.chosenRowsSettled
    if report.kind == "import" ? others > 0 : settled > 0 {
      changes.append(
        "\(CountText.of(others, "waiting row", "waiting rows")) tried again, \(CountText.grouped(settled)) settled")
    }
    guard !changes.isEmpty else { return }
    lines += [""] + changes
  }

  private mutating func appendServices() {
    guard report.serviceChangeCount > 0 else { return }
    var table = AlignedTable([
      .text("service"), .text("line"), .text("plan"), .text("cycle"), .number("before R$"), .number("after R$"),
      .text("because of"),
    ])
    for change in report.serviceChanges.prefix(Self.maximumListed) {
      table.append([
        change.kind == "cycle" ? change.contract : "\(change.contract) (\(change.kind))", change.line, change.plan,
        change.cycleStart, change.before, change.after, change.cause,
      ])
    }
    lines += ["", "additional services that \(report.isDryRun ? "would change" : "changed"):"] + table.lines
    let rest = report.serviceChangeCount - min(report.serviceChanges.count, Self.maximumListed)
    if rest > 0 { lines.append("… and \(CountText.grouped(rest)) more") }
  }

  private mutating func appendAlerts() {
    if report.alertCount > 0 {
      let verb = report.isDryRun ? "would be raised" : report.alertCount == 1 ? "was raised" : "were raised"
      lines += ["", "\(CountText.of(report.alertCount, "alert", "alerts")) \(verb):"]
      for alert in report.alerts.prefix(Self.maximumListed) {
        lines.append("  \(alert.level.rawValue): \(DisplayText.of(alert.message))")
      }
      let rest = report.alertCount - min(report.alerts.count, Self.maximumListed)
      if rest > 0 { lines.append("  … and \(CountText.grouped(rest)) more: see summit-cdr alerts list") }
    }
    if let failure = report.alertFailure { lines += ["", "not told: \(DisplayText.of(failure))"] }
  }

  private mutating func appendAttention() {
    if let platform { lines += ["", "platform: \(platform)"] }
    let failed = report.unreadFiles
    if !failed.isEmpty {
      lines += ["", "failed, no row of them counts; deliver them again:"]
      append(failed) { "\($0.name)" }
    }
    if !report.keptFiles.isEmpty {
      lines += ["", "not deleted:"]
      append(report.keptFiles.sorted { $0.key < $1.key }) { "\($0.key): \($0.value)" }
    }
    let withdrawn = report.files.filter { $0.status == "withdrawn" }
    if !withdrawn.isEmpty {
      lines += ["", "not taken, since their content was withdrawn; import --again NAME takes it:"]
      append(withdrawn) { "\($0.name)" }
    }
    if report.suspendedCalls > 0 {
      lines += [
        "",
        "\(CountText.of(report.suspendedCalls, "recorded call has", "recorded calls have")) no line or price in today's "
          + "registry: suspended now (summit-cdr suspended list)",
      ]
    }
  }
}
