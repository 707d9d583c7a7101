import CallModel
import Registry

/// A number as a record shows it: packed, or the text that did not fit.
package struct ShownNumber {
  package var number: PhoneNumber
  /// Used where it has bytes.
  package var text: UnsafeBufferPointer<UInt8>

  @inlinable
  @inline(__always)
  package init(number: PhoneNumber, text: UnsafeBufferPointer<UInt8>) {
    self.number = number
    self.text = text
  }
}

/// What one row of `call-records.csv` says.
package struct CallRecordCells {
  package var globalID: UnsafeBufferPointer<UInt8>
  /// Seconds since 1970, UTC.
  package var instant: Int64
  package var direction: Direction
  package var caller: ShownNumber
  package var called: ShownNumber
  /// Row of `lines.csv`.
  package var lineRow: Int
  package var zone: Int
  package var durationSeconds: Int
  /// Index into the rate table's tariffs; nil for a free call.
  package var tariff: Int?
  package var billedSeconds: Int
  package var coveredSeconds: Int
  package var allowanceAmount: Money
  package var amount: Money
  package var cycleStart: CivilDate
  /// Index into the source names.
  package var file: Int
  package var fileLine: Int

  @inlinable
  @inline(__always)
  package init(
    globalID: UnsafeBufferPointer<UInt8>, instant: Int64, direction: Direction, caller: ShownNumber,
    called: ShownNumber, lineRow: Int, zone: Int, durationSeconds: Int, tariff: Int?, billedSeconds: Int,
    coveredSeconds: Int, allowanceAmount: Money, amount: Money, cycleStart: CivilDate, file: Int, fileLine: Int
  ) {
    self.globalID = globalID
    self.instant = instant
    self.direction = direction
    self.caller = caller
    self.called = called
    self.lineRow = lineRow
    self.zone = zone
    self.durationSeconds = durationSeconds
    self.tariff = tariff
    self.billedSeconds = billedSeconds
    self.coveredSeconds = coveredSeconds
    self.allowanceAmount = allowanceAmount
    self.amount = amount
    self.cycleStart = cycleStart
    self.file = file
    self.fileLine = fileLine
  }
}

/// The cells that all workers share: written once, copied by every formatter.
package struct SharedCells: Sendable {
  let zones: CellTable
  /// The price of a tariff with one step, else blank (spec 2.5).
  let prices: CellTable
  /// `name:` of each source; the line number follows. As it is, for segments, and as a spreadsheet may have it.
  let sources: CellTable
  let guardedSources: CellTable
  /// Whether the source cell must be quoted because of the name.
  let quotedSources: [Bool]
  let longestVariableBytes: Int

  /// - Parameter sourceNames: of the files, in the order of their indices.
  package init(registry: Registry, sourceNames: [String]) {
    zones = CellTable(registry.zones.names.map { CSVText.cell($0) })
    prices = CellTable(
      (0..<registry.rates.tariffs.count).map { index in
        let tariff = registry.rates.tariffs[index]
        guard tariff.stepCount == 1 else { return [] }
        return Array(registry.rates.steps[tariff.firstStep].pricePerMinute.shortestText.utf8)
      })
    quotedSources = sourceNames.map { CSVText.needsQuotes($0.utf8) }
    sources = CellTable(sourceNames.map { Self.sourceCell($0, guardsFormulas: false) })
    guardedSources = CellTable(sourceNames.map { Self.sourceCell($0, guardsFormulas: true) })
    longestVariableBytes = zones.longest + prices.longest + guardedSources.longest
  }

  private static func sourceCell(_ name: String, guardsFormulas: Bool) -> [UInt8] {
    let cell = CSVText.cell(name, guardsFormulas: guardsFormulas)
    return (CSVText.needsQuotes(name.utf8) ? Array(cell.dropLast()) : cell) + [UInt8(ascii: ":")]
  }
}

