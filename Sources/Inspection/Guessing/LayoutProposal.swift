import ByteScanning
import CallModel
import RecordLayouts

/// A layout guessed from the beginning of a file, for a person to correct: what was found, why, and what must be
/// checked (spec 7.8).
package struct LayoutProposal: Sendable {
  /// A column of the file and the fields it was taken for.
  package struct Column: Equatable, Sendable {
    /// From 1.
    package var position: Int
    /// The header's cell.
    package var name: String?
    package var field: RecordLayout.Field?
    /// Some distinct values, as they came.
    package var examples: [String]
  }

  /// A remark on one key of the layout.
  package struct Note: Equatable, Sendable {
    /// Path in the YAML, e.g. `columns.billable`.
    package var key: String
    package var text: String
    /// Whether a person must look at it before calls are rated by it.
    package var mustBeChecked = false
    /// What the choices make of one row, the proposed one first.
    package var readings: [Reading] = []
  }

  /// What one choice makes of a row.
  package struct Reading: Equatable, Sendable {
    package var line: Int
    package var choice: String
    package var value: String
  }

  /// What was guessed. It reads no file as long as `missing` is not empty.
  package internal(set) var layout: RecordLayout
  package internal(set) var columns: [Column]
  package internal(set) var notes: [Note] = []
  /// Required fields for which no column was found.
  package internal(set) var missing: [RecordLayout.Field] = []
  /// What the file says of its time zone, good for any layout that reads it.
  let zone: ZoneEvidence
  let times: TimeColumns
  let seconds: SecondsColumn
  let table: SampleTable
  let numbers: NumberColumns
  /// Of fields that stand at fixed places.
  let places: FixedPlaces?
  /// A backslash stands before a quote inside quotes.
  private let escapes: Bool

  /// The name of a layout that was guessed.
  package static let proposedName = "proposed"
  /// Where most of its users' switches stand.
  static let usualZone = "America/Sao_Paulo"

  /// - Returns: nil if the sample has no line, or is no text (`TextSample.obstacle`).
  package init?(_ sample: TextSample) {
    guard !sample.lines.isEmpty, sample.obstacle == nil else { return nil }
    let dialect = Dialect(sample.lines, isLatin1: sample.encoding == .latin1)
    places = dialect.places
    escapes = dialect.escapes
    table = SampleTable(sample, dialect)
    var times = TimeColumns(table)
    zone = ZoneEvidence(table, times)
    let numbers = NumberColumns(table, times)
    let used = times.usedColumns.union(numbers.columns)
    times.settle { [table] in SecondsColumn.proves(table, used, $0, $1) }
    if SecondsColumn.endIsAnswer(table, times.usedColumns, times) { times.takeEndForAnswer() }
    self.times = times
    self.numbers = numbers
    seconds = SecondsColumn(table, times, numbers: numbers.columns)
    layout = RecordLayout(
      name: Self.proposedName, description: "Proposed from a file, to be checked", delimiter: dialect.delimiter,
      quote: dialect.quote, hasHeader: table.header != nil && !table.hasPackedHeader,
      encoding: sample.encoding == .latin1 ? .latin1 : .utf8, timestamp: .usual, timeZone: Self.usualZone,
      decimalMark: UInt8(ascii: "."), columns: [:], columnCount: nil, outboundValues: [], inboundValues: [],
      answeredValues: [], unansweredValues: [])
    columns = table.profiles.map { [places] profile in
      let place = places.map { $0.ranges[profile.position - 1] }
      let name = place.map { "bytes \($0.lowerBound + 1) to \($0.upperBound)" } ?? profile.name
      return Column(position: profile.position, name: name, field: nil, examples: profile.examples)
    }
    adoptForm(sample)
    adoptTimes()
    adoptZone()
    adoptNumbers()
    adoptSeconds()
    adoptDirection()
    adoptDisposition()
    adoptOthers()
    adoptRows()
    chooseColumnCount()
    missing = RecordLayout.Field.allCases.filter {
      $0.isRequired && layout.columns[$0] == nil && !($0 == .billable && seconds.span != nil)
    }
    noteMissing()
  }

  mutating func note(_ key: String, _ text: String, check: Bool = false, _ readings: [Reading] = []) {
    notes.append(Note(key: key, text: text, mustBeChecked: check, readings: readings))
  }

  /// How the layout names the column of that index.
  func column(_ index: Int) -> RecordLayout.Column {
    if let place = places?.ranges[index] { return .bytes(from: place.lowerBound + 1, length: place.count) }
    let profile = table.profiles[index]
    let isUnique = table.profiles.count { $0.name == profile.name } == 1
    if layout.hasHeader, let name = profile.name, !name.isEmpty, isUnique { return .name(name) }
    return .position(profile.position)
  }

  mutating func take(_ field: RecordLayout.Field, _ index: Int) {
    layout.columns[field] = column(index)
    columns[index].field = field
  }

  func isTaken(_ index: Int) -> Bool { columns[index].field != nil || times.usedColumns.contains(index) }

  // MARK: - Form

  private mutating func adoptForm(_ sample: TextSample) {
    if sample.encoding == .latin1 { note("encoding", "the file has bytes that are no UTF-8", check: true) }
    if let places {
      layout.format = .fixed
      note(
        "format",
        "no delimiter makes columns: the fields stand between the blanks that \(places.rowCount) lines have in common. "
          + "Compare the places with the system's description: a longer value may be cut", check: true)
    }
    if escapes {
      layout.escape = .backslash
      note("escape", "a backslash stands before quotes inside quotes")
    }
    layout.trims = table.trims
    layout.isMultiline = table.isMultiline
    layout.allowsTrailingDelimiter = table.hasTrailingDelimiter
    layout.skippedLines = table.skippedLines
    if table.hasPackedHeader {
      note("skip_lines", "the header's names stand in one field: columns are told by their places")
    } else if table.skippedLines > 0 {
      let what = table.header == nil ? "rows begin" : "the header stands"
      note("skip_lines", "\(what) in line \(table.skippedLines + 1); what is before is left out")
    } else if table.header == nil {
      note("header", "the first line looks like a record")
    }
    if table.trims { note("trim", "blanks stand around fields") }
    if table.isMultiline { note("multiline", "a line end stands inside quotes") }
    if table.hasTrailingDelimiter { note("trailing_delimiter", "rows end with a delimiter more than the header") }
    if dialectEscapes {
      note("delimiter", "a backslash stands before delimiters within fields: fields behind them shift", check: true)
    }
  }

  private var dialectEscapes: Bool {
    let mark = [UInt8(ascii: "\\")]
    return table.profiles.contains { profile in profile.filled.contains { $0.suffix(1).elementsEqual(mark) } }
  }

  private mutating func chooseColumnCount() {
    if layout.format == .fixed { return }
    let highest = layout.columns.values.reduce(1) { highest, column in
      if case .position(let position) = column { return max(highest, position) }
      return highest
    }
    let times = layout.times.values.compactMap { if case .position(let place) = $0.timeColumn { place } else { nil } }
    let counts = table.fieldCounts.sorted()
    if counts.count > 1 {
      layout.columnCount = .atLeast(
        layout.hasHeader ? min(counts[0], table.columnCount) : max(highest, times.max() ?? 1))
      note("column_count", "rows have \(counts[0]) to \(counts[counts.count - 1]) fields")
    } else if !layout.hasHeader {
      layout.columnCount = .exactly([table.columnCount])
      note("column_count", "as most of the first lines have")
    } else if let header = table.header, counts.first ?? header.count != header.count {
      layout.columnCount = .exactly([counts[0]])
      note("column_count", "the header has \(header.count) names, rows have \(counts[0]) fields", check: true)
    }
  }

  private mutating func noteMissing() {
    if missing.count > 3, layout.format == .delimited {
      note(
        "format",
        "no delimiter makes columns of calls: if fields stand at fixed places, write format: fixed and columns as "
          + "{from: …, length: …}", check: true)
    }
    for field in missing {
      var text = "no column was found that looks like it"
      if field == .startedAt, let julian = times.julianColumn {
        text =
          "\(table.profiles[julian].label) has Julian days, which cannot be read: export it as "
          + "strftime('%s', …) or datetime(…)"
      } else if field == .billable, let pairs = RowKinds(table, identity: nil).pairs {
        text =
          "a call stands in two rows (\(pairs.values.joined(separator: ", "))), and a layout reads one row a call: "
          + "export the switch's table of calls, one row each"
      } else if let named = namedColumn(field), let example = named.examples.first {
        text = "\(named.label) is named so, but no layout reads its form: \(Self.quoted(example))"
      } else if field == .caller || field == .called, let addresses = numbers.addresses {
        text =
          "\(table.profiles[addresses].label) has numbers in addresses, of which no layout reads one: let the switch "
          + "write the user's part alone"
      }
      note("columns.\(field.rawValue)", text, check: true)
    }
  }

  /// The column whose name says that it is the field, though its values do not.
  private func namedColumn(_ field: RecordLayout.Field) -> ColumnProfile? {
    let found = table.profiles.filter { profile in
      guard !isTaken(profile.position - 1) else { return false }
      let named = profile.hint.field
      return named == field || field == .billable && named == .duration || field == .startedAt && named?.isTime == true
    }
    return found.min { ($0.hint.field == field ? 0 : 1, $0.hint.rank) < ($1.hint.field == field ? 0 : 1, $1.hint.rank) }
  }

  static func list(_ values: [String]) -> String {
    let listed = values.prefix(12).map(quoted).joined(separator: ", ")
    return values.count > 12 ? listed + ", …" : listed
  }

  static func quoted(_ text: some StringProtocol) -> String { "'\(text)'" }
}

extension LayoutProposal {
  /// Whether a layout has the seconds in another column than the one that the times prove, with other values.
  func isContradicted(by layout: RecordLayout) -> Bool {
    guard seconds.isProven, let proven = seconds.billable, case .position(let position) = layout.columns[.billable],
      position <= table.columnCount, position - 1 != proven.column
    else { return false }
    return zip(table.profiles[position - 1].values, proven.values).contains { cell, value in
      guard let value, let number = Double(String(decoding: cell, as: UTF8.self)) else { return false }
      return abs(number - value) > 2
    }
  }

  /// Sets in a built-in layout what the file proves.
  func adjust(_ layout: inout RecordLayout) {
    layout.timeZone = zoneRemarks(usual: layout.timeZone).zone
    if table.isMultiline, layout.quote != nil { layout.isMultiline = true }
  }
}
