import CallModel
import FileInput
import Ledger
import Pipeline
import Registry

/// The open cycles that suspended rows would belong to, by the registry that the open part follows (spec 4.3).
struct SuspendedCycles {
  private var keys: Set<[UInt8]> = []
  /// Rows of no line, or of an inactive one, that start before the date.
  private(set) var rowsWithoutLine = 0

  init(_ ledger: Ledger, before date: CivilDate?) throws {
    let rows = try ledger.keptRows(.open).filter { Self.outcome($0) == .suspended && $0.facts != nil }
    guard !rows.isEmpty, let version = try ledger.currentRegistryVersion() else { return }
    let snapshot = try RegistryVersions(ledger).snapshot(version)
    guard let zone = TimeZoneRules(identifier: snapshot.timeZone) else { throw RateFailure.timeZone(snapshot.timeZone) }
    let charger = CallCharger(
      registry: snapshot.registry, zone: zone, activeLinesOnly: snapshot.activeLinesOnly,
      dialling: snapshot.dialling)
    let end = date.map { zone.start(of: $0) } ?? .max
    let reader = SegmentRowReader()
    for row in rows {
      var facts = row.facts ?? []
      if facts.last != UInt8(ascii: "\n") { facts.append(UInt8(ascii: "\n")) }
      try reader.forEach(in: facts) { segmentRow in
        if let account = try charger.account(of: segmentRow) {
          keys.insert(Self.key(account.isPool, account.owner, account.plan, account.cycleStart))
        } else if (segmentRow.instant ?? .max) < end {
          rowsWithoutLine += 1
        }
      }
    }
  }

  func has(_ cycle: CycleAccountRow) -> Bool {
    keys.contains(Self.key(cycle.isPool, cycle.owner, cycle.plan, cycle.cycleStart))
  }

  private static func outcome(_ row: KeptRowRecord) -> Outcome? {
    Reason.allCases.first { $0.name == row.reason }?.outcome
  }

  private static func key(_ isPool: Bool, _ owner: String, _ plan: String, _ cycleStart: CivilDate) -> [UInt8] {
    Array("\(isPool)\u{0}\(owner)\u{0}\(plan)\u{0}\(cycleStart)".utf8)
  }
}
