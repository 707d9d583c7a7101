import CallModel
import Importing
import Ledger
import Pipeline

/// Calls, seconds and money of some calls.
struct CallSum: Sendable {
  var calls = 0
  /// Of conversation.
  var duration = 0
  var billed = 0
  /// What an allowance took of `billed`.
  var covered = 0
  /// Millionths of a real, unrounded.
  var micros: Int128 = 0

  static func += (left: inout CallSum, right: CallSum) {
    left.calls += right.calls
    left.duration += right.duration
    left.billed += right.billed
    left.covered += right.covered
    left.micros += right.micros
  }
}

/// What the calls of a filter come to: in all, and by day, zone, plan and line. One reading of them.
struct CallSums: Sendable {
  struct Line: Sendable {
    var contract: String
    var line: String
    var sum: CallSum
  }

  private(set) var total = CallSum()
  private(set) var outbound = 0
  /// By day in the integration's local time, as the calls have it.
  private(set) var days: [CivilDate: CallSum] = [:]
  private(set) var zones: [String: CallSum] = [:]
  private(set) var plans: [String: CallSum] = [:]
  /// The most expensive first, then in byte order of contract and line.
  private(set) var lines: [Line] = []

  init(_ ledger: Ledger, _ selection: RecordSelection) throws {
    var days: [Int: CallSum] = [:]
    var zones = NamedSums()
    var plans = NamedSums()
    var last = NamedLine()
    try RecordedCalls(ledger).forEach(selection) { row, span in
      guard let duration = row.integer(.duration), let billed = row.integer(.billed),
        let covered = row.integer(.allowance), let micros = row.micros(.amount)
      else { throw DamagedRows() }
      let sum = CallSum(calls: 1, duration: duration, billed: billed, covered: covered, micros: Int128(micros))
      total += sum
      if row.isOutbound { outbound += 1 }
      days[Self.day(row[.startedAt]), default: CallSum()] += sum
      zones.add(sum, to: row[.zone][...])
      plans.add(sum, to: row[.plan][...])
      if !last.isOf(row) {
        if let line = last.line { lines.append(line) }
        last = NamedLine(row)
      }
      last.line?.sum += sum
    }
    if let line = last.line { lines.append(line) }
    for (day, sum) in days { self.days[CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)] = sum }
    lines.sort { $0.sum.micros > $1.sum.micros }
    self.zones = zones.sums
    self.plans = plans.sums
  }

  /// `2026-11-10T…` as 20261110.
  private static func day(_ started: UnsafeBufferPointer<UInt8>) -> Int {
    var day = 0
    for byte in started.prefix(10) where byte != UInt8(ascii: "-") { day = day * 10 + Int(byte &- 48) }
    return day
  }

  /// The line that is being summed: the calls come line by line.
  private struct NamedLine {
    var line: Line?
    private var contract: [UInt8] = []
    private var name: [UInt8] = []

    init() {}

    init(_ row: SegmentRow) {
      contract = Array(row[.contract])
      name = Array(row[.line])
      line = Line(contract: row.text(.contract), line: row.text(.line), sum: CallSum())
    }

    func isOf(_ row: SegmentRow) -> Bool {
      line != nil && name.elementsEqual(row[.line]) && contract.elementsEqual(row[.contract])
    }
  }

  /// Sums by few names, found by their bytes: those of the call before first.
  private struct NamedSums {
    private var names: [[UInt8]] = []
    private var values: [CallSum] = []
    private var indices: [[UInt8]: Int] = [:]
    private var last = 0

    mutating func add(_ sum: CallSum, to name: Slice<UnsafeBufferPointer<UInt8>>) {
      if last >= names.count || !names[last].elementsEqual(name) {
        let bytes = Array(name)
        if let index = indices[bytes] {
          last = index
        } else {
          last = names.count
          indices[bytes] = last
          names.append(bytes)
          values.append(CallSum())
        }
      }
      values[last] += sum
    }

    var sums: [String: CallSum] {
      Dictionary(uniqueKeysWithValues: zip(names, values).map { (String(decoding: $0, as: UTF8.self), $1) })
    }
  }
}
