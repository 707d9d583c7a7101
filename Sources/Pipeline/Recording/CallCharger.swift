import ByteScanning
import CallModel
import FileInput
import Output
import Rating
import Registry

/// Charges one recorded call after the other, slowly and plainly, by any registry version: for checking what was
/// recorded, for explaining it, for asking what another plan would have cost. The plain twin of `ShardRater`.
package final class CallCharger {
  package let registry: Registry
  private let zone: TimeZoneRules
  private let formatter: CallRecordFormatter
  private var reader: RecordedCallReader
  /// Tells the line of calls that have no price or plan, too.
  private lazy var accountReader = RecordedCallReader(
    CallClassifier(
      registry: registry, zone: zone, places: nil, activeLinesOnly: activeLinesOnly,
      dialling: dialling, keepsFacts: true, closedUntil: .max))
  private let activeLinesOnly: Bool
  private let dialling: Dialling
  private var cursor = TimeZoneRules.Cursor()
  /// The call that was placed last, once it is asked for.
  private var last: CallCopy?

  /// A call in the terms of a registry.
  package struct Placed: Equatable, Sendable {
    package var lineRow: Int
    package var plan: Int
    package var zone: Int
    package var cycleStart: CivilDate
    package var duration: Int
    /// Nil: free.
    package var tariff: Int?

    package init(lineRow: Int, plan: Int, zone: Int, cycleStart: CivilDate, duration: Int, tariff: Int?) {
      self.lineRow = lineRow
      self.plan = plan
      self.zone = zone
      self.cycleStart = cycleStart
      self.duration = duration
      self.tariff = tariff
    }
  }

  package enum Answer: Equatable, Sendable {
    case placed(Placed)
    /// As a row of a file it would be suspended.
    case refused(Reason)
  }

  package init(
    registry: Registry, zone: TimeZoneRules, activeLinesOnly: Bool = true, dialling: Dialling = .standard,
    fileNames: [String] = []
  ) {
    self.registry = registry
    self.zone = zone
    self.activeLinesOnly = activeLinesOnly
    self.dialling = dialling
    reader = RecordedCallReader(
      CallClassifier(
        registry: registry, zone: zone, places: nil, activeLinesOnly: activeLinesOnly, dialling: dialling,
        keepsFacts: true))
    formatter = CallRecordFormatter(
      registry: registry, shared: SharedCells(registry: registry, sourceNames: fileNames), zone: zone,
      guardsFormulas: false)
  }

  /// A recorded call by its facts: line, zone and price as this registry has them (spec 3.1 to 3.4).
  ///
  /// - Throws: `DamagedRows`.
  package func place(_ row: SegmentRow) throws -> Answer {
    last = nil
    switch try reader.classify(row) {
    case .unanswered, .past: throw DamagedRows()
    case .refused(let reason): return .refused(reason)
    case .call: break
    }
    let call = reader.record
    if let reason = call.unpriced { return .refused(reason) }
    let lineRow = Int(call.lineRow)
    let facts = registry.lineFacts[lineRow]
    return .placed(
      Placed(
        lineRow: lineRow, plan: Int(facts.plan), zone: Int(call.zone),
        cycleStart: Cycle.start(of: start(call.instant).date, resetDay: Int(facts.resetDay)),
        duration: Int(call.duration), tariff: call.price == CallRecord.Price.free ? nil : Int(call.price)))
  }

  /// The account and cycle that a row's call belongs to, with a price or without; nil if it has no line, or no part in
  /// it.
  ///
  /// - Throws: `DamagedRows`.
  package func account(of row: SegmentRow) throws -> AccountKey? {
    let answer = try accountReader.classify(row)
    let call = accountReader.record
    guard answer == .past, call.price != CallRecord.Price.unknownLine, call.price != CallRecord.Price.lineInactive
    else { return nil }
    let lineRow = Int(call.lineRow)
    let facts = registry.lineFacts[lineRow]
    let isPool = registry.planFacts[Int(facts.plan)].isPooled
    return AccountKey(
      isPool: isPool,
      owner: isPool ? registry.tables.contracts[Int(facts.contract)].id : registry.lines[lineRow].id,
      plan: registry.plans[Int(facts.plan)].id,
      cycleStart: Cycle.start(of: start(call.instant).date, resetDay: Int(facts.resetDay)))
  }

  private var lastCall: CallCopy {
    if let last { return last }
    let copy = reader.copy(chunk: 0, line: 0)
    last = copy
    return copy
  }

  /// What makes the call that was placed last this call, as `IdentityReader` has it (spec 2.4); nil if this registry's site
  /// dials otherwise.
  package func identity(_ dialling: Dialling) -> [UInt8]? {
    dialling == self.dialling ? lastCall.with(CallIdentity(dialling: dialling).key) : nil
  }

  /// The columns of `call-records.csv` for the call that was placed last, without line end.
  package func cells(
    _ placed: Placed, _ charge: CallCharge?, cycleStart: CivilDate, file: Int, line: Int, to buffer: TextBuffer
  ) {
    lastCall.with { view in
      var call = view.head
      call.lineRow = UInt32(truncatingIfNeeded: placed.lineRow)
      call.zone = UInt32(truncatingIfNeeded: placed.zone)
      call.price = placed.tariff.map { UInt32(truncatingIfNeeded: $0) } ?? CallRecord.Price.free
      formatter.write(CallRecordCells(view, call, charge, cycleStart: cycleStart, (file, line)), to: buffer)
    }
    buffer.setCount(buffer.count - 1)
  }

  /// A call's line, cycle and price by this registry, if its line and zone are known; nil if it has none for it.
  package func place(
    line: String, zoneName: String, instant: Int64, isOutbound: Bool, duration: Int
  ) -> Placed? {
    let start = start(instant)
    let rows = registry.groups.rows(ofLine: line)
    guard let row = rows.first(where: { registry.lines[$0].activePeriod.contains(start.date) }),
      let zoneIndex = registry.zones.index(named: zoneName)
    else { return nil }
    let facts = registry.lineFacts[row]
    var placed = Placed(
      lineRow: row, plan: Int(facts.plan), zone: zoneIndex,
      cycleStart: Cycle.start(of: start.date, resetDay: Int(facts.resetDay)), duration: duration, tariff: nil)
    guard isOutbound else { return placed }
    if registry.plans[placed.plan].isNone { return nil }
    guard case .placed(let priced) = price(placed, at: start) else { return nil }
    placed.tariff = priced.tariff
    return placed
  }

  /// A recorded call as if its line had another plan; if the registry no longer has the line, with the zone it was
  /// recorded with.
  package func place(_ row: SegmentRow, line: String, plan: Int) -> Answer {
    guard let instant = row.instant else { return .refused(.badTimestamp) }
    let start = start(instant)
    var placed = Placed(
      lineRow: -1, plan: plan, zone: BuiltInZone.inbound.rawValue, cycleStart: start.date,
      duration: row.integer(.duration) ?? 0, tariff: nil)
    guard row.isOutbound else { return .placed(placed) }
    let rows = registry.groups.rows(ofLine: line)
    if let lineRow = rows.first(where: { registry.lines[$0].activePeriod.contains(start.date) }) {
      var facts = registry.lineFacts[lineRow]
      facts.plan = Int32(plan)
      placed.lineRow = lineRow
      guard let called = Self.called(row),
        let (zone, _) = Zoning.zone(of: called, line: facts, on: start.date, registry)
      else { return .refused(.unknownDestination) }
      placed.zone = zone
    } else {
      guard let zone = registry.zones.index(named: row.text(.zone)) else { return .refused(.noRate) }
      placed.zone = zone
    }
    return price(placed, at: start)
  }

  /// The price of an outbound call (spec 3.4, 3.5).
  private func price(_ call: Placed, at start: LocalTime) -> Answer {
    var placed = call
    switch registry.rates.find(plan: call.plan, zone: call.zone, date: start.date, secondOfDay: start.secondOfDay) {
    case .noRate: return .refused(.noRate)
    case .free: break
    case .tariff(let tariff):
      if call.duration > registry.planFacts[call.plan].graceSeconds { placed.tariff = tariff }
    }
    return .placed(placed)
  }

  private func start(_ instant: Int64) -> LocalTime {
    LocalTime(instant: instant, offset: zone.offset(at: instant, cursor: &cursor))
  }

  private static func called(_ row: SegmentRow) -> NormalisedNumber? {
    guard let raw = row.integer(.kind), let kind = NumberKind(rawValue: UInt8(truncatingIfNeeded: raw)), kind != .none,
      let number = PhoneNumber(text: row.text(.called)), number != .blank
    else { return nil }
    return NormalisedNumber(number: number, kind: kind, rule: 0)
  }

  /// What the account of a call begins with: its cycle's own allowances, and what these took over.
  private func beginning(_ call: Placed, carried: [Int64]) -> [Int64] {
    let holder = AllowanceHolder(row: call.lineRow, registry)
    let own = CycleAllowances(registry).own(holder, plan: call.plan, cycleStart: call.cycleStart)
    return carried.count == own.count ? zip(own, carried).map { $0 + $1 } : own
  }

  /// Charges a call against what is left of its plan's allowances; nil for a free call. An empty `left` is an account
  /// that begins.
  ///
  /// - Parameter carried: what such an account takes over from the cycle before (spec 11.1); empty: nothing.
  package func charge(_ call: Placed, left: inout [Int64], carried: [Int64] = []) -> CallCharge? {
    guard let tariff = call.tariff else { return nil }
    if left.isEmpty, registry.allowances.plans[call.plan].count > 0 { left = beginning(call, carried: carried) }
    return AllowanceAccount.charge(
      duration: call.duration, zone: call.zone, tariff: registry.rates.tariffs[tariff], steps: registry.rates.steps,
      plan: registry.planFacts[call.plan], allowances: registry.allowances.plans[call.plan],
      table: registry.allowances, left: &left, at: 0)
  }
}

