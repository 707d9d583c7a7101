import ByteScanning
import CallModel
import Output
import Rating
import Registry

/// Charges one call after the other, slowly and plainly, by whatever registry version: for calls of closed cycles, for
/// checking what was recorded, for asking what another plan would have cost. The plain twin of `PartitionRater`.
package final class SingleCharge {
  package let registry: Registry
  private let zone: TimeZoneRules
  let formatter: CallRecordFormatter
  private var cursor = TimeZoneRules.Cursor()

  /// A call in the terms of a registry.
  package struct Placed: Sendable {
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

  package init(registry: Registry, zone: TimeZoneRules, fileNames: [String]) {
    self.registry = registry
    self.zone = zone
    formatter = CallRecordFormatter(
      registry: registry, shared: SharedCells(registry: registry, sourceNames: fileNames), zone: zone,
      guardsFormulas: false)
  }

  /// A call's line, cycle and price by this registry; nil if it has none for it.
  ///
  /// - Parameter plan: another plan's index than the line's, to see what it would have cost.
  package func place(
    line: String, zoneName: String, instant: Int64, isOutbound: Bool, duration: Int, plan: Int? = nil
  ) -> Placed? {
    let start = LocalStart(instant: instant, offset: zone.offset(at: instant, cursor: &cursor))
    let rows = registry.groups.rows(ofLine: line)
    guard let row = rows.first(where: { registry.lines[$0].activePeriod.contains(start.date) }),
      let zoneIndex = registry.zones.index(named: zoneName)
    else { return nil }
    let facts = registry.lineFacts[row]
    let plan = plan ?? Int(facts.plan)
    var placed = Placed(
      lineRow: row, plan: plan, zone: zoneIndex,
      cycleStart: Cycle.start(of: start.date, resetDay: Int(facts.resetDay)), duration: duration, tariff: nil)
    guard isOutbound else { return placed }
    if registry.plans[plan].isNone { return nil }
    switch registry.rates.find(plan: plan, zone: zoneIndex, date: start.date, secondOfDay: start.secondOfDay) {
    case .noRate: return nil
    case .free: break
    case .tariff(let tariff): if duration > registry.planFacts[plan].graceSeconds { placed.tariff = tariff }
    }
    return placed
  }

  /// A plan's full allowances.
  package func fullAllowances(plan: Int) -> [Int64] {
    let allowances = registry.allowances.plans[plan]
    var left = [Int64](repeating: 0, count: allowances.count)
    AllowanceAccount.fill(&left, at: 0, allowances, registry.allowances)
    return left
  }

  /// Charges a call against what is left of its plan's allowances; nil for a free call. An empty `left` is a full account.
  package func charge(_ call: Placed, left: inout [Int64]) -> CallCharge? {
    guard let tariff = call.tariff else { return nil }
    if left.isEmpty { left = fullAllowances(plan: call.plan) }
    return AllowanceAccount.charge(
      duration: call.duration, zone: call.zone, tariff: registry.rates.tariffs[tariff], steps: registry.rates.steps,
      plan: registry.planFacts[call.plan], allowances: registry.allowances.plans[call.plan],
      book: registry.allowances, left: &left, at: 0)
  }

  /// Charges a call of a closed cycle: against what the cycle has left, in the place of an earlier version, if there is
  /// one, whose allowances are given back first and whose charge is taken off (spec 4.3). A call that another plan prices
  /// has no part in the cycle's allowances.
  ///
  /// - Parameters:
  ///   - planID: the book's plan.
  ///   - earlier: what earlier versions came to in all, and the zone of the last.
  package func chargeLate(
    _ call: Placed, planID: String, left: inout [Int64], earlier: (charge: CallCharge, zone: String)?
  ) -> CallCharge? {
    let allowances = registry.allowances.plans[call.plan]
    var charge: CallCharge?
    if registry.plans[call.plan].id.utf8.elementsEqual(planID.utf8), left.isEmpty || left.count == allowances.count {
      if let earlier, !left.isEmpty, let zone = registry.zones.index(named: earlier.zone) {
        AllowanceAccount.giveBack(
          earlier.charge, zone: zone, allowances: allowances, book: registry.allowances, left: &left)
      }
      charge = self.charge(call, left: &left)
    } else {
      var none = [Int64](repeating: 0, count: allowances.count)
      charge = self.charge(call, left: &none)
    }
    guard let earlier else { return charge }
    let new = charge ?? CallCharge(billedSeconds: 0, coveredSeconds: 0, gross: .zero, allowanceAmount: .zero)
    return CallCharge(
      billedSeconds: new.billedSeconds - earlier.charge.billedSeconds,
      coveredSeconds: new.coveredSeconds - earlier.charge.coveredSeconds,
      gross: Money(micros: new.gross.micros - earlier.charge.gross.micros),
      allowanceAmount: Money(micros: new.allowanceAmount.micros - earlier.charge.allowanceAmount.micros))
  }

  /// Writes a diverted call as a row of a segment.
  ///
  /// - Parameters:
  ///   - file: index into the formatter's file names.
  ///   - ledgerFile: the ledger's number of that file.
  package func write(
    _ call: DivertedView, _ placed: Placed, _ charge: CallCharge?, cycleStart: CivilDate, file: Int, ledgerFile: Int,
    to buffer: TextBuffer
  ) {
    call.withView { view in
      let head = view.head
      formatter.write(
        CallRecordCells(
          globalID: view.globalID, instant: head.instant,
          direction: head.direction == Direction.outbound.rawValue ? .outbound : .inbound,
          caller: ShownNumber(number: head.caller, text: view.callerText),
          called: ShownNumber(number: head.called, text: view.calledText), lineRow: placed.lineRow, zone: placed.zone,
          durationSeconds: Int(head.duration), tariff: charge == nil ? nil : placed.tariff,
          billedSeconds: charge?.billedSeconds ?? 0, coveredSeconds: charge?.coveredSeconds ?? 0,
          allowanceAmount: charge?.allowanceAmount ?? .zero, amount: charge?.amount ?? .zero, cycleStart: cycleStart,
          file: file, fileLine: Int(call.source.line)), to: buffer)
      formatter.extend(
        kind: head.kind, own: view.own, trunk: view.trunk, accountCode: view.accountCode, file: ledgerFile, in: buffer)
    }
  }
}

/// A diverted call, read again (`DivertedCall.bytes`).
package struct DivertedView {
  private let bytes: [UInt8]
  /// Index of the source name (`RecordedBooks`: the run's files, then the ledger's) and the line.
  package let source: (file: Int, line: Int)
  package let instant: Int64
  package let isOutbound: Bool
  package let duration: Int
  package let lineRow: Int
  package let zone: Int
  /// Of a recorded call: its line and zone by their names, since today's registry may not have them.
  package var names: (line: String, zone: String)?

  init(_ bytes: [UInt8], _ chunks: ChunkTable.Resolved) {
    self.bytes = bytes
    let head = bytes.withUnsafeBytes { $0.loadUnaligned(as: CallRecord.self) }
    source = chunks.source(chunk: head.chunk, lineInChunk: head.lineInChunk)
    instant = head.instant
    isOutbound = head.direction == Direction.outbound.rawValue
    duration = Int(head.duration)
    lineRow = Int(head.lineRow)
    zone = Int(head.zone)
  }

  /// The call's identity in bytes, for one with a global id (spec 2.4).
  package var identity: [UInt8] { withView { MovedClaims.identity($0) } }

  /// The order in which calls take from allowances (spec 3.6), at last that of their sources.
  ///
  /// - Parameter registry: the one that found their lines and zones.
  package func precedesInRating(_ other: DivertedView, _ registry: Registry) -> Bool {
    if instant != other.instant { return instant < other.instant }
    let (a, b) = (ratingTexts(registry), other.ratingTexts(registry))
    for index in 0..<4 where !a[index].utf8.elementsEqual(b[index].utf8) {
      return precedesInByteOrder(a[index], b[index])
    }
    if duration != other.duration { return duration < other.duration }
    if isOutbound != other.isOutbound { return !isOutbound }
    if !a[4].utf8.elementsEqual(b[4].utf8) { return precedesInByteOrder(a[4], b[4]) }
    return source < other.source
  }

  /// Global id, line, caller, called, zone.
  private func ratingTexts(_ registry: Registry) -> [String] {
    withView { view in
      let head = view.head
      func shown(_ number: PhoneNumber, _ text: Bytes) -> String {
        text.count > 0 ? String(decoding: text, as: UTF8.self) : number.description
      }
      return [
        String(decoding: view.globalID, as: UTF8.self), names?.line ?? registry.lines[lineRow].id,
        shown(head.caller, view.callerText), shown(head.called, view.calledText),
        names?.zone ?? registry.zones.names[zone],
      ]
    }
  }

  func withView<Value>(_ body: (CallRecordView) -> Value) -> Value {
    // Records begin at multiples of 8, which an array's bytes need not.
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    defer { copy.deallocate() }
    copy.copyBytes(from: bytes)
    return body(CallRecordView(address: UnsafeRawPointer(copy.baseAddress.unsafelyUnwrapped)))
  }
}

extension RecordingRun {
  /// A diverted call, to be read.
  package func view(_ call: DivertedCall) -> DivertedView {
    guard let chunks else { fatalError("scan comes before rate") }
    return DivertedView(call.bytes, chunks)
  }

  /// The recorded call of a row, in the same form; nil if the row is damaged.
  package func view(recorded row: SegmentRow) -> DivertedView? {
    guard let chunks else { return nil }
    var decoder = RecordedCallDecoder(registry: registry, zone: zone)
    guard decoder.decodeForeign(row, book: 0) else { return nil }
    let size = decoder.record.sizeBytes
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { copy.deallocate() }
    // SAFETY: the buffer has the record's size.
    decoder.write(to: copy.baseAddress.unsafelyUnwrapped)
    var view = DivertedView(Array(copy[..<size]), chunks)
    view.names = (row.text(.line), row.text(.zone))
    return view
  }
}
