import CallModel
import GRDB
import Registry

/// A number of a range, and whether it can be given to a line (spec 6.2).
package struct RangeNumber: Sendable {
  package enum State: String, CaseIterable, Sendable {
    case available
    case inUse = "in-use"
    /// Its line ended; `auto_cancel_days` are not over.
    case waiting
  }

  /// Digits with country and area code.
  package let number: String
  package let state: State
  /// The line that has it, or will have it; of a waiting number the one that had it.
  package let line: String?
  package let isDID: Bool
  /// The first day of the state; nil if that was always so, or is not known.
  package let since: CivilDate?
  /// The last day of waiting.
  package let until: CivilDate?
}

/// The numbers of a range with their states on a day.
package struct RangeNumbers {
  /// A line or DID has a number on these days.
  fileprivate struct Holding {
    var line: String
    var isDID: Bool
    var period: DateRange
  }

  package let name: String
  private let prefix: String
  private let first: UInt64
  private let last: UInt64
  private let digits: Int
  private let waitingDays: Int32
  private let day: CivilDate
  /// By number, in order of period.
  private var holdings: [String: [Holding]] = [:]

  /// - Parameter day: of the states; the registers are those that `reader` sees.
  /// - Throws: `Problem` if there is no such range, or it is none.
  package init(_ reader: RegisterReader, name: String, on day: CivilDate) throws {
    let table = TableDescription.ranges
    guard let row = try reader.rows(of: table, id: name).first else { throw RegisterReader.unknown(table, name) }
    guard let area = row["area"], let firstText = row["first"], let lastText = row["last"],
      let first = UInt64(firstText), let last = UInt64(lastText), first <= last
    else {
      throw Problem(table, name, expected: "area, first and last", found: "others", remedy: "correct the range")
    }
    self.name = name
    self.day = day
    prefix = area
    digits = firstText.count
    (self.first, self.last) = (first, last)
    waitingDays = row["auto_cancel_days"].flatMap { Int32($0) } ?? 0
    let bounds = area + firstText...area + lastText
    for (number, holding) in try Self.lines(reader, bounds) + Self.dids(reader, bounds) {
      holdings[number, default: []].append(holding)
    }
    for number in holdings.keys { holdings[number]?.sort { $0.period.first < $1.period.first } }
  }

  /// Gives the numbers in their order until `body` returns false.
  package func forEach(_ body: (RangeNumber) throws -> Bool) rethrows {
    for value in first...last {
      guard try body(number(value)) else { return }
    }
  }

  /// The first that is available; nil if none is.
  package var next: RangeNumber? {
    var found: RangeNumber?
    forEach { number in
      if number.state == .available { found = number }
      return found == nil
    }
    return found
  }

  private func number(_ value: UInt64) -> RangeNumber {
    let text = prefix + value.padded(to: digits)
    guard let holdings = holdings[text] else { return RangeNumber(text, .available) }
    if let index = holdings.firstIndex(where: { day <= $0.period.last && $0.period.first <= day }) {
      return RangeNumber(text, .inUse, holdings[index], since: Self.begin(of: index, in: holdings))
    }
    // What is promised to a line is not given to another.
    if let coming = holdings.first(where: { $0.period.first > day }) {
      return RangeNumber(text, .inUse, coming, since: coming.period.first)
    }
    guard let latest = holdings.max(by: { $0.period.last < $1.period.last }) else {
      return RangeNumber(text, .available)
    }
    let end = latest.period.last.daysSinceEpoch
    let lastWaiting = CivilDate(daysSinceEpoch: end + waitingDays)
    if day <= lastWaiting {
      return RangeNumber(text, .waiting, latest, since: CivilDate(daysSinceEpoch: end + 1), until: lastWaiting)
    }
    return RangeNumber(text, .available, since: lastWaiting.advanced(by: 1))
  }

  /// The first day of a holding and those of the same line that went before without a gap; nil: always.
  private static func begin(of index: Int, in holdings: [Holding]) -> CivilDate? {
    var begin = holdings[index].period.first
    for earlier in holdings[..<index].reversed() {
      guard ID(earlier.line) == ID(holdings[index].line), earlier.period.last != .distantFuture,
        earlier.period.last.daysSinceEpoch + 1 >= begin.daysSinceEpoch
      else { break }
      begin = min(begin, earlier.period.first)
    }
    return begin == .distantPast ? nil : begin
  }

  private static func lines(
    _ reader: RegisterReader, _ bounds: ClosedRange<String>
  ) throws -> [(String, Holding)] {
    try reader.rows(
      of: .lines, where: "\"number\" BETWEEN ? AND ? AND length(\"number\") = \(bounds.lowerBound.count)",
      [bounds.lowerBound, bounds.upperBound]
    ).compactMap { row in
      guard let number = row["number"], let line = row["id"] else { return nil }
      return (number, Holding(line: line, isDID: false, period: row.period))
    }
  }

  /// A DID holds its number while its line is active, within its own days.
  private static func dids(
    _ reader: RegisterReader, _ bounds: ClosedRange<String>
  ) throws -> [(String, Holding)] {
    let rows = try reader.rows(
      of: .dids, where: "\"number\" BETWEEN ? AND ? AND length(\"number\") = \(bounds.lowerBound.count)",
      [bounds.lowerBound, bounds.upperBound])
    return try rows.flatMap { row -> [(String, Holding)] in
      guard let number = row["number"], let line = row["line"] else { return [] }
      return try reader.rows(of: .lines, id: line).compactMap { owner in
        let period = DateRange(
          first: max(owner.period.first, row.period.first), last: min(owner.period.last, row.period.last))
        if period.first > period.last { return nil }
        return (number, Holding(line: line, isDID: true, period: period))
      }
    }
  }
}

extension RangeNumber {
  fileprivate init(
    _ number: String, _ state: State, _ holding: RangeNumbers.Holding? = nil, since: CivilDate? = nil,
    until: CivilDate? = nil
  ) {
    self.init(
      number: number, state: state, line: holding?.line, isDID: holding?.isDID ?? false, since: since, until: until)
  }
}
