import Foundation
import Platform

/// A write that was done: what it made of a line, and its answer, which a repeat gets again. One row of the state file.
package struct AppliedWrite: Codable, Equatable, Sendable {
  /// The idempotency key.
  package var key: String
  /// Operation, path and digest of the body.
  package var request: String
  package var status: Int
  /// What was given to a new line or DID.
  package var account: PlatformAccount?
  /// The number that `account` was made for.
  package var number: String?
  package var terminal: String
  /// The line as it is after; nil: it is gone.
  package var line: PlatformLine?
}
