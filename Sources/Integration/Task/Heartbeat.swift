import Foundation
import Ledger
import Output
import Scheduling

/// `heartbeat.json` in the data directory: when the last import ran and how it ended, for a person, a monitor, and the
/// scheduler after it was down. The ledger knows the committed runs only, not those that failed or found nothing.
package struct Heartbeat: Codable, Equatable, Sendable {
  package enum Outcome: String, Codable, Sendable {
    case running
    /// Everything was done.
    case succeeded
    /// Some files failed as a whole, or someone should look at what was read of some (spec 7.1); the others were imported.
    case incomplete
    /// Nothing was changed.
    case failed
    /// It was stopped on request; nothing was changed.
    case abandoned
  }

  /// One run of the import.
  package struct Attempt: Codable, Equatable, Sendable {
    /// The agenda's time that it stands for; nil if it was started by hand or by another scheduler.
    package var scheduledFor: Date?
    package var startedAt: Date
    package var endedAt: Date?
    package var outcome: Outcome
    /// Why it did not succeed; telephone numbers are masked.
    package var message: String?
    /// The ledger's number of it; nil if there was nothing to record.
    package var run: Int64?
    package var files = 0
    package var rowsRead = 0
    package var rowsRejected = 0
    package var rowsSuspended = 0
    /// Files that failed and of which the ledger knows nothing; nil in those of earlier versions.
    package var unknownFailures: Int?
    package var process: Int32

    package init(scheduledFor: Date?, startedAt: Date, process: Int32) {
      self.scheduledFor = scheduledFor
      self.startedAt = startedAt
      self.process = process
      outcome = .running
    }
  }

  package var last: Attempt?
  package var lastSuccessAt: Date?
  /// The agenda's times up to here are done with.
  package var settledUntil: Date?

  package init() {}

  package static let fileName = "heartbeat.json"

  static let abandonedMessage = "stopped on request: nothing of this run was recorded, the next one does its work"

  /// The agenda's times up to that run are done with.
  mutating func settle(_ attempt: Attempt) {
    let latest = max(attempt.startedAt, attempt.scheduledFor ?? .distantPast)
    let limit = latest.addingTimeInterval(Double(RunPlan.maximumSetBackSeconds))
    // A time beyond that is of a clock that was wrong.
    settledUntil = max(latest, settledUntil.flatMap { $0 > limit ? nil : $0 } ?? .distantPast)
  }

  /// Notes that this process ends in the middle of its run.
  ///
  /// Nothing is noted if it has none under way there.
  package static func abandon(_ directory: DataDirectory, process: Int32, at now: Date) {
    guard var heartbeat = read(directory), var last = heartbeat.last, last.outcome == .running,
      last.process == process
    else { return }
    last.outcome = .abandoned
    last.endedAt = now
    last.message = abandonedMessage
    heartbeat.last = last
    try? heartbeat.write(directory)
  }

  /// Reads it; nil if there is none that can be read: then the ledger's last run counts.
  package static func read(_ directory: DataDirectory) -> Heartbeat? {
    guard let data = FileManager.default.contents(atPath: directory.path + "/" + fileName) else { return nil }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .iso8601
    return try? decoder.decode(Heartbeat.self, from: data)
  }

  /// Puts it into the data directory, which exists, whole or not at all; only its owner may read it.
  package func write(_ directory: DataDirectory) throws(OutputFailure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    let data: Data
    do { data = try encoder.encode(self) } catch {
      throw OutputFailure(
        path: Self.fileName, expected: "to write it as JSON", found: "\(error)", remedy: "please report this")
    }
    // What a process that was killed while it wrote left there.
    try OutputDirectory.prepare(directory.path)
    let file = try OutputFile(directory: directory.path, name: Self.fileName, isPrivate: true)
    let text = TextBuffer(capacity: 1_024)
    text.append(String(decoding: data, as: UTF8.self) + "\n")
    try file.append(text.bytes)
    try file.synchronise()
    try file.publish()
  }
}
