import ByteScanning
import RecordLayouts

/// The beginning of a file looked at as text: what can be said of it before any layout is known.
package struct TextSample: Sendable {
  package enum ByteOrderMark: String, Sendable {
    case none
    case utf8 = "utf-8"
    /// No layout reads it.
    case utf16 = "utf-16"
  }

  package enum Encoding: String, Sendable {
    case ascii
    case utf8 = "utf-8"
    /// Any bytes that are no UTF-8: every byte is a character of it.
    case latin1 = "latin-1"
  }

  /// Whether the bytes are all of the file.
  package let isWhole: Bool
  package let byteOrderMark: ByteOrderMark
  package let encoding: Encoding
  /// Line ends by kind. A carriage return that no line feed follows ends no row.
  package let lineFeeds: Int
  package let carriageReturnLineFeeds: Int
  package let loneCarriageReturns: Int
  /// NUL bytes: many mean that this is no text, or UTF-16.
  package let nulCount: Int
  package let byteCount: Int
  /// The first bytes behind a byte order mark, for telling other kinds of files.
  let start: [UInt8]
  /// The first lines that are not empty, in UTF-8, without line ends; at most `maximumLines`, none over the longest
  /// row. The last line of a sample that is not whole is left out.
  package let lines: [[UInt8]]
  /// Their numbers in the file, from 1.
  let lineNumbers: [Int]
  /// The first line that is not empty, as it came.
  package let firstLine: [UInt8]
  /// What follows `firstLine`, as it came.
  package let rest: ArraySlice<UInt8>

  /// What is looked at: about ten thousand rows.
  package static let maximumBytes = 1 << 20
  /// Lines that guesses are made from; more do not change them, and each is split several times.
  package static let maximumLines = 1_000

  /// - Parameter bytes: the file's first `maximumBytes`, or all of it if it is shorter, decompressed.
  package init(_ bytes: [UInt8], isWhole: Bool) {
    self.isWhole = isWhole
    byteOrderMark = Self.byteOrderMark(bytes)
    let body = bytes.dropFirst(byteOrderMark == .utf8 ? 3 : 0)
    let ends = LineEnds(body)
    (lineFeeds, carriageReturnLineFeeds, loneCarriageReturns) = (ends.lineFeeds, ends.pairs, ends.lone)
    nulCount = body.count { $0 == 0 }
    byteCount = bytes.count
    start = Array(body.prefix(8))
    // A sample may end within a character; its whole lines do not.
    let lastLineEnd = body.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
    let whole = isWhole ? body : body[..<(lastLineEnd ?? body.startIndex)]
    encoding = Self.encoding(whole)
    let split = whole.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var rows: [ArraySlice<UInt8>] = []
    var numbers: [Int] = []
    for (index, line) in split.enumerated() where rows.count < Self.maximumLines {
      // What follows the last line end is a row only if there is something.
      let row = ByteOrderMarks.skip(
        index < split.count - 1 && line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
      if row.isEmpty || row.count > RowReader.maximumRowBytes { continue }
      rows.append(row)
      numbers.append(index + 1)
    }
    lineNumbers = numbers
    firstLine = rows.first.map { Array($0) } ?? []
    rest = rows.first.map { whole[($0.endIndex)...] } ?? []
    lines = rows.map { [encoding] in Self.utf8($0, encoding) }
  }

  private static func byteOrderMark(_ bytes: [UInt8]) -> ByteOrderMark {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    return bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? .utf16 : .none
  }

  private static func encoding(_ bytes: ArraySlice<UInt8>) -> Encoding {
    bytes.withUnsafeBufferPointer { bytes in
      if bytes.isASCII { return .ascii }
      return bytes.isValidUTF8 ? .utf8 : .latin1
    }
  }

  private static func utf8(_ line: ArraySlice<UInt8>, _ encoding: Encoding) -> [UInt8] {
    guard encoding == .latin1 else { return Array(line) }
    var text: [UInt8] = []
    for byte in line { Latin1.append(byte, to: &text) }
    return text
  }
}

/// Counts of line ends.
private struct LineEnds {
  var lineFeeds = 0
  var pairs = 0
  var lone = 0

  init(_ bytes: ArraySlice<UInt8>) {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        if previous == UInt8(ascii: "\r") { pairs += 1 } else { lineFeeds += 1 }
      } else if previous == UInt8(ascii: "\r") {
        lone += 1
      }
      previous = byte
    }
  }
}
