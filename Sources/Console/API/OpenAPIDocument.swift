import CallModel
import Pipeline

/// The OpenAPI 3.1 document of the API, written from its operations: it cannot say other than they do.
package enum OpenAPIDocument {
  /// What may be refused of any operation, by status.
  private static let failures: [(status: Int, name: String, about: String)] = [
    (400, "Malformed", "The request is not what the document says."),
    (401, "Unauthorised", "No token, or one that is not valid."),
    (403, "Forbidden", "The token's scope may not do this."),
    (404, "NotFound", "There is nothing of that name."),
    (405, "MethodNotAllowed", "The path has other methods."),
    (409, "Conflict", "Another run is under way, or the outcome of an earlier request is not known."),
    (413, "TooLarge", "The body has more than 256 KiB."),
    (415, "UnsupportedMediaType", "The body is no JSON."),
    (421, "Misdirected", "The request is for another host."),
    (422, "Refused", "What is asked for cannot be done: nothing was changed."),
    (500, "Failed", "Something failed here; the log of the server says what."),
    (503, "Overloaded", "Too many requests at a time, the database is in use, or the platform does not answer."),
  ]

  static let document: JSONValue = [
    "openapi": "3.1.0",
    "info": [
      "title": "summit-cdr", "version": .text(productVersion),
      "description": """
      Calls, services, imports, held rows and registers of the integrations that the console serves. Amounts are texts, \
      exact; instants are UTC. A token with scope reader sees the last four digits of telephone numbers.
      """,
      "license": ["name": "as the program"],
    ],
    "servers": [["url": "/api/v1"]],
    "security": [["token": []]],
    "paths": .object(paths),
    "components": [
      "securitySchemes": [
        "token": ["type": "http", "scheme": "bearer", "description": "summit-cdr tokens add, or the page Tokens."]
      ],
      "schemas": .object(schemas),
      "responses": .object(
        Dictionary(
          failures.map { failure in
            (
              failure.name,
              [
                "description": .text(failure.about),
                "content": [APIFailure.mediaType: ["schema": APISchema.named("Problem").value]],
              ] as JSONValue
            )
          }, uniquingKeysWith: { $1 })),
      "parameters": [
        "IdempotencyKey": [
          "name": "Idempotency-Key", "in": "header", "required": false,
          "description": """
          Drawn anew for each write, such as a UUID: a request that comes again with it within a day is not done again, \
          and gets the first answer.
          """,
          "schema": ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"],
        ]
      ],
    ],
  ]

  /// As docs/ has it: one line a member, so that changes can be read.
  package static var text: String { document.indented + "\n" }

  private static var schemas: [String: JSONValue] {
    ["Problem": APIFailure.schema.value]
  }

  private static var paths: [String: JSONValue] {
    var paths: [String: [String: JSONValue]] = [:]
    for route in APIRoute.all {
      paths["/" + route.pattern.joined(separator: "/"), default: [:]][route.method.rawValue.lowercased()] = operation(
        route)
    }
    return paths.mapValues { .object($0) }
  }

  private static func operation(_ route: APIRoute) -> JSONValue {
    var parameters = route.parameters.map { parameter($0, "path", APIRoute.parameter($0), isRequired: true, "") }
    parameters += route.query.map { parameter($0.name, "query", $0.schema, isRequired: $0.isRequired, $0.about) }
    if route.isWrite { parameters.append(["$ref": "#/components/parameters/IdempotencyKey"]) }
    var operation: [String: JSONValue] = [
      "operationId": .text(route.id), "summary": .text(route.summary), "tags": [.text(route.tag)],
      "responses": responses(route),
    ]
    if !parameters.isEmpty { operation["parameters"] = .list(parameters) }
    if let fields = route.body {
      operation["requestBody"] = [
        "required": .flag(fields.contains(where: \.isRequired)),
        "content": ["application/json": ["schema": APISchema.object(fields).value]],
      ]
    }
    if let needs = route.needs {
      operation["description"] = .text("Scope: \(scopes(needs)).")
    } else {
      operation["security"] = []
    }
    return .object(operation)
  }

  /// The roles that may, in words.
  private static func scopes(_ capability: Capability) -> String {
    Role.allCases.filter { $0.may(capability) }.map(\.rawValue).joined(separator: ", ")
  }

  private static func parameter(
    _ name: String, _ place: String, _ schema: APISchema, isRequired: Bool, _ about: String
  ) -> JSONValue {
    var parameter: [String: JSONValue] = [
      "name": .text(name), "in": .text(place), "required": .flag(isRequired), "schema": schema.value,
    ]
    if !about.isEmpty { parameter["description"] = .text(about) }
    return .object(parameter)
  }

  private static func responses(_ route: APIRoute) -> JSONValue {
    var responses: [String: JSONValue] = [:]
    switch route.answer {
    case .json(let schema):
      responses["\(route.status)"] = [
        "description": .text(route.summary), "content": ["application/json": ["schema": schema.value]],
      ]
    case .file(let types), .fileOrNothing(let types):
      let content = types.map { ($0, ["schema": file($0)] as JSONValue) }
      responses["\(route.status)"] = [
        "description": .text(route.summary), "content": .object(Dictionary(content, uniquingKeysWith: { $1 })),
      ]
      if case .fileOrNothing = route.answer { responses["204"] = ["description": "There is nothing to take."] }
    case .nothing: responses["204"] = ["description": "Done."]
    }
    for failure in failures where applies(failure.status, route) {
      responses["\(failure.status)"] = ["$ref": .text("#/components/responses/\(failure.name)")]
    }
    return .object(responses)
  }

  /// What a file of a type holds.
  private static func file(_ type: String) -> JSONValue {
    type == "application/json" ? ["type": "array", "items": ["type": "object"]] : ["type": "string"]
  }

  private static func applies(_ status: Int, _ route: APIRoute) -> Bool {
    switch status {
    case 401, 403: route.needs != nil
    case 404: !route.parameters.isEmpty
    case 409, 413, 415: route.isWrite
    case 422: route.isWrite || !route.query.isEmpty
    case 405: false
    default: true
    }
  }
}

/// The document itself.
enum DocumentResource {
  static let routes: [APIRoute] = [
    .read(
      "openapi.json", "getDocument", "This document.", needs: nil,
      .json(APISchema(["type": "object"]))
    ) { _ in .json(OpenAPIDocument.document) }
  ]
}

extension JSONValue {
  /// With line ends.
  var indented: String {
    var text = ""
    indent(to: &text, 0)
    return text
  }

  private func indent(to text: inout String, _ depth: Int) {
    let margin = String(repeating: "  ", count: depth)
    switch self {
    case .list(let items) where items.contains { $0.members != nil || $0.items != nil }:
      text += "[\n"
      for (index, item) in items.enumerated() {
        text += margin + "  "
        item.indent(to: &text, depth + 1)
        text += index + 1 < items.count ? ",\n" : "\n"
      }
      text += margin + "]"
    case .object(let members) where !members.isEmpty:
      text += "{\n"
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        text += margin + "  " + JSONValue.text(member.key).written + ": "
        member.value.indent(to: &text, depth + 1)
        text += index + 1 < members.count ? ",\n" : "\n"
      }
      text += margin + "}"
    default: text += written
    }
  }
}
