import ByteScanning

/// A layout guessed from the beginning of a file, for a person to correct: what was found, why, and what must be
/// checked (spec 2.3).
package struct LayoutProposal: Sendable {
  /// A column of the file and the field it was taken for.
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
    package var mustBeChecked: Bool
  }

  /// What was guessed. It reads no file as long as `missing` is not empty.
  package internal(set) var layout: RecordLayout
  package internal(set) var columns: [Column]
  package internal(set) var notes: [Note] = []
  /// Required fields for which no column was found.
  package internal(set) var missing: [RecordLayout.Field] = []

  /// The name of a layout that was guessed.
  package static let proposedName = "proposed"

  /// - Returns: nil if the sample has no line, or is no text (`TextSample.obstacle`).
  package init?(_ sample: TextSample) {
    guard !sample.lines.isEmpty, sample.obstacle == nil else { return nil }
    let dialect = Dialect(sample.lines)
    let table = SampleTable(sample.lines, dialect)
    layout = RecordLayout(
      name: Self.proposedName, description: "Proposed from a file, to be checked", delimiter: dialect.delimiter,
      quote: dialect.quote, hasHeader: table.header != nil, encoding: sample.encoding == .latin1 ? .latin1 : .utf8,
      timestamp: TimestampPattern.usual, timeZone: "America/Sao_Paulo", decimalMark: UInt8(ascii: "."), columns: [:],
      columnCount: table.header == nil ? .exactly([table.columnCount]) : nil, outboundValues: [], inboundValues: [],
      answeredValues: [], unansweredValues: [])
    columns = table.profiles.map {
      Column(position: $0.position, name: $0.name, field: nil, examples: $0.examples)
    }
    noteForm(sample, table)
    let choice = FieldChoice(table)
    adopt(choice, table)
    readTime(table)
    readSeconds(table)
    readDirection(table)
    readDisposition(table)
    missing = RecordLayout.Field.allCases.filter { $0.isRequired && layout.columns[$0] == nil }
    for field in missing {
      note("columns.\(field.rawValue)", "no column was found that looks like it", mustBeChecked: true)
    }
  }

  mutating func note(_ key: String, _ text: String, mustBeChecked: Bool = false) {
    notes.append(Note(key: key, text: text, mustBeChecked: mustBeChecked))
  }

  /// The profile of the column chosen for `field`.
  func profile(_ field: RecordLayout.Field, _ table: SampleTable) -> ColumnProfile? {
    columns.first { $0.field == field }.map { table.profiles[$0.position - 1] }
  }

  /// Leaves `field` without a column.
  mutating func drop(_ field: RecordLayout.Field) {
    layout.columns[field] = nil
    for index in columns.indices where columns[index].field == field { columns[index].field = nil }
  }

  private mutating func noteForm(_ sample: TextSample, _ table: SampleTable) {
    if sample.encoding == .latin1 {
      note("encoding", "the file has bytes that are no UTF-8", mustBeChecked: true)
    }
    if table.header == nil {
      note("header", "the first line looks like a record")
      note("column_count", "as most of the first lines have")
    }
    note("time_zone", "a file does not tell it: the zone of the switch's clock", mustBeChecked: true)
  }

  private mutating func adopt(_ choice: FieldChoice, _ table: SampleTable) {
    for field in RecordLayout.Field.allCases {
      guard let column = choice.columns[field] else { continue }
      let profile = table.profiles[column]
      columns[column].field = field
      let isNameUnique = table.profiles.count { $0.name == profile.name } == 1
      if let name = profile.name, !name.isEmpty, isNameUnique {
        layout.columns[field] = .name(name)
      } else {
        layout.columns[field] = .position(profile.position)
      }
      if let reason = choice.reasons[field] {
        note("columns.\(field.rawValue)", reason, mustBeChecked: field.isRead)
      }
    }
  }
}
