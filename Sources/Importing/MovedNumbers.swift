import CallModel
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

/// Numbers whose calls were recorded for another line, or another contract, than today's registry gives them (spec 4.3).
struct MovedNumbers {
  /// By own number: the lines and contracts it was recorded for that are not its own today.
  private(set) var owners: [OwnNumber: [LedgerAccount]] = [:]

  private let registry: Registry

  /// Looks at each known number on each of `days`. O(numbers), and O(days) for the few whose line depends on the day.
  init(_ numbers: [(own: OwnNumber, account: LedgerAccount)], on days: ClosedRange<CivilDate>, _ registry: Registry) {
    self.registry = registry
    var groups: [LedgerAccount: Int32] = [:]
    for (own, account) in numbers {
      let group = groups[account] ?? Self.group(of: account, registry)
      groups[account] = group
      if hasMoved(own, from: group, on: days) { owners[own, default: []].append(account) }
    }
  }

  /// The number of the (contract, line) in the registry; -1 if it has none.
  private static func group(of account: LedgerAccount, _ registry: Registry) -> Int32 {
    let rows = registry.groups.rows(ofLine: account.line)
    let row = rows.first {
      registry.tables.contracts[registry.lines[$0].contract].id.utf8.elementsEqual(account.contract.utf8)
    }
    return row.map { registry.groups.groupOfRow[$0] } ?? -1
  }

  private func hasMoved(_ own: OwnNumber, from group: Int32, on days: ClosedRange<CivilDate>) -> Bool {
    let number = own.own.withUnsafeBufferPointer { bytes in
      DialledDigits(bytes).map { Numbering.normalise($0, areaCode: nil) } ?? .unmatched
    }
    var day = days.lowerBound
    while day <= days.upperBound {
      // One that was found by itself and is nobody's now may be found by any trunk: it counts as moved.
      let found = find(own, number, on: day)
      if found.map({ registry.groups.groupOfRow[$0.row] }) ?? -1 != group { return true }
      // No other line has the number as long as this one has it as its own or as a DID.
      if let found, found.match == .number || found.match == .did {
        day = registry.lastDay(ofNumber: number.number, from: day)
      }
      guard day < days.upperBound else { break }
      day = CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1)
    }
    return false
  }

  private func find(_ own: OwnNumber, _ number: NormalisedNumber, on day: CivilDate) -> (row: Int, match: LineMatch)? {
    if number.kind != .none, let found = registry.findLine(number: number.number, on: day) { return found }
    return own.trunk.withUnsafeBufferPointer { trunk in
      own.accountCode.withUnsafeBufferPointer { registry.findLine(trunk: trunk, accountCode: $0, on: day) }
    }
  }
}

extension RegistrySnapshot {
  /// Of the tables by which the lines of calls are found (spec 3.2).
  var identificationDigest: String {
    ["lines.csv", "dids.csv", "contracts.csv"].map { tableDigests[$0] ?? "" }.joined(separator: " ")
  }
}

/// Which tables have found the lines of recorded calls, as the ledger's settings keep it.
struct IdentificationState {
  static let digestKey = "identification"
  static let changedKey = "identification_changed"

  /// Whether recorded calls may have been found by other tables than today's.
  let hasChanged: Bool
  /// Whether they changed since the last run.
  let isNew: Bool
  private let digest: String

  init(_ ledger: Ledger, _ snapshot: RegistrySnapshot) throws {
    digest = snapshot.identificationDigest
    let known = try ledger.setting(Self.digestKey)
    let isNew = known.map { [digest] in $0 != digest } ?? false
    let wasNew = try ledger.setting(Self.changedKey) != nil
    self.isNew = isNew
    hasChanged = isNew || wasNew
  }

  func write(_ writer: LedgerWriter) throws {
    try writer.set(Self.digestKey, digest)
    if hasChanged { try writer.set(Self.changedKey, "yes") }
  }
}
