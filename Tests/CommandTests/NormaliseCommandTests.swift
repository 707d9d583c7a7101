import Foundation
import Testing

@Suite("summit-cdr normalise, spec 3.1 and 3.3")
struct NormaliseCommandTests {
  @Test("a table of numbers seen from an area")
  func area() throws {
    let result = try Program().run(
      "normalise", "33334444", "0151199998888", "+351 21 123 4567", "190", "4a\u{1B}[31m", "--area", "48")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(
      result.output == """
        seen from area code 48, with the built-in zones

        dialled           number         kind     zone     rule                                                         zone by
        33334444          554833334444   e164     local    12: number in the line's area                                prefix 55483
        0151199998888     5511999998888  e164     vc3      6: 0 + carrier + area code + number                          prefix 55119
        +351 21 123 4567  351211234567   e164     intl     1, 10: + and an international number                         prefix 351
        190               190            special  special  13: 1 and two to four digits                                 kind of number
        4a\u{FFFD}[31m                          none              expected digits, spaces, - . ( ) and a leading +, found 'a'

        """)
  }

  @Test("spec 7.6: how the site dials and how the column is written")
  func dialling() throws {
    let program = try Program()
    let usual = try program.run("normalise", "00244923123456", "0034688000392", "--area", "48")
    #expect(usual.status == 0)
    #expect(
      usual.output == """
        seen from area code 48, with the built-in zones

        dialled         number       kind       zone  rule                                                                                                                     zone by
        00244923123456               ambiguous        more than one reading: 4923123456 with a carrier code, or 244923123456 without one; say which by dialling: carrier_code
        0034688000392   34688000392  e164       intl  5, 10: 00 + international number                                                                                         prefix 34

        """)
    let direct = try program.run("normalise", "00244923123456", "--area", "48", "--carrier-code", "none")
    #expect(direct.lines[0] == "seen from area code 48, with the built-in zones, carrier code none")
    #expect(direct.lines[3].contains("244923123456  e164  intl  5, 10: 00 + international number"))
    let outside = try program.run("normalise", "033334444", "--area", "48", "--outside-digit", "0")
    #expect(outside.lines[0].hasSuffix(", 0 for an outside line"))
    #expect(outside.lines[3].contains("12: 0 + number in the line's area"))
    let e164 = try program.run("normalise", "51912345678", "+351 21 123", "--form", "e164", "--json").json()
    #expect(e164["form"] as? String == "e164")
    #expect(e164["carrier_code"] as? String == "optional")
    let numbers = try #require(e164["numbers"] as? [[String: Any]])
    #expect(numbers[0]["number"] as? String == "51912345678")
    #expect(numbers[0]["zone"] as? String == "intl")
    #expect(numbers[1]["problem"] as? String == "numbers of country code 351 do not have 5 digits after it")
    #expect(numbers[1]["reason"] as? String == "unknown-destination")
  }

  @Test("seen from a line: its area, on-net numbers, zones.csv and the rates of its plan")
  func line() throws {
    let program = try Program()
    try writeRegistry(program)
    let result = try program.run(
      "normalise", "33330009", "99998888", "551133330002", "0015351211234567", "190", "0600123456", "--registry",
      "registry", "--line", "L1", "--date", "2026-07-01")
    #expect(result.status == 0)
    #expect(result.lines[0] == "seen from line L1 (554833330001, area code 48), plan P1, on 2026-07-01")
    let rates = result.lines.dropFirst(3).map { $0.split(separator: "  ").last?.trimmingPrefix(" ") ?? "" }
    #expect(
      rates == [
        "0.05/min, minimum 30 s, step 6 s (rates.csv:2)",
        "0.39/min, 0.2/min from second 60, connection 0.1, minimum 30 s, step 6 s (rates.csv:3, 4)",
        "0/min, minimum 30 s, step 6 s (rates.csv:6)",
        "1/min, minimum 30 s, step 6 s, zone intl (rates.csv:5)", "free", "10 digits that fit no form of number", "",
      ])
  }

  @Test("spec 6.2: a line without a plan has no price for anything")
  func noPlan() throws {
    let program = try Program()
    try writeRegistry(program)
    let lines = try program.read("registry/lines.csv").replacing(",P1,", with: ",,")
    try program.write("registry/lines.csv", lines)
    let options = ["--registry", "registry", "--line", "L1", "--date", "2026-07-01"]
    let result = try program.run(["normalise", "99998888"] + options)
    #expect(result.lines[0] == "seen from line L1 (554833330001, area code 48), no plan, on 2026-07-01")
    #expect(result.lines[3].hasSuffix("none: suspended as no-plan"))
    let seen = try program.run(["normalise", "99998888", "--json"] + options).json()
    #expect(seen["plan"] == nil)
    #expect((seen["numbers"] as? [[String: Any]])?.first?["rate"] as? String == "no-plan")
    let check = try program.run("check", "--registry", "registry")
    #expect(check.status == 0)
    #expect(check.output.contains("3 without plan"))
  }

  @Test("JSON for machines")
  func json() throws {
    let program = try Program()
    try writeRegistry(program)
    let plain = try program.run("normalise", "99998888", "x", "--json").json()
    #expect(plain["area_code"] == nil)
    let numbers = try #require(plain["numbers"] as? [[String: Any]])
    #expect(numbers[1]["problem"] as? String == "expected digits, spaces, - . ( ) and a leading +, found 'x'")
    #expect(numbers[1]["kind"] as? String == "none")
    let seen = try program.run(
      "normalise", "99998888", "--registry", "registry", "--line", "L1", "--date", "2026-01-01", "--json"
    ).json()
    #expect(seen["line"] as? String == "L1")
    #expect(seen["date"] as? String == "2026-01-01")
    let number = try #require((seen["numbers"] as? [[String: Any]])?.first)
    #expect(number["number"] as? String == "5548999998888")
    #expect(number["rule"] as? Int == 12)
    #expect(number["zone"] as? String == "vc1")
    #expect(number["rate"] as? String == "rated")
    let tariff = try #require(number["tariff"] as? [String: Any])
    #expect(tariff["connection_fee"] as? String == "0.1")
    #expect((tariff["steps"] as? [[String: Any]])?.last?["price_per_minute"] as? String == "0.2")
  }

  @Test("the exit code is 2 only if no text is a number")
  func none() throws {
    let program = try Program()
    #expect(try program.run("normalise", "x", "190").status == 0)
    let result = try program.run("normalise", "x", "")
    #expect(result.status == 2)
    #expect(result.errors == "error: expected a number, found none in 2 texts\n")
    #expect(result.lines[0] == "no area code known")
  }

  @Test("a line that is not there, or not active that day, fails with the remedy")
  func unknownLine() throws {
    let program = try Program()
    try writeRegistry(program)
    let unknown = try program.run("normalise", "190", "--registry", "registry", "--line", "L9")
    #expect(unknown.status == 2)
    #expect(unknown.errors == "error: --line: expected the id of a line in lines.csv, found L9\n")
    try program.write(
      "registry/lines.csv",
      "id,contract,number,plan,reset_day,active_until\nL1,C1,554833330001,P1,10,2026-06-30\n")
    let ended = try program.run("normalise", "190", "--registry", "registry", "--line", "L1", "--date", "2026-07-01")
    #expect(ended.status == 2)
    #expect(
      ended.errors
        == "error: --line L1: expected to be active on 2026-07-01, found active -∞ to 2026-06-30: "
        + "choose another day with --date\n")
  }

  @Test(
    "wrong usage",
    arguments: [
      ["normalise", "190", "--carrier-code", "maybe"], ["normalise", "190", "--outside-digit", "9"],
      ["normalise", "190", "--form", "e.164"], ["normalise"], ["normalise", "190", "--area", "20"],
      ["normalise", "190", "--area", "480"],
      ["normalise", "190", "--area", "-1"], ["normalise", "190", "--line", "L1"],
      ["normalise", "190", "--registry", "r"],
      ["normalise", "190", "--area", "48", "--registry", "r", "--line", "L1"],
      ["normalise", "190", "--registry", "r", "--line", "L1", "--date", "2026-02-30"],
      ["normalise", "190", "--registry", "r", "--line", "L1", "--time", "24:00"],
      ["normalise", "190", "--registry", "r", "--line", "L1", "--time", "9:00"],
    ])
  func usage(_ arguments: [String]) throws {
    let program = try Program()
    #expect(try program.run(arguments).status == 64)
  }
}