/// What a version of a call says (spec 2.4), in the order by which one stands before another.
package struct CallContent: Comparable, Sendable {
  var duration: Int
  var other: [UInt8]
  var kind: UInt8

  package static func < (left: CallContent, right: CallContent) -> Bool {
    if left.duration != right.duration { return left.duration < right.duration }
    if left.other != right.other { return left.other.lexicographicallyPrecedes(right.other) }
    return left.kind < right.kind
  }
}

/// Tells the identities of rows that are known by their facts (spec 2.4). For one thread.
package final class IdentityReader {
  private var reader: RecordedCallReader
  private let rows = SegmentRowReader()

  /// It finds no line: an identity follows from the facts alone.
  private static let noLines = Registry(RegistryTables())

  private let calls: CallIdentity

  package init(dialling: Dialling) {
    calls = CallIdentity(dialling: dialling)
    reader = RecordedCallReader(
      CallClassifier(
        registry: Self.noLines, zone: TimeZoneRules(identifier: "UTC", changes: [], offsets: [0]), places: nil,
        activeLinesOnly: false, dialling: dialling, keepsFacts: true, closedUntil: .max))
  }

  /// - Throws: `DamagedRows`.
  package func identity(of row: SegmentRow) throws -> [UInt8] {
    guard try reader.classify(row) == .past else { throw DamagedRows() }
    return reader.copy(chunk: 0, line: 0).with(calls.key)
  }

  /// - Throws: `DamagedRows`.
  package func content(of row: SegmentRow) throws -> CallContent {
    guard try reader.classify(row) == .past else { throw DamagedRows() }
    return reader.copy(chunk: 0, line: 0).with { call in
      let (number, kind) = calls.other(call)
      let other = number.text.count > 0 ? Array(number.text) : Array(number.number.description.utf8)
      return CallContent(duration: Int(call.head.duration), other: other, kind: kind.rawValue)
    }
  }

  /// - Parameter facts: in the form of a segment's row.
  /// - Throws: `DamagedRows`.
  package func identity(ofFacts facts: [UInt8]) throws -> [UInt8] {
    var identity: [UInt8] = []
    try rows.forEach(in: Self.line(facts)) { identity = try self.identity(of: $0) }
    return identity
  }

  /// When a row's call starts, seconds since 1970.
  package func start(ofFacts facts: [UInt8]) throws -> Int64? {
    var start: Int64?
    try rows.forEach(in: Self.line(facts)) { start = $0.instant }
    return start
  }

  private static func line(_ facts: [UInt8]) -> [UInt8] {
    facts.last == UInt8(ascii: "\n") ? facts : facts + [UInt8(ascii: "\n")]
  }
}
