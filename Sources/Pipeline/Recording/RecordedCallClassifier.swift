import ByteScanning
import CallModel
import Rating
import Registry

/// Where a call stands in a registry: what page 3 of the specification finds for it.
package struct RecordedPlacement: Equatable, Sendable {
  /// Row of `lines.csv`.
  package var lineRow: Int
  package var zone: Int
  /// Index into the rate book's tariffs; nil: free.
  package var tariff: Int?

  package init(lineRow: Int, zone: Int, tariff: Int?) {
    self.lineRow = lineRow
    self.zone = zone
    self.tariff = tariff
  }
}

/// Takes recorded calls through the rules of line, zone and price again, by another registry than the one that recorded
/// them (spec 4.5). The twin of `CallClassifier` for calls whose numbers are normalised already. For one thread.
///
/// What the platform said stays as recorded: start, duration, direction, the normalised numbers and the kind of the
/// called one, trunk and account code.
package struct RecordedCallClassifier {
  package enum Answer: Equatable, Sendable {
    case placed(RecordedPlacement)
    /// As a row of a file it would be suspended.
    case refused(Reason)
  }

  package let registry: Registry
  private let zone: TimeZoneRules
  private let activeLinesOnly: Bool
  private var cursor = TimeZoneRules.Cursor()

  /// - Parameter activeLinesOnly: whether calls of lines with active=no are refused.
  package init(registry: Registry, zone: TimeZoneRules, activeLinesOnly: Bool) {
    self.registry = registry
    self.zone = zone
    self.activeLinesOnly = activeLinesOnly
  }

  /// The local date and time of a row's start; nil if the row is damaged.
  package mutating func start(of row: SegmentRow) -> LocalStart? {
    guard let instant = row.instant else { return nil }
    return LocalStart(instant: instant, offset: zone.offset(at: instant, cursor: &cursor))
  }

  /// Line, zone and price of a row (spec 3.2 to 3.4).
  package mutating func classify(_ row: SegmentRow) -> Answer {
    guard let start = start(of: row) else { return .refused(.badTimestamp) }
    var found: Int?
    if let own = Self.ownNumber(row) { found = registry.findLine(number: own, on: start.date)?.row }
    if found == nil {
      found = registry.findLine(trunk: row[.trunk], accountCode: row[.accountCode], on: start.date)?.row
    }
    guard let lineRow = found else { return .refused(.unknownLine) }
    let line = registry.lineFacts[lineRow]
    if activeLinesOnly, !line.isActive { return .refused(.lineInactive) }
    if row.isOutbound, !line.hasPlan { return .refused(.noPlan) }
    return price(row, lineRow: lineRow, line, at: start)
  }

  /// Zone and price of a row for a line, whose plan may be another than the registry says (spec 3.3, 3.4).
  package func price(_ row: SegmentRow, lineRow: Int, _ line: LineFacts, at start: LocalStart) -> Answer {
    guard row.isOutbound else {
      return .placed(RecordedPlacement(lineRow: lineRow, zone: BuiltInZone.inbound.rawValue, tariff: nil))
    }
    guard let called = Self.called(row), let (zone, _) = Zoning.zone(of: called, line: line, on: start.date, registry)
    else { return .refused(.unknownDestination) }
    return price(zone: zone, plan: Int(line.plan), duration: row.integer(.duration) ?? 0, lineRow: lineRow, at: start)
  }

  /// The price of an outbound call of a zone (spec 3.4, 3.5).
  package func price(zone: Int, plan: Int, duration: Int, lineRow: Int, at start: LocalStart) -> Answer {
    var placement = RecordedPlacement(lineRow: lineRow, zone: zone, tariff: nil)
    switch registry.rates.find(plan: plan, zone: zone, date: start.date, secondOfDay: start.secondOfDay) {
    case .noRate: return .refused(.noRate)
    case .free: break
    case .tariff(let tariff):
      if duration > registry.planFacts[plan].graceSeconds { placement.tariff = tariff }
    }
    return .placed(placement)
  }

  /// The number that finds the line: the identity's own number (spec 2.4, 3.2), if it is a Brazilian one. Lines have
  /// no others, so that no other need be looked for.
  private static func ownNumber(_ row: SegmentRow) -> PhoneNumber? {
    let cell: Bytes
    if row.isOutbound {
      // Kept beside the caller only where the caller does not normalise.
      guard row[.own].count == 0 else { return nil }
      cell = row[.caller]
    } else {
      cell = row[.own].count > 0 ? row[.own] : row[.called]
    }
    guard cell.count == 12 || cell.count == 13, let number = number(cell), let digits = DialledDigits(cell) else {
      return nil
    }
    let normalised = Numbering.normalise(digits, areaCode: nil)
    return normalised.kind == .e164 && normalised.number == number ? number : nil
  }

  private static func called(_ row: SegmentRow) -> NormalisedNumber? {
    guard let raw = row.integer(.kind), let kind = NumberKind(rawValue: UInt8(truncatingIfNeeded: raw)), kind != .none,
      let number = number(row[.called])
    else { return nil }
    return NormalisedNumber(number: number, kind: kind, rule: 0)
  }

  /// The number that a cell of digits is; nil for anything else.
  private static func number(_ cell: Bytes) -> PhoneNumber? {
    guard cell.count > 0, cell.count <= PhoneNumber.maximumDigits else { return nil }
    var value: UInt64 = 0
    for byte in cell {
      guard byte.isDigit else { return nil }
      value = value * 10 + UInt64(byte - 48)
    }
    return PhoneNumber(value: value, digitCount: cell.count)
  }
}
