import CallModel
import Scheduling
import Testing

@Suite("An agenda against its twin that asks every minute (spec 4.6)")
struct SlowAgendaTests {
  private static let zones = [
    "America/Sao_Paulo", "America/Santiago", "Europe/Lisbon", "Australia/Lord_Howe", "Pacific/Apia", "UTC",
    "Africa/Casablanca", "America/Noronha",
  ]
  /// Weeks in which the clocks of some of these zones change; 2018 and before, Brazil's did.
  private static let weeks = [
    "2018-02-15", "2018-11-01", "2026-03-26", "2026-04-02", "2026-09-03", "2026-10-01", "2026-10-22", "2011-12-27",
    "2026-02-27", "2028-02-26",
  ]

  private static func fields(_ random: inout SeededNumbers) throws -> [AgendaField: String] {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "all" }
    return [
      .minute: pick(["0", "30", "*/7", "1,15,59", "all", "10-40/15"]),
      .hour: pick(["all", "0", "1", "2", "23", "0-3", "*/5", "22,1"]),
      .dayOfMonth: pick(["all", "all", "1", "29-31", "*/3", "15,28"]),
      .month: pick(["all", "all", "all", "2,3", "*/2", "10-12,4"]),
      .dayOfWeek: pick(["all", "all", "1-5", "0", "6,7", "sat-sun", "*/2"]),
    ]
  }

  @Test("the same times, forward and backward", arguments: 1...60 as ClosedRange<UInt64>)
  func twin(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let name = try #require(Self.zones.randomElement(using: &random))
    let zone = try AgendaTimesTests.zone(name)
    let week = try #require(Self.weeks.randomElement(using: &random))
    let fields = try Self.fields(&random)
    let agenda: Agenda
    do { agenda = try AgendaTimesTests.agenda(fields) } catch is AgendaFault { return }
    var sets: [AgendaField: Set<Int>] = [:]
    for field in AgendaField.allCases { sets[field] = Set(agenda.values(of: field).sorted(in: field)) }
    let start = try AgendaTimesTests.instant("\(week) 00:00", zone) + Int64.random(in: 0..<86_400, using: &random)
    let end = start + 9 * 86_400
    let expected = SlowAgenda(fields: sets).times(after: start, through: end, zone)
    var found: [Int64] = []
    while true {
      let next = agenda.next(after: found.last ?? start, in: zone)
      if next > end { break }
      found.append(next)
    }
    #expect(found == expected, "seed \(seed), \(name), \(week), \(fields)")
    for _ in 0..<20 {
      let now = Int64.random(in: start...end, using: &random)
      let limit = Int64.random(in: start...end, using: &random)
      let last = expected.last { $0 <= now && $0 > limit }
      #expect(agenda.last(notAfter: now, after: limit, in: zone) == last, "seed \(seed), \(name), \(fields)")
    }
  }
}
