import CallModel
import Output
import Rating
import Registry

/// Rows of one cycle account and one (contract, line) that lie together in a segment, with what they came to (spec 4.1).
package struct WrittenSpan: Sendable {
  package var key: CycleAccountKey
  /// The (contract, line), a number of `Registry.groups`.
  package var group: Int32
  /// Where the rows lie: in the shard's output while it is rated, then in the segment.
  package var offsetBytes = 0
  package var lengthBytes = 0
  package var rows = 0
  /// Seconds since 1970.
  package var firstStart: Int64 = 0
  package var lastStart: Int64 = 0
  /// Rated calls; the sums are theirs.
  package var calls = 0
  package var billedSeconds = 0
  package var coveredSeconds = 0
  package var micros: Int128 = 0
  /// The row of `lines.csv` of the last rated call, -1 if there is none.
  package var lastRow: Int32 = -1
  /// Whether `CallWatch` points out one of its calls, and one that came with this run.
  package var isPointedOut = false
  package var pointsOutNew = false
  /// Index of the cycle account's balance in `RecordingOutcome.balances`; while shards are rated, among the worker's own.
  package var balance = -1
  /// The largest surplus of one local day within the span, in millionths of a real; 0 if nobody watches.
  package var peakDayMicros: Int64 = 0
  /// Its days' sums in `RecordingOutcome.days`, while shards are rated among the worker's own; none if they were not kept.
  package var days = 0..<0
}

extension WrittenSpan {
  mutating func add(_ call: CallRecord, _ charge: CallCharge?) {
    rows += 1
    lastStart = call.instant
    guard let charge else { return }
    calls += 1
    billedSeconds += charge.billedSeconds
    coveredSeconds += charge.coveredSeconds
    micros += Int128(charge.amount.micros)
    lastRow = Int32(bitPattern: call.lineRow)
  }
}

/// What a cycle account's account has after this run.
package struct CycleAccountBalance: Sendable {
  package var key: CycleAccountKey
  /// The cycle account's index in `RecordedCycleAccounts`, if it was recorded before.
  package var cycleAccount: Int?
  /// All its rows were written anew: what was recorded before is void.
  package var isRewritten: Bool
  package var firstStart: Int64
  package var lastStart: Int64
  /// As in `RecordedCycleAccount.left`.
  package var left: [Int64]
  /// As in `RecordedCycleAccount.carried`.
  package var carried: [Int64] = []
  /// Whether another balance may be of the same cycle account: the line kept its plan and changed its contract.
  package var mayHaveOtherPart = false
}

/// A row that is not billed, of those the ledger has already: to be kept, with its facts (spec 4.1).
package struct KeptRow: Sendable {
  /// The ledger's number of its file, and its line.
  package var file: Int
  package var line: Int
  package var reason: Reason
  /// In the form of a segment's row.
  package var facts: [UInt8]
  /// Of its call, seconds since 1970.
  package var start: Int64
  /// The ledger's number of the closed cycle it is late for, or a version of a call of.
  package var cycle: Int64?
}

/// What became of a row that was kept.
package struct KeptOutcome: Sendable {
  /// The ledger's number of its file, and its line.
  package var file: Int
  package var line: Int
  package var result: RowResult
  /// The ledger's number of the closed cycle it is late for, or a version of a call of.
  package var cycle: Int64?
}

package enum RowResult: Sendable {
  case counted(Outcome)
  case refused(Reason)

  package var outcome: Outcome {
    switch self {
    case .counted(let outcome): outcome
    case .refused(let reason): reason.outcome
    }
  }
}

/// Rows that another outcome took, by the ledger's number of their file: what each outcome gains or loses.
package struct OutcomeMoves: Sendable {
  private var places: [Int: Int] = [:]
  /// Of one file after the other, by `places`, a number for each outcome.
  private var rows: [Int] = []
  /// The file asked for last, and its place: rows that come after each other are of one file, mostly.
  private var last = (file: -1, place: 0)

  private static let outcomes = Outcome.allCases.count

  package init() {}

  package var files: [Int: [Int]] { places.mapValues { Array(rows[$0..<$0 + Self.outcomes]) } }

  package mutating func add(_ rows: Int, to outcome: Outcome, ofFile file: Int) {
    if file != last.file { last = (file, place(of: file)) }
    self.rows[last.place + Int(outcome.rawValue)] += rows
  }

  private mutating func place(of file: Int) -> Int {
    if let place = places[file] { return place }
    places[file] = rows.count
    rows += repeatElement(0, count: Self.outcomes)
    return rows.count - Self.outcomes
  }

  package mutating func add(_ other: OutcomeMoves) { add(other, times: 1) }
  mutating func subtract(_ other: OutcomeMoves) { add(other, times: -1) }

  private mutating func add(_ other: OutcomeMoves, times factor: Int) {
    for (file, place) in other.places {
      for outcome in Outcome.allCases {
        let change = other.rows[place + Int(outcome.rawValue)]
        if change != 0 { add(factor * change, to: outcome, ofFile: file) }
      }
    }
  }
}

/// Rows of repeats that lie together in a segment: kept, since what they repeat may be withdrawn (spec 4.3).
package struct RepeatSpan: Sendable {
  package var offsetBytes: Int
  package var lengthBytes: Int
  package var rows: Int
  /// Seconds since 1970.
  package var firstStart: Int64
  package var lastStart: Int64

  init(offsetBytes: Int) {
    self.offsetBytes = offsetBytes
    lengthBytes = 0
    rows = 0
    firstStart = .max
    lastStart = .min
  }
}

