import Foundation
import Testing
import Yams

/// docs/summit-platform.openapi.yaml, and whether an exchange is as it says.
struct OpenAPIDocument {
  /// An operation of the document.
  struct Operation {
    var id: String
    var method: String
    var path: String
    var parameters: [Node]
    var node: Node

    /// `default` among them.
    var statuses: [String] { node["responses"]?.mapping?.keys.compactMap(\.string) ?? [] }
  }

  let root: Node

  init() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/summit-platform.openapi.yaml")
    root = try #require(try Yams.compose(yaml: String(contentsOf: url, encoding: .utf8)))
  }

  var operations: [Operation] {
    var all: [Operation] = []
    for (path, item) in root["paths"]?.mapping.map(Array.init) ?? [] {
      let shared = item["parameters"]?.array() ?? []
      for method in ["get", "put", "post", "delete", "options", "head", "patch", "trace"] {
        guard let node = item[method] else { continue }
        all.append(
          Operation(
            id: node["operationId"]?.string ?? "", method: method.uppercased(), path: path.string ?? "",
            parameters: (shared + (node["parameters"]?.array() ?? [])).map(resolved), node: node))
      }
    }
    return all
  }

  /// What `node` refers to, or itself.
  func resolved(_ node: Node) -> Node {
    guard let reference = node["$ref"]?.string else { return node }
    return reference.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] ?? Node("missing \(reference)") }
  }

  func response(of operation: Operation, status: Int) -> (name: String, node: Node)? {
    for name in ["\(status)", "default"] {
      // Not by subscript: to Yams a quoted "200" is another key than 200.
      let found = operation.node["responses"]?.mapping?.first { $0.key.string == name }
      if let found { return (name, resolved(found.value)) }
    }
    return nil
  }

  /// What is wrong with a body: nil if nothing. An absent body is empty.
  func fault(of body: Data, content holder: Node, in place: String) throws -> String? {
    guard let schema = holder["content"]?["application/json"]?["schema"] else {
      return body.isEmpty ? nil : "\(place): expected no body"
    }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: body) else { return "\(place): expected JSON" }
    return try fault(of: value, schema: schema, in: place)
  }

  /// The part of JSON Schema that the document uses.
  func fault(of value: JSONValue, schema unresolved: Node, in place: String) throws -> String? {
    let schema = resolved(unresolved)
    switch (schema["type"]?.string, value) {
    case ("object", .object(let members)): return try fault(of: members, schema: schema, in: place)
    case ("array", .array(let items)):
      let item = try #require(schema["items"])
      return try items.lazy.compactMap { try fault(of: $0, schema: item, in: place + "[]") }.first
    case ("string", .text(let text)): return try fault(of: text, schema: schema, in: place)
    case ("integer", .integer(let number)):
      let range = (schema["minimum"]?.int ?? .min)...(schema["maximum"]?.int ?? .max)
      return range.contains(number) ? nil : "\(place): expected \(range), found \(number)"
    case ("boolean", .bool): return nil
    default: return "\(place): expected \(schema["type"]?.string ?? "a type that there is"), found \(value)"
    }
  }

  private func fault(of members: [String: JSONValue], schema: Node, in place: String) throws -> String? {
    let properties = schema["properties"]?.mapping ?? [:]
    for name in schema["required"]?.array().compactMap(\.string) ?? [] where members[name] == nil {
      return "\(place): expected \(name)"
    }
    if members.count < schema["minProperties"]?.int ?? 0 { return "\(place): expected more members" }
    for (name, value) in members {
      guard let property = properties[Node(name)] else { return "\(place): expected no \(name)" }
      if let fault = try fault(of: value, schema: property, in: "\(place).\(name)") { return fault }
    }
    return nil
  }

  private func fault(of text: String, schema: Node, in place: String) throws -> String? {
    let length = (schema["minLength"]?.int ?? 0)...(schema["maxLength"]?.int ?? .max)
    if !length.contains(text.unicodeScalars.count) { return "\(place): expected \(length) characters" }
    if let pattern = schema["pattern"]?.string, try Regex(pattern).firstMatch(in: text) == nil {
      return "\(place): expected \(pattern), found \(text)"
    }
    if let values = schema["enum"]?.array().compactMap(\.string), !values.contains(text) {
      return "\(place): expected one of \(values), found \(text)"
    }
    return nil
  }
}
