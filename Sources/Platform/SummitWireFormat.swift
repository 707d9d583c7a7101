import Foundation

/// How this program speaks of lines with a telephony platform over HTTP (spec 6.3).
///
/// **Summit's API is not public. This format is ours**, made from what its forms ask for: a gateway in front of the real
/// platform has to speak it, or another `SummitPlatform` takes its place. All of it is in this file: the operations, the
/// headers and the bodies. docs/summit-platform.openapi.yaml says the same for people and other programs; `ContractTests`
/// hold client, simulator and document against each other.
///
/// JSON over HTTP/1.1 with HTTP Basic. A field that is not given is left out, and means "none" of a new line and "as it is"
/// of a change. An answer is of the operation's status with its body; `ErrorBody` else.
package enum SummitWireFormat {
  package static let basePath = "/api/v1"
  /// On each write: 1 to `maximumKeyBytes` visible characters of ASCII.
  package static let keyHeader = "Idempotency-Key"
  package static let maximumKeyBytes = 255
  /// Of a request: many times the largest line.
  package static let maximumRequestBytes = 1 << 16
  /// Of an answer about one line, and of one that lists things: a million lines.
  package static let maximumAnswerBytes = 1 << 16
  package static let maximumListBytes = 1 << 29
  /// What is kept of the platform's words.
  package static let maximumMessageCharacters = 300

  /// What can be asked; the names are the document's.
  package enum Operation: String, CaseIterable, Sendable {
    case listPartitions, listCategories, listPlans, listLicences, listLines, getLine
    case createLine, changeLine, removeLine, addDID, removeDID

    package var method: String {
      switch self {
      case .listPartitions, .listCategories, .listPlans, .listLicences, .listLines, .getLine: "GET"
      case .createLine, .addDID: "POST"
      case .changeLine: "PATCH"
      case .removeLine, .removeDID: "DELETE"
      }
    }

    /// Below `basePath`; `{…}` stands for a value.
    package var template: String {
      switch self {
      case .listPartitions: "/partitions"
      case .listCategories: "/partitions/{code}/categories"
      case .listPlans: "/plans"
      case .listLicences: "/licences"
      case .listLines, .createLine: "/lines"
      case .getLine, .changeLine, .removeLine: "/lines/{terminal}"
      case .addDID: "/lines/{terminal}/dids"
      case .removeDID: "/lines/{terminal}/dids/{number}"
      }
    }

    /// Of an answer that it was done.
    package var status: Int {
      switch self {
      case .createLine, .addDID: 201
      case .removeLine, .removeDID: 204
      default: 200
      }
    }

    package var isWrite: Bool { method != "GET" }

    /// Whether a line or DID is made, and the answer is a `PlatformAccount`.
    package var makesAccount: Bool { status == 201 }

    /// The path with `values` in place of what stands in braces, in order; nil if one is missing or blank: the path would
    /// be that of the list above it.
    package func path(_ values: [String]) -> String? {
      var rest = values[...]
      var path = basePath
      for part in template.split(separator: "/") {
        guard part.hasPrefix("{") else {
          path += "/" + part
          continue
        }
        guard let value = rest.popFirst(), !value.allSatisfy(\.isWhitespace) else { return nil }
        path += "/" + SummitWireFormat.escaped(value)
      }
      return path
    }

    /// The operation that `method` and `path` ask for, and what stands for the braces.
    package static func match(method: String, path: String) -> (operation: Operation, values: [String])? {
      guard path.hasPrefix(basePath + "/") else { return nil }
      let parts = path.dropFirst(basePath.count).split(separator: "/", omittingEmptySubsequences: false)
      for operation in allCases where operation.method == method {
        let wanted = operation.template.split(separator: "/", omittingEmptySubsequences: false)
        guard wanted.count == parts.count else { continue }
        let values = zip(wanted, parts).filter { $0.0.hasPrefix("{") }.map { String($0.1) }
        guard zip(wanted, parts).allSatisfy({ $0.0.hasPrefix("{") ? !$0.1.isEmpty : $0.0 == $0.1 }) else { continue }
        let texts = values.compactMap(\.removingPercentEncoding)
        return texts.count == values.count ? (operation, texts) : nil
      }
      return nil
    }
  }

  /// The answer to what was not done.
  package struct ErrorBody: Codable, Equatable, Sendable {
    /// A word for programs.
    package var error: String
    /// For people.
    package var message: String
    /// Of the request's body, if one is to blame.
    package var field: String?

    package init(error: String, message: String, field: String? = nil) {
      self.error = error
      self.message = message
      self.field = field
    }
  }

  /// The same value gives the same bytes: a repeat is known by them.
  package static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
    try JSONDecoder().decode(type, from: data)
  }

  /// A value as a part of a path (RFC 3986).
  static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { path, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        path.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        path += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }
}

/// A line as the platform has it. Credentials are not in it.
package struct PlatformLine: Equatable, Sendable {
  /// A DID of the line.
  package struct DID: Codable, Equatable, Sendable {
    /// E.164 digits without `+`.
    package var number: String
    package var priority: Int?
    package var port: Int
    /// The line's own if the port is 1.
    package var terminal: String

    package init(number: String, priority: Int?, port: Int, terminal: String) {
      self.number = number
      self.priority = priority
      self.port = port
      self.terminal = terminal
    }
  }

  package var terminal: String
  package var line: NewPlatformLine
  package var active: Bool
  /// By number.
  package var dids: [DID]

  package init(terminal: String, line: NewPlatformLine, active: Bool = true, dids: [DID] = []) {
    self.terminal = terminal
    self.line = line
    self.active = active
    self.dids = dids
  }
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
package struct PlatformAccount: Codable, Equatable, Sendable, CustomStringConvertible {
  package var terminal: String
  package var credential: String

  package init(terminal: String, credential: String) {
    self.terminal = terminal
    self.credential = credential
  }

  /// Whether it can be named in a request: a blank terminal would name the list of all lines.
  package var isUsable: Bool { !terminal.allSatisfy(\.isWhitespace) }

  /// Without the credential, which no message or log has.
  package var description: String { "terminal \(terminal), credential (hidden)" }
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
  /// In the platform's spelling.
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
  /// E.164 digits without `+`.
  package var number: String
  package var priority: Int?
  /// 1: the main line; another: a port of its own, made with the DID. A DID without a port receives no calls and is not
  /// sent.
  package var port: Int

  package init(number: String, priority: Int?, port: Int) {
    self.number = number
    self.priority = priority
    self.port = port
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case number, priority, port
  }
}

extension PlatformLine: Codable {
  private enum CodingKeys: String, CodingKey {
    case terminal, active, dids
  }

  /// What the line was made with, and its terminal, state and DIDs, side by side.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      terminal: try container.decode(String.self, forKey: .terminal), line: try NewPlatformLine(from: decoder),
      active: try container.decode(Bool.self, forKey: .active), dids: try container.decode([DID].self, forKey: .dids))
  }

  package func encode(to encoder: any Encoder) throws {
    try line.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(terminal, forKey: .terminal)
    try container.encode(active, forKey: .active)
    try container.encode(dids, forKey: .dids)
  }
}
