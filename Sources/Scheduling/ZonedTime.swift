import CallModel

/// An instant as the clocks of a zone show it.
package struct ZonedTime: Equatable, Sendable {
  package let date: CivilDate
  /// Since midnight, 0-86399.
  package let secondOfDay: Int
  /// Seconds east of UTC.
  package let offset: Int

  package init(_ instant: Int64, in zone: TimeZoneRules) {
    offset = zone.offset(at: instant)
    let local = instant + Int64(offset)
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    date = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: day))
    secondOfDay = Int(local - day * 86_400)
  }

  /// `mon` is `Mon`.
  package var dayName: String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return names[date.weekday]
  }

  /// `Thu 2026-11-26 02:00 -03:00`, for people.
  package var text: String { "\(dayName) \(date) \(Self.two(hour)):\(Self.two(minute)) \(offsetText)" }

  /// `2026-11-26T02:00:00-03:00`, for machines.
  package var iso8601: String {
    "\(date)T\(Self.two(hour)):\(Self.two(minute)):\(Self.two(secondOfDay % 60))\(offsetText)"
  }

  private var hour: Int { secondOfDay / 3_600 }
  private var minute: Int { secondOfDay / 60 % 60 }

  private var offsetText: String {
    let minutes = abs(offset) / 60
    return "\(offset < 0 ? "-" : "+")\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
