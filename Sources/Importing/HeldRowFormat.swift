import CallModel
import FileInput
import Foundation
import Ledger
import Output

/// Rows that are not billed, for others to read: the columns of `rejected-records.csv`, then id and state (spec 2.5, 4.3).
package struct HeldRowWriter {
  private let isJSON: Bool
  private let masksNumbers: Bool
  private let write: ([UInt8]) throws -> Void
  private let buffer = TextBuffer(capacity: 1 << 10)
  private var count = 0

  package static let csvHeader = String(RejectedRecordFormatter.header.dropLast()) + ",id,state\n"

  /// - Parameters:
  ///   - isJSON: an array of objects in place of CSV.
  ///   - write: takes the next bytes.
  package init(isJSON: Bool, masksNumbers: Bool, to write: @escaping ([UInt8]) throws -> Void) {
    self.isJSON = isJSON
    self.masksNumbers = masksNumbers
    self.write = write
  }

  package func begin() throws { try write(Array((isJSON ? "[" : Self.csvHeader).utf8)) }

  package mutating func add(_ row: HeldRowRecord) throws {
    try isJSON ? addObject(row) : addCells(row)
    count += 1
  }

  package func end() throws {
    if isJSON { try write(Array((count == 0 ? "]\n" : "\n]\n").utf8)) }
  }

  private func raw(_ row: HeldRowRecord) -> [UInt8] { masksNumbers ? NumberMask.maskAll(in: row.raw) : row.raw }

  private func addCells(_ row: HeldRowRecord) throws {
    guard let reason = row.knownReason else { return }
    buffer.removeAll()
    raw(row).withUnsafeBufferPointer {
      RejectedRecordFormatter.write(
        fileCell: CSVText.cell(SourceFile.displayable(row.fileName.utf8), guardsFormulas: true), line: row.line,
        reason: reason, raw: $0,
        to: buffer)
    }
    try write(Array(buffer.bytes.dropLast()) + Array(",\(row.id),\(row.state.rawValue)\n".utf8))
  }

  private func addObject(_ row: HeldRowRecord) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let object = HeldRowObject(row, raw: String(decoding: raw(row), as: UTF8.self))
    try write(Array((count == 0 ? "\n" : ",\n").utf8) + Array(try encoder.encode(object)))
  }
}

extension HeldRowRecord {
  package var knownReason: Reason? { Reason.allCases.first { $0.name == reason } }
}

private struct HeldRowObject: Encodable {
  let id: Int64
  let file: String
  let line: Int
  let outcome: String
  let reason: String
  let field: String
  let state: String
  /// Why it was discarded, or what settled it.
  let note: String?
  let run: Int64
  let raw: String

  init(_ row: HeldRowRecord, raw: String) {
    id = row.id
    file = SourceFile.displayable(row.fileName.utf8)
    line = row.line
    outcome = row.knownReason?.outcome.name ?? ""
    reason = row.reason
    field = row.knownReason?.field ?? ""
    state = row.state.rawValue
    note = row.note
    run = row.run
    self.raw = raw
  }
}
