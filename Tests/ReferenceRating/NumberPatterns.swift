/// The lists of `NumberPlan.swift`, taken apart.
struct NumberPlan {
  /// By country code.
  var lengths: [String: [Int]] = [:]
  /// By country code and length of the national number: how such a number may begin, a set of digits a place.
  var beginnings: [String: [[Set<UInt8>]]] = [:]

  init() {
    for row in possibleLengths.split(separator: "\n") {
      let words = row.split(separator: " ").map { String($0) }
      lengths[words[0]] = words.dropFirst().compactMap { Int($0) }
    }
    for row in numberBeginnings.split(separator: "\n") {
      let words = row.split(separator: " ").map { String($0) }
      beginnings[words[0], default: []] += words.dropFirst().map(Self.places)
    }
  }

  private static func places(_ text: String) -> [Set<UInt8>] {
    var places: [Set<UInt8>] = []
    var open: Set<UInt8>?
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["): open = []
      case UInt8(ascii: "]"):
        places.append(open ?? [])
        open = nil
      case UInt8(ascii: "."): places.append(Set(UInt8(ascii: "0")...UInt8(ascii: "9")))
      default:
        if open == nil {
          places.append([byte])
        } else {
          open?.insert(byte)
        }
      }
    }
    return places
  }
}

let numberPlan = NumberPlan()

/// Whether a number, with its country code, fits libphonenumber's pattern of its country (spec 7.6).
func numberFitsItsCountry(_ digits: String) -> Bool {
  guard let code = (countryCodes + ["55"]).first(where: { digits.hasPrefix($0) }) else { return false }
  let national = Array(digits.dropping(code.utf8.count).utf8)
  return (numberPlan.beginnings["\(code):\(national.count)"] ?? []).contains { places in
    zip(places, national).allSatisfy { $0.contains($1) }
  }
}
