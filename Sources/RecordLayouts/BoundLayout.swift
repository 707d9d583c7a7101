import ByteScanning
import CallModel

/// A layout with its columns found in one file's header: what reading a row needs, and nothing to look up.
package struct BoundLayout: Sendable {
  package let delimiter: UInt8
  package let quote: UInt8?
  package let encoding: RecordLayout.Encoding
  /// The number of fields a row must have, or the greatest of several, or the least it may have.
  package let fieldCount: Int
  package let timestamp: TimestampPattern
  package let zone: TimeZoneRules
  package let decimalMark: UInt8

  /// Positions from 0; -1 where the layout has no such column.
  package let globalID: Int
  package let startedAt: Int
  package let caller: Int
  package let called: Int
  package let billable: Int
  package let direction: Int
  package let disposition: Int
  package let trunk: Int
  package let accountCode: Int
  package let leg: Int
  /// -1 too where the file lacks the column.
  package let answeredAt: Int
  package let endedAt: Int

  let outboundValues: ValueSet
  let inboundValues: ValueSet
  let answeredValues: ValueSet
  let unansweredValues: ValueSet

  /// What the layout has beyond the usual.
  let form: RowForm
  let meaning: RowMeaning

  /// Why a file does not fit the layout: it fails as a whole (spec 2.3).
  package struct Mismatch: Error, Equatable, Sendable, CustomStringConvertible {
    package let expected: String
    package let found: String

    package var description: String { "expected \(expected), found \(found)" }
  }

  /// What an ignored row is counted under, by the number that `RowReader.Step.ignored` has.
  package var ignoredPatterns: [String] { form.rules.patterns }

  /// - Parameter header: the file's header line, without its line end; not used by a layout without.
  package init(_ layout: RecordLayout, zone: TimeZoneRules, header: [UInt8]) throws(Mismatch) {
    var finder = ColumnFinder(layout, header: header)
    delimiter = layout.delimiter
    quote = layout.quote
    encoding = layout.encoding
    timestamp = layout.timestamp
    self.zone = zone
    decimalMark = layout.decimalMark
    globalID = try finder.position(of: .globalID)
    startedAt = try finder.position(of: .startedAt)
    caller = try finder.position(of: .caller)
    called = try finder.position(of: .called)
    billable = try finder.position(of: .billable)
    direction = try finder.position(of: .direction)
    disposition = try finder.position(of: .disposition)
    trunk = try finder.position(of: .trunk)
    accountCode = try finder.position(of: .accountCode)
    leg = try finder.position(of: .leg)
    answeredAt = try finder.position(of: .answeredAt)
    endedAt = try finder.position(of: .endedAt)
    outboundValues = ValueSet(layout.outboundValues)
    inboundValues = ValueSet(layout.inboundValues)
    answeredValues = ValueSet(layout.answeredValues)
    unansweredValues = ValueSet(layout.unansweredValues)
    meaning = try RowMeaning(layout, &finder)
    form = try RowForm(layout, &finder)
    fieldCount = layout.format == .fixed ? finder.places.count : finder.fieldCount
    guard !layout.hasHeader || !isCall(header) else {
      throw Mismatch(
        expected: "a header, as the layout \(layout.name) says", found: "a call in its place: write header: false")
    }
  }

  /// Whether a line is an answered call: taken for the header it would be lost.
  private func isCall(_ line: [UInt8]) -> Bool {
    line.withUnsafeBytes { bytes in
      let reader = RowReader(layout: self)
      reader.start(bytes, layout: self)
      guard case .fields = reader.next() else { return false }
      var fieldReader = CallFieldReader(layout: self)
      var fields = CallFields()
      return reader.readFields(&fieldReader, into: &fields) == nil && fields.isAnswered
    }
  }

  /// A layout of unquoted fields, each in one column of the usual kind: rows are read where they lie, with no test for
  /// anything else.
  var isPlainlyRead: Bool { meaning.isPlain }
}

/// How rows are cut into fields, beyond delimiter and quote.
struct RowForm: Sendable {
  let isFixed: Bool
  let escapes: Bool
  let isMultiline: Bool
  let trims: Bool
  let allowsTrailingDelimiter: Bool
  /// Empty: no line is a comment.
  let comment: [UInt8]
  let counts: RecordLayout.ColumnCount
  /// Of a row that is cut by places, by position.
  let places: [Range<Int>]
  let rules: RowRules

