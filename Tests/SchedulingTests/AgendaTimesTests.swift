import CallModel
import Scheduling
import Synchronization
import Testing

@Suite("When an agenda runs (spec 4.6)")
struct AgendaTimesTests {
  /// An agenda of texts; fields not named match always.
  static func agenda(_ fields: [AgendaField: String]) throws -> Agenda {
    var values: [AgendaField: AgendaValues] = [:]
    for (field, text) in fields { values[field] = try AgendaValues(field, text: text) }
    return try Agenda(values)
  }

  /// Compiled once: it takes a while.
  private static let zones = Mutex<[String: TimeZoneRules]>([:])

  static func zone(_ name: String) throws -> TimeZoneRules {
    if let known = zones.withLock({ $0[name] }) { return known }
    let zone = try #require(TimeZoneRules(builtIn: name))
    zones.withLock { $0[name] = zone }
    return zone
  }

  /// The instant of a local time in a zone without changes near it.
  static func instant(_ text: String, _ zone: TimeZoneRules) throws -> Int64 {
    let date = try #require(CivilDate(text: String(text.prefix(10))))
    let parts = text.dropFirst(11).split(separator: ":").compactMap { Int($0) }
    return zone.instant(localSeconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(parts[0] * 3_600 + parts[1] * 60))
  }

  private func times(
    _ fields: [AgendaField: String], in name: String, after start: String, count: Int
  ) throws -> [String] {
    let zone = try Self.zone(name)
    return try Self.agenda(fields).next(count, after: Self.instant(start, zone), in: zone)
      .map { ZonedTime($0, in: zone).text }
  }

