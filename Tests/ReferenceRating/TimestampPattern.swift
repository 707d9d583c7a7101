/// The numbers of a timestamp; a part the pattern has no token for is the first of its kind.
struct TimestampParts: Equatable {
  var year = 0
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  /// A fraction that is kept, in billionths.
  var billionths = 0
  /// Seconds east of UTC, if the text says it.
  var offset: Int?
}

/// A piece of a pattern (spec 7.3).
enum PatternPiece: Equatable {
  case token(String)
  /// A character that stands for itself.
  case sign(Character)
}

/// The pieces of a pattern; minutes are the token `mm` or `m`, regardless of what the pattern calls them.
func patternPieces(_ pattern: String) -> [PatternPiece] {
  let known = ["YYYY", "EEE", "MMM", "YY", "MM", "DD", "HH", "hh", "SS", "ZZ", "AM", "M", "D", "H", "h", "F", "f"]
  var pieces: [PatternPiece] = []
  var rest = Substring(pattern)
  while let first = rest.first {
    if first == "'" {
      let text = rest.dropFirst().prefix { $0 != "'" }
      rest = rest.dropFirst(text.count + 2)
      pieces += (text.isEmpty ? ["'"] : Array(text)).map { .sign($0) }
    } else if let token = known.first(where: { rest.hasPrefix($0) }) {
      rest = rest.dropFirst(token.count)
      let isMinute = (token == "MM" || token == "M") && isDirectlyAfterHour(pieces)
      pieces.append(.token(isMinute ? token.lowercased() : token))
    } else {
      rest = rest.dropFirst()
      pieces.append(.sign(first))
    }
  }
  return pieces
}

/// "MM is minutes only directly after an hour token and one sign", or no sign.
private func isDirectlyAfterHour(_ pieces: [PatternPiece]) -> Bool {
  let hours = ["HH", "H", "hh", "h"]
  func isHour(_ piece: PatternPiece?) -> Bool {
    if case .token(let token)? = piece { return hours.contains(token) }
    return false
  }
  if isHour(pieces.last) { return true }
  guard case .sign? = pieces.last else { return false }
  return isHour(pieces.dropLast().last)
}

/// Month names without accents, in small letters.
let monthWords: [[String]] = [
  ["january", "jan", "janeiro"], ["february", "feb", "fevereiro", "fev"], ["march", "mar", "marco"],
  ["april", "apr", "abril", "abr"], ["may", "maio", "mai"], ["june", "jun", "junho"], ["july", "jul", "julho"],
  ["august", "aug", "agosto", "ago"], ["september", "sept", "sep", "setembro", "set"],
  ["october", "oct", "outubro", "out"], ["november", "nov", "novembro"], ["december", "dec", "dezembro", "dez"],
]

/// Reads `text` by a pattern (spec 7.3); nil if the text is not of the pattern.
func matchTimestamp(_ text: String, pattern: String) -> TimestampParts? {
  var parts = TimestampParts()
  return matchTimestamp(text, pattern: pattern, into: &parts) ? parts : nil
}

/// The same, into parts of which another text told some.
func matchTimestamp(_ text: String, pattern: String, into parts: inout TimestampParts) -> Bool {
  var match = TimestampMatch(text: text, parts: parts)
  let pieces = patternPieces(pattern)
  for (index, piece) in pieces.enumerated() {
    let next = index + 1 < pieces.count ? pieces[index + 1] : nil
    guard match.take(piece, before: next) else { return false }
  }
  guard match.isAtEnd, match.finish() else { return false }
  parts = match.parts
  return true
}

private struct TimestampMatch {
  /// Byte by byte, since every sign of a pattern is ASCII or compared as its bytes.
  var rest: [UInt8]
  var parts: TimestampParts
  var half: String?

  init(text: String, parts: TimestampParts) {
    rest = Array(text.utf8)
    self.parts = parts
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ piece: PatternPiece, before next: PatternPiece?) -> Bool {
    switch piece {
    case .sign(" "):
      // Two blanks of a pattern are one.
      if next == .sign(" ") { return true }
      let count = rest.prefix { $0 == 0x20 }.count
      rest.removeFirst(count)
      return count > 0
    case .sign(let sign):
      let bytes = Array(String(sign).utf8)
      guard rest.starts(with: bytes) else { return false }
      rest.removeFirst(bytes.count)
      return true
    case .token(let token): return take(token, before: next)
    }
  }

