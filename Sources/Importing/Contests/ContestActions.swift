import CallModel
import Foundation
import Ledger
import Pipeline
import Rating

/// What a customer contests.
package struct ContestRequest: Sendable {
  /// The id of a closed service, or a call's global id.
  package var subject: String
  /// Narrows the calls of that global id.
  package var calls = CallFilter()
  package var reason: String
  /// How many years after its service was closed a call may be contested.
  package var years: Int
  /// Threads that search for a call.
  package var workers = 1

  package init(_ subject: String, reason: String, years: Int) {
    self.subject = subject
    self.reason = reason
    self.years = years
  }
}

/// The life of a contest (spec 11.1). No record and no cycle changes by it.
extension ServiceActions {
  /// Reasons and answers are sentences.
  package static let maximumContestText = 1_000

  /// Notes that a customer contests a call of a closed service, or all of one. If the service was not handed over yet, the
  /// amount is taken out of it.
  ///
  /// - Throws: `LedgerFailure`, and changes nothing, if there is no such service or call, it is open, free, contested already
  ///   or closed too long ago.
  package func contest(_ request: ContestRequest) throws -> ContestRow {
    try Self.checkText("--reason", request.reason, mayBeBlank: false)
    let subject = try ContestSubject(request, ledger)
    return try ledger.change(by: author) { change in
      let service = subject.service
      try checkTime(service, years: request.years)
      var contest = try newContest(subject, request, change.reader)
      contest.globalID = subject.call?.globalID ?? service.globalID
      contest.startedAt = subject.call?.instant ?? service.startedAt
      try change.add(contest)
      try change.note("contest \(contest.id): \(ServiceRow.amount(contest.centavos)), \(request.reason)")
      return contest
    }
  }

  private func newContest(
    _ subject: ContestSubject, _ request: ContestRequest, _ reader: ServiceReader
  ) throws -> ContestRow {
    let service = subject.service
    let earlier = try reader.contests(ofService: service.id)
    if let same = earlier.first(where: { $0.call == nil || $0.call == subject.part }) {
      throw Self.refusal(
        request.subject, expected: "what was not contested before", found: "contest \(same.id), \(same.state.rawValue)",
        remedy: "see summit-cdr records contests")
    }
    var share = ContestShare(service, calls: subject.callsMicros)
    for contest in earlier { _ = share.take(micros: contest.micros) }
    let whole = Int64(clamping: share.left * 10_000)
    let centavos = subject.part == nil ? share.takeAll() : share.take(micros: subject.micros)
    guard centavos > 0 else {
      throw Self.refusal(
        request.subject, expected: "what is charged at a centavo or more", found: "nothing that is charged",
        remedy: "only what is to be paid can be contested")
    }
    let isNew = try service.state == .closed && reader.exports(of: service.id).isEmpty
    return ContestRow(
      of: service, number: (earlier.last?.number ?? 0) + 1, call: subject.part, description: subject.description,
      micros: subject.part == nil ? whole : subject.micros, centavos: centavos, isWithheld: isNew,
      reason: request.reason, by: author)
  }

  private func checkTime(_ service: ServiceRow, years: Int) throws {
    guard let closedAt = service.closedAt, let moment = try? Date(closedAt, strategy: .iso8601) else { return }
    let closed = zone.day(of: moment)
    let (year, month, day) = closed.components
    guard today.components > (year + years, month, day) else { return }
    throw Self.refusal(
      "service \(service.id)", expected: "one closed in time to be contested", found: "one closed on \(closed)",
      remedy: "\(years) years after it was closed (billing.contest_years) the time has passed")
  }

  /// Notes the answer to a contest. Accepted: what was handed over before is given back by a service of kind `credit`.
  /// Refused: what was taken out is charged by one of kind `contest`. Both are closed, and exported as others are.
  ///
  /// - Parameter subject: the contest's id, or what is contested.
  /// - Returns: the contest, and the service it leads to, if any.
  /// - Throws: `LedgerFailure`, and changes nothing, if there is no such contest, or it is answered already.
  package func resolve(
    _ subject: String, isAccepted: Bool, answer: String = ""
  ) throws -> (contest: ContestRow, service: ServiceRow?) {
    try Self.checkText("--answer", answer, mayBeBlank: true)
    return try ledger.change(by: author) { change in
      var contest = try openContest(subject, change.reader)
      guard let contested = try change.reader.service(contest.service) else { throw Self.unknown(contest.service) }
      contest.state = isAccepted ? .accepted : .refused
      contest.answer = answer
      contest.resolvedAt = author.at
      contest.resolvedBy = author.name
      try change.resolve(contest)
      let outcome = contest.outcome.map { Self.outcome($0, contest, contested) }
      if let outcome { try change.add(outcome) }
      try change.note("resolve \(contest.id) --\(contest.state.rawValue): \(ServiceRow.amount(contest.centavos))")
      return (contest, outcome)
    }
  }

  private func openContest(_ subject: String, _ reader: ServiceReader) throws -> ContestRow {
    if let contest = try reader.contest(subject) {
      if contest.state == .open { return contest }
      throw Self.refusal(
        "contest \(contest.id)", expected: "an open contest",
        found: "\(contest.state.rawValue) on \(contest.resolvedAt ?? "")",
        remedy: "an answer does not change")
    }
    let found = try reader.openContests(of: subject)
    guard let contest = found.first, found.count == 1 else {
      throw Self.refusal(
        subject, expected: "an open contest's id, or what it contests",
        found: found.isEmpty ? "none" : "several: \(found.prefix(10).map(\.id).joined(separator: ", "))",
        remedy: "see summit-cdr records contests")
    }
    return contest
  }

  private static func outcome(_ kind: ServiceRow.Kind, _ contest: ContestRow, _ service: ServiceRow) -> ServiceRow {
    let isCredit = kind == .credit
    var outcome = ServiceRow(
      id: contest.id, cycleAccount: service.cycleAccount, entry: service.entry, kind: kind, state: .closed,
      contract: service.contract,
      line: service.line, plan: service.plan, cycleStart: service.cycleStart, cycleEnd: service.cycleEnd, calls: 0,
      billedSeconds: 0, coveredSeconds: 0, surplusSeconds: 0,
      centavos: isCredit ? -contest.centavos : contest.centavos,
      description: ServiceText.contest(contest, isCredit: isCredit))
    outcome.globalID = contest.globalID
    outcome.startedAt = contest.startedAt
    return outcome
  }

  private static func checkText(_ option: String, _ text: String, mayBeBlank: Bool) throws {
    let isBlank = text.allSatisfy(\.isWhitespace)
    guard (isBlank && !mayBeBlank) || text.utf8.count > maximumContestText || text.contains(where: \.isNewline)
    else { return }
    throw refusal(
      option, expected: "a text of 1 to \(maximumContestText) bytes in one line", found: isBlank ? "none" : "another",
      remedy: "say it in a sentence or two")
  }
}
