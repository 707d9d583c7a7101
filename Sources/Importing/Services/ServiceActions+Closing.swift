import CallModel
import Ledger

/// What closing came to, or would come to.
package struct ClosingResult: Sendable {
  /// Cycles of lines and pools that were open.
  package var cycles = 0
  /// Cycles that were closed already and whose late services are closed now.
  package var lateCycles = 0
  package var services = 0
  package var centavos: Int128 = 0
  /// Cycles that were asked for and go on.
  package var unended = 0
  /// Cycles that were asked for and are left open, since rows of theirs are suspended (spec 4.3).
  package var suspended = 0
  /// Suspended rows that start before the date and have no line, or an inactive one: of which cycle nobody can say.
  package var rowsWithoutLine = 0
}

extension ServiceActions {
  /// Makes the amounts of cycles final, with their late services. Cycles that have not ended are left open, and those with
  /// suspended rows.
  ///
  /// - Parameters:
  ///   - selection: has `endBefore`.
  ///   - withSuspended: whether cycles with suspended rows are closed, too: what these cost later is late.
  ///   - isPerCall: whether each call is a service, today.
  ///   - isDryRun: nothing is changed.
  ///   - body: called for each service that is closed, or would be.
  /// - Throws: `LedgerFailure` if the line shares its contract's allowances: what is closed is the pool.
  package func close(
    _ selection: CycleSelection, withSuspended: Bool = false, isDryRun: Bool = false,
    _ body: (ServiceRow) throws -> Void = { _ in }
  ) throws -> ClosingResult {
    let suspended = try SuspendedCycles(ledger, before: selection.endBefore)
    let versions = try openVersions()
    if isDryRun {
      return try ledger.readServices {
        var closing = try CycleClosing(self, $0, nil, suspended, withSuspended: withSuspended, versions)
        return try closing.close(selection, body)
      }
    }
    return try ledger.change(by: author) { change in
      var closing = try CycleClosing(self, change.reader, change, suspended, withSuspended: withSuspended, versions)
      let result = try closing.close(selection, body)
      if result.cycles + result.lateCycles > 0 {
        try change.note(Self.action(selection, result))
        try change.add(
          ClosingRow(
            selection: selection.text, cycles: result.cycles, lateCycles: result.lateCycles, services: result.services,
            amount: ServiceRow.amount(result.centavos)))
      }
      return result
    }
  }

  /// The registry versions that open cycles follow.
  private func openVersions() throws -> (Int64) throws -> RegistrySnapshot {
    var snapshots: [Int64: RegistrySnapshot] = [:]
    for version in Set(try ledger.openCycleAccounts().map(\.registry)) {
      snapshots[version] = try RegistryVersions(ledger).snapshot(version)
    }
    let known = snapshots
    return { version in
      guard let snapshot = known[version] else {
        throw LedgerFailure(
          path: "registry version \(version)", expected: "a recorded version", found: "none",
          remedy: "run summit-cdr verify")
      }
      return snapshot
    }
  }

  /// A line that shares its contract's allowances has no cycle of its own to be closed.
  fileprivate func refusePooled(_ selection: CycleSelection, _ reader: ServiceReader) throws {
    guard let line = selection.line else { return }
    guard let contract = try reader.pools(ofLine: line).first else { return }
    throw Self.refusal(
      "--line \(line)", expected: "a line with allowances of its own",
      found: "one that shares those of contract \(contract), whose cycle is closed as a whole",
      remedy: "name the contract: --contract \(contract)")
  }

  private static func action(_ selection: CycleSelection, _ result: ClosingResult) -> String {
    "close \(selection.text): \(result.cycles) cycles, \(result.lateCycles) with late services only, "
      + "\(result.services) services, \(ServiceRow.amount(result.centavos))"
  }
}

