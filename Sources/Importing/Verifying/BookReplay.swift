import ByteScanning
import CallModel
import FileInput
import Ledger
import Output
import Pipeline
import Rating
import Registry

/// Charges the calls of one recorded book again, one after the other, in the order of spec 3.6; those that came after the
/// cycle was closed in the order in which they came (spec 4.4). The slow twin of an import's second stage.
struct BookReplay {
  /// A row, and what decides its turn.
  struct Turn {
    var entry: Int
    var run: Int64
    var instant: Int64
    var span: Int
    var range: Range<Int>
  }

  /// What a span's rows come to.
  struct SpanSum {
    var rows = 0
    var first = Int64.max
    var last = Int64.min
    var calls = 0
    var billed = 0
    var covered = 0
    var micros: Int128 = 0
    var number = ""
  }

  let check: BookCheck
  let book: BookRow
  let spans: [SpanRow]
  let content: BookContent
  let place: String
  private let reader = SegmentRowReader()
  var turns: [Turn] = []
  var sums: [SpanSum]
  var left: [Int64] = []
  var ratedCalls = 0
  /// What the calls so far came to, by identity; only where a later version may take the difference.
  private var charges: [ContentDigest: (charge: CallCharge, zone: String)] = [:]
  private let hasLateCalls: Bool

  /// Longer calls cannot be read from any file (spec 2.3): 9 digits and a fraction.
  private static let maximumDuration = 1_000_000_000
  /// 1969-12-30 to 2200-01-03: no layout accepts a time of another year than 1970 to 2199, in whatever zone (spec 2.4).
  private static let instants: ClosedRange<Int64> = -172_800...7_258_291_200

  init(_ check: BookCheck, _ book: BookRow, _ spans: [SpanRow], _ content: BookContent, _ place: String) {
    self.check = check
    self.book = book
    self.spans = spans
    self.content = content
    self.place = place
    sums = spans.map { _ in SpanSum() }
    hasLateCalls = spans.contains { $0.entry > 0 }
  }

  var findings: FindingList { check.findings }

  mutating func run() throws {
    guard collect() else { return }
    sort()
    checkOrder()
    let isWhole = try content.bytes.withUnsafeBufferPointer { bytes in
      for turn in turns {
        var isCharged = false
        // SAFETY: the range is that of a row in these bytes.
        _ = try reader.forEach(in: Bytes(rebasing: bytes[turn.range])) { row in
          isCharged = try charge(row, turn)
        }
        if !isCharged { return false }
      }
      return true
    }
    // What follows a call that cannot be charged would only repeat the finding.
    if isWhole { compareTotals() }
  }

  /// Reads where the rows are, and whether they are where they belong.
  private mutating func collect() -> Bool {
    var isSound = true
    content.bytes.withUnsafeBufferPointer { bytes in
      for (index, span) in spans.enumerated() {
        let range = content.ranges[index]
        var at = range.lowerBound
        let account = check.context.accounts[span.account]
        let isWhole = reader.forEach(in: Bytes(rebasing: bytes[range])) { row in
          let start = at
          at += row.raw.count
          guard let instant = row.instant, Self.instants.contains(instant), isReadable(row) else {
            findings.add(.row, locate(index, start), expected: "a recorded call", found: "a row that is none")
            isSound = false
            return
          }
          if let account,
            !row[.line].equals(Array(account.line.utf8)) || !row[.contract].equals(Array(account.contract.utf8))
          {
            findings.add(
              .row, locate(index, start), expected: "a call of line \(account.line), contract \(account.contract)",
              found: "one of line \(row.text(.line)), contract \(row.text(.contract))")
          }
          turns.append(Turn(entry: span.entry, run: span.run, instant: instant, span: index, range: start..<at))
        }
        if !isWhole {
          findings.add(.row, locate(index, at), expected: "whole rows of call records", found: "damaged bytes")
          isSound = false
        }
      }
    }
    return isSound
  }

