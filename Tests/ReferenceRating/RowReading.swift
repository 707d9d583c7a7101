/// Why a row cannot be read or rated, as in `rejected-records.csv` (spec 2.4).
struct Fault: Error, Equatable {
  let reason: String
  /// The field at fault, or blank.
  let field: String
}

enum Direction: String {
  case inbound = "in"
  case outbound = "out"
}

/// What a row without fault says; nothing is looked up yet.
struct ReadCall {
  let row: InputRow
  let startedAt: LocalTime
  /// Blank if there is none.
  let globalID: Text
  let leg: Text
  let callerCell: Text
  let calledCell: Text
  let called: DialledNumber
  /// Whole seconds, fractions rounded up.
  let durationSeconds: Int
  /// nil: the registry decides (spec 7.5).
  let direction: Direction?
  let isAnswered: Bool
  let trunk: Text
  let accountCode: Text
  let dialling: ReferenceDialling
  let callerForm: ReferenceNumberForm
  let calledForm: ReferenceNumberForm
}

/// What a row is, as far as it tells itself.
enum RowReading {
  /// None of ours (spec 7.1); whether it has seconds.
  case ignored(hasSeconds: Bool)
  case unanswered
  case call(ReadCall)
}

/// Longer rows are `too-long` (spec 2.4).
let maximumRowBytes = 65_536
/// What `raw` has of a row that is too long (spec 2.4).
let rawBytesOfLongRow = 1024

/// Reads the rows of one file (spec 2.3, 2.4, 7.1 to 7.4).
struct RowReader {
  let layout: ReferenceLayout
  let layoutClock: LocalClock
  let clock: LocalClock
  /// The numbers of fields that a row may have; blank: any from `minimum`.
  let counts: [Int]
  let minimum: Int
  /// Of fields, from 0.
  let columns: [ReferenceField: Int]
  /// Of `layout.rules`, from 0.
  let ruleColumns: [Int]

  /// nil: the header lacks a column the layout needs or names it twice, and the file fails as a whole (spec 2.3).
  init?(layout: ReferenceLayout, header: [String], layoutClock: LocalClock, clock: LocalClock) {
    self.layout = layout
    self.layoutClock = layoutClock
    self.clock = clock
    var header = header
    if layout.hasTrailingDelimiter, header.count > 1, header.last == "" { header.removeLast() }
    if let minimum = layout.minimumColumns {
      (counts, self.minimum) = ([], minimum)
    } else {
      let usual = layout.hasHeader ? header.count : layout.columnCount
      (counts, self.minimum) = (layout.columnCounts.isEmpty ? [usual] : layout.columnCounts, 0)
    }
    let last = counts.count == 1 ? counts[0] : Int.max
    func place(_ column: ReferenceColumn) -> Int? {
      switch column {
      case .position(let position): return position <= last ? position - 1 : nil
      case .name(let name):
        let places = header.indices.filter { Text(header[$0]) == Text(name) }
        return places.count == 1 ? places[0] : nil
      case .bytes: return 0
      }
    }
    var columns: [ReferenceField: Int] = [:]
    for (field, column) in layout.columns {
      columns[field] = place(column)
      if columns[field] == nil, layout.needs(field) { return nil }
    }
    self.columns = columns
    var ruleColumns: [Int] = []
    for rule in layout.rules {
      guard let found = place(rule.column) else { return nil }
      ruleColumns.append(found)
    }
    self.ruleColumns = ruleColumns
  }

  /// What a row is, or the first of its faults in the order of spec 2.4 as 7.1 and 7.3 change it.
  ///
  /// - Parameter checks: what rows say against themselves.
  func read(_ row: InputRow, _ checks: inout ReferenceChecks) throws(Fault) -> RowReading {
    if row.isTooLong { throw Fault(reason: "too-long", field: "") }
    var cells = layout.cells(of: row.bytes)
    if isIgnored(row, cells) {
      let seconds = seconds(RowCells(self, row, cells))
      if case .some(let value)? = seconds { return .ignored(hasSeconds: value > 0) }
      return .ignored(hasSeconds: false)
    }
    guard layout.isValid(row.bytes), isCutBetweenCharacters(row) else { throw Fault(reason: "bad-encoding", field: "") }
    if layout.hasTrailingDelimiter, !hasRightCount(cells.count), cells.count > 1, hasRightCount(cells.count - 1),
      cells.last == []
    {
      cells.removeLast()
    }
    if !hasRightCount(cells.count) {
      let isMissing = cells.count < (counts.max() ?? minimum)
      throw Fault(reason: isMissing ? "missing-field" : "extra-field", field: "")
    }
    return try read(RowCells(self, row, cells), &checks)
  }

  /// Whether a file's header is the row of an answered call, which would be lost (spec 7).
  func isCall(_ header: ArraySlice<UInt8>?, of file: Text) -> Bool {
    guard let header else { return false }
    var checks = ReferenceChecks()
    do throws(Fault) {
      if case .call = try read(InputRow(file: file, line: 1, bytes: header), &checks) { return true }
      return false
    } catch {
      // That is looked at last.
      return error.reason == "bad-number"
    }
  }

  private func hasRightCount(_ count: Int) -> Bool {
    layout.isFixed || (counts.isEmpty ? count >= minimum : counts.contains(count))
  }

  /// A place must not end amid a character.
  private func isCutBetweenCharacters(_ row: InputRow) -> Bool {
    guard layout.isFixed else { return true }
    return layout.columns.values.allSatisfy { layout.isValid(layout.bytes(of: $0, in: row.bytes)) }
  }

