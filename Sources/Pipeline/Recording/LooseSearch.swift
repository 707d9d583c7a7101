import ByteScanning
import CallModel
import FileInput
import Output
import RecordLayouts
import Registry
import Synchronization

/// Loose calls of a run whose other versions may be recorded as calls of other lines (`CallRecord.isLoose`). Immutable.
package final class LooseSearch: Sendable {
  private let calls: [LooseCall]
  /// Ascending.
  private let instants: [Int64]
  private let instantSet: Set<Int64>

  fileprivate init(_ calls: [LooseCall]) {
    self.calls = calls.sorted { ($0.high, $0.low) < ($1.high, $1.low) }
    instantSet = Set(calls.map(\.instant))
    instants = instantSet.sorted()
  }

  /// Whether one of them starts then, seconds since 1970.
  package func mayHold(_ first: Int64, _ last: Int64) -> Bool {
    let place = Self.lowerBound(instants.count) { instants[$0] < first }
    return place < instants.count && instants[place] <= last
  }

  fileprivate func holds(_ instant: Int64) -> Bool { instantSet.contains(instant) }

  /// Whether one of them is a version of a recorded call, and of another line.
  fileprivate func crosses(_ recorded: LooseCall) -> Bool {
    var place = Self.lowerBound(calls.count) { (calls[$0].high, calls[$0].low) < (recorded.high, recorded.low) }
    while place < calls.count, calls[place].isSameCall(as: recorded) {
      if calls[place].line != recorded.line { return true }
      place += 1
    }
    return false
  }

  /// The first index below `count` that is not before what is looked for.
  private static func lowerBound(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Recorded rows of a cycle account that stands, to be looked through.
package struct StandingPiece: Sendable {
  package var cycleAccount: Int64
  package var read: @Sendable () throws -> [UInt8]

  package init(cycleAccount: Int64, read: @escaping @Sendable () throws -> [UInt8]) {
    self.cycleAccount = cycleAccount
    self.read = read
  }
}

extension RecordingRun {
  /// The loose calls that are not among the recorded ones: those of files, kept rows, repeats, rows that come back.
  ///
  /// - Parameter last: what starts later is not asked for; seconds since 1970.
  /// - Returns: nil if there is none.
  package func looseSearch(until last: Int64) throws -> LooseSearch? {
    guard let chunks, !context.shards.looseShards.isEmpty else { return nil }
    let rating = ratingContext(chunks, ledgerNames: [])
    var calls: [LooseCall] = []
    func add(_ call: LooseCall) {
      guard call.instant <= last, !rating.isVoid(chunk: Int(call.chunk)), !CallOrigin.isFed(chunk: call.chunk) else {
        return
      }
      calls.append(call)
    }
    for shard in context.shards.looseShards {
      try context.store.forEachLooseCall(in: shard, add)
    }
    // Those that were put aside are noted once they join the others.
    let reader = LooseCallReader(registry: registry, dialling: context.layout.dialling)
    let contents = context.store.take(context.shards.pastShard)
    defer { context.store.giveBack(contents, to: context.shards.pastShard) }
    let past = ShardCalls()
    try past.open(contents)
    past.forEachCall({ _ in false }) { view in
      if view.pointer.pointee.isLoose { add(reader.read(view)) }
    }
    return calls.isEmpty ? nil : LooseSearch(calls)
  }

  /// The cycle accounts among whose rows is a version of one of those calls, but of another line.
  package func cycleAccounts(with search: LooseSearch, in pieces: [StandingPiece]) throws -> Set<Int64> {
    let finders = (0..<context.options.workers).map { _ in LooseFinder(search, context) }
    let next = Atomic<Int>(0)
    try onThreads(finders) { finder in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < pieces.count else { return }
        try finder.look(in: pieces[index])
      }
    }
    return finders.reduce(into: []) { $0.formUnion($1.found) }
  }
}

/// One thread's part in that.
private final class LooseFinder {
  private let search: LooseSearch
  private var reader: RecordedCallReader
  private let looseCalls: LooseCallReader
  private let rows = SegmentRowReader()
  private(set) var found: Set<Int64> = []

  init(_ search: LooseSearch, _ context: ScanContext) {
    self.search = search
    looseCalls = LooseCallReader(registry: context.registry, dialling: context.layout.dialling)
    // It tells the line of a call that has no price, too.
    reader = RecordedCallReader(
      CallClassifier(
        registry: context.registry, zone: context.zone, places: nil, activeLinesOnly: false,
        dialling: context.layout.dialling, keepsFacts: true, closedUntil: .max))
  }

  func look(in piece: StandingPiece) throws {
    if found.contains(piece.cycleAccount) { return }
    try rows.forEach(in: try piece.read()) { row in
      guard let instant = row.instant else { throw DamagedRows() }
      if !search.holds(instant) || found.contains(piece.cycleAccount) { return }
      guard try reader.classify(row) == .past else { throw DamagedRows() }
      guard reader.record.isLoose else { return }
      let isOther = reader.copy(chunk: 0, line: 0).with { search.crosses(looseCalls.read($0)) }
      if isOther { found.insert(piece.cycleAccount) }
    }
  }
}