  private mutating func take(_ token: String, before next: PatternPiece?) -> Bool {
    switch token {
    case "YYYY": return number(4...4) { $0.year = $1 }
    case "YY": return number(2...2) { $0.year = $1 + ($1 > 69 ? 1900 : 2000) }
    case "MM": return number(2...2) { $0.month = $1 }
    case "M": return number(1...2) { $0.month = $1 }
    case "DD": return number(2...2) { $0.day = $1 }
    case "D": return number(1...2) { $0.day = $1 }
    case "HH", "hh": return number(2...2) { $0.hour = $1 }
    case "H", "h": return number(1...2) { $0.hour = $1 }
    case "mm": return number(2...2) { $0.minute = $1 }
    case "m": return number(1...2) { $0.minute = $1 }
    case "SS": return number(2...2) { $0.second = $1 }
    case "F": return number(1...1) { _, _ in }
    case "f":
      let digits = rest.prefix(9).prefix(while: Self.isDigit)
      guard !digits.isEmpty, let value = Int(String(decoding: digits, as: UTF8.self)) else { return false }
      rest.removeFirst(digits.count)
      parts.billionths = (0..<(9 - digits.count)).reduce(value) { value, _ in value * 10 }
      return true
    case "AM":
      let word = String(decoding: rest.prefix(2), as: UTF8.self).uppercased()
      guard word == "AM" || word == "PM" else { return false }
      half = word
      rest.removeFirst(2)
      return true
    case "MMM": return monthName(before: next)
    case "EEE": return weekday(before: next)
    default: return offset()
    }
  }

  mutating func finish() -> Bool {
    guard let half else { return true }
    guard parts.hour >= 1, parts.hour <= 12 else { return false }
    if parts.hour == 12 { parts.hour = 0 }
    if half == "PM" { parts.hour += 12 }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private mutating func number(_ digits: ClosedRange<Int>, _ set: (inout TimestampParts, Int) -> Void) -> Bool {
    let found = rest.prefix(digits.upperBound).prefix(while: Self.isDigit)
    guard found.count >= digits.lowerBound, let value = Int(String(decoding: found, as: UTF8.self)) else {
      return false
    }
    rest.removeFirst(found.count)
    set(&parts, value)
    return true
  }

  private mutating func monthName(before next: PatternPiece?) -> Bool {
    // Plain letters, each with the bytes it stands for.
    var letters: [(letter: Character, bytes: Int)] = []
    var ahead = rest[...]
    while let first = ahead.first, first >= 0x41 {
      if ahead.starts(with: [0xC3, 0xA7]) || ahead.starts(with: [0xC3, 0x87]) {
        letters.append(("c", 2))
        ahead = ahead.dropFirst(2)
      } else {
        let letter = Character(Unicode.Scalar(first | 0x20))
        let isCombined = ahead.dropFirst().starts(with: [0xCC, 0xA7])
        letters.append((letter, isCombined ? 3 : 1))
        ahead = ahead.dropFirst(isCombined ? 3 : 1)
      }
    }
    let spelled = String(letters.map(\.letter))
    var best = (month: 0, letters: 0)
    for (index, words) in monthWords.enumerated() {
      for word in words where spelled.hasPrefix(word) && word.count > best.letters { best = (index + 1, word.count) }
    }
    guard best.month > 0 else { return false }
    parts.month = best.month
    rest.removeFirst(letters.prefix(best.letters).reduce(0) { $0 + $1.bytes })
    finalDot(before: next)
    return true
  }

  private mutating func weekday(before next: PatternPiece?) -> Bool {
    let letters = rest.prefix { $0 >= 0x80 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }
    guard !letters.isEmpty else { return false }
    rest.removeFirst(letters.count)
    if String(decoding: rest.prefix(6), as: UTF8.self).lowercased() == "-feira" { rest.removeFirst(6) }
    finalDot(before: next)
    return true
  }

  /// The dot of an abbreviation does not count; where the pattern has one there, one of two.
  private mutating func finalDot(before next: PatternPiece?) {
    let dots = rest.prefix { $0 == 0x2E }.count
    if dots > (next == .sign(".") ? 1 : 0) { rest.removeFirst() }
  }

  private mutating func offset() -> Bool {
    let text = String(decoding: rest.prefix(6), as: UTF8.self)
    for word in ["UTC", "GMT", "Z"] where text.hasPrefix(word) {
      parts.offset = 0
      rest.removeFirst(word.count)
      return true
    }
    guard let sign = rest.first, sign == 0x2B || sign == 0x2D else { return false }
    func two(_ from: Int) -> Int? {
      let digits = rest.dropFirst(from).prefix(2)
      return digits.count == 2 && digits.allSatisfy(Self.isDigit) ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }
    guard let hours = two(1) else { return false }
    var minutes = 0
    var length = 3
    if rest.count > 3, rest[3] == 0x3A, let found = two(4) {
      (minutes, length) = (found, 6)
    } else if let found = two(3) {
      (minutes, length) = (found, 5)
    }
    guard hours < 24, minutes < 60 else { return false }
    parts.offset = (hours * 60 + minutes) * 60 * (sign == 0x2D ? -1 : 1)
    rest.removeFirst(length)
    return true
  }
}
