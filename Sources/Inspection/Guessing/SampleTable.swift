import ByteScanning
import RecordLayouts

/// The lines of a sample as columns of values, and what stands between and before its rows.
struct SampleTable {
  /// A line that is no row like the others.
  struct OddLine {
    var number: Int
    var cells: [[UInt8]]
    var text: String
  }

  private(set) var columnCount = 0
  /// Fields stand at fixed places, where numbers have zeros before them.
  let isFixed: Bool
  /// The header's cells, if there is one.
  private(set) var header: [String]?
  /// Of a header that stands in one quoted cell: its names are known, but no layout can read it.
  private(set) var hasPackedHeader = false
  /// Physical lines before the header, or before the first row if there is none.
  private(set) var skippedLines = 0
  /// Blanks stand around fields.
  private(set) var trims = false
  /// Rows have one blank field more than the header.
  private(set) var hasTrailingDelimiter = false
  /// Numbers of fields of the rows.
  private(set) var fieldCounts: Set<Int> = []
  /// A line end stands inside quotes.
  private(set) var isMultiline = false
  private(set) var profiles: [ColumnProfile] = []
  /// The line of each row.
  private(set) var lineNumbers: [Int] = []
  private(set) var oddLines: [OddLine] = []

  /// A header is among so many first lines.
  private static let maximumHeadLines = 30
  /// A header names this many fields that we know.
  private static let knownNamesOfHeader = 2
  /// A number of fields that so many of a hundred lines have is one of calls.
  private static let usualPercent = 20

  init(_ sample: TextSample, _ dialect: Dialect) {
    isFixed = dialect.places != nil
    var rows = Self.rows(sample, dialect)
    trims = rows.contains { row in row.cells.contains { Self.isPadded($0) } }
    if trims { rows = rows.map { Row(number: $0.number, line: $0.line, cells: dialect.fields($0.line, trims: true)) } }
    join(&rows, dialect)
    let start = findHeader(rows, dialect)
    let body = Array(rows[min(start, rows.count)...])
    // Files put together have it again.
    let head = header != nil && !hasPackedHeader ? rows[start - 1].cells : nil
    chooseWidth(body)
    var main: [Row] = []
    for row in body {
      if isMain(row.cells), row.cells != head { main.append(row) } else { addOdd(row) }
    }
    fill(main)
  }

  private struct Row {
    var number: Int
    var line: [UInt8]
    var cells: [[UInt8]]
  }

  private static func rows(_ sample: TextSample, _ dialect: Dialect) -> [Row] {
    zip(sample.lineNumbers, sample.lines).map { Row(number: $0, line: $1, cells: dialect.fields($1)) }
  }

  private static func isPadded(_ cell: [UInt8]) -> Bool {
    let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    return cell.count > 0 && (blanks.contains(cell[0]) || blanks.contains(cell[cell.count - 1]))
  }

  /// Joins two lines that have quotes open and close between them, where that makes a row of the usual kind.
  private mutating func join(_ rows: inout [Row], _ dialect: Dialect) {
    guard let quote = dialect.quote, rows.count > 1 else { return }
    // Of very few rows none says how many fields are usual.
    let usual = rows.count < 4 ? Int.max : Self.usual(rows.map(\.cells.count))
    func isOpen(_ row: Row) -> Bool {
      row.line.indices.count { index in
        row.line[index] == quote && !(dialect.escapes && index > 0 && row.line[index - 1] == UInt8(ascii: "\\"))
      } % 2 == 1
    }
    var joined: [Row] = []
    for row in rows {
      if let last = joined.last, last.cells.count < usual, isOpen(last), usual < .max || isOpen(row) {
        let line = last.line + [UInt8(ascii: "\n")] + row.line
        let cells = dialect.fields(line, trims: trims)
        if cells.count <= usual {
          joined[joined.count - 1] = Row(number: last.number, line: line, cells: cells)
          isMultiline = isMultiline || cells.count == usual || usual == .max
          continue
        }
      }
      joined.append(row)
    }
    if isMultiline { rows = joined }
  }

  private static func usual(_ counts: [Int]) -> Int {
    let found = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +)
    let wide = found.filter { $0.value * 100 >= counts.count * usualPercent && $0.key >= Dialect.minimumFields }
    return wide.keys.max() ?? found.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  // MARK: - Header

  /// Index of the first row behind the header, or behind lines that are none.
  private mutating func findHeader(_ rows: [Row], _ dialect: Dialect) -> Int {
    let usual = Self.usual(rows.map(\.cells.count))
    for (index, row) in rows.prefix(Self.maximumHeadLines).enumerated() {
      let following = rows[(index + 1)...].prefix(200).map(\.cells)
      if let names = packedNames(row, usual), following.contains(where: { $0.count == usual }) {
        header = names
        hasPackedHeader = true
        skippedLines = row.number
        return index + 1
      }
      let cells = row.cells.map { String(decoding: $0, as: UTF8.self) }
      let isWide = cells.count * 10 >= usual * 8 || rows.count < 3
      if isWide, Self.isHeader(cells, following: following, isCut: isFixed) {
        header = cells
        skippedLines = index > 0 ? row.number - 1 : 0
        return index + 1
      }
      if row.cells.count == usual, Self.hasTime(row.cells) { break }
    }
    guard let first = rows.firstIndex(where: { $0.cells.count == usual }), first > 0, first < 10,
      rows[..<first].allSatisfy({ $0.cells.count < Dialect.minimumFields && !Self.hasTime($0.cells) })
    else { return 0 }
    skippedLines = rows[first].number - 1
    return first
  }

