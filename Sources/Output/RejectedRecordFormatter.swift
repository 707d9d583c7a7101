import CallModel

/// Writes rows of `rejected-records.csv` (spec 2.4, 2.5).
package enum RejectedRecordFormatter {
  package static let header = "file,line,outcome,reason,field,raw\n"

  /// - Parameters:
  ///   - raw: the row in UTF-8 or nearly: what is invalid is written as U+FFFD.
  package static func write(
    fileCell: [UInt8], line: Int, reason: Reason, raw: UnsafeBufferPointer<UInt8>, to buffer: TextBuffer
  ) {
    buffer.append(fileCell)
    buffer.append(",\(line),\(reason.outcome.name),\(reason.name),\(reason.field),")
    if String(validating: raw, as: UTF8.self) != nil {
      buffer.append(cell: raw, guardsFormulas: true)
    } else {
      var repaired = String(decoding: raw, as: UTF8.self)
      repaired.withUTF8 { buffer.append(cell: $0, guardsFormulas: true) }
    }
    buffer.append(10)
  }
}
