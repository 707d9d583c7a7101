/// What a push came to.
package struct PushReport: Equatable, Codable, Sendable {
  /// A request that the platform refused.
  package struct Refusal: Equatable, Codable, Sendable {
    package var id: Int64
    package var line: String
    package var action: String
    package var message: String
  }

  /// Lines of which something was put into the outbox first, since it begins or ends by date.
  package var followed = 0
  /// Requests; one request may have several.
  package var sent = 0
  package var done = 0
  package var failed = 0
  package var unanswered = 0
  /// The first of the failed.
  package var refusals: [Refusal] = []
  /// What waits in the outbox after it.
  package var waiting = OutboxCounts()
  /// Why it ended early; nil: it did not.
  package var problem: String?
  /// Whether that is that the platform does not take our user and password.
  package var isUnauthorised = false

  /// What is listed; the rest is counted.
  static let maximumRefusals = 20

  package init() {}
}
