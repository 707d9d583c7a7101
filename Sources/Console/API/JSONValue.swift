import CallModel
import Foundation
import Importing
import Listing

/// A value of JSON, as requests bring it and answers have it.
enum JSONValue: Equatable, Sendable {
  case null
  case flag(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// - Returns: nil for bytes that are no JSON.
  static func parsed(_ bytes: [UInt8]) -> JSONValue? {
    try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
  }

  subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var string: String? { if case .text(let text) = self { text } else { nil } }
  var whole: Int64? { if case .integer(let number) = self { number } else { nil } }
  var items: [JSONValue]? { if case .list(let items) = self { items } else { nil } }
  var members: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }
  static func optional(_ number: Int64?) -> JSONValue { number.map(JSONValue.integer) ?? .null }
  static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  /// Compact, keys in order.
  var written: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .flag(let isSet): text += isSet ? "true" : "false"
    case .integer(let number): text += "\(number)"
    case .number(let number): text += "\(number)"
    case .text(let value): Self.write(value, to: &text)
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { text += "," }
        Self.write(member.key, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private static func write(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        text += "\\u" + scalar.value.padded(to: 4, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSONValue: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self), value.isFinite {
      self = .number(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}

extension JSONValue {
  /// A cell of a list: whole numbers as numbers, amounts as text, so that no reader's floating point rounds them.
  ///
  /// - Parameter masksNumbers: telephone numbers without their last digits, also those within texts.
  init(_ value: ListingValue, masksNumbers: Bool) {
    switch value {
    case .none, .blank: self = .null
    case .text(let text), .amount(let text), .moment(let text), .localTime(let text): self = .text(text)
    case .bytes(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
    case .free(let text): self = .text(masksNumbers ? NumberMask.maskAll(in: text) : text)
    case .telephone(let number): self = .text(masksNumbers ? NumberMask.mask(number) : number)
    case .integer(let number), .seconds(let number): self = .integer(Int64(number))
    case .number(let number): self = .integer(number)
    case .day(let day): self = .text("\(day)")
    case .instant(let seconds): self = .text(Self.instant(seconds))
    case .flag(let isSet): self = .flag(isSet)
    case .object(let values): self = .object(values.mapValues { JSONValue($0, masksNumbers: masksNumbers) })
    case .array(let values): self = .list(values.map { JSONValue($0, masksNumbers: masksNumbers) })
    }
  }

  /// `2026-11-10T11:00:00Z`
  static func instant(_ seconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(Date.ISO8601FormatStyle())
  }
}
