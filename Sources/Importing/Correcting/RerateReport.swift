import Foundation

/// What today's registry makes of recorded calls, and what that changes: for the terminal, for machines, and kept with
/// the run that commits it (spec 4.5).
package struct RerateReport: Codable, Sendable {
  /// Calls that change from one line, zone and price to others.
  package struct Change: Codable, Equatable, Hashable, Sendable {
    /// A line, zone and price per minute; the price is `free` or `steps` where there is not one.
    package struct Standing: Codable, Equatable, Hashable, Sendable {
      package var line: String
      package var zone: String
      package var price: String
    }

    package var from: Standing
    package var to: Standing
    package var calls: Int
  }

  package var run: Int64 = 0
  /// Inclusive local dates of the calls' starts.
  package var from: String
  package var until: String
  package var contract: String?
  package var line: String?
  package var isApplied = false
  /// Recorded calls that were looked at.
  package var calls = 0
  /// Of these, those whose line, zone or price changes; a call may be in several.
  package var changedCalls = 0
  package var callsOfOtherLine = 0
  package var callsOfOtherZone = 0
  package var callsOfOtherPrice = 0
  /// Calls that stay as they are though today's registry says otherwise, by reason: a `Reason` (it has no line, zone or
  /// price for them), `closed-cycle` or `unratable-cycle`.
  package var staying: [String: Int] = [:]
  package var rewrittenCycles = 0
  /// Calls of closed cycles, and those of them that would change.
  package var callsOfClosedCycles = 0
  package var changesInClosedCycles = 0
  /// The most frequent first; at most `maximumChanges`.
  package var changes: [Change] = []
  package var changeCount = 0
  /// What services come to, before and after.
  package var services: [ImportReport.ServiceChange] = []
  package var serviceCount = 0
  /// What the services of closed cycles would come to if they were open. They are never changed.
  package var closedServices: [ImportReport.ServiceChange] = []

  /// Kinds of changes that are listed; beyond it they are counted only.
  package static let maximumChanges = 200

  package init(from: String, until: String, contract: String?, line: String?) {
    self.from = from
    self.until = until
    self.contract = contract
    self.line = line
  }

  /// As JSON, with sorted keys.
  package func json() throws -> String { try CorrectionJSON.text(self) }
}

/// How the reports of corrections are written for machines.
enum CorrectionJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
