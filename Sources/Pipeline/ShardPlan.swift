import CallModel
import Registry

/// Which lines are rated together: shards are spans of neighbouring (contract, line) groups, so that their outputs,
/// one after the other, are sorted.
///
/// The lines of a contract with a pooled plan stay in one shard. A line that kept its plan but changed its contract
/// has its allowance in two places of the order; such *migrant* rows are also copied to a shard of their own, which
/// is rated first to learn what is left of the allowance at each change (`CarriedAllowances`).
struct ShardPlan: Sendable {
  /// Where the calls of a row of `lines.csv` go.
  struct Place: BitwiseCopyable, Sendable {
    var shard: Int32
    /// A copy of them goes to `migrantShard`, too.
    var isMigrant: Bool
  }

  /// Shards in all, those behind the lines' own included.
  let count: Int
  /// The groups of each ordinary shard.
  let groups: [Range<Int>]
  /// Of each row of `lines.csv`.
  let places: FixedTable<Place>
  /// Of each contract: whether lines of it share a plan's allowance.
  let isPooledContract: FixedTable<Bool>
  private let storage = TableStorage()
  /// Behind the others: copies of migrant rows' calls.
  let migrantShard: Int
  /// Rows of a time of which cycles are closed, until it is known where they belong (spec 4.3).
  var pastShard: Int { migrantShard + 1 }
  let hasMigrants: Bool
  /// Behind those: what tells which loose calls are one, by their identity (`LooseCall`). None if there can be none.
  let looseShards: Range<Int>

  /// Few enough that each worker can keep a page open for every one.
  static let maximumShards = 1024
  /// Lines that are worth a shard.
  static let groupsAShard = 16
  /// A loose call is noted in less than half of the bytes of its record, and not all calls are.
  static let shardsALooseShard = 4

  /// - Parameters:
  ///   - sourceBytes: about what the source files hold.
  ///   - shardSizeBytes: of them, what is worth a shard.
  ///   - keepsCycleAccounts: whether the calls of a cycle are written anew as one cycle account, with an allowance or not (spec 4.3).
  ///   - hasLooseCalls: whether there may be calls whose identity does not tell their line.
  init(
    _ registry: Registry, sourceBytes: Int64, shardSizeBytes: Int, keepsCycleAccounts: Bool = false,
    hasLooseCalls: Bool = false
  ) {
    let worthwhile = Self.worthwhile(registry, sourceBytes: sourceBytes, shardSizeBytes: shardSizeBytes)
    self.init(registry, wanted: worthwhile, keepsCycleAccounts: keepsCycleAccounts, hasLooseCalls: hasLooseCalls)
  }

  /// How many shards the lines and the bytes of the files are worth; see `init`.
  static func worthwhile(_ registry: Registry, sourceBytes: Int64, shardSizeBytes: Int) -> Int {
    let worthwhile = min(registry.groups.count / groupsAShard, Int(sourceBytes) / shardSizeBytes)
    return max(1, min(maximumShards, worthwhile))
  }

  /// How many shards tell which loose calls are one, where there may be any.
  static func looseCount(wanted: Int) -> Int {
    max(1, min(maximumShards, wanted) / shardsALooseShard)
  }

  /// - Parameter wanted: how many shards, 1 or more; fewer if there are not so many groups, or if some must stay
  ///   together.
  init(_ registry: Registry, wanted: Int, keepsCycleAccounts: Bool = false, hasLooseCalls: Bool = false) {
    let lineGroups = registry.groups
    let target = max(1, min(Self.maximumShards, wanted))
    let pooled = Self.pooledContracts(registry)
    var groups: [Range<Int>] = []
    var shardOfGroup = [Int32](repeating: 0, count: lineGroups.count)
    var start = 0
    for group in 0..<lineGroups.count {
      shardOfGroup[group] = Int32(groups.count)
      let isLast = group + 1 == lineGroups.count
      let contract = lineGroups.contractOfGroup[group]
      let mayEnd = isLast || !pooled[Int(contract)] || lineGroups.contractOfGroup[group + 1] != contract
      let isFull = (group + 1) * target / max(1, lineGroups.count) > groups.count
      if isLast || (mayEnd && isFull) {
        groups.append(start..<(group + 1))
        start = group + 1
      }
    }
    self.groups = groups
    let migrants = Self.migrants(registry, withoutAllowances: keepsCycleAccounts)
    hasMigrants = migrants.contains(true)
    places = storage.fixed(
      registry.lines.indices.map {
        Place(shard: shardOfGroup[Int(lineGroups.groupOfRow[$0])], isMigrant: migrants[$0])
      })
    isPooledContract = storage.fixed(pooled)
    migrantShard = groups.count
    let first = groups.count + 2
    let loose = hasLooseCalls ? Self.looseCount(wanted: wanted) : 0
    looseShards = first..<(first + loose)
    count = first + loose
  }

  private static func pooledContracts(_ registry: Registry) -> [Bool] {
    var pooled = [Bool](repeating: false, count: registry.tables.contracts.count)
    for line in registry.lines where registry.plans[line.plan].allowanceScope == .contract {
      pooled[line.contract] = true
    }
    return pooled
  }

  /// Rows whose line has the same plan, with an allowance of its own, under another contract too.
  ///
  /// - Parameter withoutAllowances: whether plans without an allowance count, too.
  private static func migrants(_ registry: Registry, withoutAllowances: Bool) -> [Bool] {
    var migrants = [Bool](repeating: false, count: registry.lines.count)
    var rowsOfLine: [Int: [Int]] = [:]
    var firstRow = [Int32](repeating: -1, count: registry.lines.count)
    for row in registry.lines.indices {
      let line = registry.lineID(ofRow: row)
      if firstRow[line] < 0 {
        firstRow[line] = Int32(row)
      } else {
        rowsOfLine[line, default: [Int(firstRow[line])]].append(row)
      }
    }
    for rows in rowsOfLine.values {
      for row in rows {
        let line = registry.lines[row]
        guard registry.plans[line.plan].allowanceScope == .line,
          withoutAllowances || registry.allowances.plans[line.plan].count > 0
        else { continue }
        migrants[row] = rows.contains {
          registry.lines[$0].plan == line.plan && registry.lines[$0].contract != line.contract
        }
      }
    }
    return migrants
  }
}
