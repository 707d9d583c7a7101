import Testing

@testable import ReferenceRating

@Suite("Spec 3.1: numbers")
struct NumberTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let dialled: String
    var areaCode: String? = "48"
    let kind: NumberKind
    let digits: String
    var testDescription: String { dialled }
  }

  @Test(
    "the first rule that matches",
    arguments: [
      Case(dialled: "+5548 3333-4444", kind: .e164, digits: "554833334444"),  // 1, 8
      Case(dialled: "+554899998888", kind: .e164, digits: "5548999998888"),  // 1, 8 with M8
      Case(dialled: "+40012345", kind: .e164, digits: "40012345"),  // 1, 10: not unified
      Case(dialled: "90903333-4444", kind: .collect, digits: "554833334444"),  // 2
      Case(dialled: "909099998888", kind: .collect, digits: "5548999998888"),  // 2 with M8
      Case(dialled: "909033334444", areaCode: nil, kind: .e164, digits: "909033334444"),  // 10: Turkey
      Case(dialled: "90151133334444", kind: .collect, digits: "551133334444"),  // 3
      Case(dialled: "554840041234", kind: .e164, digits: "554840041234"),  // 8: an area's own number
      Case(dialled: "9015202133334444", kind: .none, digits: "9015202133334444"),
      Case(dialled: "0800123456", kind: .national, digits: "0800123456"),  // 4
      Case(dialled: "08001234567", kind: .national, digits: "08001234567"),
      Case(dialled: "0303123456", kind: .national, digits: "0303123456"),
      Case(dialled: "080012345", kind: .none, digits: "080012345"),
      Case(dialled: "0015351912345678", kind: .e164, digits: "351912345678"),  // 5, 10
      Case(dialled: "00155548999998888", kind: .e164, digits: "5548999998888"),  // 5, 8
      Case(dialled: "00154001234", kind: .none, digits: "00154001234"),  // Romania has 6 digits or 9
      Case(dialled: "0034688000392", kind: .e164, digits: "34688000392"),  // 5 without a carrier: Spain, not Tuvalu
      Case(dialled: "005491123456789", kind: .e164, digits: "5491123456789"),  // Argentina, by the pattern
      Case(dialled: "005548999887766", kind: .e164, digits: "5548999887766"),  // never Poland
      Case(dialled: "001540012345", kind: .e164, digits: "40012345"),  // 5: 11 plays no part
      Case(dialled: "0015400123", kind: .e164, digits: "15400123"),  // 5 without a carrier: 7 digits behind 1
      Case(dialled: "0015400", kind: .none, digits: "0015400"),
      Case(dialled: "0151133334444", kind: .e164, digits: "551133334444"),  // 6
      Case(dialled: "01133334444", kind: .e164, digits: "551133334444"),  // 7
      Case(dialled: "011554899998888", kind: .none, digits: "011554899998888"),  // 0 + CSP 11 + 55 + 48...: too long
      Case(dialled: "01154899998888", kind: .none, digits: "01154899998888"),
      Case(dialled: "554833334444", kind: .e164, digits: "554833334444"),  // 8
      Case(dialled: "552033334444", kind: .none, digits: "552033334444"),  // 8 needs a valid CN
      Case(dialled: "554813334444", kind: .none, digits: "554813334444"),
      Case(dialled: "4833334444", kind: .e164, digits: "554833334444"),  // 9
      Case(dialled: "+4833334444", kind: .e164, digits: "4833334444"),  // 1, 10: Poland
      Case(dialled: "2033334444", kind: .e164, digits: "2033334444"),  // 10: CN 20 is none; Egypt
      Case(dialled: "40041234", kind: .unified, digits: "40041234"),  // 11
      Case(dialled: "30012345", kind: .unified, digits: "30012345"),
      Case(dialled: "5540201234", kind: .unified, digits: "40201234"),  // 11 behind 55, before 9
      Case(dialled: "+5543701234", kind: .unified, digits: "43701234"),
      Case(dialled: "005548641234", kind: .unified, digits: "48641234"),
      Case(dialled: "8001234567", kind: .national, digits: "08001234567"),  // 4 without its 0
      Case(dialled: "+558001234567", kind: .national, digits: "08001234567"),
      Case(dialled: "00550800123456", kind: .national, digits: "0800123456"),
      Case(dialled: "9048999994444", kind: .collect, digits: "5548999994444"),  // 3 without a carrier
      Case(dialled: "911", kind: .special, digits: "911"),
      Case(dialled: "33334444", kind: .e164, digits: "554833334444"),  // 12
      Case(dialled: "99998888", kind: .e164, digits: "5548999998888"),
      Case(dialled: "999998888", kind: .e164, digits: "5548999998888"),
      Case(dialled: "33334444", areaCode: nil, kind: .none, digits: "33334444"),  // France has 9 digits
      Case(dialled: "190", kind: .special, digits: "190"),  // 13
      Case(dialled: "10315", kind: .special, digits: "10315"),
      Case(dialled: "+190", kind: .none, digits: "190"),
      Case(dialled: "19", kind: .none, digits: "19"),
      Case(dialled: "290", kind: .none, digits: "290"),
      Case(dialled: "12345678901234567890", kind: .none, digits: "12345678901234567890"),
    ])
  func rules(_ expected: Case) throws {
    let dialled = try #require(DialledNumber(expected.dialled))
    let number = dialled.read(areaCode: expected.areaCode).number
    #expect(number?.kind ?? .none == expected.kind)
    #expect(number?.digits ?? dialled.digits == expected.digits)
  }

  @Test(
    "what cannot be a called number", arguments: ["", " ", "+", "++5548", "48+33", "12a", "123456789012345678901", "٣"])
  func badNumber(_ cell: String) {
    #expect(DialledNumber(cell) == nil)
  }

  @Test(
    "the caller is written normalised, else as its digits, else blank",
    arguments: [
      ("4833334444", "554833334444"), ("(48) 3333-4444", "554833334444"), ("anonymous", ""), ("", ""),
      ("999", "999"), ("99 9", ""), ("123456789012345678901", "123456789012345678901"), ("+999", ""), ("190", "190"),
      ("33334444", "33334444"), ("3333-4444", ""),
    ])
  func caller(_ cell: String, _ written: String) {
    #expect(Caller(Text(cell)).written.string == written)
  }
}
