import ByteScanning
import CallModel
import FileInput
import Importing
import Ledger
import Pipeline
import RecordLayouts

/// Rows as the platform wrote them, where their files are still in the source directory.
package struct SourceRows {
  /// One row, read again.
  package struct SourceRow {
    package var text: String
    /// The called number as it was dialled, without what the layout takes off.
    package var called: String
    /// How the layout has it read.
    package var form: NumberForm
    package var dialling: Dialling
  }

  private let directory: String
  private let layout: RecordLayout
  private let zone: TimeZoneRules
  private let headers: (Int64) -> [UInt8]?

  /// - Parameter layout: the integration's.
  package init?(directory: String, layout: RecordLayout, ledger: Ledger) {
    guard let zone = TimeZoneRules(identifier: layout.timeZone) else { return nil }
    self.directory = directory
    self.layout = layout
    self.zone = zone
    headers = { id in (try? ledger.header(id)) ?? nil }
  }

  /// The call's row; nil if its file is gone, or has another row there now.
  func row(of call: RecordedCall, file: FileRow?) -> SourceRow? {
    guard let file,
      let open = try? OpenFile(directory: directory, file: SourceFile(name: file.name, identity: file.identity)),
      let reader = try? RawRowReader(open, layout: layout), let raw = try? reader.row(call.sourceLine)
    else { return nil }
    let header = file.header.flatMap(headers) ?? []
    guard let bound = try? BoundLayout(layout, zone: zone, header: header) else { return nil }
    let rows = RowReader(layout: bound)
    var fields = CallFields()
    var fieldReader = CallFieldReader(layout: bound)
    return raw.withUnsafeBytes { bytes -> SourceRow? in
      rows.start(bytes, layout: bound)
      guard case .fields = rows.next(), rows.readFields(&fieldReader, into: &fields) == nil,
        fields.instant == call.instant, Int(fields.billableSeconds) == call.duration,
        fields.globalID.elementsEqual(call.globalID.utf8)
      else { return nil }
      return SourceRow(
        text: String(decoding: bytes, as: UTF8.self), called: String(decoding: fields.called, as: UTF8.self),
        form: fields.calledForm, dialling: layout.dialling)
    }
  }
}
