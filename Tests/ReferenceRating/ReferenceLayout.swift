/// The fields of a row that rating needs, by the names of spec 2.3.
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
}

/// Where a layout finds a field.
package enum ReferenceColumn: Hashable, Sendable {
  /// By its name in the header, compared byte for byte.
  case name(String)
  /// By its place in the row, from 1.
  case position(Int)
}

/// A CDR layout (spec 2.3): how a file's bytes give rows, and a row's fields a call.
package struct ReferenceLayout: Sendable {
  package enum Encoding: String, Sendable { case utf8, latin1 }

  /// The direction of all rows, where no column tells it (spec 7.2).
  package enum DirectionOfAllRows: String, CaseIterable, Sendable { case byRegistry = "by-registry", outbound, inbound }

  /// An ASCII byte.
  package var delimiter: UInt8
  /// An ASCII byte, or nil: quotes are then characters like others.
  package var quote: UInt8?
  package var hasHeader: Bool
  package var encoding: Encoding
  /// Every column here must be there. Required: started_at, caller, called, billable.
  package var columns: [ReferenceField: ReferenceColumn]
  /// The number of fields of a row where there is no header.
  package var columnCount: Int
  /// `YYYY`, `MM`, `DD`, `HH`, `MM` (the first after `HH`: minutes) and `SS`; any other character stands for itself.
  package var timestampPattern: String
  /// IANA name of the time zone of the timestamps.
  package var timeZone: String
  package var outboundValues: [String]
  package var inboundValues: [String]
  package var answeredValues: [String]
  package var unansweredValues: [String]
  /// An ASCII byte: what separates seconds from their fraction in billable.
  package var decimalMark: UInt8
  package var directionOfAllRows = DirectionOfAllRows.byRegistry
  package var dialling = ReferenceDialling()
  package var callerForm = ReferenceNumberForm.dialled
  package var calledForm = ReferenceNumberForm.dialled

  /// The built-in layout `summit-1` (spec 2.3).
  package static let summit1 = ReferenceLayout(
    delimiter: UInt8(ascii: ";"), quote: nil, hasHeader: true, encoding: .utf8,
    columns: Dictionary(uniqueKeysWithValues: ReferenceField.allCases.map { ($0, .name($0.rawValue)) }),
    columnCount: 0, timestampPattern: "YYYY-MM-DD HH:MM:SS", timeZone: "America/Sao_Paulo",
    outboundValues: ["OUT"], inboundValues: ["IN"],
    answeredValues: ["ANSWERED"], unansweredValues: ["NO ANSWER", "BUSY", "FAILED", "CANCELLED"],
    decimalMark: UInt8(ascii: "."))
}
