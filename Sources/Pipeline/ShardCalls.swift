import CallModel
import Output
import Registry

/// A call with what it is sorted by.
struct SortedCall {
  var instant: Int64
  var view: CallRecordView
}

/// The calls of one shard, by group and in order of time, without repeats: what the second stage works on.
///
/// Built by a counting sort by group, then a sort by instant within each; calls of one line in one second, which are
/// few, are put in order by `CallOrder`. The arrays are kept from shard to shard.
final class ShardCalls {
  /// Calls of group `firstGroup + i` are at `starts[i] ..< starts[i] + survivors[i]`.
  private(set) var starts: [Int] = []
  private(set) var survivors: [Int] = []
  private(set) var calls: UnsafeMutablePointer<SortedCall>
  private var capacity = 1 << 10
  private(set) var pages: [ShardStore.Page] = []
  /// Pages read back from files.
  private var spilled = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 8)

  init() {
    calls = .allocate(capacity: capacity)
  }

  deinit {
    calls.deallocate()
    spilled.deallocate()
  }

  /// A row that turned out to be no call of its own.
  struct RepeatedCall {
    var view: CallRecordView
    /// Whether its content is another than that of the version that stands for the call.
    var isConflicting: Bool
  }

  /// Sorts the calls of `contents`: `open`, then `sort`.
  func load(
    _ contents: ShardStore.Contents, bucketCount: Int, bucket: (Int) -> Int, isVoid: (Int) -> Bool,
    lost: LostCalls, order: CallOrder, onRepeat: (RepeatedCall) -> Void
  ) throws(OutputFailure) {
    try open(contents)
    sort(bucketCount: bucketCount, bucket: bucket, isVoid: isVoid, lost: lost, order: order, onRepeat: onRepeat)
  }

  /// Takes `contents`, whose pages in memory must stay in place while the views are used.
  func open(_ contents: ShardStore.Contents) throws(OutputFailure) {
    pages = contents.pages
    try readBack(contents.spilled)
  }

  /// Adds calls to those that were opened; the page must stay in place, too.
  func add(_ page: ShardStore.Page) { pages.append(page) }

  /// Puts the calls in order and drops repeats. Can be done again after `add`.
  ///
  /// - Parameters:
  ///   - bucketCount: buckets are numbered from 0.
  ///   - bucket: which bucket a row of `lines.csv` belongs to.
  ///   - isVoid: whether a chunk's calls do not count, because its file failed.
  ///   - lost: repeats of calls of other lines.
  ///   - onRepeat: called for each call that is dropped.
  func sort(
    bucketCount: Int, bucket: (Int) -> Int, isVoid: (Int) -> Bool, lost: LostCalls, order: CallOrder,
    onRepeat: (RepeatedCall) -> Void
  ) {
    starts = [Int](repeating: 0, count: bucketCount + 1)
    forEachCall(isVoid) { view in
      if let isConflicting = lost.find(view) {
        onRepeat(RepeatedCall(view: view, isConflicting: isConflicting))
      } else {
        starts[bucket(Int(view.pointer.pointee.lineRow)) + 1] += 1
      }
    }
    for index in 0..<bucketCount { starts[index + 1] += starts[index] }
    reserve(starts[bucketCount])
    var next = starts
    forEachCall(isVoid) { view in
      if lost.find(view) != nil { return }
      let index = bucket(Int(view.pointer.pointee.lineRow))
      // SAFETY: the first pass counted the same calls, so each bucket has room for its own.
      calls[next[index]] = SortedCall(instant: view.pointer.pointee.instant, view: view)
      next[index] += 1
    }
    survivors = [Int](repeating: 0, count: bucketCount)
    for index in 0..<bucketCount {
      survivors[index] = sortAndDropRepeats(starts[index]..<starts[index + 1], order, onRepeat)
    }
  }

  /// Brings pages that went to files back to memory, behind those that stayed.
  private func readBack(_ spilledPages: [ShardStore.SpilledPage]) throws(OutputFailure) {
    let needed = spilledPages.reduce(0) { $0 + $1.count }
    if needed > spilled.count {
      spilled.deallocate()
      spilled = .allocate(byteCount: needed + needed / 8, alignment: 8)
    }
    var at = 0
    for page in spilledPages {
      // SAFETY: the buffer has the sum of all counts, each a multiple of 8, so records begin at such, too.
      let room = UnsafeMutableRawBufferPointer(rebasing: spilled[at..<(at + page.count)])
      try page.file.read(into: room, at: page.offset)
      if let start = room.baseAddress {
        pages.append(ShardStore.Page(start: start, used: page.count, capacity: page.count))
      }
      at += page.count
    }
  }

  /// The calls of bucket `index`, in the order of rating and output.
  func bucket(_ index: Int) -> UnsafeMutableBufferPointer<SortedCall> {
    UnsafeMutableBufferPointer(start: calls + starts[index], count: survivors[index])
  }

  func forEachCall(_ isVoid: (Int) -> Bool, _ body: (CallRecordView) -> Void) {
    for page in pages {
      var at = 0
      while at < page.used {
        // SAFETY: a page holds whole records one after the other, `used` bytes of them.
        let view = CallRecordView(address: UnsafeRawPointer(page.start + at))
        at += view.sizeBytes
        if !isVoid(Int(view.pointer.pointee.chunk)) { body(view) }
      }
    }
  }

  private func sortAndDropRepeats(
    _ range: Range<Int>, _ order: CallOrder, _ onRepeat: (RepeatedCall) -> Void
  ) -> Int {
    var slice = UnsafeMutableBufferPointer(start: calls + range.lowerBound, count: range.count)
    slice.sort { $0.instant < $1.instant }
    var kept = 0
    var start = 0
    while start < slice.count {
      var end = start + 1
      while end < slice.count, slice[end].instant == slice[start].instant { end += 1 }
      if end - start == 1 {
        slice[kept] = slice[start]
        kept += 1
      } else {
        let run = UnsafeMutableBufferPointer(rebasing: slice[start..<end])
        let left = Self.dropRepeats(run, order, onRepeat)
        for index in 0..<left { slice[kept + index] = run[index] }
        kept += left
      }
      start = end
    }
    return kept
  }

  /// Of each identity in a run of one instant only the first version of the greatest content stays (spec 2.4); returns
  /// how many stay, put in the order of rating.
  private static func dropRepeats(
    _ run: UnsafeMutableBufferPointer<SortedCall>, _ order: CallOrder, _ onRepeat: (RepeatedCall) -> Void
  ) -> Int {
    var run = run
    run.sort { order.compareForRepeats($0.view, $1.view) < 0 }
    var kept = 0
    for index in run.indices {
      let call = run[index]
      if kept > 0, order.compareIdentities(run[kept - 1].view, call.view) == 0 {
        let isSame = order.compareContents(run[kept - 1].view, call.view) == 0
        onRepeat(RepeatedCall(view: call.view, isConflicting: !isSame))
      } else {
        run[kept] = call
        kept += 1
      }
    }
    var survivors = UnsafeMutableBufferPointer(rebasing: run[..<kept])
    survivors.sort { order.compareForRating($0.view, $1.view, comparingLines: false) < 0 }
    return kept
  }

  private func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    calls.deallocate()
    capacity = needed + needed / 4
    calls = .allocate(capacity: capacity)
  }
}
