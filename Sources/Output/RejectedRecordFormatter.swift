import ByteScanning
import CallModel

/// Writes rows of `rejected-records.csv` (spec 2.4, 2.5).
///
/// Allocates nothing for a row in ASCII: with the wrong layout all rows of a month may come here.
package enum RejectedRecordFormatter {
  package static let header = "file,line,outcome,reason,field,raw\n"

  /// - Parameters:
  ///   - raw: the row in UTF-8 or nearly: what is invalid is written as U+FFFD.
  package static func write(
    fileCell: [UInt8], line: Int, reason: Reason, raw: UnsafeBufferPointer<UInt8>, to buffer: TextBuffer
  ) {
    buffer.append(fileCell)
    let comma = UInt8(ascii: ",")
    buffer.write(maximumLineCellBytes) { text in
      text.put(comma)
      text.put(decimal: line)
      text.put(comma)
    }
    append(reason.outcome.name, to: buffer)
    append(reason.name, to: buffer)
    append(reason.field, to: buffer)
    if raw.isValidUTF8 {
      buffer.append(cell: raw, guardsFormulas: true)
    } else {
      var repaired = String(decoding: raw, as: UTF8.self)
      repaired.withUTF8 { buffer.append(cell: $0, guardsFormulas: true) }
    }
    buffer.append(10)
  }

  /// A number of up to 20 digits between two commas.
  private static let maximumLineCellBytes = 22

  private static func append(_ cell: String, to buffer: TextBuffer) {
    buffer.append(cell)
    buffer.append(UInt8(ascii: ","))
  }
}
