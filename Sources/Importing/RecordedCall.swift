import CallModel
import Ledger
import Pipeline

/// One recorded call as a value: for looking at few of them. `SegmentRow` is the same without a copy.
package struct RecordedCall: Sendable {
  /// The cycle account, account, entry and run of its span.
  package var cycleAccount: Int64
  package var account: Int64
  /// 0: of the cycle's own service; n: of its n-th late one.
  package var entry: Int
  package var run: Int64

  package var globalID: String
  /// Seconds since 1970.
  package var instant: Int64
  /// ISO 8601, local time with its offset.
  package var startedAt: String
  package var isOutbound: Bool
  /// As normalised; may be blank.
  package var caller: String
  package var called: String
  package var line: String
  package var contract: String
  package var plan: String
  package var zone: String
  /// Seconds. Those below are negative in a late entry that takes back more than it charges.
  package var duration: Int
  package var billed: Int
  package var covered: Int
  /// As in the table; blank for a free call, and where the price has several steps.
  package var pricePerMinute: String
  /// Millionths of a real.
  package var allowanceMicros: Int64
  package var amountMicros: Int64
  /// Digits after the point of its amounts.
  package var decimals: Int
  package var cycleStart: CivilDate
  /// `file:line`.
  package var source: String
  package var sourceLine: Int
  /// The ledger's number of its file.
  package var file: Int64
  /// Of the called number.
  package var kind: NumberKind
  /// The number its line was looked for by, where it is another than the one shown.
  package var own: String
  package var trunk: String
  package var accountCode: String

  package var surplus: Int { billed - covered }
  /// The number at the other end.
  package var otherNumber: String { isOutbound ? called : caller }

  /// - Returns: nil if the row is damaged.
  package init?(_ row: SegmentRow, of span: SpanRow) {
    guard let instant = row.instant, let duration = row.integer(.duration), let billed = row.integer(.billed),
      let covered = row.integer(.allowance), let allowance = row.micros(.allowanceAmount),
      let amount = row.micros(.amount), let cycleStart = row.cycleStart, let place = row.source,
      let file = row.integer(.file), let kind = row.integer(.kind).flatMap({ UInt8(exactly: $0) }),
      let numberKind = NumberKind(rawValue: kind)
    else { return nil }
    cycleAccount = span.cycleAccount
    account = span.account
    entry = span.entry
    run = span.run
    globalID = row.text(.globalID)
    self.instant = instant
    startedAt = row.text(.startedAt)
    isOutbound = row.isOutbound
    caller = row.text(.caller)
    called = row.text(.called)
    line = row.text(.line)
    contract = row.text(.contract)
    plan = row.text(.plan)
    zone = row.text(.zone)
    self.duration = duration
    self.billed = billed
    self.covered = covered
    pricePerMinute = row.text(.price)
    allowanceMicros = allowance
    amountMicros = amount
    decimals = row[.amount].firstIndex(of: UInt8(ascii: ".")).map { row[.amount].count - $0 - 1 } ?? 0
    self.cycleStart = cycleStart
    source = row.text(.source)
    sourceLine = place.line
    self.file = Int64(file)
    self.kind = numberKind
    own = row.text(.own)
    trunk = row.text(.trunk)
    accountCode = row.text(.accountCode)
  }

  /// The order in which the calls of a cycle take from its allowances (spec 3.6); late entries after what was closed,
  /// run by run, as they came.
  package static func precedesInCycleAccount(_ left: RecordedCall, _ right: RecordedCall) -> Bool {
    if left.entry != right.entry { return left.entry < right.entry }
    if left.entry > 0, left.run != right.run { return left.run < right.run }
    if left.instant != right.instant { return left.instant < right.instant }
    for (a, b) in [(left.globalID, right.globalID), (left.line, right.line), (left.caller, right.caller)]
    where !a.utf8.elementsEqual(b.utf8) { return a.utf8.lexicographicallyPrecedes(b.utf8) }
    if !left.called.utf8.elementsEqual(right.called.utf8) {
      return left.called.utf8.lexicographicallyPrecedes(right.called.utf8)
    }
    if left.duration != right.duration { return left.duration < right.duration }
    if left.isOutbound != right.isOutbound { return right.isOutbound }
    if !left.zone.utf8.elementsEqual(right.zone.utf8) {
      return left.zone.utf8.lexicographicallyPrecedes(right.zone.utf8)
    }
    return left.source.utf8.elementsEqual(right.source.utf8)
      ? left.sourceLine < right.sourceLine : left.source.utf8.lexicographicallyPrecedes(right.source.utf8)
  }
}
