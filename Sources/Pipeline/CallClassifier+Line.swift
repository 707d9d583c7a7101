import ByteScanning
import CallModel
import Rating
import RecordLayouts
import Registry

/// Whose call a row is, and which way it goes (spec 3.2, 7.5).
extension CallClassifier {
  /// The row of `lines.csv` whose call it is, if there is one, its direction, which may follow from it (spec 3.2, 7.5), and
  /// whether its identity does not tell its line (`CallRecord.isLoose`).
  @inline(__always)
  func findLine(
    _ fields: borrowing CallFields, caller: NormalisedNumber, called: NormalisedNumber, on date: CivilDate
  ) -> (row: Int?, isOutbound: Bool, isLoose: Bool) {
    let isOutbound: Bool
    switch fields.direction {
    case .byRegistry: return findLineByRegistry(fields, caller: caller, called: called, on: date)
    case .outbound: isOutbound = true
    case .inbound: isOutbound = false
    }
    let own = isOutbound ? caller : called
    var row: Int?
    if own.kind != .none { row = registry.findLine(number: own.number, on: date)?.row }
    if row != nil { return (row, isOutbound, false) }
    // Its identity is that of one by registry, which may be an inbound call.
    return (
      registry.findLine(trunk: fields.trunk, accountCode: fields.accountCode, on: date)?.row, isOutbound, isOutbound
    )
  }

  /// Outbound if the caller has a line; else if the account code has one and the called number has not the same; else
  /// inbound if the called number has one; else outbound (spec 7.5). The line of an outbound call is found as ever.
  private func findLineByRegistry(
    _ fields: borrowing CallFields, caller: NormalisedNumber, called: NormalisedNumber, on date: CivilDate
  ) -> (row: Int?, isOutbound: Bool, isLoose: Bool) {
    if caller.kind != .none, let found = registry.findLine(number: caller.number, on: date) {
      return (found.row, true, false)
    }
    let byCalled = called.kind == .none ? nil : registry.findLine(number: called.number, on: date)?.row
    if let byCalled {
      let byCode = registry.findLine(trunk: .none, accountCode: fields.accountCode, on: date)?.row
      let isOther = byCode.map { registry.lineID(ofRow: $0) != registry.lineID(ofRow: byCalled) } ?? false
      if !isOther { return (byCalled, false, true) }
    }
    return (registry.findLine(trunk: fields.trunk, accountCode: fields.accountCode, on: date)?.row, true, true)
  }
}
