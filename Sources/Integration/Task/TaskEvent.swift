import Importing

/// What a scheduler has to tell: one line of its log each. Telephone numbers in it are masked.
package struct TaskEvent: Sendable {
  package enum Kind: String, Sendable {
    /// The scheduler began; `next` is its first run.
    case started
    /// A time passed while it was down; it is made up now.
    case missed
    case runStarted = "run-started"
    case runFinished = "run-finished"
    /// Files failed as a whole, or someone should look at what was read of some; the others were imported.
    case runIncomplete = "run-incomplete"
    case runFailed = "run-failed"
    /// Another run holds the ledger; it is tried again each minute.
    case waiting
    /// The request to stop came; nothing of the run was recorded.
    case runAbandoned = "run-abandoned"
    /// What was sent to the platform, or why not.
    case platform
    case clockSetBack = "clock-set-back"
    case inactive
    case stopped
  }

  package let kind: Kind
  /// Seconds since 1970.
  package let at: Int64
  /// The integration's description.
  package let integration: String
  package let message: String
  package var scheduledFor: Int64?
  package var next: Int64?
  package var report: ImportReport?

  package init(_ kind: Kind, at: Int64, integration: String, message: String) {
    self.kind = kind
    self.at = at
    self.integration = integration
    self.message = MaskedText.masked(message)
  }

  /// A run that ends with the process.
  package static func abandoned(at now: Int64, integration: String) -> TaskEvent {
    TaskEvent(.runAbandoned, at: now, integration: integration, message: Heartbeat.abandonedMessage)
  }

  /// Whether a person should look.
  package var isError: Bool { kind == .runFailed || kind == .runIncomplete }
}