  private func isIgnored(_ row: InputRow, _ cells: [[UInt8]]) -> Bool {
    for (rule, column) in zip(layout.rules, ruleColumns) {
      var bytes: [UInt8] = []
      if case .bytes = rule.column {
        bytes = layout.bytes(of: rule.column, in: row.bytes)
      } else if column < cells.count {
        bytes = cells[column]
      }
      let value = layout.decode(bytes)
      if rule.globs.contains(where: { globMatches($0, value) }) != rule.isOnly { return true }
    }
    return false
  }

  private func read(_ cells: RowCells, _ checks: inout ReferenceChecks) throws(Fault) -> RowReading {
    let start = time(.startedAt, cells)
    if case .time(let instant, _) = start { checkClock(cells, start: instant, &checks) }
    let disposition = disposition(cells)
    let seconds = seconds(cells)
    if disposition == .unanswered { return .unanswered }
    if case .zero? = seconds { return .unanswered }
    guard case .time(let instant, _) = start else { throw Fault(reason: "bad-timestamp", field: "started_at") }
    guard case .some(let duration)? = seconds else { throw Fault(reason: "bad-duration", field: "billable") }
    let direction = try direction(cells)
    if disposition == .unknown { throw Fault(reason: "bad-disposition", field: "disposition") }
    if layout.since == nil, contradicts(cells, start: instant, seconds: duration, &checks), layout.rejectsContradictions
    {
      throw Fault(reason: "contradictory-times", field: "")
    }
    let calledCell = strip(cells[.called] ?? "", layout.calledStrip)
    guard let called = DialledNumber(calledCell) else { throw Fault(reason: "bad-number", field: "called") }
    return .call(
      ReadCall(
        row: cells.row, startedAt: clock.show(instant), globalID: Text(cells[.globalID] ?? ""),
        leg: Text(cells[.leg] ?? ""), callerCell: Text(strip(cells[.caller] ?? "", layout.callerStrip)),
        calledCell: Text(calledCell), called: called, durationSeconds: duration, direction: direction,
        isAnswered: true, trunk: Text(cells[.trunk] ?? ""), accountCode: Text(cells[.accountCode] ?? ""),
        dialling: layout.dialling, callerForm: layout.callerForm, calledForm: layout.calledForm))
  }

  private enum Disposition { case answered, unanswered, unknown }

  private func disposition(_ cells: RowCells) -> Disposition {
    guard let cell = cells[.disposition] else { return .answered }
    if layout.answeredValues.contains(where: { Text($0) == Text(cell) }) { return .answered }
    if layout.unansweredValues.contains(where: { Text($0) == Text(cell) }) { return .unanswered }
    switch layout.otherDisposition {
    case "answered": return .answered
    case "unanswered": return .unanswered
    default: return .unknown
    }
  }

  /// Values are compared exactly (spec 2.3).
  private func direction(_ cells: RowCells) throws(Fault) -> Direction? {
    switch layout.directionWord {
    case "outbound": return .outbound
    case "inbound": return .inbound
    case "by-registry": return nil
    default: break
    }
    guard let cell = cells[.direction] else { return nil }
    if layout.outboundValues.contains(where: { Text($0) == Text(cell) }) { return .outbound }
    if layout.inboundValues.contains(where: { Text($0) == Text(cell) }) { return .inbound }
    throw Fault(reason: "bad-direction", field: "direction")
  }
}

/// A row's fields by their names.
struct RowCells {
  let reader: RowReader
  let row: InputRow
  let cells: [[UInt8]]

  init(_ reader: RowReader, _ row: InputRow, _ cells: [[UInt8]]) {
    (self.reader, self.row, self.cells) = (reader, row, cells)
  }

  /// nil: the layout has no such column, or does not read it; a column that the row lacks is blank.
  subscript(_ field: ReferenceField) -> String? {
    guard let place = reader.columns[field], let column = reader.layout.columns[field] else { return nil }
    if case .bytes = column { return reader.layout.decode(reader.layout.bytes(of: column, in: row.bytes)) }
    return place < cells.count ? reader.layout.decode(cells[place]) : ""
  }
}

extension ReferenceLayout {
  /// The bytes at a place of a row, without blanks around them; of a short row what there is.
  func bytes(of column: ReferenceColumn, in row: ArraySlice<UInt8>) -> [UInt8] {
    guard case .bytes(let from, let length) = column else { return [] }
    return trimmed(Array(row.dropFirst(from - 1).prefix(length)))
  }
}

/// Whether the whole of `value` is of the pattern (spec 7.1), by trying every way.
func globMatches(_ glob: String, _ value: String) -> Bool {
  func matches(_ glob: ArraySlice<Unicode.Scalar>, _ value: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = glob.first else { return value.isEmpty }
    let rest = glob.dropFirst()
    switch first {
    case "*": return matches(rest, value) || (!value.isEmpty && matches(glob, value.dropFirst()))
    case "?": return !value.isEmpty && matches(rest, value.dropFirst())
    case "\\": return value.first == rest.first && matches(rest.dropFirst(), value.dropFirst())
    case "[":
      guard let end = rest.dropFirst().firstIndex(of: "]"), let sign = value.first else { return false }
      var members = rest[..<end]
      let isNegated = members.first == "!" || members.first == "^"
      if isNegated { members = members.dropFirst() }
      var isIn = false
      while let low = members.first {
        members = members.dropFirst()
        if members.first == "-", members.count > 1 {
          isIn = isIn || (low <= sign && sign <= members[members.startIndex + 1])
          members = members.dropFirst(2)
        } else {
          isIn = isIn || low == sign
        }
      }
      return isIn != isNegated && matches(glob[(end + 1)...], value.dropFirst())
    default: return value.first == first && matches(rest, value.dropFirst())
    }
  }
  return matches(Array(glob.unicodeScalars)[...], Array(value.unicodeScalars)[...])
}
