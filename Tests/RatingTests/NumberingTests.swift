import CallModel
import Testing

@testable import Rating
@testable import ReferenceRating

/// A number as dialled and what it should come to; `rule` 0: no rule matches.
struct NumberCase: Sendable, CustomTestStringConvertible {
  let dialled: String
  let areaCode: Int?
  let number: String
  let kind: CallModel.NumberKind
  let rule: Int

  init(_ dialled: String, area: Int? = 48, _ number: String, _ kind: CallModel.NumberKind = .e164, rule: Int) {
    self.dialled = dialled
    areaCode = area
    self.number = number
    self.kind = kind
    self.rule = rule
  }

  /// One that no rule matches.
  init(none dialled: String, area: Int? = 48) {
    self.init(dialled, area: area, "", .none, rule: 0)
  }

  var testDescription: String { "\(dialled) from \(areaCode.map(String.init) ?? "nowhere")" }
}

@Suite("Spec 3.1: numbers")
struct NumberingTests {
  private func dialled(_ text: String) -> DialledDigits? {
    Array(text.utf8).withUnsafeBufferPointer { DialledDigits($0) }
  }

  private func check(_ expected: NumberCase) throws {
    let dialled = try #require(self.dialled(expected.dialled))
    let found = Numbering.normalise(dialled, areaCode: expected.areaCode)
    #expect(found.number.description == expected.number)
    #expect(found.kind == expected.kind)
    #expect(found.rule == expected.rule)
  }

  @Test(
    "1: + and the digits, by rules 8 and 10 only",
    arguments: [
      NumberCase("+55 48 3333-4444", "554833334444", rule: 1), NumberCase("+554899998888", "5548999998888", rule: 1),
      NumberCase(" (+55)48.3333.4444", "554833334444", rule: 1), NumberCase("+351211234567", "351211234567", rule: 1),
      NumberCase("+4833334444", "4833334444", rule: 1), NumberCase("+40012345", "40012345", rule: 1),
      NumberCase(none: "+33334444"), NumberCase("+12345678", "12345678", rule: 1), NumberCase(none: "+1234567"),
      NumberCase(none: "+123456"), NumberCase(none: "+190"), NumberCase(none: "+08001234567"),
      NumberCase(none: "+2101234567"), NumberCase(none: "+1234567890123456"), NumberCase(none: "+551233"),
      NumberCase(none: "+55481333444"), NumberCase(none: "+554813334444"),
    ])
  func international(_ expected: NumberCase) throws { try check(expected) }

  @Test(
    "2 and 3: collect",
    arguments: [
      NumberCase("909033334444", "554833334444", .collect, rule: 2),
      NumberCase("9090999998888", "5548999998888", .collect, rule: 2),
      NumberCase("909099998888", "5548999998888", .collect, rule: 2),
      NumberCase("909033334444", area: nil, "909033334444", rule: 10),
      NumberCase("909013334444", "909013334444", rule: 10), NumberCase(none: "9090333344445"),
      NumberCase("90151133334444", "551133334444", .collect, rule: 3),
      NumberCase("901511999998888", "5511999998888", .collect, rule: 3),
      NumberCase("90151199998888", area: nil, "5511999998888", .collect, rule: 3),
      NumberCase("901520333344445", "901520333344445", rule: 10),
      NumberCase("90152033334444", "90152033334444", rule: 10),
      NumberCase(none: "9015119999988881"),
    ])
  func collect(_ expected: NumberCase) throws { try check(expected) }

  @Test(
    "4: 0PPP numbers",
    arguments: [
      NumberCase("0800123456", "0800123456", .national, rule: 4),
      NumberCase("0800 123-4567", "08001234567", .national, rule: 4),
      NumberCase("0300123456", "0300123456", .national, rule: 4),
      NumberCase("0303123456", "0303123456", .national, rule: 4),
      NumberCase("0500123456", "0500123456", .national, rule: 4),
      NumberCase("09001234567", area: nil, "09001234567", .national, rule: 4),
      NumberCase(none: "080012345"), NumberCase(none: "080012345678"), NumberCase(none: "0301123456"),
      NumberCase(none: "0801123456"),
    ])
  func national(_ expected: NumberCase) throws { try check(expected) }

  @Test(
    "5: 00, carrier and 7 digits or more, by rules 8 and 10 only",
    arguments: [
      NumberCase("0015351211234567", "351211234567", rule: 5),
      NumberCase("00155548999998888", "5548999998888", rule: 5),
      NumberCase(none: "001555489999888"), NumberCase(none: "00211234567"),
      NumberCase("002112345678", "12345678", rule: 5),
      NumberCase("002140012345", "40012345", rule: 5), NumberCase("0021491234567890123", "491234567890123", rule: 5),
      NumberCase(none: "0021123456"), NumberCase(none: "00211234567890123456"), NumberCase(none: "00210800123456"),
      NumberCase("00212101234567", "212101234567", rule: 5),
    ])
  func carrierInternational(_ expected: NumberCase) throws { try check(expected) }

