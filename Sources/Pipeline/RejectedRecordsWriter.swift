import CallModel
import Output
import RecordLayouts

/// Writes `rejected-records.csv` (spec 2.5).
package final class RejectedRecordsWriter {
  private let fileNames: [String]
  private let encoding: RecordLayout.Encoding
  private let compress: Bool
  private let output: OutputFile
  private let buffer = TextBuffer(capacity: 1 << 18)
  private var fileCell: (file: Int, cell: [UInt8]) = (-1, [])
  private var text: [UInt8] = []

  private static let blockBytes = 1 << 20

  package init(fileNames: [String], encoding: RecordLayout.Encoding, compress: Bool, output: OutputFile) {
    self.fileNames = fileNames
    self.encoding = encoding
    self.compress = compress
    self.output = output
    buffer.append(RejectedRecordFormatter.header)
  }

  /// Writes one row; rows come in the order of files and lines.
  package func write(file: Int, line: Int, reason: Reason, raw: [UInt8]) throws(OutputFailure) {
    if fileCell.file != file { fileCell = (file, CSVText.cell(fileNames[file], guardsFormulas: true)) }
    text.removeAll(keepingCapacity: true)
    if encoding == .latin1 {
      for byte in raw { Latin1.append(byte, to: &text) }
    } else {
      text = raw
    }
    text.withUnsafeBufferPointer {
      RejectedRecordFormatter.write(fileCell: fileCell.cell, line: line, reason: reason, raw: $0, to: buffer)
    }
    if buffer.count > Self.blockBytes { try flush() }
  }

  /// Writes what is left.
  package func flush() throws(OutputFailure) {
    var bytes = buffer
    if compress {
      bytes = TextBuffer(capacity: buffer.count / 4 + 1024)
      try GzipMember.append(buffer.bytes, to: bytes)
    }
    try output.append(bytes.bytes)
    buffer.removeAll()
  }
}
