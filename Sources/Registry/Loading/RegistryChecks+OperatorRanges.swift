/// The blocks of numbers that the operator holds: names stand once, and no number is in two of them (spec 6.2).
extension RegistryChecks {
  func operatorRangeFaults() -> [RegistryFault] {
    let ranges = tables.ranges
    var faults = References.keys(of: ranges, RangesTable.name, ranges.table.names).faults
    let rows = ranges.table.numbers.indices.filter { ranges.table.numbers[$0] != nil }
    var claims = rows.compactMap { row in ranges.table.numbers[row].map { Claim(numbers: $0, row: row) } }
    claims.forEachConflict { earlier, later in
      faults.append(
        ranges.fault(
          later.row, RangesTable.first, expected: "numbers that no other range has",
          found:
            "\(later.low) to \(later.high), while \(row: ranges.row(earlier.row)) has \(earlier.low) to \(earlier.high)"
        ))
    }
    return faults
  }
}

extension Claim {
  /// Of numbers, which have at most 13 digits.
  fileprivate init(numbers: ClosedRange<UInt64>, row: Int) {
    low = Int(numbers.lowerBound)
    high = Int(numbers.upperBound)
    owner = row
    self.row = row
  }
}
