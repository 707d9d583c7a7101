import ByteScanning
import RecordLayouts

/// How lines are cut into fields: the delimiter and the quote character that make most lines alike, or places.
struct Dialect: Equatable {
  var delimiter: UInt8
  var quote: UInt8?
  /// A backslash stands before a quote inside quotes.
  var escapes = false
  /// Of fields at fixed places, where there is no delimiter.
  var places: FixedPlaces?

  private static let delimiters: [UInt8] = Array(";,\t|^#~".utf8)
  /// Only where no other makes fields: it stands in times and addresses.
  private static let lastDelimiter = UInt8(ascii: ":")
  /// A call needs so many fields at least.
  static let minimumFields = 4
  /// More fields than this say no more for a delimiter.
  private static let tellingFields = 12
  /// Lines looked at.
  private static let maximumLines = 200

  /// - Parameters:
  ///   - lines: in UTF-8.
  ///   - isLatin1: of the file they are from, in which places count.
  init(_ lines: [[UInt8]], isLatin1: Bool = false) {
    let lines = Array(lines.prefix(Self.maximumLines))
    var best = (delimiter: UInt8(ascii: ";"), quote: UInt8?.none, escapes: false, score: 0.0)
    for delimiter in Self.delimiters + [Self.lastDelimiter] {
      if delimiter == Self.lastDelimiter {
        let isMark = best.delimiter == UInt8(ascii: ",") && Self.isDecimalMark(best.delimiter, lines)
        if best.score == 0 || isMark { places = FixedPlaces(lines, isLatin1: isLatin1) }
        if places != nil { best = (UInt8(ascii: ";"), nil, false, 0) }
        if places != nil || best.score > 0 { break }
      }
      let quote = Self.quote(lines, delimiter)
      var (count, share) = Self.usualCount(lines, delimiter, quote)
      var escapes = false
      if let quote, Self.hasEscapes(lines, delimiter, quote) {
        let other = Self.usualCount(lines, delimiter, quote, escapes: true)
        if other.1 >= share { (count, share, escapes) = (other.0, other.1, true) }
      }
      guard count >= Self.minimumFields else { continue }
      let score = share * Double(min(count, Self.tellingFields))
      if score > best.score { best = (delimiter, quote, escapes, score) }
    }
    (delimiter, quote, escapes) = (best.delimiter, best.quote, best.escapes)
  }

  /// Whether it stands between digits wherever it stands.
  private static func isDecimalMark(_ mark: UInt8, _ lines: [[UInt8]]) -> Bool {
    lines.allSatisfy { line in
      line.indices.allSatisfy { index in
        line[index] != mark
          || index > 0 && index + 1 < line.count && line[index - 1].isDigit && line[index + 1].isDigit
      }
    }
  }

  /// The double quote if one begins a field, and it or a later one ends a field; blanks around them do not count.
  private static func quote(_ lines: [[UInt8]], _ delimiter: UInt8) -> UInt8? {
    let quote = UInt8(ascii: "\"")
    for line in lines where line.contains(quote) {
      let pieces = line.split(separator: delimiter, omittingEmptySubsequences: false)
      guard let opening = pieces.firstIndex(where: { $0.first == quote }) else { continue }
      let closes = pieces[opening...].enumerated().contains { $1.last == quote && ($0 > 0 || $1.count > 1) }
      if closes { return quote }
    }
    return isQuotedSingly(lines, delimiter) ? UInt8(ascii: "'") : nil
  }

  /// Whether a backslash before a quote stands amid a field, and nowhere before a quote that is written twice.
  private static func hasEscapes(_ lines: [[UInt8]], _ delimiter: UInt8, _ quote: UInt8) -> Bool {
    let escaped = [UInt8(ascii: "\\"), quote]
    return !lines.contains { $0.contains(escaped + [quote]) }
      && lines.contains { line in
        line.indices.dropLast(2).contains { index in
          line[index..<(index + 2)].elementsEqual(escaped) && line[index + 2] != delimiter
        }
      }
  }

  /// Whether most lines have several fields in single quotes, which names may have in them as well.
  private static func isQuotedSingly(_ lines: [[UInt8]], _ delimiter: UInt8) -> Bool {
    let quote = UInt8(ascii: "'")
    let quoted = lines.count { line in
      line.contains(quote)
        && line.split(separator: delimiter).count { $0.count > 1 && $0.first == quote && $0.last == quote } > 1
    }
    return quoted * 2 > lines.count
  }

  /// The most frequent number of fields, and the share of lines that have it.
  private static func usualCount(
    _ lines: [[UInt8]], _ delimiter: UInt8, _ quote: UInt8?, escapes: Bool = false
  ) -> (Int, Double) {
    let splitter = FieldSplitter()
    var counts: [Int: Int] = [:]
    for line in lines {
      line.withUnsafeBufferPointer { splitter.splitInPlace($0, delimiter: delimiter, quote: quote, escapes: escapes) }
      counts[splitter.fieldCount, default: 0] += 1
    }
    guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return (0, 0) }
    return (usual.key, Double(usual.value) / Double(lines.count))
  }

  /// The fields of `line`.
  func fields(_ line: [UInt8], trims: Bool = false) -> [[UInt8]] {
    if let places { return places.fields(line) }
    return line.withUnsafeBufferPointer {
      FieldSplitter().split($0, delimiter: delimiter, quote: quote, escapes: escapes, trims: trims)
    }
  }
}
