/// The fields of a row that rating needs, by the names of spec 2.3 and 7.2.
package enum ReferenceField: String, CaseIterable, Sendable {
  case globalID = "global_id"
  case startedAt = "started_at"
  case caller
  case called
  case billable
  case direction
  case disposition
  case trunk
  case accountCode = "account_code"
  case leg
  case answeredAt = "answered_at"
  case endedAt = "ended_at"
  /// The column of the key `clock`.
  case clock
  /// The second columns of the times.
  case startedTime = "started_time"
  case answeredTime = "answered_time"
  case endedTime = "ended_time"

  /// Those that a layout of before had.
  package static let usual: [ReferenceField] = [
    .globalID, .startedAt, .caller, .called, .billable, .direction, .disposition, .trunk, .accountCode,
  ]

  /// The times of a call, each with the field of its time of day where that has a column of its own.
  package static let times: [(field: ReferenceField, timeOfDay: ReferenceField)] = [
    (.startedAt, .startedTime), (.answeredAt, .answeredTime), (.endedAt, .endedTime),
  ]

  /// Of a time: the field of its second column.
  var timeOfDay: ReferenceField? { Self.times.first { $0.field == self }?.timeOfDay }
}

/// Where a layout finds a field.
package enum ReferenceColumn: Hashable, Sendable {
  /// By its name in the header, compared byte for byte.
  case name(String)
  /// By its place in the row, from 1.
  case position(Int)
  /// By bytes of the row, from 1.
  case bytes(from: Int, length: Int)
}

/// Patterns of date and time of day, each in its column.
package struct ReferencePair: Sendable {
  package var date: String
  package var time: String

  package init(date: String, time: String) {
    self.date = date
    self.time = time
  }
}

/// Values of one column that take a row out, or that it must have.
package struct ReferenceRule: Sendable {
  package var isOnly: Bool
  package var column: ReferenceColumn
  package var globs: [String]
}

/// What is taken off a number.
package struct ReferenceStrip: Sendable {
  package var pattern: String
  package var leaves: Int
}

/// A CDR layout (spec 2.3, 7.2): how a file's bytes give rows, and a row's fields a call.
package struct ReferenceLayout: Sendable {
  package enum Encoding: String, Sendable { case utf8, latin1 }

  /// Rows are cut by places.
  package var isFixed = false
  /// An ASCII byte.
  package var delimiter: UInt8
  /// An ASCII byte, or nil: quotes are then characters like others.
  package var quote: UInt8?
  package var hasBackslashes = false
  package var isMultiline = false
  package var trims = false
  package var hasTrailingDelimiter = false
  package var skippedLines = 0
  /// Blank: none.
  package var comment = ""
  package var hasHeader: Bool
  package var encoding: Encoding
  /// Every column here must be there but those of answer and end that nothing reads. Required: started_at, caller,
  /// called, billable.
  package var columns: [ReferenceField: ReferenceColumn]
  /// The number of fields of a row where there is no header.
  package var columnCount: Int
  /// In place of that and the header's: one of these numbers.
  package var columnCounts: [Int] = []
  /// Or so many at least.
  package var minimumColumns: Int?
  /// The tokens of spec 7.3, or one of its words.
  package var timestampPattern: String
  /// Of one field, in place of the pattern of all.
  package var patterns: [ReferenceField: String] = [:]
  /// Of times in two columns; one without is read as one text with a blank between them.
  package var pairs: [ReferenceField: ReferencePair] = [:]
  /// IANA name of the time zone of the timestamps.
  package var timeZone: String
  package var outboundValues: [String]
  package var inboundValues: [String]
  /// `outbound`, `inbound` or `by-registry`; blank: the column says it, if there is one.
  package var directionWord = ""
  package var answeredValues: [String]
  package var unansweredValues: [String]
  /// `rejected`, `answered` or `unanswered`.
  package var otherDisposition = "rejected"
  /// An ASCII byte: what separates seconds from their fraction in billable.
  package var decimalMark: UInt8
  package var dialling = ReferenceDialling()
  package var callerForm = ReferenceNumberForm.dialled
  package var calledForm = ReferenceNumberForm.dialled
  /// `seconds`, `milliseconds`, `microseconds`, `minutes` or `clock`.
  package var unit = "seconds"
  /// The seconds are the time between these two.
  package var since: ReferenceField?
  package var until: ReferenceField?
  package var callerStrip: [ReferenceStrip] = []
  package var calledStrip: [ReferenceStrip] = []
  package var rules: [ReferenceRule] = []
  package var rejectsContradictions = false

  /// The built-in layout `summit-1` (spec 2.3).
  package static let summit1 = ReferenceLayout(
    delimiter: UInt8(ascii: ";"), quote: nil, hasHeader: true, encoding: .utf8,
    columns: Dictionary(uniqueKeysWithValues: ReferenceField.usual.map { ($0, .name($0.rawValue)) }),
    columnCount: 0, timestampPattern: "YYYY-MM-DD HH:MM:SS", timeZone: "America/Sao_Paulo",
    outboundValues: ["OUT"], inboundValues: ["IN"],
    answeredValues: ["ANSWERED"], unansweredValues: ["NO ANSWER", "BUSY", "FAILED", "CANCELLED"],
    decimalMark: UInt8(ascii: "."))

  /// Whether a file must have the field's column (spec 7.2).
  func needs(_ field: ReferenceField) -> Bool {
    if field == since || field == until { return true }
    switch field {
    case .answeredAt, .endedAt: return false
    case .answeredTime: return needs(.answeredAt)
    case .endedTime: return needs(.endedAt)
    case .billable: return since == nil
    case .direction: return directionWord.isEmpty
    default: return true
    }
  }
}
