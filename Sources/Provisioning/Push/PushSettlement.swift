import Foundation
import GRDB
import Ledger
import Platform
import RegistryStore
import Registry

/// Puts answers of the platform into the ledger, as a change by `platform`: some at a time, each whole.
struct PushSettlement {
  /// Who changes the registers with what the platform says.
  static let author = "platform"

  private let transaction: RegisterTransaction
  private let author: Author
  private var database: Database { transaction.database }

  init(_ transaction: RegisterTransaction) {
    self.transaction = transaction
    author = transaction.author
  }

  /// - Parameter backOff: of what was not answered.
  func settle(_ answers: [PushAnswer], backOff: inout BackOff) throws {
    // Changes made without the platform in view stay to be looked at.
    let isCurrent = try RegisterMark.isCurrent(database)
    for answer in answers { try settle(answer, &backOff) }
    if isCurrent { try RegisterMark.set(database) }
  }

  private func settle(_ answer: PushAnswer, _ backOff: inout BackOff) throws {
    switch answer.outcome {
    case .done(let account): try complete(answer.item, account)
    case .refused(let status, let error, let message, let field):
      // One that was dropped meanwhile stays so.
      try update(
        """
        UPDATE outbox SET state = 'failed', attempts = attempts + 1, settled_at = ?, status = ?, error = ?, message = ?,
          field = ? WHERE id = ? AND state = 'pending'
        """, [author.at, status, error, message, field, answer.item.id])
    case .unanswered(let words):
      let wait = backOff.seconds(afterAttempts: answer.item.attempts + 1)
      let now = Int64(author.date.timeIntervalSince1970.rounded(.down))
      try update(
        "UPDATE outbox SET attempts = attempts + 1, next_at = ?, message = ? WHERE id = ? AND state = 'pending'",
        [now + wait, words, answer.item.id])
    case .unauthorised: break
    }
  }

  private func complete(_ item: OutboxItem, _ account: PlatformAccount?) throws {
    try update(
      """
      UPDATE outbox SET state = 'done', attempts = attempts + 1, settled_at = ?, status = NULL, error = NULL,
        message = NULL, field = NULL, reason = NULL WHERE id = ? AND state <> 'done'
      """, [author.at, item.id])
    guard database.changesCount > 0 else { return }
    var record = try PlatformLineRecord.fetch(item.line, database) ?? PlatformLineRecord(line: item.line)
    record.confirmed = item.request.applied(to: record.confirmed)
    switch item.request {
    case .createLine:
      record.terminal = account?.terminal
      try fill(.lines, "id", item.line, account, state: "active")
    case .removeLine:
      record.terminal = nil
      try fill(.lines, "id", item.line, nil, state: "removed")
    case .changeLine(let change):
      if let isActive = change.active {
        for row in try transaction.rows(of: .lines, id: item.line) {
          try transaction.replace(row, with: ["platform_state": isActive ? "active" : "inactive"])
        }
      }
    case .addDID(let did): try fill(.dids, "number", did.number, account, line: item.line)
    case .removeDID(let number): try fill(.dids, "number", number, nil, line: item.line)
    }
    try record.save(database)
  }

  /// Fills terminal and credential of all rows that stand of a line, or of a line's DID; nil: blank.
  private func fill(
    _ table: TableDescription, _ column: String, _ value: String, _ account: PlatformAccount?, state: String? = nil,
    line: String? = nil
  ) throws {
    for row in try transaction.rows(of: table, where: column, is: value) where line == nil || row["line"] == line {
      var cells: [String: String?] = ["terminal": account?.terminal, "credential": account?.credential]
      if let state { cells["platform_state"] = state }
      try transaction.replace(row, with: cells)
    }
  }

  private func update(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
