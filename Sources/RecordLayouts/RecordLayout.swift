import ByteScanning

/// How a switch writes its call records: which column is which, and what the values mean (spec 2.3).
///
/// A layout is data, a YAML file, since Summit's is not public and has had several versions. `BoundLayout` is one made
/// fit for the header of one file.
package struct RecordLayout: Equatable, Sendable {
  package enum Encoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
  }

  /// What a call needs from a row.
  package enum Field: String, CaseIterable, Sendable {
    case globalID = "global_id"
    case startedAt = "started_at"
    case caller, called, billable, direction, disposition, trunk
    case accountCode = "account_code"
    // Told by the switch, good for a person to know, never read.
    case answeredAt = "answered_at"
    case endedAt = "ended_at"
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
  }

  /// Which column of a row holds a field.
  package enum Column: Equatable, Sendable {
    case name(String)
    /// Counted from 1.
    case position(Int)
  }

  package var name: String
  package var description: String
  package var delimiter: UInt8
  /// nil: a quote character is a character like any other.
  package var quote: UInt8?
  package var hasHeader: Bool
  package var encoding: Encoding
  package var timestamp: TimestampPattern
  /// The zone of the timestamps, an IANA name.
  package var timeZone: String
  package var decimalMark: UInt8
  package var columns: [Field: Column]
  /// Fields of a row in a file without header.
  package var columnCount: Int?
  /// Values of `direction`, compared exactly.
  package var outboundValues: [String]
  package var inboundValues: [String]
  /// Values of `disposition`, compared exactly.
  package var answeredValues: [String]
  package var unansweredValues: [String]

  package init(
    name: String, description: String, delimiter: UInt8, quote: UInt8?, hasHeader: Bool, encoding: Encoding,
    timestamp: TimestampPattern, timeZone: String, decimalMark: UInt8, columns: [Field: Column], columnCount: Int?,
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

  /// A row has fewer fields: a switch writes dozens, and 64 KiB of separators must not cost a table of that size.
  package static let maximumColumns = 1_000
}

/// Why a layout cannot be used: where, what was expected, what was found.
package struct LayoutFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// File name, or the built-in layout's name.
  package var source: String
  package var line: Int?
  package var key: String?
  package var expected: String
  package var found: String

  package init(source: String, line: Int?, key: String?, expected: String, found: String) {
    self.source = source
    self.line = line
    self.key = key
    self.expected = expected
    self.found = found
  }

  package var description: String {
    var text = source
    if let line { text += ":\(line)" }
    if let key { text += ": \(key)" }
    return "\(text): expected \(expected), found \(found)"
  }
}

/// Every fault of a layout file.
package struct LayoutFaults: Error, CustomStringConvertible {
  package var faults: [LayoutFault]

  package init(_ faults: [LayoutFault]) { self.faults = faults }

  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