  @Test(
    "6 and 7: 0, perhaps a carrier, area code and number",
    arguments: [
      NumberCase("0154833334444", "554833334444", rule: 6), NumberCase("01548999998888", "5548999998888", rule: 6),
      NumberCase("0154899998888", "5548999998888", rule: 6), NumberCase(none: "0152033334444"),
      NumberCase(none: "0154813334444"), NumberCase(none: "01548899998888"), NumberCase(none: "015489999988881"),
      NumberCase("04833334444", "554833334444", rule: 7), NumberCase("048999998888", "5548999998888", rule: 7),
      NumberCase("04899998888", area: nil, "5548999998888", rule: 7), NumberCase(none: "02033334444"),
      NumberCase(none: "04813334444"), NumberCase(none: "0483333444"), NumberCase(none: "0"),
      NumberCase(none: "033334444"),
    ])
  func trunkPrefix(_ expected: NumberCase) throws { try check(expected) }

  @Test(
    "8 and 9: area code and number, with 55 or without",
    arguments: [
      NumberCase("554833334444", "554833334444", rule: 8), NumberCase("5548999998888", "5548999998888", rule: 8),
      NumberCase("554899998888", area: nil, "5548999998888", rule: 8),
      NumberCase(none: "552033334444"), NumberCase(none: "550033334444"),
      NumberCase(none: "554813334444"), NumberCase(none: "5548899998888"), NumberCase(none: "555512345678"),
      NumberCase("4833334444", "554833334444", rule: 9), NumberCase("48999998888", "5548999998888", rule: 9),
      NumberCase("4899998888", area: nil, "5548999998888", rule: 9),
      NumberCase("5533334444", area: nil, "555533334444", rule: 9), NumberCase("2033334444", "2033334444", rule: 10),
      NumberCase("4813334444", "4813334444", rule: 10), NumberCase("48899998888", "48899998888", rule: 10),
      NumberCase("11999998888", "5511999998888", rule: 9), NumberCase("10999998888", "10999998888", rule: 10),
    ])
  func areaCode(_ expected: NumberCase) throws { try check(expected) }

  @Test(
    "10: a country code and 7 to 15 digits in all",
    arguments: [
      NumberCase("351211234567", "351211234567", rule: 10), NumberCase("12345678", "12345678", rule: 10),
      NumberCase("491234567890123", "491234567890123", rule: 10), NumberCase(none: "123456"),
      NumberCase(none: "1234567890123456"), NumberCase(none: "2101234567"), NumberCase(none: "8901234567"),
      // 55 is no country code here, so a longer number that starts with it is none.
      NumberCase(none: "55123456789012"), NumberCase(none: "551234567"),
      NumberCase(none: "33334444", area: nil), NumberCase("46334444", area: nil, "46334444", rule: 10),
    ])
  func countryCode(_ expected: NumberCase) throws { try check(expected) }

  @Test(
    "11 to 13 win over 10",
    arguments: [
      NumberCase("40041234", "40041234", .unified, rule: 11),
      NumberCase("30031234", area: nil, "30031234", .unified, rule: 11),
      NumberCase("40104123", "554840104123", rule: 12), NumberCase(none: "4004123"),
      NumberCase("40201234", "40201234", .unified, rule: 11), NumberCase("43701234", "43701234", .unified, rule: 11),
      NumberCase("48641234", "48641234", .unified, rule: 11), NumberCase("40211234", "554840211234", rule: 12),
      NumberCase("33334444", "554833334444", rule: 12), NumberCase("69998888", "5548969998888", rule: 12),
      NumberCase("999998888", "5548999998888", rule: 12), NumberCase(none: "899998888"),
      NumberCase(none: "999998888", area: nil), NumberCase("13334444", "13334444", rule: 10),
      NumberCase("190", "190", .special, rule: 13), NumberCase("911", "911", .special, rule: 13),
      NumberCase("1056", "1056", .special, rule: 13),
      NumberCase("10315", area: nil, "10315", .special, rule: 13), NumberCase(none: "19"), NumberCase(none: "103151"),
      NumberCase(none: "290"), NumberCase(none: "290", area: nil),
    ])
  func short(_ expected: NumberCase) throws { try check(expected) }

  @Test(
    "no called number: other characters, no digits, more than 20",
    arguments: [
      "", " ", "+", "-", "()", "++5548", "48+33334444", "12a", "12*", "#31#", "123456789012345678901", "٣٣٣٣",
      "4833334444\u{0}", "4833334444\t", "4833334444;", "sip:48@x",
    ])
  func badNumber(_ text: String) {
    #expect(dialled(text) == nil)
  }

  @Test("separators anywhere; a + before the first digit")
  func separators() {
    #expect(dialled("12345678901234567890")?.digitCount == 20)
    #expect(dialled("-(+) 1")?.isInternational == true)
    #expect(dialled("4-8.3 (3)3") == DialledDigits(value: 48333, digitCount: 5, isInternational: false))
    #expect(dialled("007")?.digitCount == 3)
  }

  @Test("20 digits are a number that no rule matches")
  func twentyDigits() throws {
    try check(NumberCase(none: "12345678901234567890"))
    try check(NumberCase(none: "00215512345678901234"))
  }
}