  init(_ layout: RecordLayout, _ finder: inout ColumnFinder) throws(BoundLayout.Mismatch) {
    isFixed = layout.format == .fixed
    escapes = layout.escape == .backslash
    isMultiline = layout.isMultiline
    trims = layout.trims && !isFixed
    allowsTrailingDelimiter = layout.allowsTrailingDelimiter
    comment = Array((layout.comment ?? "").utf8)
    rules = try RowRules(layout.rows, &finder)
    counts = finder.counts
    places = finder.places
  }

  /// Nothing but delimiters and an exact count: fields are what the marks say.
  var isPlain: Bool {
    guard case .exactly(let counts) = counts, counts.count == 1 else { return false }
    return !isFixed && !escapes && !isMultiline && !trims && !allowsTrailingDelimiter && comment.isEmpty
      && rules.isEmpty
  }

  /// Why a row of `count` fields is none; nil if it may have so many.
  func fault(ofCount count: Int) -> Reason? {
    if isFixed { return nil }
    switch counts {
    case .exactly(let counts):
      if counts.contains(count) { return nil }
      return count < counts[counts.count - 1] ? .missingField : .extraField
    case .atLeast(let least): return count < least ? .missingField : nil
    }
  }
}

/// What the fields of a row mean, beyond their columns.
struct RowMeaning: Sendable {
  let started: BoundTime
  let answered: BoundTime?
  let ended: BoundTime?
  let unit: SecondsField.Unit
  /// nil: the seconds stand in a column.
  let span: (since: BoundTime, until: BoundTime)?
  let directionWord: RecordLayout.DirectionWord?
  let otherDisposition: RecordLayout.OtherDisposition
  let callerRule: RecordLayout.NumberRule
  let calledRule: RecordLayout.NumberRule
  /// -1: none.
  let clock: Int
  let rejectsContradictions: Bool
  /// Each field in one column, in the layout's pattern, seconds as such, no quotes.
  let isPlain: Bool
  /// The same, but in quotes, with or without a clock, and the usual pattern.
  let isQuoted: Bool

  init(_ layout: RecordLayout, _ finder: inout ColumnFinder) throws(BoundLayout.Mismatch) {
    started = try finder.time(.startedAt) ?? BoundTime(column: -1, pattern: layout.timestamp)
    answered = try finder.time(.answeredAt)
    ended = try finder.time(.endedAt)
    switch layout.billing {
    case .column(let unit):
      (self.unit, span) = (unit, nil)
    case .span(let since, let until):
      unit = .seconds
      let none = BoundTime(column: -1, pattern: layout.timestamp)
      span = (try finder.time(since) ?? none, try finder.time(until) ?? none)
    }
    directionWord = layout.directionWord
    otherDisposition = layout.otherDisposition
    callerRule = layout.caller
    calledRule = layout.called
    clock =
      try layout.clock.map { (column) throws(BoundLayout.Mismatch) in try finder.position(of: column, "clock") } ?? -1
    rejectsContradictions = layout.contradictions == .reject
    let isUsual =
      layout.times.isEmpty && layout.timestamp.epoch == nil && !layout.timestamp.hasOffset && span == nil
      && unit == .seconds && directionWord == nil && otherDisposition == .rejected
      && callerRule == RecordLayout.NumberRule() && calledRule == RecordLayout.NumberRule()
      && !rejectsContradictions && !layout.trims
    isPlain = isUsual && clock < 0 && layout.columns[.leg] == nil && finder.isExact && layout.quote == nil
    isQuoted = isUsual && layout.timestamp.isUsual && Self.isTakenOff(layout.quote, layout)
  }

  /// Whether a cell in quotes can be compared and read without a look for doubled ones: a value that has any is then none
  /// of those that are known, a number or a time.
  private static func isTakenOff(_ quote: UInt8?, _ layout: RecordLayout) -> Bool {
    guard quote == UInt8(ascii: "\""), layout.decimalMark != quote else { return false }
    let values = layout.answeredValues + layout.unansweredValues + layout.outboundValues + layout.inboundValues
    return !values.contains { $0.contains("\"") }
  }
}

/// One of a row's times: where it stands and how it is written.
struct BoundTime: Sendable {
  var column: Int
  /// The time of day's; -1: date and time are in one column.
  var timeColumn = -1
  var pattern: TimestampPattern
  /// Of the time of day's column; nil: the two are read as one text with a blank between them.
  var timePattern: TimestampPattern?
}
