import CallModel
import Testing

@Suite("Ids compare by their bytes")
struct IDTests {
  /// One letter to a reader and to `String`: an e with an acute accent, and an e followed by one.
  static let composed = "caf\u{E9}"
  static let decomposed = "cafe\u{301}"

  @Test func `two spellings of one letter are two ids`() {
    #expect(Self.composed == Self.decomposed)
    #expect(ID(Self.composed) != ID(Self.decomposed))
    #expect(Set([ID(Self.composed), ID(Self.decomposed), ID(Self.composed)]).count == 2)
  }

  @Test func `ids are in the order of their bytes`() {
    let texts = ["", "10", "9", "B", "a", Self.decomposed, Self.composed]
    #expect(texts.shuffled().map(ID.init).sorted().map(\.text.utf8).map(Array.init) == texts.map { Array($0.utf8) })
  }
}

@Suite("Problems in words (spec 5.5)")
struct ProblemTests {
  @Test func `each part that is known is told, in one order`() {
    let whole = Problem("lines.csv", line: 12, field: "reset_day", expected: "1 to 25", found: "31", remedy: "mend it")
    #expect(whole.description == "lines.csv:12: reset_day: expected 1 to 25, found 31: mend it")
    #expect(
      Problem("lines L1", expected: "a line", found: "none").description == "lines L1: expected a line, found none")
    #expect(Problem("", expected: "a pattern", found: "'['").description == "expected a pattern, found '['")
    #expect(Problem("", field: "cdr", expected: "a", found: "b").description == "cdr: expected a, found b")
    #expect(Problems([whole, whole]).description == "\(whole)\n\(whole)")
  }
}

@Suite("Local time (spec 3.1)")
struct LocalTimeTests {
  @Test(arguments: [
    (0, -10_800, "1969-12-31", 75_600), (-1, 0, "1969-12-31", 86_399), (86_400, 0, "1970-01-02", 0),
    (1_796_093_999, -10_800, "2026-11-30", 86_399), (1_796_094_000, -10_800, "2026-12-01", 0),
  ])
  func `an instant is a day and seconds since its midnight`(
    instant: Int64, offset: Int64, day: String, second: Int
  ) {
    let time = LocalTime(instant: instant, offset: offset)
    #expect(time.date.description == day)
    #expect(time.secondOfDay == second)
    #expect(time.hourAndMinute == "\((second / 3_600).padded(to: 2)):\((second / 60 % 60).padded(to: 2))")
  }

  @Test(arguments: [(-10_800, "-03:00"), (0, "+00:00"), (20_700, "+05:45"), (-11_188, "-03:06:28")])
  func `offsets have seconds only where a zone has`(offset: Int, text: String) {
    #expect(TimeZoneRules.text(offset: offset) == text)
  }

  @Test(arguments: [(7, 2, 10, "07"), (-7, 3, 10, "-007"), (123, 2, 10, "123"), (255, 4, 16, "00ff"), (0, 0, 10, "0")])
  func `numbers are padded with zeros`(number: Int, width: Int, radix: Int, text: String) {
    #expect(number.padded(to: width, radix: radix) == text)
  }
}
