import ByteScanning
import CallModel
import FileInput
import Ledger
import Output
import Pipeline
import Rating
import Registry

/// Charges the calls of one recorded cycle account again, one after the other, in the order of spec 3.6; those that came after
/// the cycle was closed in the order in which they came (spec 4.4). The slow twin of an import's second stage.
struct CycleAccountReplay {
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
    /// The row of the line of the last call, in the registry version of the cycle account; -1: it is not worked out.
    var lineRow = -1
  }

  let check: CycleAccountCheck
  let cycleAccount: CycleAccountRow
  let spans: [SpanRow]
  let content: CycleAccountContent
  let place: String
  private let reader = SegmentRowReader()
  var turns: [Turn] = []
  var sums: [SpanSum]
  var left: [Int64] = []

  /// Longer calls cannot be read from any file (spec 2.3): 9 digits and a fraction.
  private static let maximumDuration = 1_000_000_000
  /// 1969-12-30 to 2200-01-03: no layout accepts a time of another year than 1970 to 2199, in any zone (spec 2.4).
  private static let instants: ClosedRange<Int64> = -172_800...7_258_291_200

  init(
    _ check: CycleAccountCheck, _ cycleAccount: CycleAccountRow, _ spans: [SpanRow], _ content: CycleAccountContent,
    _ place: String
  ) {
    self.check = check
    self.cycleAccount = cycleAccount
    self.spans = spans
    self.content = content
    self.place = place
    sums = spans.map { _ in SpanSum() }
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
        try reader.forEach(in: Bytes(rebasing: bytes[turn.range])) { row in
          isCharged = try turn.entry == 0 ? charge(row, turn) : addLate(row, turn)
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
        let line = Array((account?.line ?? "").utf8)
        let contract = Array((account?.contract ?? "").utf8)
        let isWhole = isWhole(Bytes(rebasing: bytes[range])) { row in
          let start = at
          at += row.raw.count
          guard let instant = row.instant, Self.instants.contains(instant), isReadable(row) else {
            findings.add(.row, locate(index, start), expected: "a recorded call", found: "a row that is none")
            isSound = false
            return
          }
          if let account, !row[.line].equals(line) || !row[.contract].equals(contract) {
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

  private func isWhole(_ bytes: Bytes, _ body: (SegmentRow) -> Void) -> Bool {
    (try? reader.forEach(in: bytes) { body($0) }) != nil
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

extension CycleAccountReplay {
  /// Charges a call and compares it with its row; false if its registry version has no price for it.
  private mutating func charge(_ row: SegmentRow, _ turn: Turn) throws -> Bool {
    func here() -> String { locate(turn.span, turn.range.lowerBound) }
    guard let charger = check.charger(cycleAccount.registry), let placed = try find(row, turn, charger) else {
      findings.add(
        .charge, here(), expected: "a line, zone and price in registry version \(cycleAccount.registry)", found: "none")
      return false
    }
    let allowances = charger.registry.allowances.plans[placed.plan].count
    guard left.isEmpty || left.count == allowances else {
      findings.add(.charge, here(), expected: "\(left.count) allowances of the plan", found: "\(allowances)")
      return false
    }
    if placed.cycleStart != cycleAccount.cycleStart
      || ID(charger.registry.plans[placed.plan].id) != ID(cycleAccount.plan)
    {
      findings.add(
        .row, here(), expected: "a call of plan \(cycleAccount.plan) in the cycle of \(cycleAccount.cycleStart)",
        found: "one of plan \(charger.registry.plans[placed.plan].id) in the cycle of \(placed.cycleStart)")
    }
    let charge = charger.charge(placed, left: &left, carried: cycleAccount.carried)
    // One of before 2026-12 may have been placed by what was recorded, not by its facts.
    try check.count(row, isLate: false, row[.told].count > 0 ? charger : nil)
    add(row, turn, charge, lineRow: placed.lineRow)
    try check.compare(
      row, placed, charge, charger, cycleStart: cycleAccount.cycleStart, file: row.integer(.file) ?? 0,
      line: row.source?.line ?? 0, here)
    return true
  }

  /// By the cycle account's registry version. A call of before 2026-12 may have kept a line that the rules would not find.
  private func find(_ row: SegmentRow, _ turn: Turn, _ charger: CallCharger) throws -> CallCharger.Placed? {
    let answer = try charger.place(row)
    if row[.told].count > 0 {
      guard case .placed(let placed) = answer else { return nil }
      return placed
    }
    return charger.place(
      line: row.text(.line), zoneName: row.text(.zone), instant: turn.instant, isOutbound: row.isOutbound,
      duration: row.integer(.duration) ?? 0)
  }

  /// A late call of a closed cycle: its amount follows from the cycle as it stood when it was closed, too, and is taken
  /// as it is; what may change is for `LateReplay`.
  private mutating func addLate(_ row: SegmentRow, _ turn: Turn) throws -> Bool {
    try check.count(row, isLate: true)
    let micros = row.micros(.amount) ?? 0
    let charge =
      row.isRated
      ? CallCharge(
        billedSeconds: row.integer(.billed) ?? 0, coveredSeconds: row.integer(.allowance) ?? 0,
        allowanceAmount: .zero, amount: Money(micros: micros)) : nil
    add(row, turn, charge, lineRow: -1)
    return true
  }

  private mutating func add(_ row: SegmentRow, _ turn: Turn, _ charge: CallCharge?, lineRow: Int) {
    sums[turn.span].rows += 1
    sums[turn.span].first = min(sums[turn.span].first, turn.instant)
    sums[turn.span].last = max(sums[turn.span].last, turn.instant)
    guard let charge else { return }
    sums[turn.span].calls += 1
    sums[turn.span].billed += charge.billedSeconds
    sums[turn.span].covered += charge.coveredSeconds
    sums[turn.span].micros += Int128(charge.amount.micros)
    sums[turn.span].lineRow = lineRow
  }
}
