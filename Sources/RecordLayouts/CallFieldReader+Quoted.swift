import ByteScanning
import CallModel

/// Rows of quoted cells, as PBXs write them: each field in one column of the usual kind.
extension CallFieldReader {
  /// `readWholly` for a row whose quotes are still around its cells: they are taken off where the row lies, and a cell is
  /// looked through for doubled quotes only if it is kept as text. What is not as usual is read wholly.
  @inline(never)
  mutating func readQuoted(_ row: borrowing Row, into fields: inout CallFields) -> Reason? {
    let disposition = row.bare(layout.disposition)
    let isAnswered = layout.disposition < 0 || layout.answeredValues.contains(disposition)
    let started = row.bare(layout.startedAt)
    guard isAnswered || layout.unansweredValues.contains(disposition),
      let seconds = SecondsField.parse(row.bare(layout.billable), decimalMark: layout.decimalMark),
      let instant = instant(started), let direction = quotedDirection(row)
    else { return readWholly(row, into: &fields) }
    fields.billableSeconds = seconds
    fields.isAnswered = isAnswered && seconds > 0
    fields.direction = direction
    fields.instant = instant
    fields.caller = row.text(layout.caller)
    fields.called = row.text(layout.called)
    fields.callerForm = .dialled
    fields.calledForm = .dialled
    fields.globalID = row.text(layout.globalID)
    fields.leg = row.text(layout.leg)
    fields.trunk = row.text(layout.trunk)
    fields.accountCode = row.text(layout.accountCode)
    let clock = layout.meaning.clock
    if clock >= 0 { checkClock(clock == layout.globalID ? fields.globalID : row.text(clock), instant) }
    if fields.isAnswered, comparesPlainly {
      compare(row, fields, started: started, answered: row.bare(layout.answeredAt), ended: row.bare(layout.endedAt))
    }
    return nil
  }

  /// nil if the value is in no list.
  @inline(__always)
  private func quotedDirection(_ row: borrowing Row) -> CallFields.Direction? {
    guard layout.direction >= 0 else { return .byRegistry }
    let value = row.bare(layout.direction)
    if layout.outboundValues.contains(value) { return .outbound }
    return layout.inboundValues.contains(value) ? .inbound : nil
  }
}
