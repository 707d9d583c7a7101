import Foundation

/// A moment as the integration's time zone shows it (spec 3.1, last paragraph).
struct LocalTime {
  /// Seconds since 1970-01-01 00:00 UTC.
  let instant: Int
  let day: Day
  let secondOfDay: Int
  /// Seconds east of UTC.
  let offset: Int

  /// `2026-11-01T08:15:30-03:00` (spec 2.5); an offset that has seconds shows them.
  var iso: String {
    let time = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map { padded($0, 2) }
    let size = abs(offset)
    var parts = [size / 3600, size / 60 % 60]
    if size % 60 != 0 { parts.append(size % 60) }
    let shown = parts.map { padded($0, 2) }.joined(separator: ":")
    return "\(day.iso)T\(time.joined(separator: ":"))\(offset < 0 ? "-" : "+")\(shown)"
  }
}

/// The wall clock of one time zone, asked of Foundation; what a day needs is remembered.
final class LocalClock {
  private let zone: TimeZone
  private var offsetsByDay: [Int: [Int]] = [:]

  /// A name that Foundation does not know is a mistake of the test.
  init(_ identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { preconditionFailure("no time zone \(identifier)") }
    self.zone = zone
  }

  func show(_ instant: Int) -> LocalTime {
    let offset = offset(at: instant)
    let wall = instant + offset
    let day = Day(number: floorDivide(wall, 86_400))
    return LocalTime(instant: instant, day: day, secondOfDay: wall - day.number * 86_400, offset: offset)
  }

  /// The instant of a wall clock reading: of an ambiguous one the earlier; a skipped one is read with the offset
  /// before the change (spec 3.1).
  func instant(day: Day, secondOfDay: Int) -> Int {
    let wall = day.number * 86_400 + secondOfDay
    let offsets = offsetsNear(day)
    if offsets.count == 1 { return wall - offsets[0] }
    let shown = offsets.map { wall - $0 }.filter { offset(at: $0) + $0 == wall }
    if let earliest = shown.min() { return earliest }
    // Skipped. Read with the offset after the change it lies before the change, where the offset before holds.
    let instantBefore = wall - (offsets.max() ?? 0)
    return wall - offset(at: instantBefore)
  }

  /// Every offset in force within a day and a half of `day` (a zone is at most 14 hours from UTC).
  private func offsetsNear(_ day: Day) -> [Int] {
    if let known = offsetsByDay[day.number] { return known }
    let probes = (-3...5).map { day.number * 86_400 + $0 * 43_200 }
    let offsets = Set(probes.map { offset(at: $0) }).sorted()
    offsetsByDay[day.number] = offsets
    return offsets
  }

  private func offset(at instant: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
  }
}

func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}
