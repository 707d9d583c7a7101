import CallModel

/// One allowance, compiled.
package struct Allowance: BitwiseCopyable, Sendable {
  /// Seconds, or millionths of a real for a `value` allowance.
  package var amount: Int64
  fileprivate var firstZone: Int32
  fileprivate var zoneCount: Int32
  fileprivate var coversAllZones: Bool
  /// Whether a line has only the part of the days on which it has the plan (spec 11.1).
  package var isProrated: Bool
  /// At most so much of what is left passes on to the next cycle.
  package var carryLimit: Int64
}

/// Where a plan's allowances stand in the cycle account: those of time first, then those of value.
package struct PlanAllowances: BitwiseCopyable, Sendable {
  package var first: Int
  package var timeCount: Int
  package var valueCount: Int
  /// Whether each cycle begins with the whole amounts and passes nothing on.
  package var isPlain = true

  package var count: Int { timeCount + valueCount }
}

/// The allowances of all plans, each plan's in the order in which calls take from them: priority, then name (spec 3.6).
package struct AllowanceTable: Sendable {
  package let plans: FixedTable<PlanAllowances>
  package let allowances: FixedTable<Allowance>
  /// The allowances' names.
  package let names: [String]
  private let zones: FixedTable<Int32>
  private let parents: FixedTable<Int32>

  init(_ tables: RegistryTables, _ catalogue: ZoneCatalogue, in storage: TableStorage) {
    let ordered = tables.allowances.sorted { left, right in
      if left.plan != right.plan { return left.plan < right.plan }
      if left.isTime != right.isTime { return left.isTime }
      if left.priority != right.priority { return left.priority < right.priority }
      return precedesInByteOrder(left.name, right.name)
    }
    var plans = Array(repeating: PlanAllowances(first: 0, timeCount: 0, valueCount: 0), count: tables.plans.count)
    var zones: [Int32] = []
    var allowances: [Allowance] = []
    for row in ordered {
      if plans[row.plan].count == 0 { plans[row.plan].first = allowances.count }
      if row.isTime { plans[row.plan].timeCount += 1 } else { plans[row.plan].valueCount += 1 }
      let listed = row.zones.compactMap { catalogue.index(named: $0) }
      let amount =
        switch row.amount {
        case .seconds(let seconds): seconds
        case .value(let money): money.micros
        }
      let isProrated = row.isProrated && tables.plans[row.plan].allowanceScope == .line
      if isProrated || row.carryOver != .none { plans[row.plan].isPlain = false }
      allowances.append(
        Allowance(
          amount: amount, firstZone: Int32(zones.count), zoneCount: Int32(listed.count),
          coversAllZones: row.zones.contains("*"), isProrated: isProrated, carryLimit: row.carryOver.limit))
      zones += listed.map { Int32($0) }
    }
    self.plans = storage.fixed(plans)
    self.allowances = storage.fixed(allowances)
    self.zones = storage.fixed(zones)
    names = ordered.map(\.name)
    parents = catalogue.parents
  }

  /// Whether the allowance lists `zone`, its parent, or `*` (spec 3.6).
  package func covers(_ allowance: Allowance, zone: Int) -> Bool {
    if allowance.coversAllZones { return true }
    let parent = parents[zone]
    var index = allowance.firstZone
    while index < allowance.firstZone + allowance.zoneCount {
      let listed = zones[Int(index)]
      if listed == Int32(zone) || listed == parent { return true }
      index += 1
    }
    return false
  }
}

extension CarryOver {
  fileprivate var limit: Int64 {
    switch self {
    case .none: 0
    case .seconds(let seconds): seconds
    case .all: .max
    }
  }
}

extension AllowanceRow {
  fileprivate var isTime: Bool {
    if case .seconds = amount { true } else { false }
  }
}
