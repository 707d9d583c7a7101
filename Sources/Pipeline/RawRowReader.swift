import ByteScanning
import FileInput
import RecordLayouts

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
  /// Of rows that may have several lines; nil: each is a line.
  private let layout: RecordLayout?

  /// Where reading begins: at the first byte of a row.
  enum Start {
    case beginning
    /// Of a plain file.
    case offset(Int64, linesBefore: Int)
    case place(GzipPlaces.Place, linesBefore: Int)

    var linesBefore: Int {
      switch self {
      case .beginning: 0
      case .offset(_, let lines), .place(_, let lines): lines
      }
    }

    /// Whether what comes before is dear to read.
    var isPlace: Bool { if case .place = self { true } else { false } }
  }

  /// - Parameter start: of a file whose rows are lines; lines before it cannot be asked for.
  init(_ file: OpenFile, layout: RecordLayout, from start: Start) throws(FileFailure) {
    self.file = file
    self.layout = layout.isMultiline ? layout : nil
    line = start.linesBefore
    switch start {
    case .beginning:
      stream = try file.isGzip() ? GzipStream(file: file) : nil
      try fill()
      skipByteOrderMark()
    case .offset(let bytes, _):
      stream = nil
      offset = bytes
      try fill()
    case .place(let place, _):
      stream = try GzipStream(file: file, from: place.mark)
      buffer.copyBytes(from: place.carry)
      filled = place.carry.count
    }
  }

  package convenience init(_ file: OpenFile, layout: RecordLayout) throws(FileFailure) {
    try self.init(file, layout: layout, from: .beginning)
  }

  private func skipByteOrderMark() {
    if UnsafeRawBufferPointer(rebasing: buffer[..<filled]).starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  deinit { buffer.deallocate() }

  /// The bytes of the row that begins at line `wanted` (counted from 1, greater than at the last call), without its line
  /// end.
  ///
  /// - Returns: nil if the file has no such line.
  package func row(_ wanted: Int) throws(FileFailure) -> [UInt8]? {
    while line < wanted - 1 {
      guard try skipLine() else { return nil }
    }
    guard var row = try takeLine() else { return nil }
    row.bytes = Array(ByteOrderMarks.skip(row.bytes))
    guard let layout, let quote = layout.quote else { return row.bytes }
    while row.hasEnd, row.bytes.count < RowReader.maximumRowBytes {
      let bytes = row.bytes + [UInt8(ascii: "\n")]
      let end = bytes.withUnsafeBufferPointer {
        FieldSplitter.rowEnd(
          in: $0, from: 0, limit: bytes.count, delimiter: layout.delimiter, quote: quote,
          escapes: layout.escape == .backslash, trims: layout.trims)
      }
      if end != nil { break }
      guard let next = try takeLine() else { break }
      row = (bytes + next.bytes, next.hasReturn, next.hasEnd)
    }
    if row.hasReturn, row.hasEnd { row.bytes.removeLast() }
    return row.bytes
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

  /// A line without its line feed, whether it ends in a carriage return, and whether it has a line end at all. Of a row of one line
  /// the return is gone already.
  private func takeLine() throws(FileFailure) -> (bytes: [UInt8], hasReturn: Bool, hasEnd: Bool)? {
    var row: [UInt8] = []
    while true {
      let end = LineEnds.first(in: UnsafeRawBufferPointer(rebasing: buffer[..<filled]), from: at)
      row += buffer[at..<(end ?? filled)]
      at = end.map { $0 + 1 } ?? filled
      if end != nil {
        line += 1
        let hasReturn = row.last == UInt8(ascii: "\r")
        if hasReturn, layout == nil { row.removeLast() }
        return (row, hasReturn, true)
      }
      guard try fill() else { return row.isEmpty ? nil : (row, false, false) }
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
