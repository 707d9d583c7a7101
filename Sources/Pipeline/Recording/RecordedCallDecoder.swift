import ByteScanning
import CallModel
import Rating
import Registry

/// From a row of a segment back to the call it was: what a call *is* stays as recorded, what it costs follows from the
/// registry (spec 4.3). For one thread.
struct RecordedCallDecoder {
  private(set) var record = CallRecord()
  private let registry: Registry
  private let zone: TimeZoneRules
  private var cursor = TimeZoneRules.Cursor()
  private var texts: [Bytes] = []
  private var lastLine: [UInt8] = []
  private var lastLineRows: [Int] = []

  init(registry: Registry, zone: TimeZoneRules) {
    self.registry = registry
    self.zone = zone
  }

  /// Reads the call of a row, with line and price by the registry.
  ///
  /// - Returns: false if the row is damaged, or the registry has no line, zone or price for the call.
  mutating func decode(_ row: SegmentRow) -> Bool {
    guard fill(row) else { return false }
    let start = localStart
    guard let lineRow = rows(ofLine: row[.line]).first(where: { registry.lines[$0].activePeriod.contains(start.date) })
    else { return false }
    record.lineRow = UInt32(lineRow)
    guard let zone = registry.zones.index(named: row.text(.zone)) else { return false }
    record.zone = UInt32(zone)
    let line = registry.lineFacts[lineRow]
    if record.direction == Direction.inbound.rawValue {
      record.price = CallRecord.Price.free
      return true
    }
    guard line.hasPlan else { return false }
    switch registry.rates.find(plan: Int(line.plan), zone: zone, date: start.date, secondOfDay: start.secondOfDay) {
    case .noRate: return false
    case .free: record.price = CallRecord.Price.free
    case .tariff(let tariff):
      let isWithinGrace = Int(record.duration) <= registry.planFacts[Int(line.plan)].graceSeconds
      record.price = isWithinGrace ? CallRecord.Price.free : UInt32(tariff)
    }
    return true
  }

  /// Reads the call of a row, with a line, zone and price that it is given.
  ///
  /// - Returns: false if the row is damaged.
  mutating func decode(_ row: SegmentRow, _ placement: RecordedPlacement) -> Bool {
    guard fill(row) else { return false }
    record.lineRow = UInt32(placement.lineRow)
    record.zone = UInt32(placement.zone)
    record.price = placement.tariff.map { UInt32($0) } ?? CallRecord.Price.free
    return true
  }

  /// The call comes as if it were new.
  mutating func markRetried() { record.chunk |= CallOrigin.retried }

  /// Reads the call of a row that is only compared with others; `isOf` chooses the line's row by its group.
  ///
  /// - Parameter book: the index of its book, kept in place of a price.
  mutating func decodeSettled(_ row: SegmentRow, book: Int, isOf: (Int) -> Bool) -> Bool {
    guard fill(row) else { return false }
    let date = localStart.date
    let rows = rows(ofLine: row[.line]).filter(isOf)
    // Where today's registry puts a repeat of it: a line may have been under several contracts.
    let active = rows.first { registry.lines[$0].activePeriod.contains(date) }
    guard let lineRow = active ?? rows.first else { return false }
    record.lineRow = UInt32(lineRow)
    record.zone = 0
    record.price = UInt32(book)
    record.chunk |= CallOrigin.settled
    return true
  }

  /// Reads the call of a row that is only compared with calls of another line, which `setLine` then gives it.
  mutating func decodeForeign(_ row: SegmentRow, book: Int) -> Bool {
    guard fill(row) else { return false }
    record.zone = 0
    record.price = UInt32(book)
    record.chunk |= CallOrigin.settled
    return true
  }

  mutating func setLine(_ row: UInt32) { record.lineRow = row }

  var localStart: LocalStart {
    mutating get {
      LocalStart(instant: record.instant, offset: zone.offset(at: record.instant, cursor: &cursor))
    }
  }

  /// Everything of the call that does not depend on the registry.
  private mutating func fill(_ row: SegmentRow) -> Bool {
    guard let instant = row.instant, let duration = row.integer(.duration), let kind = row.integer(.kind),
      let source = row.source, let file = row.integer(.file)
    else { return false }
    record.instant = instant
    record.duration = UInt32(truncatingIfNeeded: duration)
    record.direction = (row.isOutbound ? Direction.outbound : .inbound).rawValue
    record.kind = UInt8(truncatingIfNeeded: kind)
    record.chunk = CallOrigin.ledger | UInt32(truncatingIfNeeded: file)
    record.lineInChunk = UInt32(truncatingIfNeeded: source.line)
    let empty = Bytes(start: nil, count: 0)
    let (caller, callerText) = Self.number(row[.caller])
    let (called, calledText) = Self.number(row[.called])
    record.caller = caller
    record.called = called
    record.globalIDCount = row[.globalID].count
    record.trunkCount = row[.trunk].count
    record.accountCodeCount = row[.accountCode].count
    record.ownCount = row[.own].count
    record.callerTextCount = callerText?.count ?? 0
    record.calledTextCount = calledText?.count ?? 0
    texts = [
      row[.globalID], row[.trunk], row[.accountCode], row[.own], callerText ?? empty, calledText ?? empty,
    ]
    return true
  }

  private static func number(_ cell: Bytes) -> (PhoneNumber, Bytes?) {
    guard cell.count <= PhoneNumber.maximumDigits else { return (.blank, cell) }
    var value: UInt64 = 0
    for byte in cell { value = value * 10 + UInt64(byte &- 48) }
    return (PhoneNumber(value: value, digitCount: cell.count), nil)
  }

  private mutating func rows(ofLine line: Bytes) -> [Int] {
    if !line.equals(lastLine) {
      lastLine = Array(line)
      lastLineRows = registry.groups.rows(ofLine: String(decoding: line, as: UTF8.self))
    }
    return lastLineRows
  }

  /// Writes the record and its texts to `address`, which has room for `record.sizeBytes`.
  func write(to address: UnsafeMutableRawPointer) {
    address.storeBytes(of: record, as: CallRecord.self)
    var at = address + MemoryLayout<CallRecord>.size
    for text in texts {
      // SAFETY: the sizes in the head are those of the texts, and the caller has made room for them all.
      if let start = text.baseAddress { at.copyMemory(from: start, byteCount: text.count) }
      at += text.count
    }
  }
}

/// Memory for recorded calls of one partition; freed when the next comes. For one thread.
final class RecordedPages {
  private var pages: [PartitionStore.Page] = []

  deinit { removeAll() }

  /// A page for at most `capacity` bytes of records.
  func allocate(_ capacity: Int) -> PartitionStore.Page {
    let page = PartitionStore.Page(
      start: .allocate(byteCount: max(8, capacity), alignment: 8), used: 0, capacity: capacity)
    pages.append(page)
    return page
  }

  func removeAll() {
    for page in pages { page.start.deallocate() }
    pages.removeAll(keepingCapacity: true)
  }
}
