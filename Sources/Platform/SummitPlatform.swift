/// The Summit platform, as far as this program needs it: what it lists, and what it is told of lines (spec 6.3).
///
/// Summit's own API is not public. Whoever speaks it implements this protocol; `SummitHTTPClient` speaks a wire format that
/// is ours (docs/summit-platform.openapi.yaml). Every write takes an idempotency key: a repeat with the same key gets the
/// first answer again and changes nothing.
package protocol SummitPlatform: Sendable {
  func partitions() async throws(PlatformFailure) -> [PlatformItem]
  /// - Parameter partition: its code.
  func categories(ofPartition partition: String) async throws(PlatformFailure) -> [PlatformItem]
  func plans() async throws(PlatformFailure) -> [PlatformItem]
  func licences() async throws(PlatformFailure) -> [PlatformItem]
  /// Every line that the platform has.
  func lines() async throws(PlatformFailure) -> [PlatformLine]
  /// - Throws: a refusal with status 404 if there is none.
  func line(terminal: String) async throws(PlatformFailure) -> PlatformLine

  func create(_ line: NewPlatformLine, key: String) async throws(PlatformFailure) -> PlatformAccount
  func change(terminal: String, _ change: PlatformLineChange, key: String) async throws(PlatformFailure)
  func remove(terminal: String, key: String) async throws(PlatformFailure)
  func add(_ did: NewPlatformDID, terminal: String, key: String) async throws(PlatformFailure) -> PlatformAccount
  func removeDID(number: String, terminal: String, key: String) async throws(PlatformFailure)
}

/// A partition, category, plan or licence of the platform.
package struct PlatformItem: Codable, Equatable, Sendable {
  package var code: String
  package var description: String

  package init(code: String, description: String) {
    self.code = code
    self.description = description
  }
}

/// What the platform gives a new line or DID: its terminal, and the secret with which a telephone signs in.
package struct PlatformAccount: Codable, Equatable, Sendable {
  package var terminal: String
  package var credential: String

  package init(terminal: String, credential: String) {
    self.terminal = terminal
    self.credential = credential
  }
}

/// A line to be made. Blank texts are not given; the order of the properties is that of spec 6.3.
package struct NewPlatformLine: Codable, Equatable, Sendable {
  /// E.164 digits without `+`.
  package var number: String
  /// `terminal` or `trunk`.
  package var bidType: String
  package var description: String?
  /// 6 digits.
  package var accountCode: String?
  package var `extension`: String?
  /// Codes of the platform.
  package var partition: String
  package var category: String?
  package var plan: String?
  /// `YYYY-MM-DD`.
  package var activationDate: String?
  /// 1-25.
  package var resetDay: Int
  package var costCentre: String?
  /// Calls at a time, at least 1.
  package var callLimit: Int?
  package var licence: String?

  package init(number: String, bidType: String, partition: String, resetDay: Int) {
    self.number = number
    self.bidType = bidType
    self.partition = partition
    self.resetDay = resetDay
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case number
    case bidType = "bid_type"
    case description
    case accountCode = "account_code"
    case `extension`
    case partition
    case category
    case plan
    case activationDate = "activation_date"
    case resetDay = "reset_day"
    case costCentre = "cost_centre"
    case callLimit = "call_limit"
    case licence
  }
}

/// What is to be different of a line; nil: as it is.
package struct PlatformLineChange: Codable, Equatable, Sendable {
  package var category: String?
  package var callLimit: Int?
  package var plan: String?
  package var costCentre: String?
  package var active: Bool?
  package var resetDay: Int?

  package init() {}

  package var isEmpty: Bool { self == PlatformLineChange() }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case category
    case callLimit = "call_limit"
    case plan
    case costCentre = "cost_centre"
    case active
    case resetDay = "reset_day"
  }
}

/// A further number of a line, to be made at the platform.
package struct NewPlatformDID: Codable, Equatable, Sendable {
  package var number: String
  package var priority: Int?
  /// 1: the main line; another: a port of its own.
  package var port: Int?

  package init(number: String, priority: Int?, port: Int?) {
    self.number = number
    self.priority = priority
    self.port = port
  }
}

/// A line as the platform has it. Credentials are not in it.
package struct PlatformLine: Codable, Equatable, Sendable {
  package struct DID: Codable, Equatable, Sendable {
    package var number: String
    package var priority: Int?
    package var port: Int?
    package var terminal: String

    package init(number: String, priority: Int?, port: Int?, terminal: String) {
      self.number = number
      self.priority = priority
      self.port = port
      self.terminal = terminal
    }
  }

  package var terminal: String
  package var line: NewPlatformLine
  package var active: Bool
  package var dids: [DID]

  package init(terminal: String, line: NewPlatformLine, active: Bool = true, dids: [DID] = []) {
    self.terminal = terminal
    self.line = line
    self.active = active
    self.dids = dids
  }
}

/// Why the platform did not do what it was asked.
package enum PlatformFailure: Error, Equatable, Sendable {
  /// It said no, and would again: 4xx. Asking again has no use.
  case refused(status: Int, error: String, message: String, field: String?)
  /// No answer, or one that asks to try again: 408, 429, 5xx. Nobody knows whether it was done.
  case unanswered(String)

  package var isFinal: Bool {
    if case .refused = self { true } else { false }
  }
}
