import Foundation
import ReferenceLedger

extension SequenceRun {
  func performOnLedger(_ step: Step) throws {
    switch step {
    // Before the first import there is no ledger to close.
    case .close where model.runs.isEmpty: return
    case .close(let date, let withSuspended, let line):
      let suspended = withSuspended && !options.isLenient ? ["--with-suspended"] : []
      let only = line.map { ["--line", $0] } ?? []
      try both(["services", "close", "--cycle-end-before", date] + suspended + only, mayRefuse: line != nil) {
        $0.close(endingBefore: date, withSuspended: withSuspended || self.options.isLenient, line: line)
      }
    case .reopen(let pick, let line): try reopen(pick, line)
    case .invoice(let pick): try invoice(pick)
    case .undo(let pick, let withLater):
      guard let run = Self.choose(model.runs.filter { $0 > 0 }, pick) else { return }
      // Before the law whole later runs went, not the later parts of files.
      let withLater = withLater && !options.isLenient
      try both(["undo", String(run)] + (withLater ? ["--with-later"] : [])) {
        try $0.undo(run: run, withLater: withLater)
      }
      if options.isLenient { try moveFilesAway() }
    case .restore(let pick):
      guard let run = Self.choose(model.withdrawnRuns, pick) else { return }
      try both(["undo", "--restore", String(run)]) { try $0.restore(run: run) }
    case .discard(let pick, let isRejected): try discard(pick, isRejected)
    case .takeBack(let pick): try takeBack(pick)
    case .retry(let isRejected):
      let look = model.look()
      let waiting = isRejected ? look.rejected.filter { $0.reason.hasPrefix("bad-") } : look.suspended
      try both(
        [isRejected ? "rejected" : "suspended", "retry", "--all"], mayRefuse: waiting.isEmpty
      ) { $0.bringToRegistry() }
    default: return
    }
  }

  /// What is undone and lies in the source directory would be taken again (`LAW_LENIENT`).
  private func moveFilesAway() throws {
    hasUndone = true
    for name in try site.sourceNames() { site.remove("cdr/\(name)") }
  }

  static func choose<Element>(_ choices: [Element], _ pick: Int) -> Element? {
    choices.isEmpty ? nil : choices[pick % choices.count]
  }

  private func reopen(_ pick: Int, _ line: String?) throws {
    let ofLine = model.closedCycles.filter { !$0.isPool && $0.owner == line }
    guard let name = Self.choose(ofLine.isEmpty ? model.closedCycles : ofLine, pick), !name.plan.isEmpty else { return }
    // A contract names its pools and the cycles of its lines: only where these are not meant.
    let others = model.closedCycles.filter { $0.plan == name.plan && $0.cycleStart == name.cycleStart && $0 != name }
    if name.isPool && others.contains(where: { !$0.isPool }) { return }
    try both([
      "services", "reopen", name.isPool ? "--contract" : "--line", name.owner, "--plan", name.plan, "--cycle",
      name.cycleStart,
    ]) { try $0.reopen(name) }
  }

  private func invoice(_ pick: Int) throws {
    guard let service = Self.choose(model.closedServices, pick) else { return }
    let alike = model.closedServices.filter { $0 == service }
    let found = try services().filter { $0.line == service }
    // Which of two equal ones is not said.
    guard alike.count == 1 else { return }
    guard found.count == 1 else { throw Finding("services list: expected \(service), found none or two") }
    let reference = "NF-\(pick)"
    try both(["services", "invoice", found[0].id, "--reference", reference], hasDryRun: false) {
      try $0.invoice(service, reference: reference)
    }
  }

  private func discard(_ pick: Int, _ isRejected: Bool) throws {
    let command = isRejected ? "rejected" : "suspended"
    let look = model.look()
    let held = (isRejected ? look.rejected : look.suspended).filter { $0.reason != "discarded" }
    guard let row = Self.choose(held.sorted { $0.id < $1.id }, pick), !model.hasRepeats else { return }
    guard let id = try id(of: row, in: command) else { return }
    try both([command, "discard", id, "--because", "test"], hasDryRun: false) { try $0.discard(row.id) }
  }

  private func takeBack(_ pick: Int) throws {
    let discarded = model.look().rejected.filter { $0.reason == "discarded" }.sorted { $0.id < $1.id }
    guard let row = Self.choose(discarded, pick), !model.hasRepeats, !options.isLenient else { return }
    guard let id = try id(of: row, in: "rejected") else { return }
    try both(["rejected", "discard", "--back", id], hasDryRun: false) { $0.takeBack(row.id) }
  }

  /// The id by which the program lists a row; nil if two look alike.
  private func id(of row: LedgerLook.KeptRow, in command: String) throws -> String? {
    let rows = try keptRows(command).filter { $0.file == row.file && $0.line == row.line && $0.reason == row.reason }
    if rows.isEmpty { throw Finding("\(command) list: expected \(row.file):\(row.line) \(row.reason), found none") }
    return rows.count == 1 ? rows[0].id : nil
  }

  // MARK: The registry

  func change(_ change: RegistryChange, isWhole: Bool) throws {
    guard let (after, commands) = change.applied(to: provider) else { return }
    let before = provider
    provider = after
    try writeTables("candidate")
    let isValid = try site.run(["check", "--registry", "candidate"]).isDone
    log[log.count - 1] += isValid ? "" : " (not a registry)"
    if !isValid { provider = before }
    if sequence.isDatabase {
      let whole = [["registry", "import", "candidate", "--quiet"]]
      // A row that the tables lack is ended today, not taken back.
      let takesBack = commands.contains { $0[1] == "remove" }
      try changeByCommands(isWhole && !takesBack ? whole : commands, isValid: isValid, before)
    } else if isValid {
      try writeTables("registry")
    }
    model.current = model.current.with(tables: provider.tables)
  }

  /// Where one of two commands is refused, the registers are made again what they were.
  private func changeByCommands(_ commands: [[String]], isValid: Bool, _ before: Provider) throws {
    for (place, command) in commands.enumerated() {
      let answer = try site.command(options.isLenient ? command.filter { $0 != "--yes" } : command)
      log[log.count - 1] += " = \(command.joined(separator: " ")) -> \(answer.status)"
      if answer.isDone && (isValid || place < commands.count - 1) { continue }
      if answer.status > 100 { throw Finding("\(command.joined(separator: " ")): \(answer.words)") }
      if answer.isDone { throw Finding("\(command.joined(separator: " ")): expected a refusal, as by check") }
      if isValid && !options.isLenient {
        throw Finding("\(command.joined(separator: " ")): expected exit code 0, found \(answer.words)")
      }
      if isValid { leniencies += 1 }
      provider = before
      if place == 0 { return }
      try writeTables("candidate")
      let back = try site.command("registry", "import", "candidate", "--quiet")
      if !back.isDone { throw Finding("registry import: \(back.words)") }
      return
    }
  }
}
