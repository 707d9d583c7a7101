import Foundation

/// An instant as the clocks of a zone show it. The one place where an instant becomes a day.
package struct LocalTime: Equatable, Sendable {
  package var date: CivilDate
  /// Since midnight, 0 to 86,399.
  package var secondOfDay: Int

  /// - Parameters:
  ///   - instant: seconds since 1970, UTC.
  ///   - offset: seconds east of UTC.
  @inlinable
  @inline(__always)
  package init(instant: Int64, offset: Int64) {
    let local = instant + offset
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    date = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: days))
    secondOfDay = Int(local - days * 86_400)
  }

  package var hour: Int { secondOfDay / 3_600 }
  package var minute: Int { secondOfDay / 60 % 60 }
  package var second: Int { secondOfDay % 60 }

  /// `08:15`
  package var hourAndMinute: String { "\(hour.padded(to: 2)):\(minute.padded(to: 2))" }
}

extension TimeZoneRules {
  /// - Parameter instant: seconds since 1970, UTC.
  package func localTime(of instant: Int64) -> LocalTime {
    LocalTime(instant: instant, offset: Int64(offset(at: instant)))
  }

  package func localTime(of date: Date) -> LocalTime {
    localTime(of: Int64(date.timeIntervalSince1970.rounded(.down)))
  }

  /// The day of an instant, in seconds since 1970.
  package func day(of instant: Int64) -> CivilDate { localTime(of: instant).date }

  package func day(of date: Date) -> CivilDate { localTime(of: date).date }

  /// The first instant of a day, in seconds since 1970: its midnight, or where clocks skip that, what comes after.
  package func start(of day: CivilDate) -> Int64 { instant(localSeconds: Int64(day.daysSinceEpoch) * 86_400) }
}

extension CivilDate {
  /// `09/12/2026`, as it is read in Brazil.
  package var brazilianText: String {
    let (year, month, day) = components
    return "\(day.padded(to: 2))/\(month.padded(to: 2))/\(year)"
  }

  /// So many days later; earlier for a negative number.
  package func advanced(by days: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: Int32(clamping: Int(daysSinceEpoch) + days))
  }
}

extension TimeZoneRules {
  /// Seconds east of UTC as `-03:00`; with seconds where there are any, as before zones had whole minutes.
  package static func text(offset: some BinaryInteger) -> String {
    let seconds = offset.magnitude
    let text = "\(offset < 0 ? "-" : "+")\((seconds / 3_600).padded(to: 2)):\((seconds / 60 % 60).padded(to: 2))"
    return seconds % 60 == 0 ? text : "\(text):\((seconds % 60).padded(to: 2))"
  }
}
