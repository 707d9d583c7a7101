/// The few days a scenario happens on: cycle edges, changes of the clocks, leap days, ends of years.
struct Era {
  let days: [Day]
  /// Wall clock times that come often, so that calls meet edges and each other.
  let times: [String]
  private let oddTimeZones: [String]

  private static let choices: [(days: [String], zones: [String])] = [
    (
      [
        "2026-10-31", "2026-11-01", "2026-11-02", "2026-11-09", "2026-11-10", "2026-11-14", "2026-11-15", "2026-11-24",
        "2026-11-25", "2026-12-01", "2026-12-09", "2026-12-10",
      ],
      ["America/New_York", "UTC", "America/Noronha"]
    ),
    (
      ["2018-11-03", "2018-11-04", "2018-11-05", "2018-10-10", "2018-11-09", "2018-11-10"], ["UTC", "America/Noronha"]
    ),
    (["2018-02-16", "2018-02-17", "2018-02-18", "2018-02-19", "2018-02-10", "2018-02-25"], ["UTC", "America/Manaus"]),
    (
      ["2024-02-24", "2024-02-25", "2024-02-28", "2024-02-29", "2024-03-01"], ["Asia/Kathmandu", "America/Rio_Branco"]
    ),
    (["2026-03-07", "2026-03-08", "2026-03-09", "2026-03-10", "2026-03-25"], ["America/New_York"]),
    (["1999-12-25", "1999-12-31", "2000-01-01", "2000-02-29"], ["UTC", "Pacific/Kiritimati"]),
    (["2199-12-24", "2199-12-25", "2199-12-30", "2199-12-31"], ["UTC", "Asia/Kathmandu", "America/New_York"]),
    (["1970-01-01", "1970-01-02", "1970-01-10"], ["UTC", "Africa/Monrovia", "Asia/Tokyo"]),
  ]

  init(_ random: inout SeededRandom) {
    let choice = Self.choices[random.pick([0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7])]
    days = choice.days.compactMap { Day(iso: $0) }.sorted()
    oddTimeZones = choice.zones
    times = random.some(
      random.int(3...12),
      of: [
        "00:00:00", "23:59:59", "00:30:00", "23:30:00", "01:30:00", "02:30:00", "00:59:59", "01:00:00", "06:00:00",
        "05:59:59", "08:59:59", "09:00:00", "11:59:59", "12:00:00", "13:59:59", "14:00:00", "18:00:00", "22:00:00",
        "21:59:59", "20:00:00", "03:00:00", "02:59:59",
      ])
  }

  func integrationTimeZone(_ random: inout SeededRandom) -> String {
    random.chance(percent: 75) ? "America/Sao_Paulo" : random.pick(oddTimeZones)
  }

  /// A day of the era or one beside it.
  func someDay(_ random: inout SeededRandom) -> Day {
    Day(number: random.pick(days).number + random.pick([0, 0, 0, 0, -1, 1]))
  }

  /// A wall clock reading of a row, mostly one that other rows have too. Always of the years 1970 to 2199.
  func someTimestamp(_ random: inout SeededRandom) -> TimestampParts {
    let day = random.chance(percent: 75) ? random.pick(days) : someDay(&random)
    let first = Day(number: 0)
    let last = Day(number: Day(iso: "2199-12-31")?.number ?? 0)
    let (year, month, dayOfMonth) = min(max(day, first), last).civil
    var parts = TimestampParts(year: year, month: month, day: dayOfMonth)
    let time = random.pick(times).split(separator: ":").compactMap { Int($0) }
    (parts.hour, parts.minute, parts.second) = (time[0], time[1], time[2])
    if random.chance(percent: 20) { (parts.hour, parts.minute) = (random.int(0...23), random.int(0...59)) }
    if random.chance(percent: 20) { parts.second = random.int(0...59) }
    return parts
  }

  /// 1 to 3 periods that do not overlap, some with a gap between them, some open.
  func disjointPeriods(_ random: inout SeededRandom) -> [Period] {
    let cuts = random.some(random.pick([0, 0, 0, 1, 1, 2]), of: Array(days.dropFirst()))
    var periods: [Period] = []
    var from: Day? = random.chance(percent: 70) ? nil : Day(number: days[0].number - random.int(0...40))
    for cut in cuts {
      let gap = random.pick([1, 1, 1, 2, 3])
      let until = Day(number: cut.number - gap)
      if from.map({ $0 <= until }) ?? true { periods.append(Period(from: from, until: until)) }
      from = cut
    }
    let end = Day(number: (days.last?.number ?? 0) + random.int(0...40))
    periods.append(Period(from: from, until: random.chance(percent: 80) ? nil : max(end, from ?? end)))
    return periods
  }
}
