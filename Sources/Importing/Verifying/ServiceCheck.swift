import CallModel
import Ledger

/// Makes the services of closed cycles again from the recorded calls and compares them with those that were kept when the
/// cycles were closed (spec 3.7, 4.4).
struct ServiceCheck {
  let ledger: Ledger
  let findings: FindingList

  /// Whose totals are held at once.
  private static let cycleAccountsAtATime = 1_000

  /// - Returns: how many final services there are.
  func run() throws -> Int {
    // Open cycles have no services: one would be a finding.
    let withServices = try ledger.readServices { try $0.cycleAccountsWithServices() }
    let cycleAccounts = try ledger.allCycleAccounts().filter { $0.isClosed || withServices.contains($0.id) }
    var count = 0
    var start = 0
    while start < cycleAccounts.count {
      let some = cycleAccounts[start..<min(cycleAccounts.count, start + Self.cycleAccountsAtATime)]
      start = some.endIndex
      try ledger.readServices { reader in
        let maker = try ServiceMaker(ledger, reader)
        for cycleAccount in some {
          let all = try reader.services(ofCycleAccount: cycleAccount.id)
          let kept = all.filter { !$0.isOfContest }
          count += all.count
          try ContestCheck(reader: reader, segments: maker.segments, findings: findings).run(all)
          try check(
            cycleAccount, kept, totals: cycleAccount.isClosed ? reader.closedTotals(ofCycleAccount: cycleAccount) : [:],
            maker)
        }
      }
    }
    return count
  }

  private func check(
    _ cycleAccount: CycleAccountRow, _ kept: [ServiceRow], totals: [SpanTotalKey: SpanTotal], _ maker: ServiceMaker
  ) throws {
    var expected: [String: ServiceRow] = [:]
    if cycleAccount.isClosed {
      for (key, total) in totals {
        do {
          for service in try maker.services(key, total) { expected[service.id] = service }
        } catch let failure as LedgerFailure {
          findings.add(.service, failure)
          return
        }
      }
    }
    for service in kept {
      if let wanted = expected.removeValue(forKey: service.id) {
        compare(service, wanted)
      } else {
        findings.add(
          .service, "service \(service.id)", expected: "calls of a closed cycle that come to it",
          found: "none (\(CycleAccountCheck.place(cycleAccount)))")
      }
    }
    for service in expected.values.sorted(by: { $0.id < $1.id }) {
      findings.add(
        .service, "service \(service.id)", expected: "it to be kept, since its cycle is closed",
        found: "none (\(CycleAccountCheck.place(cycleAccount)))")
    }
  }

  private func compare(_ service: ServiceRow, _ expected: ServiceRow) {
    let place = "service \(service.id)"
    let (a, b) = (expected, service)
    findings.compare(.service, place, "contract", expected: a.contract, found: b.contract)
    findings.compare(.service, place, "line", expected: a.line, found: b.line)
    findings.compare(.service, place, "plan", expected: a.plan, found: b.plan)
    findings.compare(
      .service, place, "cycle", expected: "\(a.cycleStart) to \(a.cycleEnd)", found: "\(b.cycleStart) to \(b.cycleEnd)")
    findings.compare(.service, place, "entry", expected: a.entry, found: b.entry)
    findings.compare(.service, place, "kind", expected: a.kind.rawValue, found: b.kind.rawValue)
    findings.compare(.service, place, "calls:", expected: a.calls, found: b.calls)
    findings.compare(.service, place, "billed seconds:", expected: a.billedSeconds, found: b.billedSeconds)
    findings.compare(.service, place, "allowance seconds:", expected: a.coveredSeconds, found: b.coveredSeconds)
    findings.compare(.service, place, "surplus seconds:", expected: a.surplusSeconds, found: b.surplusSeconds)
    findings.compare(.service, place, "centavos:", expected: a.closedCentavos, found: b.closedCentavos)
    findings.compare(
      .service, place, "description", expected: a.description, found: ServiceText.shown(b.description))
    findings.compare(.service, place, "call", expected: a.globalID ?? "none", found: b.globalID ?? "none")
    findings.compare(.service, place, "call's start", expected: a.startedAt ?? 0, found: b.startedAt ?? 0)
    if service.state == .open || (service.state == .invoiced) != (service.reference != nil) {
      findings.add(
        .service, place, expected: "closed without a reference or invoiced with one",
        found: "\(service.state.rawValue) \(service.reference == nil ? "without" : "with") one")
    }
  }
}
