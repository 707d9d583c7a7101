import ByteScanning
import Pipeline

/// What a recorded call is known by: own number, trunk and account code (spec 2.4).
struct OwnCells: Hashable {
  var own: [UInt8]
  var trunk: [UInt8]
  var accountCode: [UInt8]

  init(_ row: SegmentRow) {
    own = Array(row[.own].count > 0 ? row[.own] : row[row.isOutbound ? .caller : .called])
    trunk = Array(row[.trunk])
    accountCode = Array(row[.accountCode])
  }

  /// What makes a call this call (spec 2.4).
  struct Identity: Hashable {
    var instant: Int64
    var isOutbound: Bool
    var globalID: [UInt8]
    var cells: OwnCells
    /// Without a global id the content belongs to the identity.
    var content: [[UInt8]]

    init(_ row: SegmentRow) {
      instant = row.instant ?? 0
      isOutbound = row.isOutbound
      globalID = Array(row[.globalID])
      cells = OwnCells(row)
      let columns = [SegmentRow.Column.duration, row.isOutbound ? .called : .caller, .kind]
      content = globalID.isEmpty ? columns.map { Array(row[$0]) } : []
    }
  }
}
