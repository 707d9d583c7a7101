import CallModel
import FileInput
import Ledger

/// Proves for each file that no row was lost or counted twice (I1): its outcomes come to what was read, its rated and
/// free calls are recorded, its rejected and suspended rows are held (I8).
struct FileCheck {
  private let ledger: Ledger
  private let findings: FindingList
  /// Live rows by the ledger's number of their file.
  private let rowsOfFile: [Int]
  private var held: [Int64: [Outcome: Int]] = [:]
  private(set) var keptRows = 0
  /// Readings whose rows a reading that counts delivers.
  private var delivered: Set<Int64> = []
  private(set) var files = 0

  init(_ ledger: Ledger, rowsOfFile: [Int], _ findings: FindingList) {
    self.ledger = ledger
    self.rowsOfFile = rowsOfFile
    self.findings = findings
  }

  mutating func run() throws(LedgerFailure) {
    let all = try ledger.files(run: nil)
    files = all.count
    delivered = Set(FileDelivery(all).deliverers.keys)
    try countKeptRows()
    for file in all { check(file) }
    let known = Set(all.map { Int($0.id) })
    for file in rowsOfFile.indices where rowsOfFile[file] > 0 && !known.contains(file) {
      findings.add(.file, "file \(file)", expected: "a file the ledger knows", found: "calls of an unknown one")
    }
  }

  private mutating func countKeptRows() throws(LedgerFailure) {
    for (file, name, state, rows) in try ledger.audit.keptRowCounts() {
      guard let reason = Reason.allCases.first(where: { $0.name == name }),
        let state = KeptRowRecord.State(rawValue: state)
      else {
        findings.add(.file, "held rows of file \(file)", expected: "a reason and a state", found: "\(name), \(state)")
        continue
      }
      // Settled rows have another outcome now, and those of withdrawn runs none.
      guard state == .held || state == .discarded else { continue }
      let outcome = state == .discarded && reason == .ignored ? .rejected : reason.outcome
      held[file, default: [:]][outcome, default: 0] += rows
      keptRows += rows
    }
  }

  private func check(_ file: FileRow) {
    let place = "file \(file.id) (\(file.displayName))"
    let recorded = rowsOfFile.indices.contains(Int(file.id)) ? rowsOfFile[Int(file.id)] : 0
    let rejected = held[file.id]?[.rejected] ?? 0
    let suspended = held[file.id]?[.suspended] ?? 0
    let ignored = held[file.id]?[.ignored] ?? 0
    let isDelivered = file.content == file.id && delivered.contains(file.id)
    if file.state == .imported || file.state == .deleted || file.state == .undone, isDelivered {
      func count(_ outcome: Outcome) -> Int { file.outcomes[Int(outcome.rawValue)] }
      for outcome in Outcome.allCases where count(outcome) < 0 {
        findings.add(.file, place, expected: "0 or more \(outcome.name) rows", found: "\(count(outcome))")
      }
      findings.compare(
        .file, place, "rows read:", expected: file.outcomes.reduce(0, +), found: file.read)
      findings.compare(
        .file, place, "recorded calls:", expected: count(.rated) + count(.free), found: recorded)
      findings.compare(.file, place, "rejected rows:", expected: count(.rejected), found: rejected)
      findings.compare(.file, place, "suspended rows:", expected: count(.suspended), found: suspended)
      // Those without seconds are not kept.
      if ignored > count(.ignored) {
        findings.add(.file, place, expected: "\(count(.ignored)) ignored rows", found: "\(ignored) that are kept")
      }
    } else {
      findings.compare(
        .file, place, "no row that counts:", expected: 0, found: recorded + rejected + suspended + ignored)
    }
  }
}
