import Foundation
import Integration
import Ledger

/// Answers programs (spec 8.2): finds the operation, who asks by the token, whether they may, holds what they send
/// against what the operation takes, and sees to it that a write is done once. On a working thread.
final class APIRouter: Sendable {
  private let core: ConsoleCore
  private let routes = APIRoute.all
  /// This process, in the notes of writes.
  private let server = Hexadecimal.text(Sodium.random(8))

  init(_ core: ConsoleCore) { self.core = core }

  /// Whether a path is the API's, regardless of it.
  static func owns(_ path: some StringProtocol) -> Bool { path == "/api" || path.hasPrefix("/api/") }

  func answer(_ request: WebRequest) -> WebAnswer {
    do {
      return try found(request)
    } catch {
      return failure(error, masksNumbers: false)
    }
  }

  private func failure(_ error: any Error, masksNumbers: Bool) -> WebAnswer {
    if let known = APIFailure(error, masksNumbers: masksNumbers) { return known.answer }
    core.settings.log("error: API: \(error)")
    return APIFailure(PageFailure(status: 500, message: "")).answer
  }

  /// What is refused before it comes here.
  static func refused(_ failure: PageFailure) -> WebAnswer { APIFailure(failure).answer }

  private func found(_ request: WebRequest) throws -> WebAnswer {
    guard request.path.count > 2, request.path[0] == "api", request.path[1] == "v1" else {
      throw APIFailure(
        404, "not-found", expected: "a path of /api/v1", found: "another", remedy: APIFailure.documentRemedy)
    }
    let path = request.path.dropFirst(2)
    let matches = routes.compactMap { route in route.match(path).map { (route, $0) } }
    // A path of fixed words is no value of a parameter.
    let fewest = matches.map(\.1.count).min()
    let candidates = matches.filter { $0.1.count == fewest }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let (route, parameters) = candidates.first(where: { $0.0.method.rawValue == method }) else {
      throw Self.notAllowed(candidates.map(\.0))
    }
    core.followFiles()
    var visit = Visit(core: core, request: request, session: nil, token: .drawn())
    var token: APIToken?
    if let needs = route.needs {
      let known = try self.token(request)
      token = known
      visit = Visit(core: core, request: request, session: known.session(request), token: .drawn())
      guard visit.may(needs) else { throw APIFailure.forbidden }
    }
    visit.parameters = parameters
    do {
      try Self.check(parameters)
      let call = APICall(
        visit: visit, token: token, query: try Self.query(route, request), body: try Self.body(route, request))
      return try route.isWrite ? once(route, call) : route.run(call)
    } catch {
      return failure(error, masksNumbers: visit.masksNumbers)
    }
  }

  private static func notAllowed(_ routes: [APIRoute]) -> APIFailure {
    if routes.isEmpty { return .notFound("a path of the API") }
    var failure = APIFailure(PageFailure(status: 405, message: ""))
    let methods = Set(routes.map(\.method.rawValue))
    let all = methods.union(methods.contains("GET") ? ["HEAD"] : [])
    failure.headers = [("Allow", all.sorted().joined(separator: ", "))]
    return failure
  }

  // MARK: - Who

