import CallModel
import FileInput
import Output
import Synchronization

/// Rows that are no calls of their own since a row of another line is the version that stands for the call (spec 2.4). There
/// are few: what it holds are these.
struct LostCalls: Sendable {
  /// By place: whether the content is another than that of the version that stands.
  private var isConflicting: [UInt64: Bool] = [:]
  private var isEmpty = true

  init() {}

  /// Looks through the loose calls of all lines. Those of one line only are left to it.
  init(of rating: RatingContext, workers: Int) throws(OutputFailure) {
    let shards = rating.shards.looseShards
    if shards.isEmpty { return }
    let finders = (0..<workers).map { _ in LostCallFinder(rating) }
    let next = Atomic<Int>(shards.lowerBound)
    try WorkerThreads.run(finders, cancel: {}) { (finder) throws(OutputFailure) in
      while true {
        let shard = next.add(1, ordering: .relaxed).oldValue
        guard shard < shards.upperBound else { return }
        try finder.look(in: shard)
      }
    }
    for finder in finders { isConflicting.merge(finder.lost) { first, _ in first } }
    isEmpty = isConflicting.isEmpty
  }

  /// Looks through the loose calls of a shard.
  mutating func add(shard: Int, of rating: RatingContext) throws(OutputFailure) {
    let finder = LostCallFinder(rating)
    try finder.look(in: shard)
    isConflicting.merge(finder.lost) { first, _ in first }
    isEmpty = isConflicting.isEmpty
  }

  /// Whether a call conflicts with the version that stands for it; nil if it is not lost.
  @inline(__always)
  func find(_ call: CallRecordView) -> Bool? {
    if isEmpty { return nil }
    let head = call.pointer.pointee
    return head.isLoose ? isConflicting[Self.place(head.chunk, head.lineInChunk)] : nil
  }

  fileprivate static func place(_ chunk: UInt32, _ lineInChunk: UInt32) -> UInt64 {
    UInt64(chunk) << 32 | UInt64(lineInChunk)
  }
}

/// One worker's part in finding them.
private final class LostCallFinder {
  private let rating: RatingContext
  private(set) var lost: [UInt64: Bool] = [:]

  init(_ rating: RatingContext) { self.rating = rating }

  func look(in shard: Int) throws(OutputFailure) {
    var calls: [LooseCall] = []
    try rating.store.forEachLooseCall(in: shard) { call in
      if !rating.isVoid(chunk: Int(call.chunk)) { calls.append(call) }
    }
    let crossing = Self.crossing(calls)
    if crossing.isEmpty { return }
    let groups = Dictionary(grouping: calls.filter { crossing.contains($0.digest) }, by: \.digest)
    for group in groups.values { settle(group) }
  }

  /// The identities that calls of several lines have.
  private static func crossing(_ calls: [LooseCall]) -> Set<ContentDigest> {
    var crossing: Set<ContentDigest> = []
    var capacity = 2
    while capacity < 2 * calls.count { capacity *= 2 }
    // The index of the first call of each identity, at its digest's place or behind it.
    var firsts = [UInt32](repeating: .max, count: capacity)
    for (index, call) in calls.enumerated() {
      var place = Int(truncatingIfNeeded: call.low) & (capacity - 1)
      while firsts[place] != .max, !calls[Int(firsts[place])].isSameCall(as: call) {
        place = (place + 1) & (capacity - 1)
      }
      if firsts[place] == .max {
        firsts[place] = UInt32(truncatingIfNeeded: index)
      } else if calls[Int(firsts[place])].line != call.line {
        crossing.insert(call.digest)
      }
    }
    return crossing
  }

  /// Of the rows of one call the first of the greatest content stands.
  private func settle(_ group: [LooseCall]) {
    guard let winner = group.min(by: isBefore) else { return }
    for call in group where call.chunk != winner.chunk || call.lineInChunk != winner.lineInChunk {
      lost[LostCalls.place(call.chunk, call.lineInChunk)] = call.compareContents(winner) != 0
    }
  }

  /// Whether the first of two rows stands for the call rather than the second.
  private func isBefore(_ left: LooseCall, _ right: LooseCall) -> Bool {
    let order = left.compareContents(right)
    if order != 0 { return order > 0 }
    return rating.order.compareSources((left.chunk, left.lineInChunk), (right.chunk, right.lineInChunk)) < 0
  }
}
