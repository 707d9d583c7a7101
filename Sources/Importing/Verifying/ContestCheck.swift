import Ledger
import Pipeline

/// Works out again what the contests of a cycle account's services come to, and compares it with what is kept (spec 11.1).
struct ContestCheck {
  let reader: ServiceReader
  let segments: SegmentReader
  let findings: FindingList

  /// - Parameter services: all of one cycle account.
  func run(_ services: [ServiceRow]) throws {
    var outcomes: Set<String> = []
    for service in services where !service.isOfContest {
      let contests = try reader.contests(ofService: service.id)
      if contests.isEmpty, service.contestedCentavos == 0 { continue }
      let amounts = try amounts(service)
      var share = ContestShare(service, calls: amounts.values.reduce(0) { $0 + Int128($1) })
      for contest in contests {
        try check(contest, of: service, amounts, &share)
        if contest.outcome != nil { outcomes.insert(contest.id) }
      }
      findings.compare(
        .service, "service \(service.id)", "contested centavos:",
        expected: contests.filter(\.isWithheld).reduce(0) { $0 + $1.centavos }, found: service.contestedCentavos)
    }
    for service in services where service.isOfContest && !outcomes.contains(service.id) {
      findings.add(
        .service, "service \(service.id)", expected: "a contest with an answer that leads to it", found: "none")
    }
  }

  /// What each call of a service was charged, millionths.
  private func amounts(_ service: ServiceRow) throws -> [String: Int64] {
    var amounts: [String: Int64] = [:]
    try reader.forEachCall(of: service, segments) { row, _ in
      amounts[ServiceID.callPart(row), default: 0] += row.micros(.amount) ?? 0
    }
    return amounts
  }

  private func check(
    _ contest: ContestRow, of service: ServiceRow, _ amounts: [String: Int64], _ share: inout ContestShare
  ) throws {
    let place = "contest \(contest.id)"
    if let call = contest.call {
      findings.compare(.service, place, "amount:", expected: amounts[call] ?? 0, found: contest.micros)
    }
    let centavos = contest.call == nil ? share.takeAll() : share.take(micros: contest.micros)
    findings.compare(.service, place, "centavos:", expected: centavos, found: contest.centavos)
    guard let kind = contest.outcome else { return }
    guard let outcome = try reader.service(contest.id) else {
      return findings.add(.service, place, expected: "the service it leads to", found: "none")
    }
    let signed = kind == .credit ? -contest.centavos : contest.centavos
    findings.compare(.service, place, "kind", expected: kind.rawValue, found: outcome.kind.rawValue)
    findings.compare(.service, place, "service's centavos:", expected: signed, found: outcome.closedCentavos)
    findings.compare(.service, place, "service's line", expected: service.line, found: outcome.line)
    findings.compare(.service, place, "service's contract", expected: service.contract, found: outcome.contract)
  }
}
