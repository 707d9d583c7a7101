import ByteScanning
import CallModel
import Listing
import RecordLayouts

/// What `inspect` shows a person.
package struct InspectionText {
  package private(set) var lines: [String]

  /// Longest value shown, in characters.
  private static let maximumValueCharacters = 40
  /// Longest faulty row shown, in characters.
  private static let maximumRowCharacters = 100

  package init(_ inspection: FileInspection) {
    lines = [DisplayText.of(inspection.path)]
    lines += Self.form(inspection)
    lines += Self.layout(inspection)
    if let proposal = inspection.proposal { lines += Self.proposal(proposal) }
    lines += Self.remarks(inspection.notes)
    if let census = inspection.census { lines += Self.rows(census) + Self.faults(census) }
  }

  private static func form(_ inspection: FileInspection) -> [String] {
    let sample = inspection.sample
    var lines = ["  size       \(CountText.grouped(Int(inspection.sizeBytes))) bytes, " + compression(inspection)]
    lines.append("  encoding   \(encoding(sample))")
    lines.append("  line ends  \(lineEnds(sample))")
    if let census = inspection.census {
      let columns = census.columnCount > 0 ? " of \(census.columnCount) columns" : ""
      lines.append(
        "  rows       \(CountText.grouped(census.rowCount))\(columns), "
          + "\(CountText.grouped(census.answeredCount)) of them answered calls")
    } else if sample.lines.isEmpty {
      lines.append("  rows       none")
    }
    return lines
  }

  private static func compression(_ inspection: FileInspection) -> String {
    inspection.isGzip ? "gzip (by its content)" : "plain"
  }

  private static func encoding(_ sample: TextSample) -> String {
    let name: String =
      switch sample.encoding {
      case .ascii: "ASCII"
      case .utf8: "UTF-8"
      case .latin1: "no UTF-8, so Latin-1 or the like"
      }
    switch sample.byteOrderMark {
    case .none: return "\(name), no byte order mark"
    case .utf8: return "\(name), with a byte order mark"
    case .utf16: return "UTF-16, by its byte order mark"
    }
  }

  private static func lineEnds(_ sample: TextSample) -> String {
    var kinds: [String] = []
    if sample.lineFeeds > 0 { kinds.append("\\n (\(CountText.grouped(sample.lineFeeds)))") }
    if sample.carriageReturnLineFeeds > 0 {
      kinds.append("\\r\\n (\(CountText.grouped(sample.carriageReturnLineFeeds)))")
    }
    if sample.loneCarriageReturns > 0 {
      kinds.append("\\r alone (\(CountText.grouped(sample.loneCarriageReturns))), which ends no row")
    }
    let text = kinds.isEmpty ? "none" : kinds.joined(separator: ", ")
    return sample.isWhole ? text : "\(text) in the first MiB"
  }

  private static func layout(_ inspection: FileInspection) -> [String] {
    switch inspection.layoutSource {
    case .given: return ["  layout     \(inspection.layout?.name ?? "") (given)"]
    case .builtIn:
      let trial = inspection.trial ?? nil
      let counts = trial.map { " reads \($0.goodCount) of the first \($0.rowCount) rows" } ?? ""
      let zone = inspection.changes.isEmpty ? "" : " with " + inspection.changes.joined(separator: ", ")
      return ["  layout     the built-in layout \(inspection.layout?.name ?? "") fits\(zone):\(counts)"]
    case .proposed: return ["  layout     none built in fits; this is proposed (--write keeps it):"]
    case nil: return inspection.sample.lines.isEmpty ? [] : ["  layout     none found"]
    }
  }

  private static func proposal(_ proposal: LayoutProposal) -> [String] {
    let layout = proposal.layout
    let form =
      layout.format == .fixed
      ? "fields at fixed places, "
      : "delimiter \(character(layout.delimiter)), quote \(layout.quote.map(character) ?? "none"), "
    var lines = [
      "",
      "  " + form + (layout.hasHeader ? "with a header" : "no header")
        + ", times \(times(layout)), decimal mark \(character(layout.decimalMark))",
    ]
    if !layout.outboundValues.isEmpty || !layout.inboundValues.isEmpty {
      lines.append("  outbound \(list(layout.outboundValues)), inbound \(list(layout.inboundValues))")
    }
    if !layout.answeredValues.isEmpty || !layout.unansweredValues.isEmpty {
      lines.append("  answered \(list(layout.answeredValues)), unanswered \(list(layout.unansweredValues))")
    }
    var table = AlignedTable([.number("#"), .text("column"), .text("field"), .text("values")])
    let blank = proposal.columns.filter { $0.examples.isEmpty && $0.field == nil }
    for column in proposal.columns where !blank.contains(column) {
      table.append([
        "\(column.position)", shown(column.name ?? ""), column.field?.rawValue ?? "",
        column.examples.map(shown).joined(separator: " | "),
      ])
    }
    lines += [""] + table.lines
    if !blank.isEmpty { lines.append("(\(CountText.of(blank.count, "column", "columns")) without a value left out)") }
    return lines
  }

  private static func times(_ layout: RecordLayout) -> String {
    let parts = layout.times[.startedAt]?.parts
    let text = parts.map { "\($0.date.text) and \($0.time.text)" } ?? layout.timestamp.text
    let isAbsolute = layout.timestamp.epoch != nil || layout.timestamp.hasOffset
    return isAbsolute ? text : "\(text) in \(layout.timeZone)"
  }

  /// What must be looked at first; below it what each choice makes of a row.
  private static func remarks(_ notes: [LayoutProposal.Note]) -> [String] {
    guard !notes.isEmpty else { return [] }
    var lines = ["", "remarks"]
    for note in notes.filter(\.mustBeChecked) + notes.filter({ !$0.mustBeChecked }) {
      lines.append("  \(note.mustBeChecked ? "CHECK " : "      ")\(note.key): \(DisplayText.of(note.text))")
      let width = note.readings.reduce(0) { max($0, $1.choice.count) }
      for reading in note.readings {
        let choice = DisplayText.of(reading.choice).padded(to: width)
        lines.append("          line \(reading.line) by \(choice)  \(shortened(reading.value, maximumRowCharacters))")
      }
    }
    return lines
  }

  private static func character(_ byte: UInt8) -> String {
    byte == UInt8(ascii: "\t") ? "tab" : String(UnicodeScalar(byte))
  }

  private static func list(_ values: [String]) -> String {
    values.isEmpty ? "none" : values.map(shown).joined(separator: "|")
  }

  private static func shown(_ text: String) -> String { shortened(text, maximumValueCharacters) }

  private static func shortened(_ text: String, _ limit: Int) -> String {
    let safe = DisplayText.of(text)
    return safe.count > limit ? safe.prefix(limit - 1) + "…" : safe
  }

  private static func rows(_ census: RowCensus) -> [String] {
    guard !census.previews.isEmpty else { return [] }
    var table = AlignedTable([
      .number("line"), .text("started_at"), .text("direction"), .text("caller"), .text("called"), .number("billable"),
      .text("answered"), .text("global_id"),
    ])
    for row in census.previews {
      table.append([
        "\(row.line)", row.startedAt, row.direction?.name ?? "by registry", shown(row.caller), shown(row.called),
        "\(row.billableSeconds)", row.isAnswered ? "yes" : "no", shown(row.globalID),
      ])
    }
    return ["", "the first rows as they are read"] + table.lines
  }

  private static func faults(_ census: RowCensus) -> [String] {
    guard !census.faults.isEmpty else { return ["", "no row has a fault"] }
    var table = AlignedTable([.text("fault"), .text("field"), .number("rows"), .number("first line"), .text("row")])
    for fault in census.faults {
      table.append([
        fault.reason.name, fault.reason.field, CountText.grouped(fault.count), "\(fault.firstLine)",
        shortened(fault.firstRow, maximumRowCharacters),
      ])
    }
    return ["", "rows that would be rejected"] + table.lines
  }
}
