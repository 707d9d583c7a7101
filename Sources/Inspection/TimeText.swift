import CallModel
import Output

/// Instants as the output writes them.
struct TimeText: Sendable {
  private let zone: TimeZoneRules

  init(_ zone: TimeZoneRules) {
    self.zone = zone
  }

  /// ISO 8601 local time with offset of `instant` (seconds since 1970).
  func text(_ instant: Int64) -> String {
    var formatter = LocalTimeFormatter(zone: zone)
    return formatter.text(instant)
  }
}
