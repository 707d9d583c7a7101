import Foundation
import Platform

/// Reads the bodies of requests, strictly: what is wrong is told with the field's name.
enum RequestFields {
  /// - Parameter keys: the names there are.
  /// - Throws: `SimulatorRefusal`: 400 if it is not a JSON object, 422 for a field.
  static func decode<Value: Decodable, Key: CodingKey & CaseIterable>(
    _ type: Value.Type, _ keys: Key.Type, from body: Data
  ) throws -> Value {
    guard let fields = try? SummitWireFormat.decode(Names.self, from: body) else {
      throw SimulatorRefusal(400, "malformed", "expected a JSON object, found something else")
    }
    let known = keys.allCases.map(\.stringValue)
    if let unknown = fields.names.sorted().first(where: { !known.contains($0) }) {
      let message = "expected one of \(known.joined(separator: ", ")), found \(unknown)"
      throw SimulatorRefusal(422, "unknown-field", message, field: unknown)
    }
    if let fraction = fields.fractions.sorted().first {
      throw SimulatorRefusal.invalid(fraction, expected: "an integer", found: "another number")
    }
    do {
      return try SummitWireFormat.decode(type, from: body)
    } catch let error as DecodingError {
      throw refusal(error)
    }
  }

  private static func refusal(_ error: DecodingError) -> SimulatorRefusal {
    switch error {
    case .keyNotFound(let key, _):
      return .invalid(key.stringValue, expected: "a value", found: "none")
    case .valueNotFound(let type, let context), .typeMismatch(let type, let context):
      guard let field = context.codingPath.last?.stringValue else { break }
      return .invalid(field, expected: name(of: type), found: "something else")
    case .dataCorrupted(let context):
      guard let field = context.codingPath.last?.stringValue else { break }
      return .invalid(field, expected: "another value", found: "one that cannot be read")
    @unknown default: break
    }
    return SimulatorRefusal(400, "malformed", "expected the fields of the operation, found something else")
  }

  private static func name(of type: Any.Type) -> String {
    switch type {
    case is Int.Type: "an integer"
    case is Bool.Type: "true or false"
    default: "a text"
    }
  }

  /// The names of an object's members, and of those that are numbers but no integers: no field takes one, and the decoder
  /// does not tell which it was.
  private struct Names: Decodable {
    private struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    var names: [String]
    var fractions: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      names = container.allKeys.map(\.stringValue)
      fractions = container.allKeys.filter {
        (try? container.decode(Double.self, forKey: $0)) != nil && (try? container.decode(Int.self, forKey: $0)) == nil
      }.map(\.stringValue)
    }
  }
}
