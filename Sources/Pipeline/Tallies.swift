import CallModel
import RecordLayouts
import Synchronization

/// Counts of one file, or of all: rows by outcome and by reason.
package struct RowTally: Equatable, Sendable {
  package var read = 0
  /// Indexed by `Outcome.rawValue`.
  package var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
  /// Indexed by `Reason.rawValue`.
  package var reasons = [Int](repeating: 0, count: Reason.allCases.count)

  package init() {}

  package subscript(outcome: Outcome) -> Int { outcomes[Int(outcome.rawValue)] }

  mutating func count(_ outcome: Outcome, _ rows: Int = 1) {
    outcomes[Int(outcome.rawValue)] += rows
  }

  mutating func count(_ reason: Reason, _ rows: Int = 1) {
    outcomes[Int(reason.outcome.rawValue)] += rows
    reasons[Int(reason.rawValue)] += rows
  }

  package mutating func add(_ other: RowTally) {
    read += other.read
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
    for index in reasons.indices { reasons[index] += other.reasons[index] }
  }

  /// Whether each row read has exactly one outcome (I1).
  package var isConserved: Bool { read == outcomes.reduce(0, +) }
}

/// What was counted of rows while they were read, besides their outcomes.
package struct ScanTally: Equatable, Sendable {
  /// Rows that `rows` of the layout took out by one pattern (spec 7.1).
  package struct Ignored: Equatable, Sendable {
    package var rows = 0
    /// Of those, rows with seconds to bill.
    package var withSeconds = 0

    package init() {}
  }

  package var checks = RowChecks()
  /// By pattern.
  package var ignored: [String: Ignored] = [:]

  package init() {}

  package mutating func add(_ other: ScanTally) {
    checks.add(other.checks)
    for (pattern, rows) in other.ignored {
      ignored[pattern, default: Ignored()].rows += rows.rows
      ignored[pattern, default: Ignored()].withSeconds += rows.withSeconds
    }
  }

  package var ignoredWithSeconds: Int { ignored.values.reduce(0) { $0 + $1.withSeconds } }
}

/// What the calls of one zone came to.
package struct ZoneTally: Equatable, Sendable {
  /// Calls in `call-records.csv`, free ones too.
  package var calls = 0
  package var durationSeconds = 0
  package var billedSeconds = 0
  /// Millionths of a real.
  package var micros: Int128 = 0

  package init() {}

  package mutating func add(_ other: ZoneTally) {
    calls += other.calls
    durationSeconds += other.durationSeconds
    billedSeconds += other.billedSeconds
    micros += other.micros
  }
}

/// What the rated calls of a run came to.
package struct Sums: Equatable, Sendable {
  package var billedSeconds = 0
  package var coveredSeconds = 0
  package var surplusSeconds = 0
  /// Sum of the call amounts, millionths of a real.
  package var micros: Int128 = 0
  package var services = 0
  /// Sum of the services' rounded amounts, in centavos.
  package var serviceCentavos: Int128 = 0

  package init() {}

  package mutating func add(_ other: Sums) {
    billedSeconds += other.billedSeconds
    coveredSeconds += other.coveredSeconds
    surplusSeconds += other.surplusSeconds
    micros += other.micros
    services += other.services
    serviceCentavos += other.serviceCentavos
  }
}
