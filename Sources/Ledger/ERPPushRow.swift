import GRDB

/// A service on its way to the ERP, or there (spec 11.2): a row of the outbox to it.
package struct ERPPushRow: Equatable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    /// A request may be on its way, and nobody knows what came of it: it is looked for before another is sent.
    case claimed
    /// The ERP said no: it does not have it.
    case refused
    /// The ERP gave an id; what it has was not read yet.
    case taken
    /// What it has was read, and is what was sent.
    case confirmed
    /// It has something else than what was sent.
    case differs
  }

  /// The service's id.
  package var service: String
  package var state: State
  /// What was sent last, as JSON.
  package var body: String
  /// What the service came to then.
  package var centavos: Int128
  /// Requests that were sent, or may have been.
  package var attempts: Int
  /// Seconds since 1970, of the last claim.
  package var claimedAt: Int64
  /// Whether a file in the ERP's format had it before it was first claimed.
  package var wasExported: Bool
  /// The ERP's id of its record.
  package var reference: String?
  /// The ERP's words of a refusal, or what differs.
  package var message: String?

  package init(
    service: String, state: State, body: String, centavos: Int128, attempts: Int, claimedAt: Int64, wasExported: Bool
  ) {
    self.service = service
    self.state = state
    self.body = body
    self.centavos = centavos
    self.attempts = attempts
    self.claimedAt = claimedAt
    self.wasExported = wasExported
  }

  init(_ row: Row) {
    service = row["service"]
    // One of a later version is left alone, as one whose outcome is not known.
    state = State(rawValue: row["state"]) ?? .claimed
    body = row["body"]
    centavos = Int128(row["centavos"] as Int64)
    attempts = row["attempts"]
    claimedAt = row["claimed_at"]
    wasExported = row["was_exported"]
    reference = row["reference"]
    message = row["message"]
  }
}

extension ServiceReader {
  package func erpPush(_ service: String) throws -> ERPPushRow? {
    try Row.fetchOne(statement("SELECT * FROM erp_push WHERE service = ?"), arguments: [service])
      .map { ERPPushRow($0) }
  }

  /// Whether anything was ever sent to the ERP, or refused.
  package func hasERPPushes() throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM erp_push)") ?? false
  }

  /// Of which nobody knows what came of them, or what the ERP has, by id.
  package func unfinishedERPPushes() throws -> [ERPPushRow] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM erp_push WHERE state IN ('claimed', 'taken') ORDER BY service"
    ).map { ERPPushRow($0) }
  }

  /// Whether a service has that record of the ERP.
  package func isERPReference(_ reference: String) throws -> Bool {
    try Bool.fetchOne(
      statement("SELECT EXISTS (SELECT 1 FROM erp_push WHERE reference = ?)"), arguments: [reference]) ?? false
  }

  /// Whether a push would find something to do: a closed service that the ERP was not given and that is not kept apart, or
  /// one of which it is not known what came of it. Which late services are kept apart it does not say.
  package func hasERPWork() throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM erp_push WHERE state IN ('claimed', 'taken'))
          OR EXISTS (
            SELECT 1 FROM service
            WHERE state = 'closed' AND centavos <> contested AND entry = 0
              AND NOT EXISTS (SELECT 1 FROM erp_push WHERE erp_push.service = service.id))
        """) ?? false
  }

  /// Whether there is a closed service that the ERP refused, or a late one that it was not given.
  package func mayHaveERPWork() throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM service LEFT JOIN erp_push ON erp_push.service = service.id
            WHERE service.state = 'closed' AND service.centavos <> service.contested
              AND coalesce(erp_push.state, 'refused') = 'refused')
        """) ?? false
  }
}

extension ManualChange {
  package func set(_ push: ERPPushRow) throws {
    guard let centavos = Int64(exactly: push.centavos) else { return }
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO erp_push (service, state, body, centavos, attempts, claimed_at, was_exported, reference,
          message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      push.service, push.state.rawValue, push.body, centavos, push.attempts, push.claimedAt, push.wasExported,
      push.reference, push.message,
    ])
  }

  /// A service that the ERP surely does not have is as one that was never sent.
  package func removeERPPush(_ service: String) throws {
    try database.cachedStatement(sql: "DELETE FROM erp_push WHERE service = ?").execute(arguments: [service])
  }

  /// A service was not exported in a format after all.
  package func forgetExport(of service: String, format: String) throws {
    try database.cachedStatement(sql: "DELETE FROM service_export WHERE service = ? AND format = ?")
      .execute(arguments: [service, format])
  }
}
