import CallModel
import Output
import Rating
import Registry

/// A *cycle account*: the calls of one cycle that share an account of allowances (spec 3.6, 4.3), in the numbers of one registry.
package struct CycleAccountKey: Hashable, Sendable {
  /// Whether the account is a contract's, shared by its lines, and not one line's.
  package var isPool: Bool
  /// The line's number (`Registry.lineID(ofRow:)`), or the contract's index for a pool; -1: the registry lacks it.
  package var owner: Int32
  /// Index of the plan; -1: the registry lacks it.
  package var plan: Int32
  package var cycleStart: CivilDate

  package init(isPool: Bool, owner: Int32, plan: Int32, cycleStart: CivilDate) {
    self.isPool = isPool
    self.owner = owner
    self.plan = plan
    self.cycleStart = cycleStart
  }

  /// The same for each cycle of the owner and plan.
  package var ofAllCycles: CycleAccountKey {
    CycleAccountKey(isPool: isPool, owner: owner, plan: plan, cycleStart: CivilDate(daysSinceEpoch: 0))
  }
}

/// What earlier runs recorded of one open cycle account.
package struct RecordedCycleAccount: Sendable {

  /// The ledger's number for it.
  package var id: Int64
  package var key: CycleAccountKey
  /// Seconds since 1970: the starts of its first and last call.
  package var firstStart: Int64
  package var lastStart: Int64
  /// What is left of each allowance of the plan, in the plan's order; empty if no call was rated.
  package var left: [Int64]
  /// What of that it took over from the cycle before (spec 11.1); empty: nothing.
  package var carried: [Int64]
  /// Whether its rows were fed to this run, which writes it anew; else it stands, and calls may be added.
  package var isFed: Bool

  package init(
    id: Int64, key: CycleAccountKey, firstStart: Int64, lastStart: Int64, left: [Int64], carried: [Int64] = [],
    isFed: Bool
  ) {
    self.id = id
    self.key = key
    self.firstStart = firstStart
    self.lastStart = lastStart
    self.left = left
    self.carried = carried
    self.isFed = isFed
  }
}

/// Everything earlier runs recorded that this run may touch. Immutable while workers use it.
package final class RecordedCycleAccounts: Sendable {
  /// The bytes of rows of a segment, as `SegmentRowReader` reads them.
  package typealias ReadRows = @Sendable (_ cycleAccount: Int64) throws(OutputFailure) -> [UInt8]

  package let cycleAccounts: [RecordedCycleAccount]
  /// What closed cycles left for the next (spec 11.1).
  package let kept: [CycleAccountKey: [KeptAllowance]]
  /// The names of the files that the ledger knows, by its numbers for them.
  package let fileNames: [String]
  /// The number of the run's first file in the ledger; its others follow.
  package let firstFile: Int
  let readRows: ReadRows
  private let newFiles: Int
  private let byKey: [CycleAccountKey: Int32]
  private let ofLine: OwnerIndex
  private let ofContract: OwnerIndex

  /// - Parameters:
  ///   - kept: of closed cycles.
  ///   - fileNames: of the files the ledger knows, by its numbers; blank where it has none.
  ///   - firstFile: the ledger's number for the run's first file.
  ///   - newFiles: how many files the run has.
  ///   - readRows: all rows of a cycle account, in any order; may be called by several threads.
  package init(
    _ cycleAccounts: [RecordedCycleAccount], kept: [CycleAccountKey: [KeptAllowance]] = [:], registry: Registry,
    fileNames: [String],
    firstFile: Int, newFiles: Int,
    readRows: @escaping ReadRows
  ) {
    self.cycleAccounts = cycleAccounts
    self.kept = kept
    self.fileNames = fileNames
    self.firstFile = firstFile
    self.newFiles = newFiles
    self.readRows = readRows
    var byKey: [CycleAccountKey: Int32] = [:]
    byKey.reserveCapacity(cycleAccounts.count)
    for (index, cycleAccount) in cycleAccounts.enumerated()
    where cycleAccount.key.owner >= 0 && cycleAccount.key.plan >= 0 {
      byKey[cycleAccount.key] = Int32(index)
    }
    self.byKey = byKey
    ofLine = OwnerIndex(cycleAccounts, pools: false, owners: registry.lines.count)
    ofContract = OwnerIndex(cycleAccounts, pools: true, owners: registry.tables.contracts.count)
  }

  /// The ledger's number of the file that `ChunkTable.Resolved.source` names.
  func ledgerFile(ofSource file: Int) -> Int { file < newFiles ? firstFile + file : file - newFiles }

  /// The index of the cycle account with that key.
  func find(_ key: CycleAccountKey) -> Int? { byKey[key].map { Int($0) } }

  /// Indices of the cycle accounts of a line's own, or of a contract's pools.
  func indices(ofLine line: Int) -> ArraySlice<Int32> { ofLine.indices(of: line) }
  func indices(ofContract contract: Int) -> ArraySlice<Int32> { ofContract.indices(of: contract) }

  /// Which cycle accounts belong to an owner: one array cut by owner.
  private struct OwnerIndex: Sendable {
    private var starts: [Int32]
    private var items: [Int32]

    init(_ cycleAccounts: [RecordedCycleAccount], pools: Bool, owners: Int) {
      starts = [Int32](repeating: 0, count: owners + 1)
      let mine = cycleAccounts.indices.filter {
        cycleAccounts[$0].key.isPool == pools && cycleAccounts[$0].key.owner >= 0
      }
      for index in mine { starts[Int(cycleAccounts[index].key.owner) + 1] += 1 }
      for owner in 0..<owners { starts[owner + 1] += starts[owner] }
      items = [Int32](repeating: 0, count: mine.count)
      var next = starts
      for index in mine {
        let owner = Int(cycleAccounts[index].key.owner)
        items[Int(next[owner])] = Int32(index)
        next[owner] += 1
      }
    }

    func indices(of owner: Int) -> ArraySlice<Int32> { items[Int(starts[owner])..<Int(starts[owner + 1])] }
  }
}
