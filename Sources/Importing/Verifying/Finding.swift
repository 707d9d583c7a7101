/// One thing that is not as it should be: where, what was expected, what was found (spec 4.5, 5.5).
package struct Finding: Codable, Equatable, Sendable, CustomStringConvertible {
  /// What was looked at when it was found.
  package enum Check: String, Codable, CaseIterable, Sendable {
    /// The database file itself, and what its rows refer to.
    case database
    /// A file of `records/`: missing, foreign, cut, changed.
    case segment
    /// Where the rows of a cycle account lie.
    case span
    /// A recorded row: its form, its place, its line and cycle.
    case row
    /// What a recorded call was charged.
    case charge
    /// What the ledger holds ready of a cycle account's rows: counts, sums, first and last start.
    case total
    /// What is left of the allowances.
    case balance
    /// A registry version.
    case registry
    /// Outcome counts of a file, and the rows that are held of it.
    case file
    /// A call that is recorded twice.
    case identity
    /// An additional service.
    case service
  }

  package var check: Check
  /// The file, row or cycle account.
  package var place: String
  package var expected: String
  package var found: String

  package var description: String { "\(place): expected \(expected), found \(found)" }
}

/// What `verify` looked at and found.
package struct VerifyReport: Codable, Sendable {
  /// Those told; at most `maximumFindings`.
  package var findings: [Finding] = []
  /// All of them.
  package var findingCount = 0
  package var segments = 0
  package var segmentBytes: Int64 = 0
  package var cycleAccounts = 0
  package var rows = 0
  package var files = 0
  package var keptRows = 0
  package var services = 0
  package var registryVersions = 0
  /// False if the database is damaged, so that nothing beyond it was looked at.
  package var isComplete = true

  /// In JSON, cycle accounts and kept rows have the names that they had in the first program.
  private enum CodingKeys: String, CodingKey {
    case findings, findingCount, segments, segmentBytes
    case cycleAccounts = "books"
    case rows, files
    case keptRows = "heldRows"
    case services, registryVersions, isComplete
  }

  /// A damaged segment can have a finding for each of its rows; the one who reads the list needs the first ones.
  package static let maximumFindings = 1_000

  package var isSound: Bool { findingCount == 0 }

  /// In the order of the checks, then of places.
  mutating func sort() {
    let order = Dictionary(uniqueKeysWithValues: Finding.Check.allCases.enumerated().map { ($0.element, $0.offset) })
    findings.sort { left, right in
      if left.check != right.check { return order[left.check] ?? 0 < order[right.check] ?? 0 }
      if left.place != right.place { return left.place < right.place }
      return left.expected < right.expected
    }
  }
}
