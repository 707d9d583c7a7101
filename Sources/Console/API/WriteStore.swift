import Foundation
import GRDB

/// A write of a program with its Idempotency-Key.
struct KeptWrite: Sendable {
  var user: String
  var key: String
  /// Of method, path and body.
  var digest: [UInt8]
  /// The process that does it.
  var server: String
  /// Seconds since 1970.
  var at: Int64
}

/// The writes of the last day and their answers, within a transaction of the ledger of the first integration.
struct WriteStore {
  enum Begun {
    /// It is to be done now.
    case new
    case answered(WebAnswer)
    /// The key came with another request.
    case other
    case running
    /// A process that is gone began it, and no answer was noted.
    case unknown
  }

  private static let keptSeconds: Int64 = 24 * 3_600
  /// A larger answer is not kept: a repeat is told so.
  static let mostBytes = 32 << 20

  private let database: Database

  init(_ database: Database) { self.database = database }

  func begin(_ write: KeptWrite) throws -> Begun {
    try database.execute(sql: "DELETE FROM console_write WHERE at < ?", arguments: [write.at - Self.keptSeconds])
    try database.execute(
      sql: "INSERT OR IGNORE INTO console_write (user, key, digest, at, server) VALUES (?, ?, ?, ?, ?)",
      arguments: [write.user, write.key, Data(write.digest), write.at, write.server])
    if database.changesCount > 0 { return .new }
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM console_write WHERE user = ? AND key = ?", arguments: [write.user, write.key])
    guard let row else { return .new }
    guard Array((row["digest"] as Data?) ?? Data()) == write.digest else { return .other }
    guard let status = row["status"] as Int? else {
      return (row["server"] as String) == write.server ? .running : .unknown
    }
    let type = row["type"] as String?
    return .answered(
      WebAnswer(
        status: status, headers: type.map { [("Content-Type", $0)] } ?? [],
        body: .bytes(Array((row["body"] as Data?) ?? Data()))))
  }

  func finish(_ write: KeptWrite, _ answer: WebAnswer) throws {
    guard case .bytes(let bytes) = answer.body, bytes.count <= Self.mostBytes else {
      // No process has this name: a repeat is told that the outcome is not known.
      return try database.execute(
        sql: "UPDATE console_write SET server = '' WHERE user = ? AND key = ?", arguments: [write.user, write.key])
    }
    let type = answer.headers.first { $0.name == "Content-Type" }?.value
    try database.execute(
      sql: "UPDATE console_write SET status = ?, type = ?, body = ? WHERE user = ? AND key = ?",
      arguments: [answer.status, type, Data(bytes), write.user, write.key])
  }

  func forget(_ write: KeptWrite) throws {
    try database.execute(
      sql: "DELETE FROM console_write WHERE user = ? AND key = ?", arguments: [write.user, write.key])
  }
}
