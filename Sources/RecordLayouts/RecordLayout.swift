import ByteScanning
import CallModel

/// How a switch writes its call records: which column is which, and what the values mean (spec 2.3, 7.2).
///
/// A layout is data, a YAML file, since Summit's is not public and has had several versions. `BoundLayout` is one made
/// fit for the header of one file.
package struct RecordLayout: Equatable, Sendable {
  package enum Encoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
  }

  /// How a row is cut into fields.
  package enum Format: String, CaseIterable, Sendable {
    case delimited
    /// By places.
    case fixed
  }

  /// How a quote inside quotes is written.
  package enum Escape: String, CaseIterable, Sendable {
    /// Twice.
    case none
    /// `\"` and `\\`.
    case backslash
  }

  /// What a call needs from a row.
  package enum Field: String, CaseIterable, Sendable {
    case globalID = "global_id"
    case startedAt = "started_at"
    case caller, called, billable, direction, disposition, trunk
    case accountCode = "account_code"
    case leg
    case answeredAt = "answered_at"
    case endedAt = "ended_at"
    // Told by the switch, good for a person to know, never read.
    case duration

    /// Whether a row without it cannot be a call.
    package var isRequired: Bool {
      switch self {
      case .startedAt, .caller, .called, .billable: true
      default: false
      }
    }

    /// Whether rating reads it: a file may lack the columns that nothing reads.
    package var isRead: Bool {
      switch self {
      case .answeredAt, .endedAt, .duration: false
      default: true
      }
    }

    package var isTime: Bool {
      switch self {
      case .startedAt, .answeredAt, .endedAt: true
      default: false
      }
    }
  }

  /// Which column of a row holds a field.
  package enum Column: Equatable, Hashable, Sendable {
    case name(String)
    /// Counted from 1.
    case position(Int)
    /// Bytes of the row, counted from 1, where rows are cut by places.
    case bytes(from: Int, length: Int)
  }

  /// How many fields a row may have.
  package enum ColumnCount: Equatable, Sendable, ExpressibleByIntegerLiteral {
    /// One of these.
    case exactly([Int])
    case atLeast(Int)

    package init(integerLiteral value: Int) { self = .exactly([value]) }
  }

  /// A time in two columns, or with a pattern of its own.
  package struct TimeForm: Equatable, Sendable {
    /// The column of the time of day, if it is another than the date's.
    package var timeColumn: Column?
    /// Of the cell, or of date and time with a blank between them; nil: the layout's.
    package var pattern: TimestampPattern?
    /// Of the two cells each.
    package var parts: Parts?

    package struct Parts: Equatable, Sendable {
      package var date: TimestampPattern
      package var time: TimestampPattern

      package init(date: TimestampPattern, time: TimestampPattern) {
        self.date = date
        self.time = time
      }
    }

    package init(timeColumn: Column? = nil, pattern: TimestampPattern? = nil, parts: Parts? = nil) {
      self.timeColumn = timeColumn
      self.pattern = pattern
      self.parts = parts
    }
  }

  /// What is said of the direction of all rows.
  package enum DirectionWord: String, CaseIterable, Sendable {
    case outbound, inbound
    case byRegistry = "by-registry"
  }

  /// What a disposition means that is in no list.
  package enum OtherDisposition: String, CaseIterable, Sendable {
    case rejected, unanswered
    /// Then the seconds decide.
    case answered
  }

  /// How the seconds to bill are told.
  package enum Billing: Equatable, Sendable {
    case column(SecondsField.Unit)
    /// The time between two of the row's times.
    case span(since: Field, until: Field)
  }

  /// What is taken off a number, and how the rest is read.
  package struct NumberRule: Equatable, Sendable {
    package var strip: [StripPattern] = []
    package var form = NumberForm.dialled

    package init() {}
  }

  /// Which values of one column take a row in or out.
  package struct RowRule: Equatable, Sendable {
    package enum Kind: String, Sendable {
      /// The row counts only if one of the globs matches.
      case only
      /// The row does not count if one of the globs matches.
      case skip
    }

    package var kind: Kind
    package var column: Column
    /// The column as it was named, for the report.
    package var label: String
    package var globs: [Glob]

    package init(kind: Kind, column: Column, label: String, globs: [Glob]) {
      self.kind = kind
      self.column = column
      self.label = label
      self.globs = globs
    }
  }

  /// What becomes of a row whose seconds and times contradict each other (spec 7.4).
  package enum Contradictions: String, CaseIterable, Sendable {
    case count, reject
  }

  package var name: String
  package var description: String
  package var format = Format.delimited
  package var delimiter: UInt8
  /// nil: a quote character is a character like any other.
  package var quote: UInt8?
  package var escape = Escape.none
  /// A line end inside quotes belongs to the field.
  package var isMultiline = false
  /// Blanks and tabs around fields do not count.
  package var trims = false
  /// One blank field more than the count may stand at the end.
  package var allowsTrailingDelimiter = false
  /// Lines before the header or first row.
  package var skippedLines = 0
  /// Lines that begin with it are no rows.
  package var comment: String?
  package var hasHeader: Bool
  package var encoding: Encoding
  /// Of every time without a pattern of its own.
  package var timestamp: TimestampPattern
  /// The zone of the timestamps, an IANA name.
  package var timeZone: String
  package var decimalMark: UInt8
  package var columns: [Field: Column]
  /// Of `started_at`, `answered_at` and `ended_at`, where they are not one column in the layout's pattern.
  package var times: [Field: TimeForm] = [:]
  /// Fields of a row; nil: as many as the header has, or as the highest column named.
  package var columnCount: ColumnCount?
  /// Rows need not have the same number of fields.
  package var hasSeveralCounts: Bool {
    switch columnCount {
    case .exactly(let counts): counts.count > 1
    case .atLeast: true
    case nil: false
    }
  }
  package var billing = Billing.column(.seconds)
  package var caller = NumberRule()
  package var called = NumberRule()
  /// nil: the column of that name says it, or, without one, the registry.
  package var directionWord: DirectionWord?
  /// Whether the registry decides the direction of its rows (spec 7.5).
  package var isByRegistry: Bool { directionWord == .byRegistry || directionWord == nil && columns[.direction] == nil }
  /// Values of `direction`, compared exactly.
  package var outboundValues: [String]
  package var inboundValues: [String]
  /// Values of `disposition`, compared exactly.
  package var answeredValues: [String]
  package var unansweredValues: [String]
  package var otherDisposition = OtherDisposition.rejected
  /// A column with the Unix seconds of the start (spec 7.3).
  package var clock: Column?
  package var rows: [RowRule] = []
  package var dialling = Dialling()
  package var contradictions = Contradictions.count

  package init(
    name: String, description: String, delimiter: UInt8, quote: UInt8?, hasHeader: Bool, encoding: Encoding,
    timestamp: TimestampPattern, timeZone: String, decimalMark: UInt8, columns: [Field: Column],
    columnCount: ColumnCount?,
    outboundValues: [String], inboundValues: [String], answeredValues: [String], unansweredValues: [String]
  ) {
    self.name = name
    self.description = description
    self.delimiter = delimiter
    self.quote = quote
    self.hasHeader = hasHeader
    self.encoding = encoding
    self.timestamp = timestamp
    self.timeZone = timeZone
    self.decimalMark = decimalMark
    self.columns = columns
    self.columnCount = columnCount
    self.outboundValues = outboundValues
    self.inboundValues = inboundValues
    self.answeredValues = answeredValues
    self.unansweredValues = unansweredValues
  }

  /// Whether rating reads the field in this layout (spec 7.2): the times of answer and end where the seconds to bill
  /// are worked out from them.
  package func reads(_ field: Field) -> Bool {
    if case .span(let since, let until) = billing {
      if field == since || field == until { return true }
      if field == .billable { return false }
    }
    return field.isRead && !(field == .direction && directionWord != nil)
  }

  /// A row has fewer fields: a switch writes dozens, and 64 KiB of separators must not cost a table of that size.
  package static let maximumColumns = 1_000
  /// More lines before the header are no head of a file.
  package static let maximumSkippedLines = 1_000
}
