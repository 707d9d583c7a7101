import ByteScanning
import RecordLayouts

/// Where the fields of lines without delimiters stand: between the blanks that all of them have.
struct FixedPlaces: Equatable {
  /// Bytes of a line, from 0, in order.
  private(set) var ranges: [Range<Int>] = []
  /// Lines that look like calls.
  private(set) var rowCount = 0
  private let isLatin1: Bool

  /// A call has a time and a number; a heading has fewer digits.
  private static let digitsOfCall = 16
  /// What the last field may be longer in other lines.
  private static let lastRoom = 20

  /// - Parameter lines: in UTF-8.
  /// - Returns: nil if there are fewer than two lines of calls, or too few places.
  init?(_ lines: [[UInt8]], isLatin1: Bool) {
    self.isLatin1 = isLatin1
    let stored = lines.map { Self.asStored($0, isLatin1) }
    let rows = stored.filter(Self.isCall)
    guard rows.count >= 2, rows.count * 2 >= lines.count else { return nil }
    rowCount = rows.count
    let runs = Self.columns(of: rows, below: stored.prefix { !Self.isCall($0) })
    guard runs.count >= Dialect.minimumFields else { return nil }
    ranges = Self.widened(runs, rows)
  }

  private static func isCall(_ line: [UInt8]) -> Bool { line.count(where: \.isDigit) >= digitsOfCall }

  /// The fields of a line, without blanks around them.
  func fields(_ line: [UInt8]) -> [[UInt8]] {
    let stored = Self.asStored(line, isLatin1)
    return ranges.map { range in
      let field = stored[range.clamped(to: 0..<stored.count)]
      guard let first = field.firstIndex(where: { !Self.isBlank($0) }),
        let last = field.lastIndex(where: { !Self.isBlank($0) })
      else { return [] }
      if !isLatin1 { return Array(field[first...last]) }
      var text: [UInt8] = []
      for byte in field[first...last] { Latin1.append(byte, to: &text) }
      return text
    }
  }

  /// A line of a Latin-1 file has a byte for each character.
  private static func asStored(_ line: [UInt8], _ isLatin1: Bool) -> [UInt8] {
    guard isLatin1 else { return line }
    return String(decoding: line, as: UTF8.self).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") }

  /// The rows' columns: as they are ruled (`---- -- ---`), else as the names over them widen them.
  private static func columns(of rows: [[UInt8]], below head: ArraySlice<[UInt8]>) -> [Range<Int>] {
    if let ruler = head.last(where: { isRuler($0) && runs([$0]).count >= Dialect.minimumFields }) {
      return runs([ruler])
    }
    let alone = runs(rows)
    let named = Self.runs(rows + head.suffix(1))
    return (named.count == alone.count ? named : alone).flatMap { divided($0, rows) }
  }

  /// A run of digits with a date and time of 14 digits in it: what is before that, itself, and what follows.
  private static func divided(_ run: Range<Int>, _ rows: [[UInt8]]) -> [Range<Int>] {
    let width = 14
    guard run.count > width, rows.allSatisfy({ $0.count >= run.upperBound && $0[run].allSatisfy(\.isDigit) }),
      let start = (run.lowerBound...run.upperBound - width).first(where: { start in
        rows.allSatisfy { isTime($0[start..<start + width]) }
      })
    else { return [run] }
    let parts = [run.lowerBound..<start, start..<start + width, start + width..<run.upperBound]
    return parts.filter { !$0.isEmpty }
  }

  /// `YYYYMMDDHHMMSS` of the years in which calls are.
  private static func isTime(_ digits: ArraySlice<UInt8>) -> Bool {
    let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    let (date, time) = (number / 1_000_000, number % 1_000_000)
    return (2000...2099).contains(date / 10_000) && (1...12).contains(date / 100 % 100) && (1...31).contains(date % 100)
      && time / 10_000 < 24 && time / 100 % 100 < 60 && time % 100 < 60
  }

  /// Dashes or the like, and blanks.
  static func isRuler(_ line: [UInt8]) -> Bool {
    guard let sign = line.first(where: { !isBlank($0) }), "-=_*".utf8.contains(sign) else { return false }
    return line.allSatisfy { $0 == sign || isBlank($0) }
  }

  /// Runs of bytes that are not blank in all rows.
  private static func runs(_ rows: [[UInt8]]) -> [Range<Int>] {
    let width = rows.map(\.count).max() ?? 0
    var isFilled = Array(repeating: false, count: width)
    for row in rows {
      for (index, byte) in row.enumerated() where !isBlank(byte) { isFilled[index] = true }
    }
    var runs: [Range<Int>] = []
    for index in isFilled.indices where isFilled[index] {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }

  /// The blanks between two fields belong to the second if one of them is aligned to the right, as numbers are, else to
  /// the first: values may be longer in other rows.
  private static func widened(_ runs: [Range<Int>], _ rows: [[UInt8]]) -> [Range<Int>] {
    var starts = runs.map(\.lowerBound)
    var ends = runs.dropFirst().map(\.lowerBound) + [(runs.last?.upperBound ?? 0) + lastRoom]
    let isRight = runs.map { isRightAligned($0, rows) }
    if isRight.first == true { starts[0] = 0 }
    for index in runs.indices.dropFirst() where isRight[index] || isRight[index - 1] {
      starts[index] = runs[index - 1].upperBound
      ends[index - 1] = starts[index]
    }
    return zip(starts, ends).map { $0..<$1 }
  }

  private static func isRightAligned(_ run: Range<Int>, _ rows: [[UInt8]]) -> Bool {
    let fields = rows.map { $0[run.clamped(to: 0..<$0.count)] }.filter { !$0.allSatisfy(isBlank) }
    let isRight = fields.allSatisfy { $0.count == run.count && !isBlank($0[$0.endIndex - 1]) }
    return isRight && fields.contains { isBlank($0[$0.startIndex]) }
  }
}
