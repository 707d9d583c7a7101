/// The Summit platform, as far as this program needs it: what it lists, and what it is told of lines (spec 6.3).
///
/// Summit's own API is not public. The one who speaks it implements this protocol; `SummitHTTPClient` speaks a wire format
/// that is ours (`SummitWireFormat`, docs/summit-platform.openapi.yaml). Every write takes an idempotency key: a repeat
/// with the same key gets the first answer again and changes nothing. Each waits for its answer on the calling thread.
package protocol SummitPlatform: Sendable {
  func partitions() throws(PlatformFailure) -> [PlatformItem]
  /// - Parameter partition: its code.
  func categories(ofPartition partition: String) throws(PlatformFailure) -> [PlatformItem]
  func plans() throws(PlatformFailure) -> [PlatformItem]
  func licences() throws(PlatformFailure) -> [PlatformItem]
  /// Every line that the platform has, by number.
  func lines() throws(PlatformFailure) -> [PlatformLine]
  /// - Throws: a refusal with status 404 if there is none.
  func line(terminal: String) throws(PlatformFailure) -> PlatformLine

  /// - Parameter key: 1 to 255 visible characters of ASCII, the same for each repeat of a request, as of all writes.
  func create(_ line: NewPlatformLine, key: String) throws(PlatformFailure) -> PlatformAccount
  func change(terminal: String, _ change: PlatformLineChange, key: String) throws(PlatformFailure)
  /// Removes a line and its DIDs.
  func remove(terminal: String, key: String) throws(PlatformFailure)
  func add(_ did: NewPlatformDID, terminal: String, key: String) throws(PlatformFailure) -> PlatformAccount
  func removeDID(number: String, terminal: String, key: String) throws(PlatformFailure)
}

/// Why the platform did not do what it was asked.
package enum PlatformFailure: Error, Equatable, Sendable {
  /// It said no, and would again: 4xx. Asking again has no use.
  ///
  /// - Parameters:
  ///   - error: a word for programs, such as `unknown-code`.
  ///   - message: for people; what the platform says, at most `SummitWireFormat.maximumMessageCharacters`.
  ///   - field: of the request, if one is to blame.
  case refused(status: Int, error: String, message: String, field: String?)
  /// No answer, or one that asks to try again: 408, 429, 5xx, or what the platform does not say. Nobody knows whether it
  /// was done.
  case unanswered(String)

  package var isFinal: Bool {
    if case .refused = self { true } else { false }
  }
}

extension PlatformFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(let status, let error, let message, let field):
      "the platform refuses it (\(status) \(error)): \(field.map { "\($0): " } ?? "")\(message)"
    case .unanswered(let words): words
    }
  }
}
