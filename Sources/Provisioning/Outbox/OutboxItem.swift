import CallModel
import Foundation
import GRDB
import Platform

/// A request in the outbox (spec 6.3), sent until it is answered.
package struct OutboxItem: Equatable, Sendable {
  package enum State: String, CaseIterable, Codable, Sendable {
    case pending, done
    /// The platform said no. What follows for the same line or number waits until it is tried again or dropped.
    case failed
    case dropped

    /// Whether others wait for it.
    package var isUnfinished: Bool { self == .pending || self == .failed }
  }

  package var id: Int64
  /// 128 random bits in hexadecimal, made once: a repeat is told from something new by it.
  package var key: String
  package var line: String
  package var number: String?
  package var request: PlatformRequest
  package var state: State
  /// The change of the registers that asked for it.
  package var journal: Int64
  /// ISO 8601.
  package var createdAt: String
  package var attempts: Int
  /// Seconds since 1970: not to be sent before.
  package var nextAt: Int64
  package var settledAt: String?
  /// What the platform said last.
  package var status: Int?
  package var error: String?
  package var message: String?
  package var field: String?
  /// Why it was dropped.
  package var reason: String?

  static let columns = """
    id, key, line, number, action, content, state, journal, created_at, attempts, next_at, settled_at, status, error,
    message, field, reason
    """

  /// - Throws: `Problem` if its content is not what its action has.
  init(_ row: Row) throws {
    id = row[0]
    key = row[1]
    line = row[2]
    number = row[3]
    guard let action = PlatformRequest.Action(rawValue: row[4]), let state = State(rawValue: row[6]) else {
      throw Problem.damaged(row[0])
    }
    do {
      request = try PlatformRequest(action, content: row[5])
    } catch {
      throw Problem.damaged(row[0])
    }
    self.state = state
    journal = row[7]
    createdAt = row[8]
    attempts = row[9]
    nextAt = row[10]
    settledAt = row[11]
    status = row[12]
    error = row[13]
    message = row[14]
    field = row[15]
    reason = row[16]
  }
}

extension Problem {
  /// A request that is not as this program writes them.
  fileprivate static func damaged(_ id: Int64) -> Problem {
    Problem(
      "outbox \(id)", expected: "a wish as summit-cdr writes it", found: "another",
      remedy: "restore the data directory from a backup, or drop the wish")
  }
}

extension PlatformRequest {
  private struct NumberContent: Codable { var number: String }

  /// As the outbox keeps it: JSON.
  var content: String {
    get throws {
      switch self {
      case .createLine(let line): try StoredJSON.text(line)
      case .changeLine(let change): try StoredJSON.text(change)
      case .removeLine: "{}"
      case .addDID(let did): try StoredJSON.text(did)
      case .removeDID(let number): try StoredJSON.text(NumberContent(number: number))
      }
    }
  }

  init(_ action: Action, content: String) throws {
    self =
      switch action {
      case .createLine: .createLine(try StoredJSON.value(content))
      case .changeLine: .changeLine(try StoredJSON.value(content))
      case .removeLine: .removeLine
      case .addDID: .addDID(try StoredJSON.value(content))
      case .removeDID: .removeDID(number: try StoredJSON.value(content, as: NumberContent.self).number)
      }
  }
}

/// Values that the ledger keeps as JSON, keys in order.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
