import CallModel
import Foundation

extension DisplayTime {
  /// An ISO 8601 instant of the ledger as local time, to the minute; as it is if it is none.
  static func text(_ instant: String, _ zone: TimeZoneRules) -> String {
    guard let date = try? Date(instant, strategy: .iso8601) else { return instant }
    let seconds = Int64(date.timeIntervalSince1970.rounded(.down))
    let local = seconds + Int64(zone.offset(at: seconds))
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let minutes = (local - days * 86_400) / 60
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(CivilDate(daysSinceEpoch: Int32(days))) \(two(minutes / 60)):\(two(minutes % 60))"
  }
}
