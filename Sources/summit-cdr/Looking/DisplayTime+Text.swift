import CallModel
import Foundation

extension DisplayTime {
  /// An ISO 8601 instant of the ledger as local time, to the minute; as it is if it is none.
  static func text(_ instant: String, _ zone: TimeZoneRules) -> String {
    guard let date = try? Date(instant, strategy: .iso8601) else { return instant }
    let time = zone.localTime(of: date)
    return "\(time.date) \(time.hourAndMinute)"
  }
}
