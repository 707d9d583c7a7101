import Foundation

@testable import Console

/// Holds answers against the OpenAPI document as it is served: JSON Schema read a second time, from the document alone.
struct SchemaReading {
  let document: JSONValue

  /// What is wrong with a value; empty: nothing.
  func faults(_ value: JSONValue, _ schema: JSONValue, at place: String = "") -> [String] {
    if let name = schema["$ref"]?.string?.split(separator: "/").last {
      return faults(value, document["components"]?["schemas"]?[String(name)] ?? .null, at: place)
    }
    if let choices = schema["anyOf"]?.items {
      return choices.contains { faults(value, $0, at: place).isEmpty } ? [] : ["\(place): none of anyOf"]
    }
    var found: [String] = []
    if let type = schema["type"], !(type.items ?? [type]).contains(.text(Self.type(value))) {
      return ["\(place): \(Self.type(value)) is not \(type.written)"]
    }
    if let choices = schema["enum"]?.items, !choices.contains(value) { found.append("\(place): \(value.written)") }
    switch value {
    case .text(let text): found += textFaults(text, schema, place)
    case .list(let items):
      if let item = schema["items"] {
        for (index, one) in items.enumerated() { found += faults(one, item, at: "\(place)[\(index)]") }
      }
    case .object(let members): found += memberFaults(members, schema, place)
    default: break
    }
    return found
  }

  private func textFaults(_ text: String, _ schema: JSONValue, _ place: String) -> [String] {
    var patterns = [schema["pattern"]?.string].compactMap(\.self)
    switch schema["format"]?.string {
    case "date": patterns.append(#"^\d{4}-\d\d-\d\d$"#)
    case "date-time": patterns.append(#"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"#)
    default: break
    }
    return patterns.filter { text.range(of: $0, options: .regularExpression) == nil }.map {
      "\(place): \(text) is not \($0)"
    }
  }

  private func memberFaults(_ members: [String: JSONValue], _ schema: JSONValue, _ place: String) -> [String] {
    var found: [String] = []
    for name in schema["required"]?.items ?? [] where members[name.string ?? ""] == nil {
      found.append("\(place): \(name.written) is missing")
    }
    for (name, member) in members {
      if let own = schema["properties"]?[name] {
        found += faults(member, own, at: "\(place).\(name)")
      } else if let own = schema["additionalProperties"] {
        found += own == false ? ["\(place).\(name) is not described"] : faults(member, own, at: "\(place).\(name)")
      }
    }
    return found
  }

  private static func type(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .flag: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .text: "string"
    case .list: "array"
    case .object: "object"
    }
  }
}
