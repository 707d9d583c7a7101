import ByteScanning
import CallModel
import Rating
import RecordLayouts
import Registry

/// From a row's facts to a call with line, zone and price: the first stage's work on one row (spec 3.1-3.4), and the only
/// code that does it: rows of files, rows of the ledger and single calls all pass here.
///
/// Holds no row state but remembered time-zone spans. For one thread.
package struct CallClassifier {
  /// What a row is, as far as it can be told without the others.
  enum Answer: Equatable {
    case unanswered
    /// Rejected, or suspended for its line: no call.
    case refused(Reason)
    /// A call; it may yet turn out to be a repeat.
    case call
    /// A row of a time of which cycles are closed: `record.price` may say that it has no line (spec 4.3).
    case past
  }

  // What follows is set by this type and its extensions only.

  /// The call of the last row that was one.
  var record = CallRecord()
  var callerCell = Bytes.none
  var calledCell = Bytes.none

  let registry: Registry
  private let lineFacts: FixedTable<LineFacts>
  private let planFacts: FixedTable<PlanFacts>
  private let places: FixedTable<ShardPlan.Place>?
  private let zone: TimeZoneRules
  private let activeLinesOnly: Bool
  let dialling: Dialling
  let identity: CallIdentity
  /// Whether all cells are kept as they were sent.
  private let keepsFacts: Bool
  /// Rows that start then or before are `past`, and those that may be of a discarded call.
  private let closedUntil: Int64
  private let discarded: DiscardedCalls
  private var cursor = TimeZoneRules.Cursor()
  let scratch = Scratch()

  /// Bytes with a stable address, owned by the classifier.
  final class Scratch {
    let called = UnsafeMutablePointer<UInt8>.allocate(capacity: DialledDigits.maximumDigits + 1)

    deinit { called.deallocate() }
  }

  /// - Parameters:
  ///   - places: where the calls of each line are put next, to have it at hand in time; nil: nowhere.
  ///   - keepsFacts: whether the record has all that the ledger keeps of a row, and not only what its output asks for.
  ///   - closedUntil: of rows that start then or before it is not decided whether they are calls of their line.
  ///   - discarded: the same of rows that may be of one of these.
  init(
    registry: Registry, zone: TimeZoneRules, places: FixedTable<ShardPlan.Place>?, activeLinesOnly: Bool,
    dialling: Dialling = .standard, keepsFacts: Bool = false, closedUntil: Int64 = .min,
    discarded: DiscardedCalls = DiscardedCalls()
  ) {
    self.discarded = discarded
    self.dialling = dialling
    identity = CallIdentity(dialling: dialling)
    self.registry = registry
    self.places = places
    self.keepsFacts = keepsFacts
    self.closedUntil = closedUntil
    lineFacts = registry.lineFacts
    planFacts = registry.planFacts
    self.zone = zone
    self.activeLinesOnly = activeLinesOnly
  }

  /// What is known of a row on its way to a call: what one step finds, the next works with.
  struct Finding {
    fileprivate var caller = NormalisedNumber.unmatched
    fileprivate var called = DialledDigits(value: 0, digitCount: 0, isInternational: false)
    /// The called number as it is wherever it was dialled; not of a row that says that it is outbound.
    fileprivate var calledAnywhere = NormalisedNumber.unmatched
    /// The called number as dialled from the line's area.
    fileprivate var calledFromLine = NormalisedNumber.unmatched
    fileprivate var start = LocalTime(instant: 0, offset: 0)
    /// The row of `lines.csv`; -1: none.
    fileprivate var row = -1
    fileprivate var isOutbound = true
    /// Whether the identity does not tell the line (`CallRecord.isLoose`).
    fileprivate var isLoose = false
    fileprivate var hasBadNumber = false
  }

  /// Classifies a row whose fields were read without fault: all steps for one row.
  mutating func classify(_ fields: borrowing CallFields) -> Answer {
    guard fields.isAnswered else { return .unanswered }
    var finding = Finding()
    readNumbers(fields, &finding)
    findLine(fields, &finding)
    placeCalled(fields, &finding)
    return complete(fields, &finding)
  }

  // The steps of an answered row; all take what they work on as if they changed it, since what is only lent by a class is
  // copied. Look-ups wait for memory, so each step announces what the next looks up; a scan takes some rows through each
  // before the next (`RowBatch`).

  /// First step: the numbers, as they are without a line.
  mutating func readNumbers(_ fields: borrowing CallFields, _ finding: inout Finding) {
    let isToldInbound = if case .inbound = fields.direction { true } else { false }
    let isToldOutbound = if case .outbound = fields.direction { true } else { false }
    finding.caller = anywhere(fields.caller, fields.callerForm)
    if !isToldInbound { registry.prefetchLine(number: finding.caller.number) }
    guard let called = DialledDigits(fields.called) else {
      finding.hasBadNumber = true
      return
    }
    finding.hasBadNumber = false
    finding.called = called
    finding.calledAnywhere = .unmatched
    if !isToldOutbound {
      finding.calledAnywhere = Numbering.normalise(
        called, areaCode: nil, dialling: dialling, form: fields.calledForm)
      registry.prefetchLine(number: finding.calledAnywhere.number)
    }
    let offset = zone.offset(at: fields.instant, cursor: &cursor)
    finding.start = LocalTime(instant: fields.instant, offset: offset)
  }

  /// Second step: the line.
  mutating func findLine(_ fields: borrowing CallFields, _ finding: inout Finding) {
    if finding.hasBadNumber { return }
    let (row, isOutbound, isLoose) = findLine(
      fields, caller: finding.caller, called: finding.calledAnywhere, on: finding.start.date)
    finding.row = row ?? -1
    finding.isOutbound = isOutbound
    finding.isLoose = isLoose
    guard let row else { return }
    lineFacts.prefetch(row)
    places?.prefetch(row)
  }

  /// Third step: the called number from the line's area.
  mutating func placeCalled(_ fields: borrowing CallFields, _ finding: inout Finding) {
    if finding.hasBadNumber || finding.row < 0 { return }
    let areaCode = Int(lineFacts[finding.row].areaCode)
    let isKnown = finding.calledAnywhere.isSameAnywhere
    guard finding.isOutbound else {
      finding.calledFromLine =
        isKnown
        ? finding.calledAnywhere
        : Numbering.normalise(finding.called, areaCode: areaCode, dialling: dialling, form: fields.calledForm)
      return
    }
    if isKnown, fields.recordedKind == nil {
      finding.calledFromLine = finding.calledAnywhere
    } else {
      finding.calledFromLine = normalise(fields, finding.called, areaCode: areaCode)
    }
    // It may be that of another line: a zone of its own in some plans.
    if finding.calledFromLine.kind == .e164 { registry.prefetchLine(number: finding.calledFromLine.number) }
    registry.prefetchZone(of: finding.calledFromLine.number)
  }

  /// Announces what the last step will look up behind what the third one announced.
  mutating func prefetchZone(_ finding: inout Finding) {
    if finding.hasBadNumber { return }
    if finding.isOutbound, finding.row >= 0 { registry.prefetchMoreOfZone(of: finding.calledFromLine.number) }
  }

  /// Last step: the call, with zone and price.
  mutating func complete(_ fields: borrowing CallFields, _ finding: inout Finding) -> Answer {
    if finding.hasBadNumber { return .refused(.badNumber) }
    let row = finding.row
    guard row >= 0 else { return completeWithoutLine(fields, &finding) }
    fillHead(fields, finding, row: row)
    fillCaller(fields, finding.caller, isOutbound: finding.isOutbound)
    let isInactive = activeLinesOnly && !lineFacts[row].isActive
    let isPast = isAside(fields.instant)
    if isInactive, !isPast { return .refused(.lineInactive) }
    if finding.isOutbound {
      if !isPast, !lineFacts[row].hasPlan { return .refused(.noPlan) }
      fillOutbound(fields, &finding, row: row)
    } else {
      fillInbound(fields, &finding)
    }
    guard isPast else { return .call }
    if isInactive { record.price = CallRecord.Price.lineInactive }
    return .past
  }

  private mutating func completeWithoutLine(_ fields: borrowing CallFields, _ finding: inout Finding) -> Answer {
    guard isAside(fields.instant) else { return .refused(.unknownLine) }
    fillHead(fields, finding, row: 0)
    fillCaller(fields, finding.caller, isOutbound: finding.isOutbound)
    let anywhere = finding.calledAnywhere
    fillCalled(fields, finding.called, anywhere.kind == .none ? .unmatched : anywhere)
    // No line's area code was used: the content is read from the cell.
    if record.called != .blank { calledCell = fields.called }
    record.price = CallRecord.Price.unknownLine
    return .past
  }

  @inline(__always)
  private func isAside(_ instant: Int64) -> Bool { instant <= closedUntil || discarded.mayHold(instant) }

  /// A number as it is wherever it was dialled (spec 3.1).
  private func anywhere(_ cell: Bytes, _ form: NumberForm) -> NormalisedNumber {
    DialledDigits(cell).map { Numbering.normalise($0, areaCode: nil, dialling: dialling, form: form) } ?? .unmatched
  }

  private mutating func fillHead(_ fields: borrowing CallFields, _ finding: borrowing Finding, row: Int) {
    record.set(instant: fields.instant, duration: fields.billableSeconds)
    record.lineRow = UInt32(truncatingIfNeeded: row)
    var told: ToldFacts = []
    if case .byRegistry = fields.direction { told.insert(.byRegistry) }
    if fields.recordedKind != nil { told.insert(.isNormalised) }
    if case .e164 = fields.callerForm { told.insert(.callerIsE164) }
    if case .e164 = fields.calledForm { told.insert(.calledIsE164) }
    record.setHead(direction: finding.isOutbound ? .outbound : .inbound, told: told, isLoose: finding.isLoose)
    callerCell = .none
    calledCell = .none
  }

  @inline(__always)
  private func normalise(_ fields: borrowing CallFields, _ called: DialledDigits, areaCode: Int) -> NormalisedNumber {
    guard let kind = fields.recordedKind else {
      return Numbering.normalise(called, areaCode: areaCode, dialling: dialling, form: fields.calledForm)
    }
    return NormalisedNumber(
      number: PhoneNumber(value: called.value, digitCount: called.digitCount), kind: kind, rule: 0)
  }

  /// The caller as written: normalised, else its digits if the cell is all digits, else blank (spec 3.1). The cell is the
  /// identity's own number where the number does not normalise (spec 2.4).
  private mutating func fillCaller(_ fields: borrowing CallFields, _ caller: NormalisedNumber, isOutbound: Bool) {
    guard caller.kind != .none else {
      record.caller = .blank
      callerCell = fields.caller
      return
    }
    record.caller = caller.number
    if keepsFacts, !caller.number.equals(fields.caller) { callerCell = fields.caller }
  }

  private mutating func fillOutbound(
    _ fields: borrowing CallFields, _ finding: inout Finding, row: Int
  ) {
    let line = lineFacts[row]
    let number = finding.calledFromLine
    let start = finding.start
    record.kind = number.kind.rawValue
    fillCalled(fields, finding.called, number)
    keepCalled(fields, finding.called, number, areaCode: Int(line.areaCode))
    guard line.hasPlan else {
      record.zone = 0
      record.price = CallRecord.Price.noPlan
      return
    }
    guard let (zone, _) = Zoning.zone(of: number, line: line, on: start.date, registry) else {
      record.zone = 0
      record.price = number.isAmbiguous ? CallRecord.Price.ambiguousNumber : CallRecord.Price.unknownDestination
      return
    }
    record.zone = UInt32(zone)
    switch registry.findRate(plan: Int(line.plan), zone: zone, date: start.date, secondOfDay: start.secondOfDay) {
    case .noRate: record.price = CallRecord.Price.noRate
    case .free: record.price = CallRecord.Price.free
    case .tariff(let tariff):
      let isWithinGrace = Int(fields.billableSeconds) <= planFacts[Int(line.plan)].graceSeconds
      record.price = isWithinGrace ? CallRecord.Price.free : UInt32(tariff)
    }
  }

  private mutating func fillInbound(_ fields: borrowing CallFields, _ finding: inout Finding) {
    let calledAnywhere = finding.calledAnywhere
    record.zone = UInt32(BuiltInZone.inbound.rawValue)
    record.price = CallRecord.Price.free
    fillCalled(fields, finding.called, finding.calledFromLine)
    // The identity has the number as it is anywhere, or the cell.
    let isSame = calledAnywhere.kind != .none && calledAnywhere.number == record.called
    if !isSame, record.called != .blank { calledCell = fields.called }
    if !finding.caller.isSameAnywhere { keepCaller(fields, calledAnywhere) }
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
      calledCell = digitsOnly(fields.called)
      return
    }
    if keepsFacts, !record.called.equals(fields.called) { calledCell = fields.called }
  }
}
