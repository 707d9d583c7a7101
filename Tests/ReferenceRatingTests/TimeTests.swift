import Foundation
import Testing

@testable import ReferenceRating

@Suite("Spec 3.1: time; 3.6: cycles")
struct TimeTests {
  @Test(
    "a wall clock reading, as the integration's zone shows it",
    arguments: [
      ("2026-11-01 00:00:00", "America/Sao_Paulo", "2026-11-01T00:00:00-03:00"),
      ("2018-11-04 00:30:00", "America/Sao_Paulo", "2018-11-04T01:30:00-02:00"),  // skipped
      ("2018-11-03 23:59:59", "America/Sao_Paulo", "2018-11-03T23:59:59-03:00"),
      ("2018-02-17 23:30:00", "America/Sao_Paulo", "2018-02-17T23:30:00-02:00"),  // ambiguous
      ("2018-02-18 00:00:00", "America/Sao_Paulo", "2018-02-18T00:00:00-03:00"),
      ("2026-11-01 01:30:00", "America/New_York", "2026-11-01T02:30:00-03:00"),  // ambiguous: EDT
      ("2026-03-08 02:30:00", "America/New_York", "2026-03-08T04:30:00-03:00"),  // skipped: EST
      ("2026-11-01 02:59:59", "UTC", "2026-10-31T23:59:59-03:00"),
      ("2026-11-01 00:59:59", "America/Noronha", "2026-10-31T23:59:59-03:00"),
      ("2024-02-29 12:00:00", "America/Sao_Paulo", "2024-02-29T12:00:00-03:00"),
      ("2011-12-30 12:00:00", "Pacific/Apia", "2011-12-30T20:00:00-02:00"),  // a whole day skipped
    ])
  func wallClock(_ text: String, _ zone: String, _ shown: String) throws {
    let parts = try #require(matchTimestamp(text, pattern: "YYYY-MM-DD HH:MM:SS"))
    let day = try #require(Day(year: parts.year, month: parts.month, day: parts.day))
    let second = parts.hour * 3600 + parts.minute * 60 + parts.second
    let instant = LocalClock(zone).instant(day: day, secondOfDay: second)
    #expect(LocalClock("America/Sao_Paulo").show(instant).iso == shown)
  }

  @Test("an offset with seconds shows them")
  func offsetWithSeconds() {
    #expect(LocalClock("Africa/Monrovia").show(0).iso == "1969-12-31T23:15:30-00:44:30")
  }

  @Test("the days agree with Foundation's calendar")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for number in stride(from: -800, to: 84_400, by: 37) {
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let day = Day(number: number)
      #expect(day.civil.year == parts.year && day.civil.month == parts.month && day.civil.day == parts.day)
      let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
      #expect(day.weekday == names[(parts.weekday ?? 1) - 1])
      #expect(Day(iso: day.iso) == day)
    }
  }

  @Test(
    "a pattern is matched to the letter",
    arguments: [
      ("2026-11-01 08:15:30", "YYYY-MM-DD HH:MM:SS", true), ("2026-11-01T08:15:30", "YYYY-MM-DD HH:MM:SS", false),
      ("2026-11-01 08:15:3", "YYYY-MM-DD HH:MM:SS", false), ("2026-11-01 08:15:300", "YYYY-MM-DD HH:MM:SS", false),
      (" 2026-11-01 08:15:30", "YYYY-MM-DD HH:MM:SS", false), ("01/11/2026 08:15:30", "DD/MM/YYYY HH:MM:SS", true),
      ("20261101081530", "YYYYMMDDHHMMSS", true), ("2026-11-01 08:15:٣0", "YYYY-MM-DD HH:MM:SS", false),
    ])
  func pattern(_ text: String, _ pattern: String, _ matches: Bool) {
    let expected = TimestampParts(year: 2026, month: 11, day: 1, hour: 8, minute: 15, second: 30)
    #expect(matchTimestamp(text, pattern: pattern) == (matches ? expected : nil))
  }

  @Test(
    "a cycle runs from reset day to the day before the next",
    arguments: [
      ("2026-12-09", 10, "2026-11-10", "2026-12-09"), ("2026-12-10", 10, "2026-12-10", "2027-01-09"),
      ("2026-01-01", 25, "2025-12-25", "2026-01-24"), ("2024-02-29", 1, "2024-02-01", "2024-02-29"),
    ])
  func cycle(_ date: String, _ resetDay: Int, _ start: String, _ end: String) throws {
    let cycle = Cycle(of: try #require(Day(iso: date)), resetDay: resetDay)
    #expect(cycle.start.iso == start)
    #expect(cycle.end.iso == end)
  }
}
