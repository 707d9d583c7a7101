import ByteScanning
import Pipeline
import RecordLayouts

/// The time zone, as far as the file proves it.
struct ZoneEvidence {
  enum Finding {
    /// The times say it themselves.
    case absolute
    /// By this name of the header.
    case named(String)
    /// By Unix seconds in so many rows.
    case clock(offset: Int, zone: String?, column: Int, rows: Int)
    /// An offset stands in a column of its own: the times may be local by it, or UTC.
    case apart(column: Int, text: String)
    case none
  }

  private(set) var finding = Finding.none
  /// A column with the Unix seconds of the start in an identifier, good for `clock`.
  private(set) var clockColumn: Int?

  private static let largestOffset: Int64 = 14 * 3600

  init(_ table: SampleTable, _ times: TimeColumns) {
    guard let started = times.started else { return }
    if started.isAbsolute {
      finding = .absolute
      return
    }
    let absolute = times.sources.filter(\.isAbsolute).map { source in
      (source.column, source.values.map { $0.map { $0 / 1_000_000 } })
    }
    let used = times.usedColumns
    let identifiers = table.profiles.filter { profile in
      !used.contains(profile.position - 1)
        && profile.filled.count(where: ColumnProfile.isUniqueID) * 10 >= max(1, profile.filled.count) * 6
    }.map { profile in (profile.position - 1, profile.values.map(ColumnProfile.unixSeconds)) }
    var best: (offset: Int64, column: Int, rows: Int, instant: Int64)?
    for (column, seconds) in identifiers + absolute {
      guard let found = Self.offset(started, seconds) else { continue }
      if found.rows > best?.rows ?? 0 { best = (found.offset, column, found.rows, found.instant) }
      if clockColumn == nil, identifiers.contains(where: { $0.0 == column }) { clockColumn = column }
    }
    if let best {
      let zone = OffsetZone.name(Int(best.offset), at: best.instant)
      finding = .clock(offset: Int(best.offset), zone: zone, column: best.column, rows: best.rows)
    } else if let name = Self.universalName(table, started) {
      finding = .named(name)
    } else if let apart = table.profiles.first(where: { $0.mostly(Self.isOffsetApart) }) {
      finding = .apart(column: apart.position - 1, text: apart.examples.first ?? "")
    }
  }

  private static func universalName(_ table: SampleTable, _ started: TimeSource) -> String? {
    [started.column, started.timeColumn].compactMap { $0 }.map { table.profiles[$0] }.first { $0.hint.isUniversal }?
      .name
  }

  /// `-0300`, `1-070000`, `GMT-03:00-Brasilia`: an offset with perhaps a mark of summer time before it.
  static func isOffsetApart(_ value: [UInt8]) -> Bool {
    let isNamed = value.starts(with: "GMT".utf8) || value.starts(with: "UTC".utf8)
    let text = isNamed ? Array(value.dropFirst(3)) : value
    guard let sign = text.firstIndex(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }), sign <= 1 else {
      return false
    }
    let offset = text[(sign + 1)...].prefix { !isNamed || $0.isDigit || $0 == UInt8(ascii: ":") }
    let digits = offset.filter { $0 != UInt8(ascii: ":") }
    return [4, 6].contains(digits.count) && digits.allSatisfy(\.isDigit) && (digits[0] - 48) * 10 + digits[1] - 48 <= 14
  }

  /// The offset at which most rows have the start at those Unix seconds, if more agree on it than on all others.
  private static func offset(_ started: TimeSource, _ seconds: [Int64?]) -> (offset: Int64, rows: Int, instant: Int64)?
  {
    var votes: [Int64: (rows: Int, instant: Int64)] = [:]
    for (start, clock) in zip(started.values, seconds) {
      guard let start, let clock else { continue }
      var offset: Int64 = 0
      switch ClockComparison(difference: start / 1_000_000 - clock) {
      case .agrees: break
      case .apart(let seconds): offset = seconds
      case .silent: continue
      }
      if abs(offset) <= largestOffset { votes[offset, default: (0, clock)].rows += 1 }
    }
    guard let best = votes.max(by: { ($0.value.rows, $1.key) < ($1.value.rows, $0.key) }) else { return nil }
    let all = votes.values.reduce(0) { $0 + $1.rows }
    return best.value.rows * 2 > all ? (best.key, best.value.rows, best.value.instant) : nil
  }
}
