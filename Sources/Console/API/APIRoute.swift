import Registry

/// An operation of the API: what leads to it, who may, what it takes and answers, and what it does. The OpenAPI document
/// is written from these, and requests are held against them.
struct APIRoute: Sendable {
  enum Method: String, Sendable {
    case get = "GET", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE"
  }

  /// What it answers when all is well.
  enum Answer: Sendable {
    case json(APISchema)
    /// A file, of one of these types.
    case file([String])
    /// The same, or nothing: 204.
    case fileOrNothing([String])
    /// Nothing: 204.
    case nothing
  }

  let method: Method
  /// Segments behind `/api/v1/`; one in braces stands for any.
  let pattern: [String]
  /// Of the operation, for those who make clients from the document.
  let id: String
  let summary: String
  /// Nil: anybody, without a token.
  var needs: Capability? = .look
  var query: [APIField] = []
  /// Nil: it has no body.
  var body: [APIField]?
  var status = 200
  let answer: Answer
  let run: @Sendable (APICall) throws -> WebAnswer

  var isWrite: Bool { method != .get }
  var tag: String {
    guard pattern.first == "integrations" else { return pattern[0] }
    return pattern.count > 2 ? pattern[2] : "integrations"
  }

  /// What the segments in braces may be.
  static func parameter(_ name: String) -> APISchema {
    switch name {
    case "integration": .number(1...1_000)
    case "run", "alert", "request", "delivery", "token": .number(1...Int64(1) << 53)
    case "table": .choice(RegisterResources.tables.map(\.name))
    // What a path cannot have in one of its segments is refused before it comes here.
    case "session": APISchema(["type": "string", "pattern": "^[0-9a-f]{64}$"])
    case "service", "contest": APISchema(["type": "string", "pattern": "^[0-9A-Za-z_-]{1,64}$"])
    default: APISchema(["type": "string", "pattern": "^[^\\x00-\\x1F\\x7F\\\\/]{1,64}$"])
    }
  }

  var parameters: [String] { pattern.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) } }

  /// The values of the pattern's parameters; nil if the path is another.
  func match(_ path: ArraySlice<String>) -> [String: String]? {
    guard path.count == pattern.count else { return nil }
    var values: [String: String] = [:]
    for (expected, found) in zip(pattern, path) {
      if expected.hasPrefix("{") {
        values[String(expected.dropFirst().dropLast())] = found
      } else if expected != found {
        return nil
      }
    }
    return values
  }

  static func read(
    _ path: String, _ id: String, _ summary: String, needs: Capability? = .look, query: [APIField] = [],
    _ answer: Answer, _ run: @escaping @Sendable (APICall) throws -> WebAnswer
  ) -> APIRoute {
    APIRoute(
      method: .get, pattern: split(path), id: id, summary: summary, needs: needs, query: query, answer: answer, run: run
    )
  }

  static func write(
    _ method: Method, _ path: String, _ id: String, _ summary: String, needs: Capability, query: [APIField] = [],
    body: [APIField]? = nil, status: Int = 200, _ answer: Answer,
    _ run: @escaping @Sendable (APICall) throws -> WebAnswer
  ) -> APIRoute {
    APIRoute(
      method: method, pattern: split(path), id: id, summary: summary, needs: needs, query: query, body: body,
      status: status, answer: answer, run: run)
  }

  private static func split(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
}

extension APIRoute {
  /// All there are.
  static let all: [APIRoute] =
    IntegrationResources.routes + CallResources.routes + ServiceResources.routes + ContestResources.routes
    + ERPResources.routes
    + RunResources.routes
    + KeptRowResources.routes + AlertResources.routes + CreditBlockResources.routes + RegisterResources.routes
    + SetupResources.routes
    + PlatformResources.routes + WebhookResources.routes + AccessResources.routes + DocumentResource.routes
}
