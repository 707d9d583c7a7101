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

/// Longer rows are `too-long` (spec 2.4).
let maximumRowBytes = 65_536
/// What `raw` has of a row that is too long (spec 2.4).
let rawBytesOfLongRow = 1024

/// Reads the rows of one file (spec 2.3, 2.4).
struct RowReader {
  let layout: ReferenceLayout
  let layoutClock: LocalClock
  let clock: LocalClock
  let fieldCount: Int
  /// From 0.
  let columns: [ReferenceField: Int]

  /// nil: the header lacks a column the layout needs or names it twice, and the file fails as a whole (spec 2.3).
  init?(layout: ReferenceLayout, header: [String], layoutClock: LocalClock, clock: LocalClock) {
    self.layout = layout
    self.layoutClock = layoutClock
    self.clock = clock
    fieldCount = layout.hasHeader ? header.count : layout.columnCount
    var columns: [ReferenceField: Int] = [:]
    for (field, column) in layout.columns {
      switch column {
      case .position(let position):
        guard position <= fieldCount else { return nil }
        columns[field] = position - 1
      case .name(let name):
        let places = header.indices.filter { Text(header[$0]) == Text(name) }
        guard places.count == 1 else { return nil }
        columns[field] = places[0]
      }
    }
    self.columns = columns
  }

  /// The call of a row, or the first of its faults in the order of spec 2.4.
  func read(_ row: InputRow) throws(Fault) -> ReadCall {
    if row.bytes.count > maximumRowBytes { throw Fault(reason: "too-long", field: "") }
    if !layout.isValid(row.bytes) { throw Fault(reason: "bad-encoding", field: "") }
    let fields = layout.fields(of: row.bytes)
    if fields.count < fieldCount { throw Fault(reason: "missing-field", field: "") }
    if fields.count > fieldCount { throw Fault(reason: "extra-field", field: "") }
    func cell(_ field: ReferenceField) -> String? { columns[field].map { fields[$0] } }

    guard let startedAt = readTimestamp(cell(.startedAt) ?? "") else {
      throw Fault(reason: "bad-timestamp", field: "started_at")
    }
    guard let duration = readDuration(cell(.billable) ?? "") else {
      throw Fault(reason: "bad-duration", field: "billable")
    }
    let direction = try readDirection(cell(.direction))
    let isAnswered = try readDisposition(cell(.disposition), durationSeconds: duration)
    guard let called = DialledNumber(cell(.called) ?? "") else {
      throw Fault(reason: "bad-number", field: "called")
    }
    return ReadCall(
      row: row, startedAt: clock.show(startedAt), globalID: Text(cell(.globalID) ?? ""),
      callerCell: Text(cell(.caller) ?? ""), calledCell: Text(cell(.called) ?? ""), called: called,
      durationSeconds: duration, direction: direction, isAnswered: isAnswered,
      trunk: Text(cell(.trunk) ?? ""), accountCode: Text(cell(.accountCode) ?? ""), dialling: layout.dialling,
      callerForm: layout.callerForm, calledForm: layout.calledForm)
  }

  /// Values are compared exactly, nothing trimmed (spec 2.3).
  private func readDirection(_ cell: String?) throws(Fault) -> Direction? {
    guard let cell else {
      switch layout.directionOfAllRows {
      case .byRegistry: return nil
      case .outbound: return .outbound
      case .inbound: return .inbound
      }
    }
    if layout.outboundValues.contains(where: { Text($0) == Text(cell) }) { return .outbound }
    if layout.inboundValues.contains(where: { Text($0) == Text(cell) }) { return .inbound }
    throw Fault(reason: "bad-direction", field: "direction")
  }

  /// Without such a column: answered when billable > 0 (spec 2.3).
  private func readDisposition(_ cell: String?, durationSeconds: Int) throws(Fault) -> Bool {
    guard let cell else { return durationSeconds > 0 }
    if layout.answeredValues.contains(where: { Text($0) == Text(cell) }) { return true }
    if layout.unansweredValues.contains(where: { Text($0) == Text(cell) }) { return false }
    throw Fault(reason: "bad-disposition", field: "disposition")
  }

  /// 1 to 9 ASCII digits, optionally the decimal mark and digits; rounded up to a whole second (spec 2.3).
  private func readDuration(_ cell: String) -> Int? {
    let bytes = Array(cell.utf8)
    let whole = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard (1...9).contains(whole.count), let seconds = Int(String(decoding: whole, as: UTF8.self)) else { return nil }
    if whole.count == bytes.count { return seconds }
    let fraction = String(decoding: bytes[(whole.count + 1)...], as: UTF8.self)
    guard bytes[whole.count] == layout.decimalMark, fraction.isAllDigits else { return nil }
    let hasRest = fraction.utf8.contains { $0 != 0x30 }
    return hasRest ? seconds + 1 : seconds
  }

  /// The instant of a timestamp; nil if it is not of the pattern, there is no such time, or the year is outside
  /// 1970-2199 (spec 2.4).
  private func readTimestamp(_ cell: String) -> Int? {
    guard let parts = matchTimestamp(cell, pattern: layout.timestampPattern) else { return nil }
    guard (1970...2199).contains(parts.year), parts.hour < 24, parts.minute < 60, parts.second < 60 else { return nil }
    guard let day = Day(year: parts.year, month: parts.month, day: parts.day) else { return nil }
    return layoutClock.instant(day: day, secondOfDay: parts.hour * 3600 + parts.minute * 60 + parts.second)
  }
}
