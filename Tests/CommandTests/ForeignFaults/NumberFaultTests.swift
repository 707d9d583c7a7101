import Foundation
import Testing

/// Numbers that were priced as others, each with the right number, zone and amount for a minute.
@Suite("Faults seen on dialled numbers (spec 7.6)")
struct NumberFaultTests {
  /// What each number comes to, `number zone amount`, or the reason for which it waits; in the order of the numbers.
  private func settle(_ numbers: [String], _ options: String...) throws -> [String] {
    let rating = try ForeignRating(["a.csv": summitRows(called: numbers)])
    try rating.program.write("ours.yml", try Self.layout(rating.program, options))
    let result = try rating.rate("ours.yml")
    var found = Dictionary(
      uniqueKeysWithValues: result.records.map { record in
        (record["global_id"] ?? "", "\(record["called"] ?? "") \(record["zone"] ?? "") \(record["amount"] ?? "")")
      })
    for row in result.rejected {
      found[row["raw"].map { String($0.prefix { $0 != ";" }) } ?? ""] = row["reason"]
    }
    return numbers.indices.map { found["n\($0)"] ?? "none" }
  }

  /// Layout summit-1 without the columns that the rows lack, and with these lines.
  private static func layout(_ program: Program, _ lines: [String]) throws -> String {
    try program.run("layouts", "summit-1").output + lines.map { $0 + "\n" }.joined()
  }

  @Test("international-00: the same number costs the same in every form")
  func international() throws {
    let spain = "34688000392 intl:europe 1.20"
    #expect(
      try settle([
        "0034688000392", "+34688000392", "34688000392", "00351210004567", "00442079460000", "0012125551234",
        "005548999887766", "005511999887766",
      ]) == [
        spain, spain, spain, "351210004567 intl:europe 1.20", "442079460000 intl:europe 1.20",
        "12125551234 intl:north-america 0.30", "5548999887766 vc1 0.60", "5511999887766 vc3 0.60",
      ])
  }

  @Test("n01-dialling-without-carrier: 00 and 90 with a carrier's code and without")
  func withoutCarrier() throws {
    let numbers = ["00351211234567", "0015351211234567", "0012125551234", "90154899999444", "90154899994444"]
    #expect(
      try settle(numbers) == [
        "351211234567 intl:europe 1.20", "351211234567 intl:europe 1.20", "12125551234 intl:north-america 0.30",
        "5548999999444 collect 0.00", "5548999994444 collect 0.00",
      ])
    // The one who lets customers dial abroad without one says so.
    #expect(
      try settle(["9048999994444", "00244923123456"], "dialling: {carrier_code: none}") == [
        "5548999994444 collect 0.00", "244923123456 intl 3.00",
      ])
    #expect(
      try settle(["9048999994444", "00244923123456"], "dialling: {carrier_code: required}") == [
        "unknown-destination", "4923123456 intl:europe 1.20",
      ])
    #expect(try settle(["00244923123456"]) == ["ambiguous-number"])
  }

  @Test("n02-toll-free-without-zero, toll-free-without-zero: one number in all its forms")
  func tollFree() throws {
    let free = "08001234567 toll-free 0.00"
    let shared = "03001234567 shared-cost 0.60"
    #expect(
      try settle([
        "08001234567", "8001234567", "+558001234567", "558001234567", "5508001234567", "00558001234567", "03001234567",
        "3001234567", "+553001234567",
      ]) == [free, free, free, free, free, free, shared, shared, shared])
  }

  @Test("n07-foreign-number-without-plus: with form e164 as if a + stood there")
  func e164() throws {
    let numbers = ["51912345678", "4930123456", "50031234"]
    let foreign = ["51912345678 intl 3.00", "4930123456 intl:europe 1.20", "50031234 intl 3.00"]
    #expect(try settle(numbers.map { "+" + $0 }) == foreign)
    let rating = try ForeignRating(["a.csv": summitRows(called: numbers)])
    let result = try rating.rate("summit-1", "--layout-set", "columns.called={column: called, form: e164}")
    #expect(result.calls("called", "zone", "amount") == foreign, "\(result)")
  }

  @Test("n08-unified-4020: numbers of shared cost in all Brazil are no local ones")
  func unified() throws {
    #expect(
      try settle(["40031234", "40201234", "43701234", "48641234", "5540201234", "+5540201234", "4840031234"]) == [
        "40031234 unified 0.60", "40201234 unified 0.60", "43701234 unified 0.60", "48641234 unified 0.60",
        "40201234 unified 0.60", "40201234 unified 0.60", "554840031234 local 0.60",
      ])
  }

  @Test("n12-digits-become-foreign: of a length that the country has not it is unknown")
  func lengths() throws {
    let unknown = "unknown-destination"
    #expect(
      try settle(["1901234", "123456789", "3334444", "331234567", "2012345678901", "6901234567890"])
        == [unknown, unknown, unknown, unknown, unknown, unknown])
    // Canada has seven digits (310-1234), Egypt eight, and this is a collect call without a carrier's code.
    #expect(
      try settle(["12345678", "2033334444", "901533334444"]) == [
        "12345678 intl:north-america 0.30", "2033334444 intl 3.00", "551533334444 collect 0.00",
      ])
  }

  @Test("prefix-before-number: strip takes it off where a whole number is left")
  func prefixes() throws {
    let rating = try ForeignRating([
      "a.csv": summitRows(called: [
        "5532148999887766", "111132048999887766", "55321048999887766", "553214833330000", "5548999887766",
      ])
    ])
    let result = try rating.rate(
      "summit-1", "--layout-set", "columns.called={column: called, strip: [\"1111320\", \"55???\"]}")
    let mobile = "5548999887766 vc1 0.60"
    #expect(
      result.calls("called", "zone", "amount") == [
        mobile, mobile, mobile, "554833330000 local 0.60", mobile,
      ], "\(result)")
  }
}
