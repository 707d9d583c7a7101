import CallModel
import Dispatch
import Synchronization

/// The registry compiled for look-up: by number and day, by prefix, by plan and zone. Immutable, shared by all workers.
package final class Registry: Sendable {
  package let tables: RegistryTables
  /// The rows of `lines.csv`; a *row* is an index here: one period of one line.
  package let lines: [LineRow]
  package let plans: [PlanRow]
  package let zones: ZoneCatalogue
  package let rates: RateTable
  package let allowances: AllowanceTable
  /// Of each row of `lines`.
  package let lineFacts: FixedTable<LineFacts>
  /// Of each plan.
  package let planFacts: FixedTable<PlanFacts>
  /// What calls are sorted by: (contract, line), in the order of the output.
  package let groups: LineGroups
  /// Of contracts whose lines share allowances that may pass on to the next cycle: the rows of these lines.
  package let poolRows: [Int: [Int]]

  private let numbers: NumberIndex
  private let ranges: RangeIndex
  private let trunks: ColumnIndex
  private let accountCodes: ColumnIndex
  private let storage = TableStorage()
  private let lineStorage = TableStorage()

  /// Compiles checked tables, on two threads: numbers and groups of lines on one, everything else on the other.
  /// O(n log n) in their rows.
  package init(_ tables: RegistryTables) {
    self.tables = tables
    lines = tables.lines
    plans = tables.plans
    let storage = self.storage
    let lineStorage = self.lineStorage
    let (byLine, others) = Self.concurrently {
      let groups = LineGroups(tables, in: lineStorage)
      return (groups: groups, numbers: NumberIndex(Self.numberItems(tables, groups), in: lineStorage))
    } _: {
      let zones = ZoneCatalogue(tables, in: storage)
      return (
        zones: zones, rates: RateTable(tables, zones, in: storage),
        allowances: AllowanceTable(tables, zones, in: storage),
        lineFacts: storage.fixed(tables.lines.map { LineFacts($0, hasPlan: !tables.plans[$0.plan].isNone) }),
        planFacts: storage.fixed(tables.plans.map(PlanFacts.init)),
        ranges: RangeIndex(
          tables.lines.enumerated().compactMap { row, line in
            line.numberRange.map { ($0, row, line.activePeriod) }
          }, in: storage),
        trunks: ColumnIndex(tables.lines, \.trunk), accountCodes: ColumnIndex(tables.lines, \.accountCode)
      )
    }
    groups = byLine.groups
    numbers = byLine.numbers
    zones = others.zones
    rates = others.rates
    allowances = others.allowances
    lineFacts = others.lineFacts
    planFacts = others.planFacts
    ranges = others.ranges
    trunks = others.trunks
    accountCodes = others.accountCodes
    let passesOn = tables.plans.indices.map {
      tables.plans[$0].allowanceScope == .contract && !others.allowances.plans[$0].isPlain
    }
    let pooled = passesOn.contains(true) ? tables.lines.indices.filter { passesOn[tables.lines[$0].plan] } : []
    poolRows = Dictionary(grouping: pooled) { tables.lines[$0].contract }
  }

  /// What both closures make, side by side.
  private static func concurrently<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let results = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let made = first()
        results.withLock { $0.0 = made }
      } else {
        let made = second()
        results.withLock { $0.1 = made }
      }
    }
    guard case (let first?, let second?) = results.withLock({ $0 }) else { fatalError("both were made") }
    return (first, second)
  }

  private static func numberItems(_ tables: RegistryTables, _ groups: LineGroups) -> [NumberIndex.Entry] {
    var items: [NumberIndex.Entry] = []
    items.reserveCapacity(tables.lines.count + tables.dids.count)
    for (row, line) in tables.lines.enumerated() {
      items.append(NumberIndex.Entry(line.number, row: row, isDID: false, line.activePeriod))
    }
    for did in tables.dids {
      for row in groups.rows(ofLine: did.lineID) {
        guard let period = did.activePeriod.intersection(tables.lines[row].activePeriod) else { continue }
        items.append(NumberIndex.Entry(did.number, row: row, isDID: true, period))
      }
    }
    return items
  }

  /// A number for the line's id: rows of one line have the same.
  package func lineID(ofRow row: Int) -> Int {
    groups.lineIDOfRow[row]
  }
}

extension Registry {
  /// The rows of the line of that number (`lineID(ofRow:)`), in the order of the table.
  package func rowsOfLine(_ line: Int) -> [Int] { groups.rows(ofLineNumber: line) }

  /// The number of the line with that id.
  package func lineNumber(ofID id: String) -> Int? { groups.rows(ofLine: id).first.map { lineID(ofRow: $0) } }
}

/// How a call's line was found (spec 3.2).
package enum LineMatch: String, Sendable {
  case number, did, range, trunk
  case accountCode = "account_code"
}

extension Registry {
  /// The row that has `number` on `date` as its own, as a DID or in its range: the first of these (spec 3.2).
  package func findLine(number: PhoneNumber, on date: CivilDate) -> (row: Int, match: LineMatch)? {
    if let found = numbers.find(number, on: date) { return (found.row, found.isDID ? .did : .number) }
    if ranges.isEmpty { return nil }
    return ranges.find(number, on: date).map { ($0, .range) }
  }

  /// The last day, from `date` on, on which nothing but the row that has `number` on `date` as its own or as a DID can
  /// have it; `date` if none has.
  package func lastDay(ofNumber number: PhoneNumber, from date: CivilDate) -> CivilDate {
    numbers.lastDay(of: number, from: date)
  }

  /// `rates.find`, `rates.hasOnNet`: for callers whose registry is a property, of which the rate table would be copied.
  package func findRate(plan: Int, zone: Int, date: CivilDate, secondOfDay: Int) -> RateTable.Answer {
    rates.find(plan: plan, zone: zone, date: date, secondOfDay: secondOfDay)
  }
  package func hasOnNet(plan: Int, on date: CivilDate) -> Bool { rates.hasOnNet(plan: plan, on: date) }

  /// Says that `zones.zone(of:)` will be asked for `number` soon, and at once when others were worked on since. Here, since
  /// the catalogue is copied where it is asked for by a property.
  package func prefetchZone(of number: PhoneNumber) { zones.prefetch(number) }
  package func prefetchMoreOfZone(of number: PhoneNumber) { zones.prefetchMore(number) }

  /// Says that `findLine` will be asked for `number` soon.
  package func prefetchLine(number: PhoneNumber) { numbers.prefetch(number) }

  /// The row that alone has the trunk, else the account code, on `date` (spec 3.2).
  package func findLine(
    trunk: UnsafeBufferPointer<UInt8>, accountCode: UnsafeBufferPointer<UInt8>, on date: CivilDate
  ) -> (row: Int, match: LineMatch)? {
    if let row = trunks.find(trunk, on: date, in: self) { return (row, .trunk) }
    return accountCodes.find(accountCode, on: date, in: self).map { ($0, .accountCode) }
  }
}