/// Closes cycles within one look at the ledger, or one transaction.
private struct CycleClosing {
  private let actions: ServiceActions
  private let change: ManualChange?
  private let maker: ServiceMaker
  private let suspended: SuspendedCycles
  private let withSuspended: Bool
  /// The registry versions of open cycles: read before the transaction.
  private let versions: (Int64) throws -> RegistrySnapshot
  private var result = ClosingResult()
  /// Of one registry version each, by its number.
  private var days: [Int64: ClosedDays] = [:]
  private var allowances: [Int64: CycleAccountAllowances] = [:]
  private var until: Int64

  init(
    _ actions: ServiceActions, _ reader: ServiceReader, _ change: ManualChange?, _ suspended: SuspendedCycles,
    withSuspended: Bool, _ versions: @escaping (Int64) throws -> RegistrySnapshot
  ) throws {
    self.versions = versions
    self.actions = actions
    self.change = change
    self.suspended = suspended
    self.withSuspended = withSuspended
    maker = try ServiceMaker(actions.ledger, reader)
    until = try reader.setting(LedgerSettings.closedUntil).flatMap { Int64($0) } ?? .min
  }

  mutating func close(_ selection: CycleSelection, _ body: (ServiceRow) throws -> Void) throws -> ClosingResult {
    let cycles = try maker.reader.closableCycles(selection)
    if cycles.isEmpty { try actions.refusePooled(selection, maker.reader) }
    for cycle in cycles {
      guard cycle.cycleEnd < actions.today else {
        result.unended += 1
        continue
      }
      if !cycle.isClosed, !withSuspended, suspended.has(cycle) {
        result.suspended += 1
        continue
      }
      try close(cycle, body)
    }
    try change?.set(LedgerSettings.closedUntil, "\(until)")
    result.rowsWithoutLine = suspended.rowsWithoutLine
    return result
  }

  private mutating func close(_ cycle: CycleAccountRow, _ body: (ServiceRow) throws -> Void) throws {
    var count = 0
    var closedAccounts: Set<Int64> = []
    let totals = try maker.reader.openTotals(ofCycleAccount: cycle.id)
    for (key, total) in totals.sorted(by: { ($0.key.contract, $0.key.line) < ($1.key.contract, $1.key.line) }) {
      for var service in try maker.services(key, total) {
        closedAccounts.insert(total.account)
        service.state = .closed
        service.closedAt = actions.author.at
        try change?.add(service)
        try body(service)
        count += 1
        result.centavos += service.centavos
      }
    }
    result.services += count
    if cycle.isClosed {
      // Late calls of a line that come to no centavo wait for others.
      guard count > 0 else { return }
      try change?.closeLateEntry(cycle.id, of: closedAccounts)
      result.lateCycles += 1
    } else {
      try hold(cycle)
      try change?.closeCycle(cycle.id, isPerCall: maker.isPerCall)
      result.cycles += 1
    }
  }

  /// The days of the cycle are held from now on.
  private mutating func hold(_ cycle: CycleAccountRow) throws {
    guard let change else { return }
    let closed = try days[cycle.registry] ?? ClosedDays(versions(cycle.registry))
    for days in closed.days(of: cycle) { try change.add(days) }
    until = max(until, closed.lastInstant(of: cycle))
    days[cycle.registry] = closed
    let kept = try allowances[cycle.registry] ?? CycleAccountAllowances(versions(cycle.registry).registry)
    try change.add(kept.kept(cycle), ofCycleAccount: cycle.id)
    allowances[cycle.registry] = kept
  }
}

extension CycleSelection {
  /// As options of a command.
  var text: String {
    var parts: [String] = []
    if let endBefore { parts.append("--cycle-end-before \(endBefore)") }
    if let contract { parts.append("--contract \(contract)") }
    if let line { parts.append("--line \(line)") }
    if let plan { parts.append("--plan \(plan)") }
    if let cycleStart { parts.append("--cycle \(cycleStart)") }
    return parts.joined(separator: " ")
  }
}
