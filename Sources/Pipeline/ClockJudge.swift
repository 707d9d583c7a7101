import ByteScanning
import CallModel
import FileInput
import RecordLayouts

/// Says of a file whose clock contradicts the layout's time zone what zone it has (spec 7.3).
package struct ClockJudge {
  private let layout: RecordLayout

  package init(_ layout: RecordLayout) { self.layout = layout }

  /// - Parameters:
  ///   - file: its name or path.
  ///   - checks: of its rows, of which `clockFails`.
  package func failure(of file: String, _ checks: RowChecks) -> FileFailure {
    let (offset, rows) = checks.likeliestOffset ?? (0, RowChecks.Offset())
    return FileFailure(
      file: file, kind: .wrongLayout,
      expected: "starts that agree with the Unix seconds of the column `clock` of the layout \(layout.name)",
      found: "\(checks.clockContradictions) rows that are elsewhere by hours, \(checks.clockAgreements) that agree; "
        + "\(rows.rows) of them were written at \(OffsetZone.text(offset))",
      remedy: remedy(offset, at: rows.firstInstant))
  }

  private func remedy(_ offset: Int, at instant: Int64) -> String {
    if layout.timestamp.hasOffset || layout.timestamp.epoch != nil || !layout.times.isEmpty {
      return "compare started_at and clock of the layout: these times have an offset of their own"
    }
    guard let zone = OffsetZone.name(offset, at: instant) else {
      return
        "the times have the offset \(OffsetZone.text(offset)): name a time zone that has it (time_zone in the layout)"
    }
    return "write time_zone: \(zone) into the layout, or --layout-set time_zone=\(zone)"
  }
}

/// Names for an offset from UTC.
package enum OffsetZone {
  /// Regions of Brazil with different offsets, the usual one first.
  private static let regions = [
    "America/Sao_Paulo", "America/Manaus", "America/Rio_Branco", "America/Noronha", "America/Bahia",
  ]

  /// A zone with that offset at that time.
  package static func name(_ offset: Int, at instant: Int64) -> String? {
    if offset == 0 { return "UTC" }
    if let region = regions.first(where: { TimeZoneRules(identifier: $0)?.offset(at: instant) == offset }) {
      return region
    }
    guard offset % 3600 == 0, abs(offset) <= 14 * 3600 else { return nil }
    // The signs of these names are the other way round.
    let name = "Etc/GMT\(offset > 0 ? "-" : "+")\(abs(offset) / 3600)"
    return TimeZoneRules(identifier: name) == nil ? nil : name
  }

  /// `-03:00`.
  package static func text(_ offset: Int) -> String {
    TimeZoneRules.text(offset: offset)
  }
}