  private func isReadable(_ row: SegmentRow) -> Bool {
    guard let duration = row.integer(.duration), (0...Self.maximumDuration).contains(duration),
      let kind = row.integer(.kind), (0...9).contains(kind), let file = row.integer(.file),
      check.context.fileNames.indices.contains(file), let line = row.source?.line, line > 0
    else { return false }
    return true
  }

  /// A row's place in words.
  func locate(_ span: Int, _ at: Int) -> String {
    let name = check.context.segments[spans[span].segment]?.name ?? "segment \(spans[span].segment)"
    return "\(name): byte \(spans[span].offset + Int64(at - content.ranges[span].lowerBound)) (\(place))"
  }
}

// MARK: - Charges

extension BookReplay {
  /// Charges a call and compares it with its row; false if no registry has a price for it.
  private mutating func charge(_ row: SegmentRow, _ turn: Turn) throws -> Bool {
    func here() -> String { locate(turn.span, turn.range.lowerBound) }
    guard let (charger, placed, isOwn) = find(row, turn) else {
      findings.add(
        .charge, here(), expected: "a line, zone and price in registry version \(book.registry)", found: "none")
      return false
    }
    let allowances = charger.registry.allowances.plans[placed.plan].count
    guard !isOwn || left.isEmpty || left.count == allowances else {
      findings.add(.charge, here(), expected: "\(left.count) allowances of the plan", found: "\(allowances)")
      return false
    }
    if isOwn, placed.cycleStart != book.cycleStart || charger.registry.plans[placed.plan].id != book.plan {
      findings.add(
        .row, here(), expected: "a call of plan \(book.plan) in the cycle of \(book.cycleStart)",
        found: "one of plan \(charger.registry.plans[placed.plan].id) in the cycle of \(placed.cycleStart)")
    }
    var isLaterVersion = false
    let charge: CallCharge?
    if hasLateCalls {
      let identity = check.identity(of: row)
      let earlier = charges[identity]
      isLaterVersion = turn.entry > 0 && earlier != nil
      charge = charger.chargeLate(placed, planID: book.plan, left: &left, earlier: isLaterVersion ? earlier : nil)
      charges[identity] = ((earlier?.charge ?? .nothing).plus(charge ?? .nothing), row.text(.zone))
    } else {
      charge = charger.chargeLate(placed, planID: book.plan, left: &left, earlier: nil)
    }
    try check.count(row, isLaterVersion: isLaterVersion)
    add(row, turn, charge, number: charger.registry.lines[placed.lineRow].number.description)
    check.compare(
      row, placed, charge, charger, cycleStart: book.cycleStart, file: row.integer(.file) ?? 0,
      line: row.source?.line ?? 0, here)
    return true
  }

  /// By the book's registry version; by that of the run it came in if the book's had no line, zone or price for it.
  private func find(_ row: SegmentRow, _ turn: Turn) -> (SingleCharge, SingleCharge.Placed, isOwn: Bool)? {
    for version in [book.registry, check.context.versionOfRun[turn.run]] {
      guard let version, let charger = check.charger(version) else { continue }
      let placed = charger.place(
        line: row.text(.line), zoneName: row.text(.zone), instant: turn.instant, isOutbound: row.isOutbound,
        duration: row.integer(.duration) ?? 0)
      if let placed, charger.belongs(placed, to: book) { return (charger, placed, version == book.registry) }
    }
    return nil
  }

  private mutating func add(_ row: SegmentRow, _ turn: Turn, _ charge: CallCharge?, number: String) {
    sums[turn.span].rows += 1
    sums[turn.span].first = min(sums[turn.span].first, turn.instant)
    sums[turn.span].last = max(sums[turn.span].last, turn.instant)
    guard let charge else { return }
    ratedCalls += 1
    sums[turn.span].calls += 1
    sums[turn.span].billed += charge.billedSeconds
    sums[turn.span].covered += charge.coveredSeconds
    sums[turn.span].micros += Int128(charge.amount.micros)
    sums[turn.span].number = number
  }
}
