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
  /// Cycles that keep an older registry, since today's cannot rate them (spec 4.3).
  package var held = 0
}

extension ServiceActions {
  /// Makes the amounts of cycles final, with their late services. Cycles that have not ended are left open.
  ///
  /// - Parameters:
  ///   - selection: has `endBefore`.
  ///   - isDryRun: nothing is changed.
  ///   - body: called for each service that is closed, or would be.
  /// - Throws: `LedgerFailure` if the line shares its contract's allowances: what is closed is the pool.
  package func close(
    _ selection: CycleSelection, isDryRun: Bool = false, _ body: (ServiceRow) throws -> Void = { _ in }
  ) throws -> ClosingResult {
    if isDryRun {
      return try ledger.readServices { try close(selection, $0, nil, body) }
    }
    return try ledger.change(by: author) { change in
      let result = try close(selection, change.reader, change, body)
      if result.cycles + result.lateCycles > 0 { try change.note(Self.action(selection, result)) }
      return result
    }
  }

  private func close(
    _ selection: CycleSelection, _ reader: ServiceReader, _ change: ManualChange?,
    _ body: (ServiceRow) throws -> Void
  ) throws -> ClosingResult {
    let maker = try ServiceMaker(ledger, reader)
    var result = ClosingResult()
    let cycles = try reader.closableCycles(selection)
    if cycles.isEmpty { try refusePooled(selection, reader) }
    for cycle in cycles {
      guard cycle.cycleEnd < today else {
        result.unended += 1
        continue
      }
      try close(cycle, maker, change, &result, body)
    }
    return result
  }

  private func close(
    _ cycle: BookRow, _ maker: ServiceMaker, _ change: ManualChange?, _ result: inout ClosingResult,
    _ body: (ServiceRow) throws -> Void
  ) throws {
    var count = 0
    let totals = try maker.reader.openTotals(ofBook: cycle.id)
    for (key, total) in totals.sorted(by: { ($0.key.contract, $0.key.line) < ($1.key.contract, $1.key.line) }) {
      for var service in try maker.services(key, total) {
        service.state = .closed
        service.closedAt = author.at
        try change?.add(service)
        try body(service)
        count += 1
        result.centavos += service.centavos
      }
    }
    result.services += count
    if cycle.isClosed {
      // Late calls that come to no centavo wait for others.
      guard count > 0 else { return }
      try change?.closeLateEntry(cycle.id)
      result.lateCycles += 1
    } else {
      try change?.closeCycle(cycle.id)
      result.cycles += 1
      if cycle.isHeld { result.held += 1 }
    }
  }

  /// A line that shares its contract's allowances has no cycle of its own to be closed.
  private func refusePooled(_ selection: CycleSelection, _ reader: ServiceReader) throws {
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
