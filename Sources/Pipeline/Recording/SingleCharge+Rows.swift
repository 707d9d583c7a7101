import CallModel
import Output
import Rating

extension SingleCharge {
  /// Writes a recorded call again, as a row of a segment, with another charge or the same.
  ///
  /// - Parameters:
  ///   - row: what the call is: start, numbers, duration, and what its identity holds besides. Its duration has at most
  ///     9 digits and its kind one.
  ///   - file: index into the file names, and the ledger's number of the file.
  ///   - line: of the file.
  package func write(
    _ row: SegmentRow, _ placed: Placed, _ charge: CallCharge?, cycleStart: CivilDate, file: Int, line: Int,
    to buffer: TextBuffer
  ) {
    formatter.write(
      CallRecordCells(
        globalID: row[.globalID], instant: row.instant ?? 0, direction: row.isOutbound ? .outbound : .inbound,
        caller: ShownNumber(number: .blank, text: row[.caller]),
        called: ShownNumber(number: .blank, text: row[.called]), lineRow: placed.lineRow, zone: placed.zone,
        durationSeconds: row.integer(.duration) ?? 0, tariff: charge == nil ? nil : placed.tariff,
        billedSeconds: charge?.billedSeconds ?? 0, coveredSeconds: charge?.coveredSeconds ?? 0,
        allowanceAmount: charge?.allowanceAmount ?? .zero, amount: charge?.amount ?? .zero, cycleStart: cycleStart,
        file: file, fileLine: line), to: buffer)
    formatter.extend(
      kind: UInt8(truncatingIfNeeded: row.integer(.kind) ?? 0), own: row[.own], trunk: row[.trunk],
      accountCode: row[.accountCode], file: file, in: buffer)
  }
}
