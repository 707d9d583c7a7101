import CallModel

/// When the rows end: spread over the days as calls are, with peaks in the morning and the afternoon of a weekday.
///
/// A row's time depends on its number only, and grows with it: files in order of rows are in order of time.
struct CallClock: Sendable {
  /// Local seconds since 1970-01-01 00:00 of the first day's midnight.
  let firstSecond: Int
  private let rows: Double
  /// Weight of all hours before each hour of the period, and of all at the end.
  private var cumulative: [Double] = [0]
  /// The hour that each equal share of the weight begins in.
  private var guide: [Int32] = []

  private static let guideCount = 8192
  /// Calls in each hour of a weekday, relative to each other.
  private static let weekdayHours = [
    4, 2, 1, 1, 2, 5, 14, 34, 70, 98, 104, 92, 62, 72, 95, 100, 96, 86, 64, 44, 30, 20, 12, 7,
  ]
  /// Per cent of a weekday's calls on Saturdays, and on Sundays and holidays.
  private static let saturdayPercent = 45
  private static let sundayPercent = 25

  init(firstDay: CivilDate, days: Int, rows: Int) {
    firstSecond = Int(firstDay.daysSinceEpoch) * 86_400
    self.rows = Double(max(rows, 1))
    for day in 0..<days {
      let date = CivilDate(daysSinceEpoch: firstDay.daysSinceEpoch + Int32(day))
      let percent = Self.percent(of: date)
      for weight in Self.weekdayHours { cumulative.append(cumulative[cumulative.count - 1] + Double(weight * percent)) }
    }
    var hour = 0
    for share in 0..<Self.guideCount {
      let position = cumulative[cumulative.count - 1] * Double(share) / Double(Self.guideCount)
      while cumulative[hour + 1] <= position { hour += 1 }
      guide.append(Int32(hour))
    }
  }

  /// Local seconds since 1970-01-01 00:00 at which row `row` ends; `jitter` in 0 ..< 1 moves it within its share.
  @inline(__always)
  func second(ofRow row: Int, jitter: Double) -> Int {
    second(ofShare: min((Double(row) + jitter) / rows, 0x1.fffffffffffffp-1))
  }

  /// Local seconds since 1970-01-01 00:00 before which so much of the calls end; `share` in 0 ..< 1.
  @inline(__always)
  func second(ofShare share: Double) -> Int {
    let position = share * cumulative[cumulative.count - 1]
    var hour = Int(guide[Int(share * Double(Self.guideCount))])
    while hour + 2 < cumulative.count, cumulative[hour + 1] <= position { hour += 1 }
    let part = (position - cumulative[hour]) / (cumulative[hour + 1] - cumulative[hour])
    return firstSecond + hour * 3600 + min(max(Int(part * 3600), 0), 3599)
  }

  private static func percent(of date: CivilDate) -> Int {
    if Holidays.contains(date) || date.weekday == 6 { return sundayPercent }
    return date.weekday == 5 ? saturdayPercent : 100
  }
}

/// Brazil's national holidays of fixed date (laws 662/1949, 6.802/1980, 10.607/2002 and 14.759/2023).
enum Holidays {
  static let all: [(month: Int, day: Int, name: String)] = [
    (1, 1, "Confraternização Universal"), (4, 21, "Tiradentes"), (5, 1, "Dia do Trabalho"),
    (9, 7, "Independência"), (10, 12, "Nossa Senhora Aparecida"), (11, 2, "Finados"),
    (11, 15, "Proclamação da República"), (11, 20, "Consciência Negra"), (12, 25, "Natal"),
  ]

  static func contains(_ date: CivilDate) -> Bool {
    let (_, month, day) = date.components
    return all.contains { $0.month == month && $0.day == day }
  }
}
