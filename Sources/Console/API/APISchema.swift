import CallModel

/// What a value of a request or an answer is: the part of JSON Schema that this API needs. It is written into the
/// OpenAPI document, and what requests bring is held against it.
struct APISchema: Sendable {
  /// As the document has it.
  private(set) var json: [String: JSONValue]

  init(_ json: [String: JSONValue]) { self.json = json }

  var value: JSONValue { .object(json) }

  static let text = APISchema(["type": "string"])
  static let integer = APISchema(["type": "integer"])
  static let flag = APISchema(["type": "boolean"])
  /// `2026-11-10`
  static let day = APISchema(["type": "string", "format": "date"])
  /// `2026-11-10T11:00:00Z`
  static let instant = APISchema(["type": "string", "format": "date-time"])
  /// Reais, exact, as text: `0.2320`.
  static let amount = APISchema(["type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"])
  /// Digits; for readers all but the last four are `*`.
  static let telephone = APISchema(["type": "string"])

  /// One line of text that someone enters.
  static func line(_ bytes: Int = 200) -> APISchema {
    APISchema([
      "type": "string", "minLength": 1, "maxLength": .integer(Int64(bytes)), "pattern": .text(linePattern),
    ])
  }

  /// No control characters.
  private static let linePattern = "^[^\\x00-\\x1F\\x7F]+$"

  static func number(_ range: ClosedRange<Int64>) -> APISchema {
    APISchema(["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
  }

  static func choice(_ values: [String]) -> APISchema {
    APISchema(["type": "string", "enum": .list(values.map(JSONValue.text))])
  }

  static func list(_ item: APISchema) -> APISchema { APISchema(["type": "array", "items": item.value]) }

  /// Of 1 to so many.
  static func some(_ item: APISchema, atMost count: Int) -> APISchema {
    APISchema([
      "type": "array", "items": item.value, "minItems": 1, "maxItems": .integer(Int64(count)),
    ])
  }

  /// By name, of any names.
  static func map(_ value: APISchema) -> APISchema {
    APISchema(["type": "object", "additionalProperties": value.value])
  }

  static func object(_ fields: [APIField]) -> APISchema {
    var properties: [String: JSONValue] = [:]
    for field in fields { properties[field.name] = field.described }
    return APISchema([
      "type": "object", "properties": .object(properties), "additionalProperties": false,
      "required": .list(fields.filter(\.isRequired).map { .text($0.name) }),
    ])
  }

  /// A schema of the document's components.
  static func named(_ name: String) -> APISchema { APISchema(["$ref": .text("#/components/schemas/\(name)")]) }

  /// The same or null.
  var orNull: APISchema {
    guard let type = json["type"] else { return APISchema(["anyOf": .list([value, ["type": "null"]])]) }
    var json = json
    json["type"] = .list([type, "null"])
    if case .list(let values) = json["enum"] { json["enum"] = .list(values + [.null]) }
    return APISchema(json)
  }

  /// A page of a list, and where it goes on.
  static func page(_ item: APISchema) -> APISchema {
    object([
      APIField("items", .list(item), isRequired: true),
      APIField(
        "next", APISchema.text.orNull, isRequired: true, "The value of `after` for the page that follows; null: none."),
    ])
  }
}

/// A parameter of a query, a member of a body or of an answer.
struct APIField: Sendable {
  var name: String
  var schema: APISchema
  var isRequired: Bool
  var about: String

  init(_ name: String, _ schema: APISchema, isRequired: Bool = false, _ about: String = "") {
    self.name = name
    self.schema = schema
    self.isRequired = isRequired
    self.about = about
  }

  /// Its schema with what it is about.
  var described: JSONValue {
    if about.isEmpty { return schema.value }
    var json = schema.json
    json["description"] = .text(about)
    return .object(json)
  }
}

/// A column of a list: its key, what it is, and its value in a row.
struct APIColumn<Row>: Sendable {
  var field: APIField
  var value: @Sendable (Row) -> JSONValue

  init(_ name: String, _ schema: APISchema, _ about: String = "", _ value: @escaping @Sendable (Row) -> JSONValue) {
    field = APIField(name, schema, isRequired: true, about)
    self.value = value
  }
}

/// One description of the objects of a list, from which its JSON and its schema follow.
struct APIList<Row>: Sendable {
  let columns: [APIColumn<Row>]

  init(_ columns: [APIColumn<Row>]) { self.columns = columns }

  var schema: APISchema { .object(columns.map(\.field)) }

  func json(_ row: Row) -> JSONValue {
    .object(Dictionary(columns.map { ($0.field.name, $0.value(row)) }, uniquingKeysWith: { $1 }))
  }

  /// A page of it.
  func page(_ rows: [Row], next: String?) -> WebAnswer {
    .json(["items": .list(rows.map(json)), "next": .optional(next)])
  }
}