  /// Some systems write all names into one quoted cell, or between blanks.
  private func packedNames(_ row: Row, _ usual: Int) -> [String]? {
    let text = String(decoding: row.line, as: UTF8.self).trimmingPrefix { $0 == "\"" }
    guard row.cells.count < usual, usual >= Dialect.minimumFields, !Self.hasTime(row.cells) else { return nil }
    for separator in [",", ";", " "] as [Character] {
      let names = text.split(separator: separator, omittingEmptySubsequences: false).map { name in
        String(name.prefix { $0 != "(" }.filter { $0 != "'" && $0 != "\"" })
      }
      let isTyped = separator == " " && text.contains("(int") && names.count <= usual
      if names.count == usual || isTyped, names.count(where: { NameHint($0).field != nil }) >= Self.knownNamesOfHeader {
        return names
      }
    }
    return nil
  }

  static func hasTime(_ cells: [[UInt8]]) -> Bool {
    cells.contains { TimestampGuess([$0]) != nil || (ColumnProfile.unixSeconds($0) != nil && $0.count == 10) }
  }

  /// Names we know, or no digits where the following lines have them.
  ///
  /// - Parameter isCut: by places, which make cells of any text: only names tell.
  private static func isHeader(_ cells: [String], following rows: [[[UInt8]]], isCut: Bool) -> Bool {
    if hasTime(cells.map { Array($0.utf8) }) { return false }
    let isWordy = cells.allSatisfy { cell in
      cell.utf8.count { $0.isDigit } * 2 < max(1, cell.utf8.count) || cell.isEmpty
    }
    let known = Set(cells.compactMap { FieldNames.field(FieldNames.plain($0))?.field ?? NameHint($0).field })
    if isWordy, known.count >= knownNamesOfHeader { return true }
    if isCut { return false }
    let haveDigits = rows.contains { row in row.contains { $0.count > 3 && $0.allSatisfy(\.isDigit) } }
    return isWordy && haveDigits && cells.count(where: { !$0.isEmpty }) >= 2
  }

  // MARK: - Rows

  private mutating func chooseWidth(_ body: [Row]) {
    columnCount = Self.usual(body.map(\.cells.count))
    guard let header, !hasPackedHeader else { return }
    let longer = body.count { $0.cells.count == header.count + 1 && $0.cells.last == [] }
    hasTrailingDelimiter = header.count > 1 && longer > 0 && longer * 2 > body.count { $0.cells.count > header.count }
    if header.last == "", header.count > 1, columnCount == header.count { columnCount = header.count }
    columnCount = max(header.count, hasTrailingDelimiter ? header.count : columnCount)
  }

  private func isMain(_ cells: [[UInt8]]) -> Bool {
    if cells.count == columnCount || (hasTrailingDelimiter && cells.count == columnCount + 1) { return true }
    let isLikeOthers = cells.count >= max(Dialect.minimumFields, columnCount / 2) && cells.count < columnCount
    return isLikeOthers && header == nil && Self.hasTime(cells)
  }

  private mutating func addOdd(_ row: Row) {
    let text = String(decoding: row.line.prefix(80), as: UTF8.self)
    oddLines.append(OddLine(number: row.number, cells: row.cells, text: text))
  }

  private mutating func fill(_ rows: [Row]) {
    fieldCounts = Set(rows.map { min($0.cells.count, hasTrailingDelimiter ? columnCount : $0.cells.count) })
    let hints = header.map(Self.hints)
    func profiles(_ rows: [Row]) -> [ColumnProfile] {
      (0..<columnCount).map { column in
        ColumnProfile(
          position: column + 1, name: header.map { column < $0.count ? $0[column] : "" },
          hint: hints.map { column < $0.count ? $0[column] : NameHint() } ?? NameHint(),
          values: rows.map { column < $0.cells.count ? $0.cells[column] : [] })
      }
    }
    // Rows without any time, where most have one, are of another kind.
    let kept = rows.filter { row in
      Self.hasTime(row.cells) || row.cells.contains { TimestampGuess([$0], scope: .date) != nil }
    }
    let isOther = kept.count < rows.count && kept.count * 2 > rows.count
    if isOther {
      let numbers = Set(kept.map(\.number))
      for row in rows where !numbers.contains(row.number) { addOdd(row) }
    }
    lineNumbers = (isOther ? kept : rows).map(\.number)
    self.profiles = profiles(isOther ? kept : rows)
  }

  /// Hints of all names, without the letter that some exports put before each: aDate, aTime.
  private static func hints(_ names: [String]) -> [NameHint] {
    let first = names.first?.first
    let isPrefixed =
      names.count > 2
      && names.allSatisfy { name in
        name.first == first && name.count > 1 && name.dropFirst().first?.isUppercase == true
      }
    return names.map { NameHint(isPrefixed && first?.isLowercase == true ? String($0.dropFirst()) : $0) }
  }
}
