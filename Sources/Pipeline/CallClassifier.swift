import ByteScanning
import CallModel
import Rating
import RecordLayouts
import Registry

/// From a row's fields to a call with line, zone and price: the first stage's work on one row (spec 3.1-3.4).
///
/// Holds no row state but remembered time-zone spans. For one thread.
struct CallClassifier {
  /// What a row is, as far as it can be told without the others.
  enum Answer {
    case unanswered
    /// Rejected, or suspended for its line: no call.
    case refused(Reason)
    /// A call; it may yet turn out to be a repeat.
    case call
  }

  /// The call of the last row that was one.
  private(set) var record = CallRecord()
  /// Texts of the record's tail that the row does not have as they are.
  private(set) var own = Bytes(start: nil, count: 0)
  private(set) var callerText = Bytes(start: nil, count: 0)
  private(set) var calledText = Bytes(start: nil, count: 0)

  private let registry: Registry
  private let lineFacts: FixedTable<LineFacts>
  private let planFacts: FixedTable<PlanFacts>
  private let rates: RateBook
  private let places: FixedTable<PartitionPlan.Place>
  private let zone: TimeZoneRules
  private let activeLinesOnly: Bool
  private var cursor = TimeZoneRules.Cursor()
  private let digitScratch = Scratch()

  /// Bytes with a stable address, owned by the classifier.
  private final class Scratch {
    let called = UnsafeMutablePointer<UInt8>.allocate(capacity: DialledDigits.maximumDigits)
    let own = UnsafeMutablePointer<UInt8>.allocate(capacity: DialledDigits.maximumDigits)

    deinit {
      called.deallocate()
      own.deallocate()
    }
  }

  init(
    registry: Registry, zone: TimeZoneRules, places: FixedTable<PartitionPlan.Place>, activeLinesOnly: Bool
  ) {
    self.registry = registry
    self.places = places
    lineFacts = registry.lineFacts
    planFacts = registry.planFacts
    rates = registry.rates
    self.zone = zone
    self.activeLinesOnly = activeLinesOnly
  }

  /// Classifies a row whose fields were read without fault.
  mutating func classify(_ fields: borrowing CallFields) -> Answer {
    // Look-ups wait for memory, so each is announced as soon as its number is known.
    var caller = NormalisedNumber.unmatched
    if fields.isAnswered, fields.direction != .inbound {
      caller = Self.anywhere(fields.caller)
      registry.prefetchLine(number: caller.number)
    }
    guard let called = DialledDigits(fields.called) else { return .refused(.badNumber) }
    guard fields.isAnswered else { return .unanswered }
    var calledAnywhere = NormalisedNumber.unmatched
    if fields.direction != .outbound {
      calledAnywhere = Numbering.normalise(called, areaCode: nil)
      registry.prefetchLine(number: calledAnywhere.number)
    }
    if fields.direction == .inbound { caller = Self.anywhere(fields.caller) }
    let offset = zone.offset(at: fields.instant, cursor: &cursor)
    let start = LocalStart(instant: fields.instant, offset: offset)
    let (found, isOutbound) = findLine(fields, caller: caller, called: calledAnywhere, on: start.date)
    guard let row = found else { return .refused(.unknownLine) }
    lineFacts.prefetch(row)
    places.prefetch(row)
    fillHead(fields, row: row, isOutbound: isOutbound)
    fillCaller(fields, caller, isOutbound: isOutbound)
    if activeLinesOnly, !lineFacts[row].isActive { return .refused(.lineInactive) }
    if isOutbound {
      if !lineFacts[row].hasPlan { return .refused(.noPlan) }
      fillOutbound(fields, called, row: row, start)
    } else {
      fillInbound(fields, called, calledAnywhere, row: row)
    }
    return .call
  }

  /// The row of `lines.csv` whose call it is, if there is one, and its direction, which may follow from it (spec 2.3, 3.2).
  @inline(__always)
  private func findLine(
    _ fields: borrowing CallFields, caller: NormalisedNumber, called: NormalisedNumber, on date: CivilDate
  ) -> (row: Int?, isOutbound: Bool) {
    var isOutbound = fields.direction == .outbound
    var row: Int?
    if fields.direction != .inbound, caller.kind != .none {
      row = registry.findLine(number: caller.number, on: date)?.row
    }
    if fields.direction == .byRegistry { isOutbound = row != nil }
    if !isOutbound {
      if called.kind != .none {
        row = registry.findLine(number: called.number, on: date)?.row
      }
      if fields.direction == .byRegistry { isOutbound = row == nil }
    }
    if row == nil {
      row = registry.findLine(trunk: fields.trunk, accountCode: fields.accountCode, on: date)?.row
    }
    return (row, isOutbound)
  }

  /// A number as it is wherever it was dialled (spec 3.1).
  private static func anywhere(_ cell: Bytes) -> NormalisedNumber {
    DialledDigits(cell).map { Numbering.normalise($0, areaCode: nil) } ?? .unmatched
  }

