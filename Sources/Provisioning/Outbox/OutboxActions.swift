import CallModel
import GRDB
import Ledger

/// What a person does with requests (spec 6.3): try again, drop.
package struct OutboxActions {
  private let transaction: ManualChange
  private let database: Database
  private let author: Author

  package init(_ database: Database, by author: Author) {
    self.database = database
    self.author = author
    transaction = ManualChange(database, by: author)
  }

  /// Makes requests ready to be sent now: those that were refused, and those that wait for their time.
  ///
  /// A refused one gets another key, since the platform may remember its answer to the first; it was not done, so it is not
  /// done twice. One that was not answered keeps its key.
  ///
  /// - Parameter ids: nil: all that failed or wait for their time.
  /// - Returns: the requests, in order.
  package func retry(_ ids: [Int64]?) throws -> [OutboxItem] {
    let outbox = Outbox(database)
    let items = try ids?.map { try unfinished($0) } ?? outbox.items(states: [.failed, .pending])
    for item in items {
      let isFailed = item.state == .failed
      try database.execute(
        sql: """
          UPDATE outbox SET state = 'pending', next_at = 0, attempts = ?, key = ?, settled_at = NULL WHERE id = ?
          """,
        arguments: [isFailed ? 0 : item.attempts, isFailed ? Outbox.newKey() : item.key, item.id])
    }
    if let ids { try transaction.note("platform outbox retry \(ids.map(String.init).joined(separator: " "))") }
    if ids == nil, !items.isEmpty { try transaction.note("platform outbox retry --all") }
    return items
  }

  /// Gives up requests. The registers go on saying what they say, and the platform goes on having what it has: that shows in
  /// `platform compare`, which can ask again, as does the next change of the line.
  ///
  /// What cannot be done without a dropped creation of a line is dropped with it.
  ///
  /// - Returns: the requests that were dropped, in order.
  package func drop(_ ids: [Int64], reason: String) throws -> [OutboxItem] {
    let outbox = Outbox(database)
    var dropped: [Int64: OutboxItem] = [:]
    for id in ids {
      let item = try unfinished(id)
      dropped[id] = item
      guard item.request.action == .createLine else { continue }
      for later in try outbox.unfinished(ofLine: item.line) where later.id > id {
        if later.request.action == .createLine { break }
        dropped[later.id] = later
      }
    }
    for id in dropped.keys { try outbox.drop(id, reason: reason, at: author.at) }
    let names = dropped.keys.sorted().map(String.init).joined(separator: " ")
    try transaction.note("platform outbox drop \(names): \(reason)")
    return dropped.values.sorted { $0.id < $1.id }
  }

  private func unfinished(_ id: Int64) throws -> OutboxItem {
    let item = try Outbox(database).item(id)
    if let item, item.state.isUnfinished { return item }
    throw Problem(
      "outbox \(id)", expected: "a wish that is pending or failed",
      found: item.map { "one that is \($0.state.rawValue)" } ?? "none of that number",
      remedy: "see summit-cdr platform outbox list")
  }
}
