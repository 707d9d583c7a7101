import CallModel
import Ledger
import Listing

/// A contest, and the service it is of if that is asked for.
package struct ListedContest: Sendable {
  package var contest: ContestRow
  package var service: ServiceRow?

  package init(_ contest: ContestRow, of service: ServiceRow? = nil) {
    self.contest = contest
    self.contest.description = ServiceText.shown(contest.description)
    self.service = service
  }
}

/// The columns of contests in lists: `records contests` as table, CSV and JSON, and the console's page (spec 11.1).
package enum ContestListing {
  package static let columns = Listing<ListedContest>(
    [
      ListingColumn("id", "id") { .text($0.contest.id) },
      ListingColumn("opened_at", "opened") { .moment($0.contest.openedAt) },
      ListingColumn("contract", "contract") { .optional($0.service?.contract) },
      ListingColumn("line", "line") { .optional($0.service?.line) },
      ListingColumn("state", "state") { .text($0.contest.state.rawValue) },
      ListingColumn("amount", "R$") { .amount(ServiceRow.amount($0.contest.centavos)) },
      ListingColumn("charged", "charged", in: .table) { .text($0.contest.isWithheld ? "left out" : "before") },
      ListingColumn("reason", "reason") { .free($0.contest.reason) },
      ListingColumn("resolved_at", "answered", hidesIfEmpty: true) { .optionalMoment($0.contest.resolvedAt) },
      ListingColumn("answer", "answer", hidesIfEmpty: true) { .free($0.contest.answer) },
      ListingColumn("service", "service", in: .data) { .text($0.contest.service) },
      ListingColumn("global_id", "global id", in: .data) { .optional($0.contest.globalID) },
      ListingColumn("description", "description", in: .data) { .free($0.contest.description) },
      // Whether the amount was left out of the service, since that was not handed over before.
      ListingColumn("left_out", "left out", in: .data) { .flag($0.contest.isWithheld) },
      ListingColumn("opened_by", "by", in: .data) { .text($0.contest.openedBy) },
      ListingColumn("resolved_by", "by", in: .data) { .optional($0.contest.resolvedBy) },
    ],
    csv: [
      "id", "service", "contract", "line", "global_id", "description", "amount", "left_out", "state", "reason",
      "opened_at", "opened_by", "answer", "resolved_at", "resolved_by",
    ])

  /// The table for reading, with times of the zone, and a line with how many there are.
  package static func table(_ contests: [ListedContest], zone: TimeZoneRules, masks: Bool) -> [String] {
    let open = contests.count { $0.contest.state == .open }
    let total = "total: \(CountText.of(contests.count, "contest", "contests")), \(CountText.grouped(open)) open"
    return contests.isEmpty ? [total] : columns.masked(masks).table(contests, ListingStyle(zone)) + ["", total]
  }

  /// All contests with the services they are of, by the day they were opened.
  package static func all(_ ledger: Ledger) throws -> [ListedContest] {
    var contests: [ListedContest] = []
    try ledger.readServices { try $0.forEachContest { contests.append(ListedContest($0, of: $1)) } }
    return contests
  }
}

extension ContestRow {
  /// What was noted when it was opened.
  package var openingLines: [String] {
    [
      "contest \(id): R$ \(ServiceRow.amount(centavos)) of service \(service)",
      isWithheld
        ? "not exported yet: it is left out of what is exported"
        : "exported or invoiced before: it is given back if the contest is accepted",
    ]
  }

  /// What its answer comes to.
  ///
  /// - Parameter made: the service that follows from it.
  package func answerLine(_ made: ServiceRow?) -> String {
    let outcome =
      if let made {
        "service \(made.id) of kind \(made.kind.rawValue), R$ \(made.amount)"
      } else {
        state == .accepted ? "its amount stays left out" : "nothing changes, it was exported or invoiced"
      }
    return "contest \(id) \(state.rawValue): \(outcome)"
  }
}
