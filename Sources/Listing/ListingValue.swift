import CallModel

/// What stands in a cell of a list, before it is written for a person or a program.
package enum ListingValue: Equatable, Sendable {
  /// Nothing: a blank cell; no key in JSON.
  case none
  /// Known to be blank: null in JSON.
  case blank
  case text(String)
  /// A text that may hold telephone numbers: they are masked for those who may not see them whole.
  case free(String)
  /// Bytes of a file as they came, with telephone numbers.
  case bytes([UInt8])
  /// A count.
  case integer(Int)
  /// A number that counts nothing: an id, a line of a file.
  case number(Int64)
  /// An amount in reais, exact, with a point: `0.2320`.
  case amount(String)
  case day(CivilDate)
  /// An instant, seconds since 1970.
  case instant(Int64)
  /// An instant as the ledger keeps it: ISO 8601, UTC.
  case moment(String)
  /// An instant as ISO 8601 in local time, with its offset.
  case localTime(String)
  case flag(Bool)
  /// Digits, as recorded: the last ones are masked for those who may not see them all.
  case telephone(String)
  /// A duration.
  case seconds(Int)
  /// Only in JSON.
  case object([String: ListingValue])
  case array([ListingValue])

  package static func optional(_ text: String?) -> ListingValue { text.map(ListingValue.text) ?? .none }
  package static func optionalFree(_ text: String?) -> ListingValue { text.map(ListingValue.free) ?? .none }
  package static func optional(_ day: CivilDate?) -> ListingValue { day.map(ListingValue.day) ?? .none }
  package static func optional(_ count: Int?) -> ListingValue { count.map(ListingValue.integer) ?? .none }
  package static func optionalNumber(_ number: Int64?) -> ListingValue { number.map(ListingValue.number) ?? .none }
  package static func optionalAmount(_ amount: String?) -> ListingValue { amount.map(ListingValue.amount) ?? .none }
  package static func optionalMoment(_ text: String?) -> ListingValue { text.map(ListingValue.moment) ?? .none }
}

extension ListingValue {
  /// As machines read it: days as `2026-11-10`, nothing for none.
  package var plainText: String {
    switch self {
    case .none, .blank, .object, .array: ""
    case .text(let text), .free(let text), .amount(let text), .telephone(let text), .moment(let text),
      .localTime(let text):
      text
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .integer(let number), .seconds(let number): "\(number)"
    case .number(let number), .instant(let number): "\(number)"
    case .day(let day): "\(day)"
    case .flag(let isSet): isSet ? "yes" : "no"
    }
  }

  /// Whether it says nothing: it is blank, counts nothing, or is no amount at all.
  package var isEmpty: Bool {
    switch self {
    case .integer(let count): count == 0
    case .amount(let text): !text.contains { ("1"..."9").contains($0) }
    default: plainText.isEmpty
    }
  }

  /// Whether it stands at the right of its column.
  package var isRightAligned: Bool {
    switch self {
    case .integer, .number, .amount, .seconds: true
    case .none, .blank, .text, .free, .bytes, .day, .instant, .moment, .localTime, .flag, .telephone, .object, .array:
      false
    }
  }

  /// Whether a spreadsheet could take it for a formula (spec 2.5): a number is none.
  var mayBeFormula: Bool {
    switch self {
    case .text, .free, .bytes, .telephone: true
    default: false
    }
  }
}

extension ListingValue: Encodable {
  /// Whole numbers as numbers, amounts as text, so that no reader's floating point rounds them (I6).
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let values):
      var container = encoder.container(keyedBy: ListingKey.self)
      for (key, value) in values where value != .none { try container.encode(value, forKey: ListingKey(key)) }
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(value) }
    default:
      var container = encoder.singleValueContainer()
      switch self {
      case .integer(let number), .seconds(let number): try container.encode(number)
      case .number(let number), .instant(let number): try container.encode(number)
      case .flag(let isSet): try container.encode(isSet)
      case .none, .blank: try container.encodeNil()
      default: try container.encode(plainText)
      }
    }
  }
}

struct ListingKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ key: String) { stringValue = key }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