  private mutating func fillHead(_ fields: borrowing CallFields, row: Int, isOutbound: Bool) {
    record.instant = fields.instant
    record.lineRow = UInt32(row)
    record.duration = fields.billableSeconds
    record.direction = (isOutbound ? Direction.outbound : .inbound).rawValue
    record.globalIDCount = fields.globalID.count
    record.trunkCount = fields.trunk.count
    record.accountCodeCount = fields.accountCode.count
    own = Bytes(start: nil, count: 0)
    callerText = own
    calledText = own
  }

  /// The caller as written: normalised, else its digits if the cell is all digits, else blank (spec 3.1).
  private mutating func fillCaller(_ fields: borrowing CallFields, _ caller: NormalisedNumber, isOutbound: Bool) {
    if caller.kind != .none {
      record.caller = caller.number
      return
    }
    record.caller = .blank
    let cell = fields.caller
    if cell.allSatisfy(\.isDigit) {
      callerText = cell
    } else if isOutbound {
      // The identity's own number is the cell where the number does not normalise (spec 2.4).
      own = cell
    }
  }

  private mutating func fillOutbound(
    _ fields: borrowing CallFields, _ called: DialledDigits, row: Int, _ start: LocalStart
  ) {
    let line = lineFacts[row]
    let number = Numbering.normalise(called, areaCode: Int(line.areaCode))
    record.kind = number.kind.rawValue
    fillCalled(fields, called, number)
    guard let (zone, _) = Zoning.zone(of: number, line: line, on: start.date, registry) else {
      record.zone = 0
      record.price = number.isAmbiguous ? CallRecord.Price.ambiguousNumber : CallRecord.Price.unknownDestination
      return
    }
    record.zone = UInt32(zone)
    switch rates.find(plan: Int(line.plan), zone: zone, date: start.date, secondOfDay: start.secondOfDay) {
    case .noRate: record.price = CallRecord.Price.noRate
    case .free: record.price = CallRecord.Price.free
    case .tariff(let tariff):
      let isWithinGrace = Int(fields.billableSeconds) <= planFacts[Int(line.plan)].graceSeconds
      record.price = isWithinGrace ? CallRecord.Price.free : UInt32(tariff)
    }
  }

  private mutating func fillInbound(
    _ fields: borrowing CallFields, _ called: DialledDigits, _ calledAnywhere: NormalisedNumber, row: Int
  ) {
    let written = Numbering.normalise(called, areaCode: Int(lineFacts[row].areaCode))
    record.kind = NumberKind.none.rawValue
    record.zone = UInt32(BuiltInZone.inbound.rawValue)
    record.price = CallRecord.Price.free
    fillCalled(fields, called, written)
    if calledAnywhere.kind == .none {
      own = fields.called
    } else if calledAnywhere.number != record.called {
      own = Self.write(calledAnywhere.number, to: digitScratch.own)
    }
  }

  /// The called number as written: normalised, else its digits.
  private mutating func fillCalled(_ fields: borrowing CallFields, _ called: DialledDigits, _ number: NormalisedNumber)
  {
    if number.kind != .none {
      record.called = number.number
    } else if called.digitCount <= PhoneNumber.maximumDigits {
      record.called = PhoneNumber(value: called.value, digitCount: called.digitCount)
    } else {
      record.called = .blank
      var count = 0
      for byte in fields.called where byte.isDigit {
        digitScratch.called[count] = byte
        count += 1
      }
      calledText = Bytes(start: digitScratch.called, count: count)
    }
  }

  private static func write(_ number: PhoneNumber, to digits: UnsafeMutablePointer<UInt8>) -> Bytes {
    var value = number.value
    for index in (0..<number.digitCount).reversed() {
      digits[index] = UInt8(48 + value % 10)
      value /= 10
    }
    return Bytes(start: digits, count: number.digitCount)
  }

  /// The size of the record for `fields`, tail and padding included.
  mutating func completeSizes() -> Int {
    record.ownCount = own.count
    record.callerTextCount = callerText.count
    record.calledTextCount = calledText.count
    return record.sizeBytes
  }

  /// Writes the record and its tail to `address`, which has room for `completeSizes()`.
  mutating func write(_ fields: borrowing CallFields, chunk: Int, lineInChunk: Int, to address: UnsafeMutableRawPointer)
  {
    record.chunk = UInt32(truncatingIfNeeded: chunk)
    record.lineInChunk = UInt32(truncatingIfNeeded: lineInChunk)
    address.storeBytes(of: record, as: CallRecord.self)
    var at = address + MemoryLayout<CallRecord>.size
    func append(_ text: Bytes) {
      // SAFETY: the sizes in the head are those of the texts, and the page has room for them all.
      if let start = text.baseAddress { at.copyMemory(from: start, byteCount: text.count) }
      at += text.count
    }
    append(fields.globalID)
    append(fields.trunk)
    append(fields.accountCode)
    append(own)
    append(callerText)
    append(calledText)
  }
}