/// What one worker of an import's second stage brings together besides the rows.
final class CycleAccountRecorder {
  let cycleAccounts: RecordedCycleAccounts
  let watch: CallWatch?
  private var reader: RecordedCallReader
  private let rowReader = SegmentRowReader()
  private let factsWriter: FactsWriter
  let pages = RecordedPages()
  /// Cycle accounts whose recorded calls are among those of the shard, with what their rows count as.
  var injected: [Int: OutcomeMoves] = [:]
  /// Whether a cycle account stood that today's registry would write otherwise.
  private(set) var isStale = false
  /// Of these, cycle accounts of which a recorded call lost to another version.
  var losing: Set<Int> = []
  var repeats: [ShardCalls.RepeatedCall] = []
  /// Rows of repeats of the shard, until its calls are written.
  let repeatRows = TextBuffer(capacity: 1 << 12)
  private var repeatSpan: RepeatSpan?

  // Results.
  var shardSpans: [ShardSpans] = []
  var spans: [WrittenSpan] = []
  var balances: [CycleAccountBalance] = []
  var days = DaySums()
  /// Cycle accounts that were read again and changed: their recorded rows are void.
  var rewritten: Set<Int> = []
  var kept: [KeptRow] = []
  var keptOutcomes: [KeptOutcome] = []
  var moves = OutcomeMoves()
  /// New calls that made recorded ones be rated again.
  var lateCalls = 0
  /// Recorded calls that lost to another version.
  var replacedCalls = 0
  /// Where the balances of the contract's pools are.
  var poolBalances: [CycleAccountKey: Int] = [:]
  /// The span under way.
  var span: WrittenSpan?

  init(
    _ cycleAccounts: RecordedCycleAccounts, _ watch: CallWatch?, _ context: RatingContext, _ classifier: CallClassifier
  ) {
    self.cycleAccounts = cycleAccounts
    self.watch = watch
    reader = RecordedCallReader(classifier)
    factsWriter = FactsWriter(zone: context.zone)
  }

  /// Why recorded rows could not be used: the ledger is damaged.
  static func damaged(_ cycleAccount: Int64) -> OutputFailure {
    OutputFailure(
      path: "cycle account \(cycleAccount)", expected: "rows of call records in its segments",
      found: "damaged or foreign bytes",
      remedy: "run summit-cdr verify and restore the data directory from a backup")
  }

  func facts(_ call: CallRecordView) -> [UInt8] { factsWriter.facts(call) }

  /// Reads the calls of a standing cycle account into memory, as today's registry has them.
  ///
  /// If today's registry has one of them elsewhere, the cycle account had to be fed: then `isStale` is set, and nothing that this
  /// run made may be kept.
  func inject(_ cycleAccount: Int, _ belongs: (CallRecord) -> Bool) throws(OutputFailure) -> ShardStore.Page {
    let id = cycleAccounts.cycleAccounts[cycleAccount].id
    let bytes = try cycleAccounts.readRows(id)
    // A record has no more bytes than its head, its row and padding; a row of long texts has more cells than lengths.
    var rowCount = 0
    for byte in bytes where byte == UInt8(ascii: "\n") { rowCount += 1 }
    var page = pages.allocate(bytes.count + rowCount * (MemoryLayout<CallRecord>.size + 8))
    var counts = OutcomeMoves()
    do {
      try rowReader.forEach(in: bytes) { row in
        guard try reader.classify(row) == .call, belongs(reader.record) else {
          isStale = true
          return
        }
        guard let file = row.integer(.file), let line = row.source?.line else { throw DamagedRows() }
        let size = reader.sizeBytes()
        reader.write(
          chunk: CallOrigin.standing.chunk(ofFile: file), line: line, to: page.start + page.used)
        page.used += size
        counts.add(1, to: reader.record.price == CallRecord.Price.free ? .free : .rated, ofFile: file)
      }
    } catch {
      throw Self.damaged(id)
    }
    injected[cycleAccount] = counts
    return page
  }

  /// Takes a row of a repeat, which `write` appends.
  func addRepeat(at instant: Int64, _ write: (TextBuffer) -> Void) {
    var span = repeatSpan ?? RepeatSpan(offsetBytes: 0)
    write(repeatRows)
    span.rows += 1
    span.firstStart = min(span.firstStart, instant)
    span.lastStart = max(span.lastStart, instant)
    repeatSpan = span
  }
}

/// The spans of one shard; offsets count from its beginning.
struct ShardSpans {
  var shard: Int
  /// Where the balances and days of the worker begin among those of all.
  var firstBalance = 0
  var firstDay = 0
  var spans: [WrittenSpan]
  var repeats: RepeatSpan?
  var lengthBytes: Int
}

extension CycleAccountRecorder {
  /// The calls of a shard are written: its repeats follow.
  func closeShard(_ shard: Int, _ output: TextBuffer) {
    var repeats = repeatSpan
    if repeats != nil {
      repeats?.offsetBytes = output.count
      repeats?.lengthBytes = repeatRows.count
      output.append(repeatRows.bytes)
      repeatRows.removeAll()
      repeatSpan = nil
    }
    shardSpans.append(
      ShardSpans(shard: shard, spans: spans, repeats: repeats, lengthBytes: output.count))
    spans.removeAll(keepingCapacity: true)
  }
}
