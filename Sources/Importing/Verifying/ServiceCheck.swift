import CallModel
import Ledger

/// Compares the services whose amounts are final with the recorded calls they follow from (spec 3.7, 4.4).
struct ServiceCheck {
  let ledger: Ledger
  let findings: FindingList

  /// - Returns: how many there are.
  func run() throws(LedgerFailure) -> Int {
    let services = try ledger.finalServices()
    if services.isEmpty { return 0 }
    let totals = try ledger.spanTotals(ofBooks: Array(Set(services.map(\.book))).sorted())
    for service in services where service.kind != .call { check(service, totals) }
    return services.count
  }

  private func check(_ service: ServiceRow, _ totals: [SpanTotalKey: SpanTotal]) {
    let place = "service \(service.id)"
    let key = SpanTotalKey(
      contract: service.contract, line: service.line, plan: service.plan, cycleStart: service.cycleStart,
      entry: service.entry)
    guard let total = totals[key], let expected = ServiceBook.open(key, total) else {
      findings.add(
        .service, place, expected: "calls of line \(service.line) in the cycle of \(service.cycleStart)", found: "none")
      return
    }
    findings.compare(.service, place, "calls:", expected: expected.calls, found: service.calls)
    findings.compare(.service, place, "billed seconds:", expected: expected.billedSeconds, found: service.billedSeconds)
    findings.compare(
      .service, place, "allowance seconds:", expected: expected.coveredSeconds, found: service.coveredSeconds)
    findings.compare(
      .service, place, "surplus seconds:", expected: expected.surplusSeconds, found: service.surplusSeconds)
    findings.compare(.service, place, "centavos:", expected: expected.centavos, found: service.centavos)
    findings.compare(.service, place, "description", expected: expected.description, found: service.description)
    findings.compare(.service, place, "kind", expected: expected.kind.rawValue, found: service.kind.rawValue)
    if service.state == .open {
      findings.add(.service, place, expected: "a service that was closed", found: "an open one")
    }
  }
}
