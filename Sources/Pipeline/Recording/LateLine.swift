import CallModel
import Rating
import Registry

/// Whether a closed cycle has a line for a row that is late for it: by the version that closed it, and by today's registry
/// (spec 4.3). For one thread.
package struct LateLine {
  let account: AccountKey
  let version: RatingTerms
  private let today: Registry
  private var reader: RecordedCallReader
  private let digits = CallDigits()

  /// - Parameter run: whose registry is today's.
  package init(_ run: RecordingRun, _ account: AccountKey, by version: RatingTerms) {
    self.account = account
    self.version = version
    today = run.registry
    reader = RecordedCallReader(
      CallClassifier(
        registry: version.registry, zone: version.zone, places: nil, activeLinesOnly: false, dialling: version.dialling,
        keepsFacts: true))
  }

  /// Why a late row is suspended for its line: by the version's flag of the line that today's registry gives it, and by
  /// today's where the version has no such line; for no line or plan only if the version does not place it either. Of a
  /// version of a closed call the flag is that of a line that may have the number since, and not asked, unless the rows of
  /// the call may be of several lines, and this one is not of the cycle's.
  mutating func fault(_ view: CallRecordView, _ cause: LateCall.Cause) -> Reason? {
    let call = view.head
    let asksForFlag = cause == .line || cause == .closedCall && call.isLoose && !isHere(view)
    if asksForFlag, let isActive = isActive(call), !isActive { return .lineInactive }
    guard call.price == CallRecord.Price.unknownLine || call.price == CallRecord.Price.noPlan else { return nil }
    return isHere(view) ? nil : CallRecord.Price.reason(call.price)
  }

  /// Whether the version has the call in this account and cycle.
  private mutating func isHere(_ view: CallRecordView) -> Bool {
    if case .call = reader.classify(view, digits) { return belongs(reader.record) }
    return false
  }

  /// Whether the call's line may call; nil if it has none.
  private func isActive(_ call: CallRecord) -> Bool? {
    guard call.price != CallRecord.Price.unknownLine else { return nil }
    let line = today.lines[Int(call.lineRow)].id
    let date = version.zone.day(of: call.instant)
    let rows = version.registry.groups.rows(ofLine: line)
    guard let row = rows.first(where: { version.registry.lines[$0].activePeriod.contains(date) }) else {
      return call.price != CallRecord.Price.lineInactive
    }
    return !version.activeLinesOnly || version.registry.lineFacts[row].isActive
  }

  /// A recorded call as the version has it, wherever that is.
  ///
  /// - Throws: `DamagedRows`.
  mutating func copy(of row: SegmentRow, chunk: UInt32, line: Int) throws -> CallCopy {
    _ = try reader.classify(row)
    return reader.copy(chunk: chunk, line: line)
  }

  /// A late call as the version has it; nil if it has it not in this account and cycle, or has no price for it.
  mutating func priced(_ view: CallRecordView) -> CallCopy? {
    guard case .call = reader.classify(view, digits), reader.record.unpriced == nil, belongs(reader.record) else {
      return nil
    }
    let head = view.head
    return reader.copy(chunk: head.chunk, line: Int(head.lineInChunk))
  }

  /// Whether the version has a call in this account and cycle.
  func belongs(_ call: CallRecord) -> Bool {
    let registry = version.registry
    let facts = registry.lineFacts[Int(call.lineRow)]
    let plan = registry.plans[Int(facts.plan)]
    let isPool = registry.planFacts[Int(facts.plan)].isPooled
    let owner =
      isPool ? registry.tables.contracts[Int(facts.contract)].id : registry.lines[Int(call.lineRow)].id
    let date = version.zone.day(of: call.instant)
    return isPool == account.isPool && ID(owner) == ID(account.owner)
      && ID(plan.id) == ID(account.plan)
      && Cycle.start(of: date, resetDay: Int(facts.resetDay)) == account.cycleStart
  }
}