  private func token(_ request: WebRequest) throws -> APIToken {
    let parts = (request.authorization ?? "").split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer", core.integrations[0].directory.exists else {
      throw APIFailure.unauthorised
    }
    let text = String(parts[1])
    let now = core.nowSeconds
    let token = try core.users.use { ledger in
      let token = try ledger.read { try TokenStore($0).token(text, at: now) }
      if let token, now - (token.usedAt ?? 0) >= Session.notedEverySeconds {
        try ledger.write { try TokenStore($0).noteUse(token.id, at: now) }
      }
      return token
    }
    guard let token else { throw APIFailure.unauthorised }
    return token
  }

  // MARK: - What

  private static func check(_ parameters: [String: String]) throws {
    for (name, text) in parameters {
      let schema = APIRoute.parameter(name)
      do throws(APIMismatch) {
        try schema.check(Self.value(text, schema))
      } catch {
        // A name that cannot be one is of nothing.
        throw APIFailure.notFound("\(name): \(error.expected)", "another")
      }
    }
  }

  /// A text of a path or a query as its schema has it.
  private static func value(_ text: String, _ schema: APISchema) -> JSONValue {
    switch schema.json["type"] {
    case "integer": Int64(text).flatMap { "\($0)" == text ? .integer($0) : nil } ?? .text(text)
    case "boolean": text == "true" ? true : text == "false" ? false : .text(text)
    default: .text(text)
    }
  }

  private static func query(_ route: APIRoute, _ request: WebRequest) throws -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for (name, text) in request.query.all {
      guard let field = route.query.first(where: { $0.name == name }), values[name] == nil else {
        let names = route.query.map(\.name).joined(separator: ", ")
        throw APIFailure(
          400, "invalid-query", field: name,
          expected: names.isEmpty ? "no parameters" : "each of \(names) once at most",
          found: values[name] == nil ? "another name" : "the same again", remedy: APIFailure.documentRemedy)
      }
      values[name] = value(text, field.schema)
    }
    do throws(APIMismatch) {
      try APISchema.object(route.query).check(.object(values))
    } catch {
      throw APIFailure.invalid(error, in: "query")
    }
    return values
  }

  private static func body(_ route: APIRoute, _ request: WebRequest) throws -> [String: JSONValue] {
    guard route.isWrite else { return [:] }
    guard let fields = route.body else {
      guard request.body.isEmpty else {
        throw APIFailure(
          400, "invalid-body", expected: "no body", found: "one", remedy: APIFailure.documentRemedy)
      }
      return [:]
    }
    if request.body.isEmpty, !fields.contains(where: \.isRequired) { return [:] }
    guard request.mediaType == "application/json" else { throw PageFailure(status: 415, message: "") }
    guard let value = JSONValue.parsed(request.body) else {
      throw APIFailure(400, "malformed", expected: "JSON", found: "something else", remedy: "send an object of JSON")
    }
    do throws(APIMismatch) {
      try APISchema.object(fields).check(value)
    } catch {
      throw APIFailure.invalid(error, in: "body")
    }
    return value.members ?? [:]
  }

  // MARK: - Once

  /// A write with an Idempotency-Key is done once, regardless of its answer.
  private func once(_ route: APIRoute, _ call: APICall) throws -> WebAnswer {
    let request = call.visit.request
    guard let key = request.idempotencyKey else { return try route.run(call) }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw APIFailure(
        400, "invalid-header", field: "Idempotency-Key", expected: "1 to 255 visible characters of ASCII",
        found: "another text", remedy: "draw a UUID for each write")
    }
    let content = Array("\(request.method) \(request.link)\n".utf8) + request.body
    let write = KeptWrite(
      user: call.visit.user, key: key, digest: Sodium.digest(content), server: server, at: core.nowSeconds)
    switch try core.users.use({ try $0.write { try WriteStore($0).begin(write) } }) {
    case .new: return try run(route, call, write)
    case .answered(var answer):
      answer.headers.append(("Idempotency-Replayed", "true"))
      return answer
    case .other:
      throw APIFailure(
        422, "key-reused", field: "Idempotency-Key", expected: "the request that came with this key first",
        found: "another", remedy: "draw a new key for each write")
    case .running:
      var failure = APIFailure(
        409, "under-way", field: "Idempotency-Key", expected: "one request with this key at a time",
        found: "the first is under way", remedy: "send it again soon")
      failure.headers = [("Retry-After", "1")]
      throw failure
    case .unknown:
      throw APIFailure(
        409, "outcome-unknown", field: "Idempotency-Key", expected: "an answer to the first request with this key",
        found: "none: the server ended, or failed, before it could note one",
        remedy: "look whether it was done; if not, send it with a new key")
    }
  }

  private func run(_ route: APIRoute, _ call: APICall, _ write: KeptWrite) throws -> WebAnswer {
    do {
      let answer = try route.run(call)
      try core.users.use { try $0.write { try WriteStore($0).finish(write, answer) } }
      return answer
    } catch {
      // What was refused changed nothing, and may come again; of what failed otherwise nobody knows.
      if let known = APIFailure(error, masksNumbers: false), known.status < 500 {
        try core.users.use { try $0.write { try WriteStore($0).forget(write) } }
      }
      throw error
    }
  }
}

extension APIToken {
  /// As what the pages know.
  fileprivate func session(_ request: WebRequest) -> Session {
    Session(
      digest: [], user: user, role: scope, createdAt: createdAt, usedAt: usedAt ?? createdAt, address: request.address,
      agent: request.agent)
  }
}