  @Test func `all fields must match: a 1st that is a Monday, not the 1st and every Monday`() throws {
    let found = try times(
      [.minute: "0", .hour: "2", .dayOfMonth: "1", .dayOfWeek: "1"], in: "America/Sao_Paulo", after: "2026-11-25 00:00",
      count: 3)
    #expect(
      found == [
        "Mon 2027-02-01 02:00 -03:00", "Mon 2027-03-01 02:00 -03:00", "Mon 2027-11-01 02:00 -03:00",
      ])
  }

  @Test func `day 1 with weekday all is the 1st of each month on any weekday`() throws {
    let found = try times(
      [.minute: "0", .hour: "2", .dayOfMonth: "1", .dayOfWeek: "all"], in: "America/Sao_Paulo",
      after: "2026-11-01 02:00", count: 3)
    #expect(
      found == [
        "Tue 2026-12-01 02:00 -03:00", "Fri 2027-01-01 02:00 -03:00", "Mon 2027-02-01 02:00 -03:00",
      ])
  }

  @Test func `daily is every day at 02:00, monthly the 1st at 02:00`() throws {
    #expect(try Agenda.daily == Self.agenda([.minute: "0", .hour: "2"]))
    #expect(try Agenda.monthly == Self.agenda([.minute: "0", .hour: "2", .dayOfMonth: "1"]))
  }

  /// A year of runs at 02:30, each night, and what the nights of the change make of it.
  @Test(
    "a year of nights across both changes of the clocks",
    arguments: [
      // Clocks go from 01:00 to 02:00 on 29 March: 01:30 does not exist and runs at the instant that would be it.
      (
        "Europe/Lisbon", "30", "1",
        [
          "2026-03-28": "Sat 2026-03-28 01:30 +00:00", "2026-03-29": "Sun 2026-03-29 02:30 +01:00",
          "2026-03-30": "Mon 2026-03-30 01:30 +01:00",
          // Back from 02:00 to 01:00: 01:30 comes twice and runs the first time.
          "2026-10-25": "Sun 2026-10-25 01:30 +01:00", "2026-10-26": "Mon 2026-10-26 01:30 +00:00",
        ]
      ),
      // Back from 24:00 to 23:00 on 4 April, forward from 00:00 to 01:00 on 6 September.
      (
        "America/Santiago", "30", "23",
        [
          "2026-04-03": "Fri 2026-04-03 23:30 -03:00", "2026-04-04": "Sat 2026-04-04 23:30 -03:00",
          "2026-04-05": "Sun 2026-04-05 23:30 -04:00", "2026-09-05": "Sat 2026-09-05 23:30 -04:00",
          "2026-09-06": "Sun 2026-09-06 23:30 -03:00",
        ]
      ),
      (
        "America/Santiago", "15", "0",
        [
          "2026-09-05": "Sat 2026-09-05 00:15 -04:00", "2026-09-06": "Sun 2026-09-06 01:15 -03:00",
          "2026-09-07": "Mon 2026-09-07 00:15 -03:00",
        ]
      ),
      // Half an hour: 02:00 becomes 02:30 on 4 October.
      (
        "Australia/Lord_Howe", "15", "2",
        [
          "2026-10-03": "Sat 2026-10-03 02:15 +10:30", "2026-10-04": "Sun 2026-10-04 02:45 +11:00",
          "2026-10-05": "Mon 2026-10-05 02:15 +11:00",
        ]
      ),
      ("America/Sao_Paulo", "0", "2", ["2026-02-28": "Sat 2026-02-28 02:00 -03:00"]),
    ])
  func year(_ name: String, _ minute: String, _ hour: String, _ nights: [String: String]) throws {
    let zone = try Self.zone(name)
    let agenda = try Self.agenda([.minute: minute, .hour: hour])
    let times = agenda.next(365, after: try Self.instant("2025-12-31 23:59", zone), in: zone)
    let local = times.map { ZonedTime($0, in: zone) }
    // Once a day, on each day of the year.
    let first = try #require(CivilDate(text: "2026-01-01"))
    #expect(local.map(\.date) == (0..<365).map { CivilDate(daysSinceEpoch: first.daysSinceEpoch + $0) })
    for (day, text) in nights {
      let date = try #require(CivilDate(text: day))
      #expect(local[Int(date.daysSinceEpoch - first.daysSinceEpoch)].text == text)
    }
    let usual = local.count {
      $0.text.contains(" \(hour.count < 2 ? "0" : "")\(hour):\(minute == "0" ? "00" : minute) ")
    }
    #expect(usual >= 364)
  }

  @Test func `a day that a country leaves out runs on the next`() throws {
    let found = try times(
      [.minute: "0", .hour: "6", .dayOfMonth: "30"], in: "Pacific/Apia", after: "2011-12-01 00:00", count: 2)
    #expect(found == ["Sat 2011-12-31 06:00 +14:00", "Mon 2012-01-30 06:00 +14:00"])
  }

  @Test func `skipped times that come to others' instants are one run each`() throws {
    let found = try times([.minute: "0,30", .hour: "all"], in: "Europe/Lisbon", after: "2026-03-29 00:00", count: 5)
    #expect(
      found == [
        "Sun 2026-03-29 00:30 +00:00", "Sun 2026-03-29 02:00 +01:00", "Sun 2026-03-29 02:30 +01:00",
        "Sun 2026-03-29 03:00 +01:00", "Sun 2026-03-29 03:30 +01:00",
      ])
  }

  @Test(
    "dates that no year has are refused",
    arguments: [("30", "2"), ("31", "2,4,6,9,11"), ("30-31", "2")])
  func impossible(_ day: String, _ month: String) throws {
    let error = #expect(throws: AgendaFault.self) { try Self.agenda([.dayOfMonth: day, .month: month]) }
    #expect(error?.field == .dayOfMonth)
  }

  @Test func `29 February is found, on a weekday even across 2100, which is no leap year`() throws {
    let zone = try Self.zone("UTC")
    let leap = try Self.agenda([.minute: "0", .hour: "0", .dayOfMonth: "29", .month: "2"])
    let found = leap.next(2, after: try Self.instant("2026-01-01 00:00", zone), in: zone)
    #expect(
      found.map { ZonedTime($0, in: zone).text } == ["Tue 2028-02-29 00:00 +00:00", "Sun 2032-02-29 00:00 +00:00"])
    let rare = try Self.agenda([.minute: "0", .hour: "0", .dayOfMonth: "29", .month: "2", .dayOfWeek: "thu"])
    let next = rare.next(after: try Self.instant("2080-03-01 00:00", zone), in: zone)
    #expect(ZonedTime(next, in: zone).text == "Thu 2120-02-29 00:00 +00:00")
  }
}
