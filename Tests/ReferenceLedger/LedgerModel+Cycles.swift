@testable import ReferenceRating

extension LedgerModel {
  /// A closed cycle as the commands name it: (line or contract, plan, cycle).
  package struct CycleName: Hashable, Sendable {
    package let isPool: Bool
    package let owner: String
    package let plan: String
    package let cycleStart: String
  }

  package var closedCycles: [CycleName] {
    closed.map {
      CycleName(
        isPool: $0.key.account.isPool, owner: $0.key.account.owner.string, plan: $0.key.account.plan.string,
        cycleStart: $0.key.cycle.start.iso)
    }
  }

  /// `services close --cycle-end-before DATE` (spec 4.3 "Close").
  ///
  /// - Parameters:
  ///   - date: `YYYY-MM-DD`, of the past.
  ///   - line: only cycles of its own account, and their late services.
  package mutating func close(endingBefore date: String, withSuspended: Bool, line: String? = nil) {
    guard let limit = Day(iso: date) else { preconditionFailure("no date \(date)") }
    bringToRegistry()
    let evaluation = Evaluation(self)
    // Late services follow from the cycles that were closed before.
    func isChosen(_ account: Account) -> Bool { line.map { !account.isPool && account.owner.string == $0 } ?? true }
    for index in closed.indices where isChosen(closed[index].key.account) {
      closeLate(index, evaluation.late[index], before: limit)
    }
    let cycles = Dictionary(grouping: evaluation.open) {
      applied.accountCycle(of: $0.call.line, on: $0.call.read.startedAt.day)
    }
    for (key, calls) in cycles.sorted(by: { $0.key < $1.key }) where key.cycle.end < limit && isChosen(key.account) {
      if withSuspended || !evaluation.waiting.contains(key) { closed.append(closedCycle(key, calls, evaluation.left)) }
    }
  }

  private func closedCycle(_ key: AccountCycle, _ calls: [RatedCall], _ left: AllowancesLeft) -> ClosedCycle {
    let groups = calls.byService(isAlone: false)
    return ClosedCycle(
      key: key, version: applied,
      calls: calls.map { ClosedCall(id: $0.rowID, key: CallKey($0.call.read), rated: $0, isAlone: false) },
      charged: groups.mapValues { ServiceSums.charged($0, isPerCall: applied.isPerCall) },
      services: groups.flatMap {
        ServiceSums.services(of: $0.value, key: $0.key, isPerCall: applied.isPerCall, state: .closed)
      }, taken: left.carriedIn(key.ofAllowances), kept: left.passedOn(key.ofAllowances))
  }

  /// "A row of a closed late service is a call of its closed cycle from then on, as charged."
  private mutating func closeLate(_ index: Int, _ late: LateRating, before limit: Day) {
    for (key, services) in late.services where key.cycle.end < limit {
      for service in services {
        var service = service
        service.state = .closed
        closed[index].services.append(service)
      }
      // All calls of the key are closed now, also those that came to 0.00 and are in no service.
      closed[index].charged[key] = late.charged[key]
      let calls = (key.isAlone ? late.alone : late.inCycle).filter { ServiceKey($0, isAlone: key.isAlone) == key }
      closed[index].calls += calls.map {
        ClosedCall(id: $0.rowID, key: CallKey($0.call.read), rated: $0, isAlone: key.isAlone)
      }
    }
  }

  /// "Refused if any service of it, or a late one, is invoiced; the cycle and its late services are then open."
  package mutating func reopen(_ name: CycleName) throws(Refusal) {
    let chosen = closedCycles.indices.filter { closedCycles[$0] == name }
    if chosen.isEmpty { throw Refusal(description: "\(name) is not closed") }
    for index in chosen where closed[index].services.contains(where: { $0.state == .invoiced }) {
      throw Refusal(description: "a service of \(name) is invoiced")
    }
    bringToRegistry()
    closed.remove(at: chosen[0])
  }

  /// The closed services, in an order of their own.
  package var closedServices: [ServiceLine] {
    closed.flatMap(\.services).filter { $0.state == .closed }.sorted { "\($0)" < "\($1)" }
  }

  package mutating func invoice(_ service: ServiceLine, reference: String) throws(Refusal) {
    for cycle in closed.indices {
      if let place = closed[cycle].services.firstIndex(of: service) {
        closed[cycle].services[place].state = .invoiced
        closed[cycle].services[place].reference = reference
        return
      }
    }
    throw Refusal(description: "no such closed service")
  }

  /// "Discard names a call (its identity; its row if it has none); open rows and those of open late services only."
  package mutating func discard(_ id: RowID) throws(Refusal) {
    if let key = Evaluation(self).keys[id] {
      if closed.contains(where: { $0.calls.contains { $0.key == key } }) {
        throw Refusal(description: "a row of the call is in a closed cycle")
      }
      discardedCalls.insert(key)
    } else {
      discardedRows.insert(id)
    }
    bringToRegistry()
  }

  /// `discard --back`.
  package mutating func takeBack(_ id: RowID) {
    if let key = Evaluation(self).keys[id] { discardedCalls.remove(key) } else { discardedRows.remove(id) }
    bringToRegistry()
  }
}