/// Writes rows of `call-records.csv` (spec 2.5). For one thread; rows of one line should come together.
///
/// A class, so that the closure that writes a row does not copy it.
package final class CallRecordFormatter {
  package static let header =
    "global_id,started_at,direction,caller,called,line,contract,plan,zone,duration_s,billed_s,allowance_s,surplus_s,"
    + "price_per_minute,allowance_amount,amount,cycle_start,source\n"

  private let registry: Registry
  private let shared: SharedCells
  private let guardsFormulas: Bool
  private let sources: CellTable
  private var time: LocalTimeFormatter
  private let dates: DateTexts
  private var lineRow = -1
  /// `line,contract,plan,` of the last row, and slack behind it.
  private var lineCells = [UInt8](repeating: 0, count: TextCursor.slackBytes)
  private var decimals = 2

  /// Numbers, times and separators of a row: 9 numbers of up to 20 digits, four dates, the commas.
  private static let fixedBytes = 512

  /// - Parameter guardsFormulas: whether a global id or file name that a spreadsheet would run gets a `'` (spec 2.5, 7.6);
  ///   segments have them as they came.
  package init(registry: Registry, shared: SharedCells, zone: TimeZoneRules, guardsFormulas: Bool = true) {
    self.registry = registry
    self.guardsFormulas = guardsFormulas
    self.shared = shared
    sources = guardsFormulas ? shared.guardedSources : shared.sources
    time = LocalTimeFormatter(zone: zone)
    dates = time.dates
  }

  package func write(_ call: CallRecordCells, to buffer: TextBuffer) {
    if call.lineRow != lineRow { remember(lineRow: call.lineRow) }
    let most =
      Self.fixedBytes + lineCells.count + shared.longestVariableBytes + call.caller.text.count
      + call.called.text.count
    buffer.append(cell: call.globalID, guardsFormulas: guardsFormulas)
    buffer.write(most) { text in
      let comma = UInt8(ascii: ",")
      text.put(comma)
      time.write(call.instant, to: &text)
      put(call.direction, &text)
      put(call.caller, &text)
      text.put(comma)
      put(call.called, &text)
      text.put(comma)
      lineCells.withUnsafeBufferPointer { cells in
        // SAFETY: there are `slackBytes` behind the cells.
        if let start = cells.baseAddress { text.put(padded: start, cells.count - TextCursor.slackBytes) }
      }
      shared.zones.write(call.zone, to: &text)
      text.put(comma)
      text.put(decimal: call.durationSeconds)
      text.put(comma)
      putCharge(call, &text)
      dates.write(call.cycleStart, to: &text)
      text.put(comma)
      sources.write(call.file, to: &text)
      text.put(decimal: call.fileLine)
      if shared.quotedSources[call.file] { text.put(34) }
      text.put(10)
    }
  }

  /// Adds the columns of a segment to the row written last: the facts that are not in it, and the ledger's number of the
  /// file that the call came in.
  package func extend(_ facts: CallFacts, file: Int, in buffer: TextBuffer) {
    buffer.setCount(buffer.count - 1)
    facts.write(file: file, to: buffer)
  }

  /// `billed_s` to `amount`, and the comma behind them.
  @inline(__always)
  private func putCharge(_ call: CallRecordCells, _ text: inout TextCursor) {
    let comma = UInt8(ascii: ",")
    text.put(decimal: call.billedSeconds)
    text.put(comma)
    text.put(decimal: call.coveredSeconds)
    text.put(comma)
    text.put(decimal: call.billedSeconds - call.coveredSeconds)
    text.put(comma)
    if let tariff = call.tariff { shared.prices.write(tariff, to: &text) }
    text.put(comma)
    text.put(micros: call.allowanceAmount.micros, decimals: decimals)
    text.put(comma)
    text.put(micros: call.amount.micros, decimals: decimals)
    text.put(comma)
  }

  /// The direction between commas.
  @inline(__always)
  private func put(_ direction: Direction, _ text: inout TextCursor) {
    switch direction {
    case .outbound: text.put(",out,")
    case .inbound: text.put(",in,")
    }
  }

  @inline(__always)
  private func put(_ shown: ShownNumber, _ text: inout TextCursor) {
    if let start = shown.text.baseAddress, shown.text.count > 0 {
      text.put(start, shown.text.count)
    } else if shown.number.digitCount > 0 {
      text.put(digits: shown.number.value, count: shown.number.digitCount)
    }
  }

  private func remember(lineRow row: Int) {
    let line = registry.lines[row]
    let plan = registry.plans[line.plan]
    lineRow = row
    decimals = plan.decimals
    lineCells.removeAll(keepingCapacity: true)
    for id in [line.id, registry.tables.contracts[line.contract].id, plan.id] {
      lineCells += CSVText.cell(id)
      lineCells.append(UInt8(ascii: ","))
    }
    lineCells.append(contentsOf: repeatElement(0, count: TextCursor.slackBytes))
  }
}
