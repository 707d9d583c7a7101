import ByteScanning
import RecordLayouts

/// Which columns may have lengths of time.
extension SecondsColumn {
  /// The columns not used that may have lengths of time, in each unit that they could have.
  static func candidates(_ table: SampleTable, _ used: Set<Int>) -> [Candidate] {
    table.profiles.flatMap { profile -> [Candidate] in
      let isNamed = profile.hint.field == .billable || profile.hint.field == .duration
      // Calls that were not answered may lack them.
      let isFilled = profile.isMostlyFilled || isNamed && profile.filled.count * 2 >= profile.values.count
      guard !used.contains(profile.position - 1), isFilled, !profile.hint.isPrice || profile.isClock else { return [] }
      // Charged Time, min:sec
      let isLength = profile.isClock && profile.hint.unit != nil
      if profile.hint.field != nil && !isNamed && !isLength { return [] }
      if profile.isClock { return [candidate(profile, .clock, UInt8(ascii: "."))] }
      let mark = profile.filled.contains { $0.contains(UInt8(ascii: ",")) } ? UInt8(ascii: ",") : UInt8(ascii: ".")
      let isNumeric = profile.mostly {
        ColumnProfile.isInteger($0) || ColumnProfile.isDecimal($0) || $0 == Array("-1".utf8)
      }
      guard isNumeric, isNamed || !profile.isCounter else { return [] }
      // 007 and 016 are codes.
      let isCode = profile.filled.contains { $0.count > 1 && $0[0] == UInt8(ascii: "0") && $0[1].isDigit }
      let isPadded = table.isFixed && profile.counts.count > 1 && Set(profile.filled.map(\.count)).count == 1
      guard isNamed || !isCode || isPadded else { return [] }
      if let unit = profile.hint.unit { return [candidate(profile, unit, mark)] }
      return [.seconds, .milliseconds, .microseconds].map { candidate(profile, $0, mark) }
    }
  }

  private static func candidate(_ profile: ColumnProfile, _ unit: SecondsField.Unit, _ mark: UInt8) -> Candidate {
    let scale: Double =
      switch unit {
      case .seconds, .clock: 1
      case .milliseconds: 1_000
      case .microseconds: 1_000_000
      case .minutes: 1.0 / 60
      }
    let values = profile.values.map { value -> Double? in
      if unit == .clock {
        return value.withUnsafeBufferPointer { SecondsField.parse($0, decimalMark: mark, unit: .clock) }.map(
          Double.init)
      }
      return Double(String(decoding: value, as: UTF8.self).replacing(",", with: ".")).flatMap {
        $0 < 0 ? nil : $0 / scale
      }
    }
    return Candidate(column: profile.position - 1, unit: unit, mark: mark, values: values, hint: profile.hint)
  }

  /// Whether most rows would be longer than from their start to their end: another unit, or no length at all.
  static func exceeds(_ candidate: Candidate, _ times: TimeColumns) -> Bool {
    guard let start = times.started, let end = times.ended else { return false }
    let isRough = [start, end].contains { source in
      source.pattern.epoch == nil && !(source.timePattern ?? source.pattern).text.contains("SS")
    }
    let slack = isRough || candidate.unit == .minutes ? 60.0 : 2.0
    var (longer, compared) = (0, 0)
    for row in candidate.values.indices {
      guard let value = candidate.values[row], value > 0, let from = start.values[row], let to = end.values[row] else {
        continue
      }
      compared += 1
      if value > Double(to - from) / 1_000_000 + slack { longer += 1 }
    }
    return longer * 2 > compared
  }
}
