/// What the Unix seconds in a row say of the start that was read from its times (spec 7.3).
package enum ClockComparison: Equatable, Sendable {
  case agrees
  /// The start is so many seconds later, a multiple of a quarter of an hour: another time zone.
  case apart(Int64)
  /// Nothing: a row after a transfer starts later than its channel.
  case silent

  /// The length of a ringing, or of a switch's delay.
  private static let tolerance: Int64 = 60
  /// The offset of every time zone is a multiple of it.
  private static let quarterHour: Int64 = 900

  /// - Parameter difference: start − clock, in seconds.
  package init(difference: Int64) {
    // Nearly every row.
    if abs(difference) <= Self.tolerance {
      self = .agrees
      return
    }
    let shifted = difference + Self.quarterHour / 2
    let quarters = (shifted >= 0 ? shifted : shifted - Self.quarterHour + 1) / Self.quarterHour
    let multiple = quarters * Self.quarterHour
    self = abs(difference - multiple) > Self.tolerance ? .silent : .apart(multiple)
  }
}
