/// An instant as the clocks of a zone show it.
package struct ZonedTime: Equatable, Sendable {
  private let time: LocalTime
  /// Seconds east of UTC.
  package let offset: Int

  package init(_ instant: Int64, in zone: TimeZoneRules) {
    offset = zone.offset(at: instant)
    time = LocalTime(instant: instant, offset: Int64(offset))
  }

  /// `mon` is `Mon`.
  package var dayName: String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return names[date.weekday]
  }

  /// `Thu 2026-11-26 02:00 -03:00`, for people.
  package var text: String { "\(dayName) \(date) \(time.hourAndMinute) \(offsetText)" }

  /// `2026-11-26T02:00:00-03:00`, for machines.
  package var iso8601: String {
    "\(date)T\(time.hourAndMinute):\(time.second.padded(to: 2))\(offsetText)"
  }

  package var date: CivilDate { time.date }
  package var secondOfDay: Int { time.secondOfDay }

  private var offsetText: String { TimeZoneRules.text(offset: offset) }
}
