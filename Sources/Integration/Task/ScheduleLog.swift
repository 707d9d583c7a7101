import CallModel
import Foundation
import Importing
import Output
import Scheduling
import Synchronization

/// The scheduler's log: one line an event, as text or as JSON.
final class ScheduleLog: Sendable {
  private let isJSON: Bool
  private let zones: [String: TimeZoneRules]
  private let write: Mutex<@Sendable (String) -> Void>

  /// - Parameters:
  ///   - zones: by the integrations' descriptions.
  ///   - write: takes the next line.
  init(isJSON: Bool, zones: [String: TimeZoneRules], to write: @escaping @Sendable (String) -> Void) {
    self.isJSON = isJSON
    self.zones = zones
    self.write = Mutex(write)
  }

  func write(_ event: TaskEvent) {
    let line = isJSON ? json(event) : text(event)
    write.withLock { $0(line + "\n") }
  }

  private func time(_ instant: Int64, _ event: TaskEvent) -> String {
    guard let zone = zones[event.integration] else { return "\(instant)" }
    return ZonedTime(instant, in: zone).iso8601
  }

  private func text(_ event: TaskEvent) -> String {
    DisplayText.of(
      "\(time(event.at, event)) \(event.isError ? "ERROR" : "info") \(event.integration): \(event.kind.rawValue): "
        + event.message.replacing("\n", with: "; "))
  }

  private func json(_ event: TaskEvent) -> String {
    let line = Line(
      at: time(event.at, event), level: event.isError ? "error" : "info", event: event.kind.rawValue,
      integration: event.integration, message: event.message,
      scheduledFor: event.scheduledFor.map { time($0, event) }, nextRun: event.next.map { time($0, event) },
      run: event.report.map { $0.isRecorded ? $0.run : 0 }, rows: event.report?.totals,
      failedFiles: event.report?.failedFiles.count, lateCalls: event.report?.lateCalls,
      servicesChanged: event.report?.serviceChangeCount)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    guard let data = try? encoder.encode(line) else { return text(event) }
    return String(decoding: data, as: UTF8.self)
  }

  private struct Line: Encodable {
    var at: String
    var level: String
    var event: String
    var integration: String
    var message: String
    var scheduledFor: String?
    var nextRun: String?
    var run: Int64?
    var rows: RunReport.Counts?
    var failedFiles: Int?
    var lateCalls: Int?
    var servicesChanged: Int?
  }
}
