import CallModel
import Output
import Rating
import Registry

/// Rows of one book and one (contract, line) that lie together in a segment, with what they came to (spec 4.1).
package struct WrittenSpan: Sendable {
  package var key: BookKey
  /// The (contract, line), a number of `Registry.groups`.
  package var group: Int32
  /// Where the rows lie: in the partition's output while it is rated, then in the segment.
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
  /// Whether `CallWatch` points out one of its calls.
  package var isPointedOut = false
  var peak = DayPeak()

  /// The largest surplus of one local day within the span, in millionths of a real; 0 if nobody watches.
  package var peakDayMicros: Int64 { peak.micros }
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

  /// Looks at a call that has a tariff.
  mutating func watch(_ call: CallRecord, _ charge: CallCharge, _ watch: CallWatch, _ zone: TimeZoneRules) {
    if watch.pointsOut(call) { isPointedOut = true }
    if charge.amount.micros != 0 { peak.add(charge.amount.micros, at: call.instant, zone) }
  }
}

/// What a book's account has after this run.
package struct BookBalance: Sendable {
  package var key: BookKey
  /// The book's index in `RecordedBooks`, if it was recorded before.
  package var book: Int?
  /// All its rows were written anew: what was recorded before is void.
  package var isRewritten: Bool
  package var firstStart: Int64
  package var lastStart: Int64
  /// As in `RecordedBook.left`.
  package var left: [Int64]
}

/// A new call of a book that must not change: to be charged by itself, later (spec 4.4).
package struct DivertedCall: Sendable {
  /// The record: head and texts.
  package var bytes: [UInt8]
  /// The book's index.
  package var book: Int
  /// The start and the row's source of the recorded version that this one replaces (spec 4.3).
  package var replaces: (file: Int, line: Int)?
}

/// A recorded call that a version with greater content took the place of.
package struct ReplacedCall: Sendable {
  /// Where it came from: the ledger's number of the file, and a line.
  package var file: Int
  package var line: Int
  /// What it counted as: free or rated.
  package var outcome: Outcome
  /// The call as a row of a segment, without charge and line end.
  package var row: [UInt8]
  /// The ledger's number of the file that the greater version came in, if an earlier run has read that.
  package var winnerFile: Int?
}

/// What became of a row that was tried again.
package struct RetriedOutcome: Sendable {
  /// The ledger's number.
  package var file: Int
  package var line: Int
  package var result: RetryResult
  /// Of a repeat, the ledger's number of the file that the call came in, if an earlier run has read that.
  package var winnerFile: Int?
}

package enum RetryResult: Sendable {
  case counted(Outcome)
  case refused(Reason)
}

/// What one worker of an import's second stage brings together besides the rows.
final class BookRecorder {
  let books: RecordedBooks
  let watch: CallWatch?
  var decoder: RecordedCallDecoder
  let rowReader = SegmentRowReader()
  let pages = RecordedPages()
  /// Books whose recorded calls are among those of the partition.
  var injected: Set<Int> = []
  /// Of these, books of which a recorded call lost to another version.
  var losing: Set<Int> = []
  var repeats: [PartitionCalls.RepeatedCall] = []
  /// Of the replaced versions of settled books: the winner's address to book and source.
  var settledLosers: [UnsafeRawPointer: (book: Int, file: Int, line: Int)] = [:]

  // Results.
  var partitionSpans: [PartitionSpans] = []
  var spans: [WrittenSpan] = []
  var balances: [BookBalance] = []
  /// Books that were read again and changed: their recorded rows are void.
  var rewritten: Set<Int> = []
  var diverted: [DivertedCall] = []
  var replaced: [ReplacedCall] = []
  var retried: [RetriedOutcome] = []
  /// New calls that repeat recorded or suspended ones, by the ledger's number of the file those came in.
  var repeatsOfFile: [Int: Int] = [:]
  var owns = OwnNumberLog()
  /// New calls that made recorded ones be rated again.
  var lateCalls = 0
  /// Where the balances of the contract's pools are.
  var poolBalances: [BookKey: Int] = [:]
  /// The span under way.
  var span: WrittenSpan?
  let scratch = TextBuffer(capacity: 1 << 10)

  init(_ books: RecordedBooks, _ watch: CallWatch?, _ context: RatingContext) {
    self.books = books
    self.watch = watch
    decoder = RecordedCallDecoder(registry: context.registry, zone: context.zone)
  }

  /// Why recorded rows could not be used: the ledger is damaged.
  static func damaged(_ book: Int64) -> OutputFailure {
    OutputFailure(
      path: "book \(book)", expected: "rows of call records in its segments", found: "damaged or foreign bytes",
      remedy: "run summit-cdr verify and restore the data directory from a backup")
  }

  /// Reads the calls of a recorded book into memory.
  ///
  /// - Parameter isOf: whether a row of `lines.csv` belongs to the contract or line that asks; for settled books only.
  func read(_ book: Int, isOf: (Int) -> Bool) throws(OutputFailure) -> PartitionStore.Page {
    let id = books.books[book].id
    let isSettled = books.books[book].standing == .fixed
    let bytes = try books.readRows(id)
    // A record has no more bytes than its head, its row and padding.
    var rowCount = 0
    for byte in bytes where byte == UInt8(ascii: "\n") { rowCount += 1 }
    var page = pages.allocate(bytes.count + rowCount * (MemoryLayout<CallRecord>.size + 8))
    var isSound = true
    let isWhole = bytes.withUnsafeBufferPointer { buffer in
      rowReader.forEach(in: buffer) { row in
        let isDecoded = isSettled ? decoder.decodeSettled(row, book: book, isOf: isOf) : decoder.decode(row)
        guard isDecoded else {
          isSound = isSound && isSettled
          return
        }
        decoder.write(to: page.start + page.used)
        page.used += decoder.record.sizeBytes
      }
    }
    guard isWhole, isSound else { throw Self.damaged(id) }
    return page
  }
}

/// The spans of one partition; offsets count from its beginning.
struct PartitionSpans {
  var partition: Int
  var spans: [WrittenSpan]
  var lengthBytes: Int
}

extension BookRecorder {
  /// The rows of a partition are whole.
  func closePartition(_ partition: Int, lengthBytes: Int) {
    guard lengthBytes > 0 else { return }
    partitionSpans.append(PartitionSpans(partition: partition, spans: spans, lengthBytes: lengthBytes))
    spans.removeAll()
  }
}
