import ByteScanning

/// The lines of a sample as columns of values.
struct SampleTable {
  let columnCount: Int
  /// The first line's cells, if it is a header.
  let header: [String]?
  let profiles: [ColumnProfile]

  /// A header names this many fields that we know.
  private static let knownNamesOfHeader = 2

  init(_ lines: [[UInt8]], _ dialect: Dialect) {
    let rows = lines.map { dialect.fields($0) }
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.count, default: 0] += 1 }
    let usual = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    let first = rows.first.map { $0.map { String(decoding: $0, as: UTF8.self) } } ?? []
    let isHeader = Self.isHeader(first, following: Array(rows.dropFirst()))
    header = isHeader ? first : nil
    let width = isHeader ? first.count : usual
    columnCount = width
    let body = rows.dropFirst(isHeader ? 1 : 0).filter { $0.count == width }
    profiles = (0..<width).map { column in
      ColumnProfile(position: column + 1, name: isHeader ? first[column] : nil, values: body.map { $0[column] })
    }
  }

  /// Names we know, or no digits where the following lines have them.
  private static func isHeader(_ cells: [String], following rows: [[[UInt8]]]) -> Bool {
    if cells.count(where: FieldNames.isKnown) >= knownNamesOfHeader { return true }
    let isWordy = cells.allSatisfy { cell in cell.utf8.count { $0.isDigit } * 2 < max(1, cell.utf8.count) }
    let haveDigits = rows.contains { row in row.contains { $0.count > 3 && $0.allSatisfy(\.isDigit) } }
    return isWordy && haveDigits && cells.contains { !$0.isEmpty }
  }
}

/// What the values of one column look like.
struct ColumnProfile {
  /// From 1.
  let position: Int
  /// The header's cell.
  let name: String?
  /// Every value of the sample, blank ones too.
  let values: [[UInt8]]
  /// The values that are not blank.
  let filled: [[UInt8]]
  /// How often each value that is not blank comes.
  let counts: [String: Int]

  private static let maximumExamples = 3
  private static let telephoneDigits = 3...20
  /// Shorter values repeat sooner or later.
  private static let identityLength = 8

  init(position: Int, name: String?, values: [[UInt8]]) {
    self.position = position
    self.name = name
    self.values = values
    filled = values.filter { !$0.isEmpty }
    counts = Dictionary(filled.map { (String(decoding: $0, as: UTF8.self), 1) }, uniquingKeysWith: +)
  }

  /// The first distinct values that are not blank.
  var examples: [String] {
    var examples: [String] = []
    for value in filled {
      let text = String(decoding: value, as: UTF8.self)
      if !examples.contains(text) { examples.append(text) }
      if examples.count == Self.maximumExamples { break }
    }
    return examples
  }

  /// Whether most values, blank ones apart, pass `test`.
  func mostly(_ test: ([UInt8]) -> Bool) -> Bool {
    !filled.isEmpty && filled.count(where: test) * 10 >= filled.count * 8
  }

  /// Whether few values are blank.
  var isMostlyFilled: Bool { filled.count * 10 >= values.count * 9 && !filled.isEmpty }

  var looksLikeTime: Bool {
    guard let guess = TimestampGuess(filled) else { return false }
    return guess.matchCount * 10 >= filled.count * 8
  }

  /// Digits, with what people put between them: telephone numbers, mostly of 8 digits or more.
  var looksLikeNumbers: Bool {
    let isMostlyLong = filled.count { $0.count { $0.isDigit } >= 8 } * 2 >= filled.count
    return !filled.isEmpty && isMostlyLong && !looksLikeTime
      && filled.count { Self.isTelephone($0) } * 10 >= filled.count * 7
  }

  private static func isTelephone(_ value: [UInt8]) -> Bool {
    let digits = value.count { $0.isDigit }
    return telephoneDigits.contains(digits) && value.allSatisfy { $0.isDigit || " ()-+".utf8.contains($0) }
  }

  /// Small whole numbers without leading zeros, not all the same.
  var looksLikeSeconds: Bool {
    isMostlyFilled && counts.count > 1
      && mostly { value in
        let isPlain = value.count == 1 || value[0] != UInt8(ascii: "0") || !value[1].isDigit
        return value.count <= 9 && isPlain && Self.seconds(value) != nil
      }
  }

  /// Each value another one, and long enough to identify a call.
  var looksLikeIdentity: Bool {
    isMostlyFilled && counts.count == filled.count && filled.count > 1 && mostly { $0.count >= Self.identityLength }
      && !looksLikeTime && !looksLikeNumbers && !mostly(Self.isClock)
  }

  /// `HH:MM:SS` or `DD/MM/YYYY`: part of a time.
  static func isClock(_ value: [UInt8]) -> Bool {
    value.count <= 10 && value.contains { ":/".utf8.contains($0) }
      && value.allSatisfy { $0.isDigit || ":/".utf8.contains($0) }
  }

  /// Hexadecimal digits, dots and hyphens: `6e3d439f-00000001`, `1793502000.17`, a UUID.
  static func isHexadecimal(_ value: [UInt8]) -> Bool {
    value.allSatisfy { $0.isDigit || "abcdefABCDEF.-".utf8.contains($0) }
  }

  /// Seconds with either decimal mark.
  static func seconds(_ value: [UInt8]) -> UInt32? {
    value.withUnsafeBufferPointer {
      SecondsField.parse($0, decimalMark: UInt8(ascii: ".")) ?? SecondsField.parse($0, decimalMark: UInt8(ascii: ","))
    }
  }
}
