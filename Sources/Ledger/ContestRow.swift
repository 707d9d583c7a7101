import Foundation
import GRDB

/// What a customer contests: a closed service, or one call of it (spec 11.1).
package struct ContestRow: Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// Not answered yet.
    case open
    /// The customer does not pay it.
    case accepted
    /// The customer pays it.
    case refused
  }

  /// The service's, `-c` and a number: also that of the service it leads to.
  package var id: String
  package var service: String
  /// Of the service's contests: from 1.
  package var number: Int
  /// Of one call, the part of its identity in the id of a service; nil: all of the service.
  package var call: String?
  package var globalID: String?
  /// Seconds since 1970.
  package var startedAt: Int64?
  /// What is contested, as it stands on a bill.
  package var description: String
  /// Millionths of a real: the call's amount; of a whole service, what was left of it.
  package var micros: Int64
  /// What that is of the service.
  package var centavos: Int128
  /// Whether the service was not handed over yet: the amount is then taken out of it.
  package var isWithheld: Bool
  package var state = State.open
  package var reason: String
  /// ISO 8601.
  package var openedAt: String
  package var openedBy: String
  package var answer = ""
  package var resolvedAt: String?
  package var resolvedBy: String?
  /// Whether the late services of its cycle were worked out with its answer.
  package private(set) var isSettled = false

  package init(
    of service: ServiceRow, number: Int, call: String?, description: String, micros: Int64, centavos: Int128,
    isWithheld: Bool, reason: String, by author: Author
  ) {
    id = "\(service.id)-c\(number)"
    self.service = service.id
    self.number = number
    self.call = call
    self.description = description
    self.micros = micros
    self.centavos = centavos
    self.isWithheld = isWithheld
    self.reason = reason
    openedAt = author.at
    openedBy = author.name
  }

  init(_ row: Row) {
    id = row["id"]
    service = row["service"]
    number = row["number"]
    call = row["call"]
    globalID = (row["global_id"] as Data?).map { String(decoding: $0, as: UTF8.self) }
    startedAt = row["started_at"]
    description = row["description"]
    micros = row["amount"]
    centavos = Int128(row["centavos"] as Int64)
    isWithheld = row["is_withheld"]
    state = State(rawValue: row["state"]) ?? .open
    reason = row["reason"]
    openedAt = row["opened_at"]
    openedBy = row["opened_by"]
    answer = row["answer"]
    resolvedAt = row["resolved_at"]
    resolvedBy = row["resolved_by"]
    isSettled = row["is_settled"]
  }

  /// The kind of the service it leads to; nil if the service contested says all.
  package var outcome: ServiceRow.Kind? {
    switch state {
    case .accepted where !isWithheld: .credit
    case .refused where isWithheld: .contest
    case .open, .accepted, .refused: nil
    }
  }
}

extension ServiceReader {
  /// The contests of a service, in the order in which they came.
  package func contests(ofService id: String) throws -> [ContestRow] {
    try Row.fetchAll(
      statement("SELECT * FROM contest WHERE service = ? ORDER BY number"), arguments: [id]
    ).map { ContestRow($0) }
  }

  /// Those of all services of a cycle account, by service and in the order in which they came.
  package func contests(ofCycleAccount cycleAccount: Int64) throws -> [ContestRow] {
    let sql = """
      SELECT contest.* FROM service JOIN contest ON contest.service = service.id WHERE service.book = ?
      ORDER BY service.id, contest.number
      """
    return try Row.fetchAll(statement(sql), arguments: [cycleAccount]).map { ContestRow($0) }
  }

  package func contest(_ id: String) throws -> ContestRow? {
    try Row.fetchOne(statement("SELECT * FROM contest WHERE id = ?"), arguments: [id]).map { ContestRow($0) }
  }

  /// The open contest that is of this service as a whole, or of calls of this global id.
  package func openContests(of subject: String) throws -> [ContestRow] {
    let sql = """
      SELECT * FROM contest WHERE state = 'open' AND ((call IS NULL AND service = ?) OR global_id = ?) ORDER BY id
      """
    return try Row.fetchAll(statement(sql), arguments: [subject, Data(subject.utf8)]).map { ContestRow($0) }
  }

  /// Calls `body` for each contest with the service it is of, by the day it was opened.
  package func forEachContest(_ body: (ContestRow, ServiceRow) throws -> Void) throws {
    for row in try Row.fetchAll(database, sql: "SELECT * FROM contest ORDER BY opened_at, id") {
      let contest = ContestRow(row)
      if let service = try service(contest.service) { try body(contest, service) }
    }
  }

  /// Whether anything was ever contested.
  package func hasContests() throws -> Bool {
    try Bool.fetchOne(statement("SELECT EXISTS (SELECT 1 FROM contest)")) ?? false
  }
}

extension Ledger {
  /// Closed cycles with an accepted contest and late calls, closed or not: what these cost follows from the answer
  /// (spec 11.1).
  ///
  /// - Parameter isSettled: whether it was worked out with the answer; nil: either.
  package func lateContestedCycles(isSettled: Bool? = nil) throws(LedgerFailure) -> Set<Int64> {
    try read { database in
      try Int64.fetchSet(
        database,
        sql: """
          SELECT DISTINCT cycle.id FROM contest
          JOIN service ON service.id = contest.service
          JOIN book ON book.id = service.book
          JOIN book AS cycle ON cycle.id = coalesce(book.parent, book.id)
          WHERE contest.state = 'accepted' AND (?1 IS NULL OR contest.is_settled = ?1)
            AND (cycle.entry > 1 OR book.entry > 1
              OR EXISTS (SELECT 1 FROM span WHERE span.book IN (cycle.id, book.id) AND span.entry > 0)
              OR EXISTS (SELECT 1 FROM late_total WHERE late_total.book IN (cycle.id, book.id)))
          """, arguments: [isSettled])
    }
  }
}

extension LedgerWriter {
  /// Notes that late services follow all answers.
  package func settleContests() throws {
    try database.execute(sql: "UPDATE contest SET is_settled = 1 WHERE state = 'accepted' AND is_settled = 0")
  }
}

extension ManualChange {
  /// Keeps a new contest, and takes its amount out of the service if that was not handed over yet.
  package func add(_ contest: ContestRow) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO contest (id, service, number, call, global_id, started_at, description, amount, centavos, is_withheld,
          state, reason, opened_at, opened_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)
        """
    ).execute(arguments: [
      contest.id, contest.service, contest.number, contest.call, contest.globalID.map { Data($0.utf8) },
      contest.startedAt, contest.description, contest.micros, Int64(contest.centavos), contest.isWithheld,
      contest.reason, contest.openedAt, contest.openedBy,
    ])
    guard contest.isWithheld else { return }
    try database.cachedStatement(sql: "UPDATE service SET contested = contested + ? WHERE id = ?")
      .execute(arguments: [Int64(contest.centavos), contest.service])
  }

  /// Keeps the answer to a contest.
  package func resolve(_ contest: ContestRow) throws {
    try database.cachedStatement(
      sql: "UPDATE contest SET state = ?, answer = ?, resolved_at = ?, resolved_by = ? WHERE id = ?"
    ).execute(arguments: [contest.state.rawValue, contest.answer, author.at, author.name, contest.id])
  }
}
