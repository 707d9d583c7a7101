extension Integration {
  /// A receiver of events over HTTP: one of `webhooks` (spec 8.2).
  package struct Webhook: Equatable, Sendable {
    package enum Event: String, CaseIterable, Sendable {
      /// A run recorded something.
      case importFinished = "import.finished"
      case alertRaised = "alert.raised"
      /// Cycles were closed, in one go.
      case cycleClosed = "cycle.closed"
    }

    /// `https://erp.example/summit`; plain HTTP on this machine alone.
    package var url: String
    /// What it is told of, in the order of `Event`.
    package var events: [Event]
    /// Where the secret is that messages are signed with: `whsec_` and base64 of 24 to 64 bytes.
    package var secret: Access.Password
    /// The certificates of the only authorities that are trusted; nil: those of the system.
    package var caFile: String?

    package init(url: String, events: [Event], secret: Access.Password, caFile: String? = nil) {
      self.url = url
      self.events = events
      self.secret = secret
      self.caFile = caFile
    }
  }
}
