import CallModel

/// Where a value is not what its schema says.
struct APIMismatch: Error, Equatable {
  /// Members on the way to it, joined by points; blank: the value itself.
  var place: String
  var expected: String
  var found: String

  fileprivate func within(_ member: String) -> APIMismatch {
    APIMismatch(place: place.isEmpty ? member : "\(member).\(place)", expected: expected, found: found)
  }
}

extension APISchema {
  /// - Throws: `APIMismatch`, the first there is.
  func check(_ value: JSONValue) throws(APIMismatch) { try Self.check(value, json) }

  private static func check(_ value: JSONValue, _ schema: [String: JSONValue]) throws(APIMismatch) {
    let types = schema["type"].map { $0.items ?? [$0] } ?? []
    guard types.isEmpty || types.contains(.text(value.typeName)) else {
      throw APIMismatch(
        place: "", expected: types.compactMap(\.string).joined(separator: " or "), found: value.typeName)
    }
    if let choices = schema["enum"]?.items, !choices.contains(value) {
      let names = choices.map { $0.string ?? $0.written }.joined(separator: ", ")
      throw APIMismatch(place: "", expected: "one of \(names)", found: value.shown)
    }
    switch value {
    case .text(let text): try check(text, schema)
    case .integer(let number): try check(number, schema)
    case .list(let items): try check(items, schema)
    case .object(let members): try check(members, schema)
    case .null, .flag, .number: break
    }
  }

  private static func check(_ text: String, _ schema: [String: JSONValue]) throws(APIMismatch) {
    let length = text.unicodeScalars.count
    if let least = schema["minLength"]?.whole, length < least {
      throw APIMismatch(place: "", expected: "a text", found: "a blank one")
    }
    if let most = schema["maxLength"]?.whole, length > most {
      throw APIMismatch(place: "", expected: "at most \(most) characters", found: "\(length)")
    }
    // The one pattern of what requests bring.
    if schema["pattern"] != nil, text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw APIMismatch(place: "", expected: "one line without control characters", found: "others")
    }
    if schema["format"] == "date", CivilDate(text: text) == nil {
      throw APIMismatch(place: "", expected: "a day such as 2026-11-10", found: JSONValue.text(text).shown)
    }
  }

  private static func check(_ number: Int64, _ schema: [String: JSONValue]) throws(APIMismatch) {
    let range = (schema["minimum"]?.whole ?? .min)...(schema["maximum"]?.whole ?? .max)
    guard range.contains(number) else {
      throw APIMismatch(
        place: "", expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(number)")
    }
  }

  private static func check(_ items: [JSONValue], _ schema: [String: JSONValue]) throws(APIMismatch) {
    let range = (schema["minItems"]?.whole ?? 0)...(schema["maxItems"]?.whole ?? .max)
    guard range.contains(Int64(items.count)) else {
      throw APIMismatch(
        place: "", expected: "\(range.lowerBound) to \(range.upperBound) items", found: "\(items.count)")
    }
    guard let own = schema["items"]?.members else { return }
    for (index, item) in items.enumerated() {
      do throws(APIMismatch) { try check(item, own) } catch { throw error.within("\(index)") }
    }
  }

  private static func check(_ members: [String: JSONValue], _ schema: [String: JSONValue]) throws(APIMismatch) {
    let known = schema["properties"]?.members ?? [:]
    for name in schema["required"]?.items ?? [] {
      guard let name = name.string, members[name] == nil else { continue }
      throw APIMismatch(place: name, expected: "a value", found: "none")
    }
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      if let own = known[name]?.members ?? schema["additionalProperties"]?.members {
        do throws(APIMismatch) { try check(value, own) } catch { throw error.within(name) }
      } else if schema["additionalProperties"] == false {
        let names = known.keys.sorted().joined(separator: ", ")
        throw APIMismatch(
          place: name, expected: names.isEmpty ? "nothing" : "one of \(names)", found: "another name")
      }
    }
  }
}

extension JSONValue {
  fileprivate var typeName: String {
    switch self {
    case .null: "null"
    case .flag: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .text: "string"
    case .list: "array"
    case .object: "object"
    }
  }

  /// For a message: some of it.
  fileprivate var shown: String {
    let text = string ?? written
    return text.count > 60 ? text.prefix(60) + "…" : text
  }
}
