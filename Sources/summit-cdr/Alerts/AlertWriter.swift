import Alerting
import CallModel
import Foundation
import Importing
import Output
import Scheduling

/// Writes alerts one after the other, as CSV or as a JSON array: a line each.
struct AlertWriter {
  private let isJSON: Bool
  private let zone: TimeZoneRules
  private let write: ([UInt8]) throws -> Void
  private let encoder = JSONEncoder()
  private var count = 0

  static let csvHeader =
    "id,run,raised_at,kind,level,line,contract,cycle_start,cycle_end,day,zone,global_id,amount,credit_limit,percent,"
    + "billed_s,mean_amount,mean_billed_s,price_per_minute,blocked,state,acknowledged_at,acknowledged_by,note,message\n"

  /// - Parameter write: takes the next bytes.
  init(isJSON: Bool, _ zone: TimeZoneRules, to write: @escaping ([UInt8]) throws -> Void) {
    self.isJSON = isJSON
    self.zone = zone
    self.write = write
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
  }

  func begin() throws { try write(Array((isJSON ? "[" : Self.csvHeader).utf8)) }

  mutating func add(_ kept: KeptAlert) throws {
    let line = AlertLine(kept, zone)
    if isJSON {
      try write(Array((count == 0 ? "\n" : ",\n").utf8) + Array(try encoder.encode(line)))
    } else {
      try write(line.csv)
    }
    count += 1
  }

  func end() throws {
    if isJSON { try write(Array((count == 0 ? "]\n" : "\n]\n").utf8)) }
  }
}

/// An alert for a machine: its own keys, and what was done about it.
struct AlertLine: Encodable {
  private let alert: Alert
  private let kept: KeptAlert
  private let acknowledgedAt: String?

  private enum Key: String, CodingKey {
    case state, acknowledgedAt, acknowledgedBy, note
  }

  init(_ kept: KeptAlert, _ zone: TimeZoneRules) {
    self.kept = kept
    var alert = kept.alert
    alert.raisedAt = Self.local(alert.raisedAt, zone)
    self.alert = alert
    acknowledgedAt = kept.acknowledgedAt.map { Self.local($0, zone) }
  }

  private static func local(_ instant: String, _ zone: TimeZoneRules) -> String {
    guard let date = try? Date(instant, strategy: .iso8601) else { return instant }
    return ZonedTime(Int64(date.timeIntervalSince1970.rounded(.down)), in: zone).iso8601
  }

  func encode(to encoder: any Encoder) throws {
    try alert.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kept.state.rawValue, forKey: .state)
    try container.encodeIfPresent(acknowledgedAt, forKey: .acknowledgedAt)
    try container.encodeIfPresent(kept.acknowledgedBy, forKey: .acknowledgedBy)
    try container.encodeIfPresent(kept.note, forKey: .note)
  }

  var csv: [UInt8] {
    let facts = alert.facts
    func text(_ number: Int?) -> String { number.map { "\($0)" } ?? "" }
    let cells = [
      "\(alert.id)", "\(alert.run)", alert.raisedAt, alert.kind.rawValue, alert.level.rawValue, alert.line,
      alert.contract, facts.cycleStart ?? "", facts.cycleEnd ?? "", facts.day ?? "", facts.zone ?? "",
      facts.globalId ?? "", facts.amount ?? "", facts.creditLimit ?? "", text(facts.percent),
      text(facts.billedSeconds), facts.meanAmount ?? "", text(facts.meanBilledSeconds), facts.pricePerMinute ?? "",
      facts.blocked == true ? "yes" : "no", kept.state.rawValue, acknowledgedAt ?? "", kept.acknowledgedBy ?? "",
      kept.note ?? "", alert.message,
    ]
    let buffer = TextBuffer(capacity: 1 << 9)
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      Array(cell.utf8).withUnsafeBufferPointer { buffer.append(cell: $0, guardsFormulas: true) }
    }
    buffer.append(UInt8(ascii: "\n"))
    return Array(buffer.bytes)
  }
}
