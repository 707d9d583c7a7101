import ByteScanning
import CallModel

/// A layout with its columns found in one file's header: what reading a row needs, and nothing to look up.
package struct BoundLayout: Sendable {
  package let delimiter: UInt8
  package let quote: UInt8?
  package let encoding: RecordLayout.Encoding
  /// The number of fields a row must have.
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

  let outboundValues: ValueSet
  let inboundValues: ValueSet
  let answeredValues: ValueSet
  let unansweredValues: ValueSet

  /// Why a file does not fit the layout: it fails as a whole (spec 2.3).
  package struct Mismatch: Error, Equatable, Sendable, CustomStringConvertible {
    package let expected: String
    package let found: String

    package var description: String { "expected \(expected), found \(found)" }
  }

  /// - Parameter header: the file's first line that is not empty, without its line end; not used by a layout without.
  package init(_ layout: RecordLayout, zone: TimeZoneRules, header: [UInt8]) throws(Mismatch) {
    let names = layout.hasHeader ? Self.headerNames(header, layout) : []
    let count = layout.hasHeader ? names.count : layout.columnCount ?? 0
    func position(_ field: RecordLayout.Field) throws(Mismatch) -> Int {
      try Self.position(of: field, layout, names: names, fieldCount: count)
    }
    delimiter = layout.delimiter
    quote = layout.quote
    encoding = layout.encoding
    timestamp = layout.timestamp
    self.zone = zone
    decimalMark = layout.decimalMark
    fieldCount = count
    globalID = try position(.globalID)
    startedAt = try position(.startedAt)
    caller = try position(.caller)
    called = try position(.called)
    billable = try position(.billable)
    direction = try position(.direction)
    disposition = try position(.disposition)
    trunk = try position(.trunk)
    accountCode = try position(.accountCode)
    outboundValues = ValueSet(layout.outboundValues)
    inboundValues = ValueSet(layout.inboundValues)
    answeredValues = ValueSet(layout.answeredValues)
    unansweredValues = ValueSet(layout.unansweredValues)
  }

  private static func position(
    of field: RecordLayout.Field, _ layout: RecordLayout, names: [[UInt8]], fieldCount: Int
  ) throws(Mismatch) -> Int {
    switch layout.columns[field] {
    case nil: return -1
    case .position(let position):
      guard position <= fieldCount else {
        throw Mismatch(
          expected: "at least \(position) columns, as the layout \(layout.name) has \(field.rawValue) there",
          found: "\(fieldCount)")
      }
      return position - 1
    case .name(let name):
      let wanted = Array(name.utf8)
      let found = names.indices.filter { names[$0] == wanted }
      guard found.count == 1 else {
        let count = found.isEmpty ? "none" : "\(found.count)"
        throw Mismatch(
          expected: "one column named \(name) in the header, as the layout \(layout.name) says", found: count)
      }
      return found[0]
    }
  }

  /// The header's cells in UTF-8.
  private static func headerNames(_ header: [UInt8], _ layout: RecordLayout) -> [[UInt8]] {
    var bytes = header
    if layout.encoding == .latin1 {
      bytes.removeAll()
      for byte in header { Latin1.append(byte, to: &bytes) }
    }
    let splitter = FieldSplitter()
    return bytes.withUnsafeBufferPointer { splitter.split($0, delimiter: layout.delimiter, quote: layout.quote) }
  }
}
