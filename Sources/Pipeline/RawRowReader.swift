import ByteScanning
import FileInput

/// Reads single rows of a file again, in ascending order of their lines: for the few whose bytes were needed only once
/// all rows were known (the losing versions of a call).
package final class RawRowReader {
  private let file: OpenFile
  private let stream: GzipStream?
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
  private var filled = 0
  private var at = 0
  private var offset: Int64 = 0
  /// Lines read so far.
  private var line = 0

  package init(_ file: OpenFile) throws(FileFailure) {
    self.file = file
    stream = try file.isGzip() ? GzipStream(file: file) : nil
    try fill()
    if UnsafeRawBufferPointer(rebasing: buffer[..<filled]).starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  deinit { buffer.deallocate() }

  /// The bytes of line `wanted` (counted from 1, greater than at the last call), without its line end.
  ///
  /// - Returns: nil if the file has no such line.
  package func row(_ wanted: Int) throws(FileFailure) -> [UInt8]? {
    while line < wanted - 1 {
      guard try skipLine() else { return nil }
    }
    return try takeLine()
  }

  private func skipLine() throws(FileFailure) -> Bool {
    while true {
      if let end = LineEnds.first(in: UnsafeRawBufferPointer(rebasing: buffer[..<filled]), from: at) {
        at = end + 1
        line += 1
        return true
      }
      guard try fill() else { return false }
    }
  }

  private func takeLine() throws(FileFailure) -> [UInt8]? {
    var row: [UInt8] = []
    while true {
      let end = LineEnds.first(in: UnsafeRawBufferPointer(rebasing: buffer[..<filled]), from: at)
      row += buffer[at..<(end ?? filled)]
      at = end.map { $0 + 1 } ?? filled
      if end != nil {
        line += 1
        if row.last == UInt8(ascii: "\r") { row.removeLast() }
        return row
      }
      guard try fill() else { return row.isEmpty ? nil : row }
    }
  }

  /// Reads the next piece in place of the last; false at the end.
  @discardableResult
  private func fill() throws(FileFailure) -> Bool {
    at = 0
    filled = if let stream { try stream.read(into: buffer) } else { try file.read(into: buffer, at: offset) }
    offset += Int64(filled)
    return filled > 0
  }
}
