import Foundation
import Platform
import Synchronization

/// A request that reached the simulator, and what it said.
package struct Exchange: Sendable {
  package var method: String
  /// With the base path, as it came.
  package var path: String
  /// Nil: no such operation.
  package var operation: SummitWireFormat.Operation?
  /// Names in lower case. Without the password: `authorization` has its scheme only.
  package var headers: [String: String]
  package var body: Data
  /// What it answered, or would have.
  package var status: Int
  package var answer: Data
  package var answerHeaders: [String: String]
  /// False: the connection was closed without an answer.
  package var isAnswered: Bool
}

/// Takes down every exchange, for tests: what was sent, and that nothing was.
package final class ExchangeRecorder: Sendable {
  private let all = Mutex<[Exchange]>([])

  package init() {}

  /// In the order of their answers.
  package var exchanges: [Exchange] { all.withLock { $0 } }
  package var count: Int { all.withLock { $0.count } }
  package var writes: [Exchange] { exchanges.filter { $0.method != "GET" } }

  func add(_ exchange: Exchange) { all.withLock { $0.append(exchange) } }
}
