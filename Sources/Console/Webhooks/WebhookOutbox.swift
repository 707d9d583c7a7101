import Alerting
import Foundation
import GRDB
import Integration
import Ledger

/// An event on its way to a receiver.
package struct WebhookDelivery: Sendable {
  package enum State: String, CaseIterable, Sendable {
    case pending, done
    /// Given up; it may be tried again by hand.
    case failed
  }

  package var id: Int64
  package var url: String
  package var event: String
  /// The number of the run, alert or closing.
  package var subject: Int64
  /// By which the receiver knows a message that comes again.
  package var key: String
  var body: [UInt8]
  package var state: State
  /// Seconds since 1970.
  package var createdAt: Int64
  package var attempts: Int
  package var nextAt: Int64
  package var settledAt: Int64?
  /// Of the last answer.
  package var status: Int?
  package var error: String?

  fileprivate init(_ row: Row) {
    id = row["id"]
    url = row["url"]
    event = row["event"]
    subject = row["subject"]
    key = row["key"]
    body = [UInt8](row["body"] as Data? ?? Data())
    state = State(rawValue: row["state"]) ?? .failed
    createdAt = row["created_at"]
    attempts = row["attempts"]
    nextAt = row["next_at"]
    settledAt = row["settled_at"]
    status = row["status"]
    error = row["error"]
  }
}

/// The events of an integration and their way to the receivers, within a transaction or a look at its ledger (spec
/// 8.2).
///
/// Runs, alerts and closings are rows that their own transactions committed. An outbox follows from them: what is
/// behind a receiver's position is put into it, so no event is lost with a process that dies after its commit.
package struct WebhookOutbox {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// How many are put into it in one transaction.
  private static let mostAtATime = 500
  /// What was taken is kept for so long, for those who look.
  private static let keptSeconds: Int64 = 30 * 86_400

  /// Where rows of an event stand now.
  private func last(_ event: Integration.Webhook.Event) throws -> Int64 {
    let table =
      switch event {
      case .importFinished: "run"
      case .alertRaised: "alert"
      case .cycleClosed: "closing"
      }
    return try Int64.fetchOne(database, sql: "SELECT ifnull(max(id), 0) FROM \(table)") ?? 0
  }

  private func position(_ webhook: Integration.Webhook, _ event: Integration.Webhook.Event) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT subject FROM webhook_position WHERE url = ? AND event = ?",
      arguments: [webhook.url, event.rawValue])
  }

  /// Whether there is something that is not in it yet.
  func isBehind(_ webhooks: [Integration.Webhook]) throws -> Bool {
    for webhook in webhooks {
      for event in webhook.events where try position(webhook, event) != last(event) { return true }
    }
    return false
  }

  /// Puts the events behind the receivers' positions into it. A receiver that is new is told of what comes from now on.
  ///
  /// - Parameter now: seconds since 1970.
  func fill(_ webhooks: [Integration.Webhook], _ integration: Integration, ledger identifier: String, now: Int64) throws
  {
    try database.execute(
      sql: "DELETE FROM webhook_delivery WHERE state <> 'pending' AND settled_at < ?",
      arguments: [now - Self.keptSeconds])
    for webhook in webhooks {
      for event in webhook.events {
        var reached: Int64
        if let position = try position(webhook, event) {
          reached = position
          for found in try WebhookEvent.all(event, after: position, limit: Self.mostAtATime, database) {
            reached = found.subject
            guard let data = found.data else { continue }
            try add(found, data, webhook, integration, ledger: identifier, now: now)
          }
        } else {
          reached = try last(event)
        }
        try database.execute(
          sql: "INSERT OR REPLACE INTO webhook_position (url, event, subject) VALUES (?, ?, ?)",
          arguments: [webhook.url, event.rawValue, reached])
      }
    }
  }

  private func add(
    _ event: WebhookEvent, _ data: JSONValue, _ webhook: Integration.Webhook, _ integration: Integration,
    ledger identifier: String, now: Int64
  ) throws {
    let name = "\(identifier)\n\(event.kind.rawValue)\n\(event.subject)\n\(webhook.url)"
    // The same of the same event, also after a backup was put back.
    let key = "msg_" + Hexadecimal.text(Array(Sodium.digest(Array(name.utf8)).prefix(16)))
    let message: JSONValue = [
      "type": .text(event.kind.rawValue), "id": .text(key), "timestamp": .text(event.at),
      "integration": .text(integration.description), "data": data,
    ]
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO webhook_delivery (url, event, subject, key, body, created_at) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        webhook.url, event.kind.rawValue, event.subject, key, Data(message.written.utf8), now,
      ])
  }

  // MARK: - Sending

  /// The first that may be sent now to one of these receivers.
  func ready(_ urls: [String], at now: Int64) throws -> WebhookDelivery? {
    guard !urls.isEmpty else { return nil }
    let marks = urls.map { _ in "?" }.joined(separator: ", ")
    return try Row.fetchOne(
      database,
      sql: """
        SELECT * FROM webhook_delivery WHERE state = 'pending' AND next_at <= ? AND url IN (\(marks)) ORDER BY id LIMIT 1
        """, arguments: [now] + StatementArguments(urls)
    ).map { WebhookDelivery($0) }
  }

  /// Takes one for an attempt: nobody else sends it before `until`, and if this process dies, someone does then.
  ///
  /// - Returns: false if someone else took it.
  func claim(_ delivery: WebhookDelivery, at now: Int64, until: Int64) throws -> Bool {
    try database.execute(
      sql: """
        UPDATE webhook_delivery SET next_at = ?, attempts = attempts + 1
        WHERE id = ? AND state = 'pending' AND next_at <= ?
        """, arguments: [until, delivery.id, now])
    return database.changesCount > 0
  }

  /// Notes what came of an attempt.
  ///
  /// - Parameter next: when it is tried again; nil: it was taken, or is given up.
  func settle(
    _ id: Int64, _ state: WebhookDelivery.State, status: Int?, error: String?, next: Int64?, at now: Int64
  ) throws {
    try database.execute(
      sql: "UPDATE webhook_delivery SET state = ?, status = ?, error = ?, next_at = ?, settled_at = ? WHERE id = ?",
      arguments: [state.rawValue, status, error, next ?? 0, next == nil ? now : nil, id])
  }

  // MARK: - Looking

  /// The last first.
  ///
  /// - Parameter before: only those before that number.
  package func deliveries(
    state: WebhookDelivery.State? = nil, before: Int64? = nil, limit: Int
  ) throws -> [WebhookDelivery] {
    try Row.fetchAll(
      database,
      sql: "SELECT * FROM webhook_delivery WHERE id < ? AND (? IS NULL OR state = ?) ORDER BY id DESC LIMIT ?",
      arguments: [before ?? .max, state?.rawValue, state?.rawValue, limit]
    ).map { WebhookDelivery($0) }
  }

  /// Lets one be sent again now.
  ///
  /// - Returns: false if there is none of that number that is not done.
  package func retry(_ id: Int64, by author: Author) throws -> Bool {
    try database.execute(
      sql: """
        UPDATE webhook_delivery SET state = 'pending', next_at = 0, attempts = 0, settled_at = NULL
        WHERE id = ? AND state <> 'done'
        """, arguments: [id])
    guard database.changesCount > 0 else { return false }
    try ManualChange(database, by: author).note("webhooks retry \(id)")
    return true
  }
}
