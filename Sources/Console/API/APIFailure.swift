import CallModel
import Importing
import Ledger
import Output
import Platform
import Statements

/// Why a request of a program is not answered: `{error, field, expected, found, remedy}` (spec 8.2), as problem details of
/// RFC 9457 with members of our own.
struct APIFailure: Error {
  var status: Int
  /// For programs: `not-found`.
  var error: String
  /// A member of the body, a parameter, or a column of a register.
  var field: String?
  var expected: String
  var found: String
  var remedy: String
  var headers: [(name: String, value: String)] = []
  /// Those behind the first, where several things are wrong.
  var more: [Problem] = []

  init(
    _ status: Int, _ error: String, field: String? = nil, expected: String, found: String, remedy: String
  ) {
    self.status = status
    self.error = error
    self.field = field
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  static let documentRemedy = "see /api/v1/openapi.json"

  static func notFound(_ what: String, _ found: String = "none") -> APIFailure {
    APIFailure(404, "not-found", expected: what, found: found, remedy: "see the list it is in")
  }

  static let withoutWorkbooks = APIFailure(
    422, "refused", field: "format", expected: "a server that was built with libxlsxwriter", found: "one without",
    remedy: "ask for csv-br")

  static let forbidden = APIFailure(
    403, "forbidden", expected: "a token with a scope that may do this", found: "one that may not",
    remedy: "use another token, or let an administrator make one")

  /// No token, or one that is none (any longer): which of both is not told.
  static let unauthorised: APIFailure = {
    var failure = APIFailure(
      401, "unauthorised", expected: "Authorization: Bearer, and a valid token", found: "none",
      remedy: "make one: summit-cdr tokens add NAME --user USER --scope ROLE")
    failure.headers = [("WWW-Authenticate", "Bearer realm=\"summit-cdr\"")]
    return failure
  }()

  static func invalid(_ mismatch: APIMismatch, in place: String) -> APIFailure {
    APIFailure(
      400, "invalid-\(place)", field: mismatch.place.isEmpty ? nil : mismatch.place, expected: mismatch.expected,
      found: mismatch.found, remedy: documentRemedy)
  }

  var answer: WebAnswer {
    var members: [String: JSONValue] = [
      "error": .text(error), "field": .optional(field), "expected": .text(expected), "found": .text(found),
      "remedy": .text(remedy),
    ]
    if !more.isEmpty { members["more"] = .list(more.map(Self.json)) }
    var answer = WebAnswer.json(.object(members), status: status)
    answer.headers = [("Content-Type", Self.mediaType)] + headers
    return answer
  }

  static let mediaType = "application/problem+json"

  private static func json(_ problem: Problem) -> JSONValue {
    [
      "field": .optional(field(problem)), "expected": .text(problem.expected), "found": .text(problem.found),
      "remedy": .text(problem.remedy ?? ""),
    ]
  }

  static let schema = APISchema.object([
    APIField("error", .text, isRequired: true, "What is wrong, for programs."),
    APIField("field", APISchema.text.orNull, isRequired: true, "The parameter, member or column it is about."),
    APIField("expected", .text, isRequired: true), APIField("found", .text, isRequired: true),
    APIField("remedy", .text, isRequired: true, "What to do about it."),
    APIField(
      "more",
      .list(
        .object([
          APIField("field", APISchema.text.orNull, isRequired: true), APIField("expected", .text, isRequired: true),
          APIField("found", .text, isRequired: true), APIField("remedy", .text, isRequired: true),
        ])), "What else is wrong."),
  ])
}

extension APIFailure {
  /// Of what the modules throw; nil: a fault of ours.
  ///
  /// - Parameter masksNumbers: texts may hold telephone numbers.
  init?(_ error: any Error, masksNumbers: Bool) {
    switch error {
    case let failure as APIFailure: self = failure
    case let failure as PageFailure: self.init(failure)
    case let problem as Problem: self.init([problem])
    case let problems as Problems: self.init(problems.faults)
    case let failure as PlatformFailure:
      self.init(
        503, "platform", expected: "an answer of the platform", found: "\(failure)", remedy: "ask again later")
    case let failure as UserFailure:
      self.init(422, "refused", expected: failure.expected, found: failure.found, remedy: failure.remedy)
    case let failure as StatementFailure:
      self.init(404, "not-found", expected: "calls of that line and cycle", found: "none", remedy: "\(failure)")
    case let failure as LedgerFailure: self.init(failure)
    case let failure as OutputFailure:
      self.init(503, "unwritable", expected: failure.expected, found: failure.found, remedy: failure.remedy)
    default: return nil
    }
    if masksNumbers {
      found = NumberMask.maskAll(in: found)
      expected = NumberMask.maskAll(in: expected)
      remedy = NumberMask.maskAll(in: remedy)
    }
  }

  private init(_ problems: [Problem]) {
    let first = problems.first ?? Problem("", expected: "a value", found: "another")
    self.init(
      422, "refused", field: Self.field(first), expected: first.expected, found: first.found,
      remedy: first.remedy ?? "send a value that is expected")
    more = Array(problems.dropFirst().prefix(50))
  }

  /// `lines L20: reset_day`
  private static func field(_ problem: Problem) -> String? {
    let parts = [problem.place, problem.field ?? ""].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: ": ")
  }

  private init(_ failure: LedgerFailure) {
    switch failure.kind {
    case .alreadyRunning:
      self.init(
        409, "busy", expected: "no other run on this integration", found: "one under way",
        remedy: "nothing was changed; try again when it has ended")
      headers = [("Retry-After", "10")]
    case .busy:
      self.init(503, "busy", expected: failure.expected, found: failure.found, remedy: "nothing was changed; try again")
      headers = [("Retry-After", "10")]
    case .other:
      self.init(
        422, "refused", field: failure.path, expected: failure.expected, found: failure.found, remedy: failure.remedy)
    }
  }

  /// Of what is refused before it is known to be the API's.
  init(_ failure: PageFailure) {
    let status = failure.status
    switch status {
    case 400:
      self.init(
        400, "malformed", expected: "a path and a query that can be read", found: "others", remedy: Self.documentRemedy)
    case 403: self = .forbidden
    case 404: self = .notFound("something of that name")
    case 405:
      self.init(
        405, "method-not-allowed", expected: "a method that the path has", found: "another",
        remedy: Self.documentRemedy)
    case 413:
      self.init(
        413, "too-large", expected: "a body of at most 256 KiB", found: "a larger one", remedy: "send less at a time")
    case 415:
      self.init(
        415, "unsupported-media-type", expected: "Content-Type: application/json", found: "another",
        remedy: "send JSON")
    case 421:
      self.init(
        421, "misdirected", expected: "the name of this server", found: "another host's",
        remedy: "name it to the server with --host")
    case 503:
      self.init(503, "overloaded", expected: "fewer requests at a time", found: "too many", remedy: "try again soon")
    default:
      self.init(
        status, "failed", expected: "to answer", found: "a failure here", remedy: "see the log of the server")
    }
  }
}

extension WebAnswer {
  static func json(_ value: JSONValue, status: Int = 200) -> WebAnswer {
    .text(value.written + "\n", status: status, type: "application/json")
  }

  static let nothing = WebAnswer(status: 204)
}
