import ByteScanning
import RecordLayouts

/// What the values of one column look like.
struct ColumnProfile {
  /// From 1.
  let position: Int
  /// The header's cell.
  let name: String?
  let hint: NameHint
  /// Every value of the sample, blank ones too.
  let values: [[UInt8]]
  /// The values that are not blank.
  let filled: [[UInt8]]
  /// How often each value that is not blank comes.
  let counts: [String: Int]
  /// The pattern of dates with times, or a count since 1970.
  let time: TimestampGuess?
  /// Of dates without times.
  let date: TimestampGuess?
  /// `H:MM:SS` or `M:SS`: times of day, or lengths of time.
  let isClock: Bool

  private static let maximumExamples = 3

  init(position: Int, name: String?, hint: NameHint, values: [[UInt8]]) {
    self.position = position
    self.name = name
    self.hint = hint
    self.values = values
    filled = values.filter { !$0.isEmpty }
    counts = Dictionary(filled.map { (String(decoding: $0, as: UTF8.self), 1) }, uniquingKeysWith: +)
    // Zero times and the words of a row of another kind are none of the column's.
    let told = filled.filter { $0.contains { $0.isDigit && $0 != UInt8(ascii: "0") } }
    func most(_ guess: TimestampGuess?) -> TimestampGuess? {
      guess.flatMap { $0.matchCount * 10 >= told.count * 8 ? $0 : nil }
    }
    time = most(TimestampGuess(told))
    date = time == nil ? most(TimestampGuess(told, scope: .date)) : nil
    isClock = !filled.isEmpty && filled.count(where: Self.isClockText) * 10 >= filled.count * 8
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

  /// Name and position, for a remark.
  var label: String {
    name.map { $0.isEmpty ? "column \(position)" : "column \(position) (\($0))" } ?? "column \(position)"
  }

  /// Whether most values, blank ones apart, pass `test`.
  func mostly(_ test: ([UInt8]) -> Bool) -> Bool {
    !filled.isEmpty && filled.count(where: test) * 10 >= filled.count * 8
  }

  /// Whether few values are blank.
  var isMostlyFilled: Bool { filled.count * 10 >= values.count * 8 && !filled.isEmpty }

  // MARK: - Numbers

  static func isInteger(_ value: [UInt8]) -> Bool { !value.isEmpty && value.allSatisfy(\.isDigit) }

  /// Digits, a mark, digits.
  static func isDecimal(_ value: [UInt8]) -> Bool {
    let parts = value.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
  }

  static func isClockText(_ value: [UInt8]) -> Bool {
    value.withUnsafeBufferPointer { SecondsField.parse($0, decimalMark: UInt8(ascii: "."), unit: .clock) } != nil
  }

  /// Digits with what people put between them, `*1001`, `Ext.1001`: what can stand for who called or was called.
  static func isNumber(_ value: [UInt8]) -> Bool {
    let text = value.starts(with: "Ext.".utf8) ? value.dropFirst(4) : value[...]
    let digits = text.count { $0.isDigit }
    return (2...20).contains(digits) && text.allSatisfy { $0.isDigit || " ()-+*#".utf8.contains($0) }
  }

  /// Eight digits or more: nothing but a number has so many, or something that other tests know.
  var longShare: Double {
    let long = filled.count { value in Self.isNumber(value) && value.count { $0.isDigit } >= 8 }
    return filled.isEmpty ? 0 : Double(long) / Double(filled.count)
  }

  /// An answered call needs a called number that can be read.
  var readableShare: Double {
    let good = values.count { $0.first != UInt8(ascii: "E") && Self.isNumber($0) }
    return values.isEmpty ? 0 : Double(good) / Double(values.count)
  }

  /// Each row one more than the one before, or nearly.
  var isCounter: Bool {
    guard filled.count > 2, filled.allSatisfy({ Self.isInteger($0) && $0.count <= 18 }) else { return false }
    let numbers = filled.map { $0.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) } }
    let steps = zip(numbers.dropFirst(), numbers).map { $0 - $1 }
    let isRising = numbers.count > 3 && steps.allSatisfy { $0 > 0 } && numbers[0] > 99
    if isRising, numbers[numbers.count - 1] - numbers[0] < Int64(numbers.count) * 1_000 { return true }
    return steps.allSatisfy { $0 > 0 && $0 <= 3 } || steps.allSatisfy { $0 < 0 && $0 >= -3 }
  }

  /// Each row more than the one before, in many rows: what counts or ticks, and nobody's telephone.
  var isRising: Bool {
    guard filled.count >= 8, filled.allSatisfy({ Self.isInteger($0) && $0.count <= 18 }) else { return false }
    let numbers = filled.map { $0.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) } }
    return zip(numbers.dropFirst(), numbers).allSatisfy { $0 > $1 }
  }

  /// `1793502000-17`, as Yate counts calls: the Unix time at which it was started, and a number.
  static func isCountFromStart(_ value: [UInt8]) -> Bool {
    let parts = value.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") }
    guard parts.count == 2, parts[0].count == 10, (1...9).contains(parts[1].count),
      parts.allSatisfy({ $0.allSatisfy(\.isDigit) })
    else { return false }
    return unixSeconds(Array(parts[0])) != nil
  }

  /// `1793502000.17`, `pbx-1793502000.17`: Asterisk's uniqueid, the same in rows of one channel.
  static func isUniqueID(_ value: [UInt8]) -> Bool {
    guard let dot = value.lastIndex(of: UInt8(ascii: ".")), dot >= 9, (2...6).contains(value.count - dot) else {
      return false
    }
    return value[(dot - 9)..<dot].allSatisfy(\.isDigit) && value[(dot + 1)...].allSatisfy(\.isDigit)
      && unixSeconds(value) != nil
  }

  /// Unix seconds of this century, in an identifier or alone.
  static func unixSeconds(_ value: [UInt8]) -> Int64? {
    value.withUnsafeBufferPointer { EpochField.clock($0) }.flatMap { usualInstants.contains($0) ? $0 : nil }
  }

  /// 2001 to 2065.
  static let usualInstants: ClosedRange<Int64> = 978_307_200...2_997_000_000

  /// 32 hexadecimal digits with or without hyphens.
  static func isUUID(_ value: [UInt8]) -> Bool {
    value.count { isHexadecimalDigit($0) } == 32
      && value.allSatisfy { isHexadecimalDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
    byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  /// Hexadecimal digits, dots and hyphens: `6e3d439f-00000001`.
  static func isHexadecimal(_ value: [UInt8]) -> Bool {
    value.contains(where: \.isDigit) && value.allSatisfy { isHexadecimalDigit($0) || ".-".utf8.contains($0) }
  }

  /// `SIP/100-0000001a`: a channel of Asterisk.
  static func isChannel(_ value: [UInt8]) -> Bool {
    guard let slash = value.firstIndex(of: UInt8(ascii: "/")), let hyphen = value.lastIndex(of: UInt8(ascii: "-"))
    else {
      return false
    }
    return slash > 1 && hyphen > slash && value.count - hyphen > 4
      && value[(hyphen + 1)...].allSatisfy(isHexadecimalDigit)
  }

  /// A network address, or one within a URI.
  static func isAddress(_ value: [UInt8]) -> Bool {
    value.contains(UInt8(ascii: "@"))
      || value.split(separator: UInt8(ascii: ".")).count == 4
        && value.allSatisfy { $0.isDigit || ".:/".utf8.contains($0) }
  }
}
