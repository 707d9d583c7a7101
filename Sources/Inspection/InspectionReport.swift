import CallModel
import RecordLayouts

/// The JSON of `inspect`. What does not apply is left out.
package struct InspectionReport: Encodable {
  struct LineEnds: Encodable {
    var lf: Int
    var crlf: Int
    var cr: Int
  }

  struct Column: Encodable {
    var position: Int
    var name: String?
    var field: String?
    var examples: [String]
  }

  struct Remark: Encodable {
    var key: String
    var text: String
    var mustBeChecked: Bool
    /// What the choices make of one row, the proposed one first.
    var readings: [Reading]?
  }

  struct Reading: Encodable {
    var line: Int
    var choice: String
    var value: String
  }

  struct Layout: Encodable {
    /// `given`, `built-in` or `proposed`.
    var source: String
    var name: String
    var yaml: String
  }

  struct Row: Encodable {
    var line: Int
    var startedAt: String
    /// `in`, `out`; left out where the registry decides.
    var direction: String?
    var caller: String
    var called: String
    var billable: Int
    var answered: Bool
    var globalId: String
  }

  struct Fault: Encodable {
    var reason: String
    var field: String?
    var rows: Int
    var firstLine: Int
    var firstRow: String
  }

  var file: String
  var sizeBytes: Int64
  var gzip: Bool
  var encoding: String
  var byteOrderMark: String
  /// Of the first MiB.
  var lineEnds: LineEnds
  var layout: Layout?
  var columns: [Column]?
  var remarks: [Remark]?
  var missingFields: [String]?
  var rows: Int?
  var answered: Int?
  var firstRows: [Row]?
  var faults: [Fault]?
  var error: String?

  package init(_ inspection: FileInspection) {
    let sample = inspection.sample
    file = inspection.path
    sizeBytes = inspection.sizeBytes
    gzip = inspection.isGzip
    encoding = sample.encoding.rawValue
    byteOrderMark = sample.byteOrderMark.rawValue
    lineEnds = LineEnds(
      lf: sample.lineFeeds, crlf: sample.carriageReturnLineFeeds, cr: sample.loneCarriageReturns)
    error = inspection.failure
    if let layout = inspection.layout, let source = inspection.layoutSource {
      self.layout = Layout(
        source: source.rawValue, name: layout.name, yaml: inspection.layoutFileText ?? layout.yaml)
    }
    if let proposal = inspection.proposal { add(proposal) }
    if inspection.layoutSource != .given || !inspection.notes.isEmpty {
      remarks = inspection.notes.map { note in
        let readings = note.readings.map { Reading(line: $0.line, choice: $0.choice, value: $0.value) }
        return Remark(
          key: note.key, text: note.text, mustBeChecked: note.mustBeChecked, readings: readings.isEmpty ? nil : readings
        )
      }
    }
    if let census = inspection.census { add(census) }
  }

  private mutating func add(_ proposal: LayoutProposal) {
    columns = proposal.columns.map {
      Column(position: $0.position, name: $0.name, field: $0.field?.rawValue, examples: $0.examples)
    }
    missingFields = proposal.missing.map(\.rawValue)
  }

  private mutating func add(_ census: RowCensus) {
    rows = census.rowCount
    answered = census.answeredCount
    firstRows = census.previews.map {
      Row(
        line: $0.line, startedAt: $0.startedAt, direction: $0.direction?.name, caller: $0.caller, called: $0.called,
        billable: $0.billableSeconds, answered: $0.isAnswered, globalId: $0.globalID)
    }
    faults = census.faults.map {
      Fault(
        reason: $0.reason.name, field: $0.reason.field.isEmpty ? nil : $0.reason.field, rows: $0.count,
        firstLine: $0.firstLine, firstRow: $0.firstRow)
    }
  }
}
