import RecordLayouts

/// What stands before the first row of a file: byte order mark, empty lines, header (spec 2.3).
package struct FileHead {
  /// The header without its line end; empty if the layout has none or the file ends before it.
  package private(set) var header: [UInt8] = []
  /// Bytes before the first row.
  package private(set) var rowsStart: Int
  /// Lines before the first row.
  package private(set) var lineCount = 0
  /// There is nothing in the file that could be a header or a row.
  package private(set) var isEmpty = false

  /// The head of a file must be within this many bytes: the longest row, and some empty lines before it.
  package static let maximumBytes = RowReader.maximumRowBytes * 2

  /// Reads the head from a file's first bytes.
  ///
  /// - Parameters:
  ///   - bytes: the first `maximumBytes`, or the whole file if it is shorter.
  ///   - isWhole: whether `bytes` is all there is.
  /// - Returns: nil if the header does not end within `bytes`.
  package init?(_ bytes: UnsafeRawBufferPointer, hasHeader: Bool, isWhole: Bool) {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    rowsStart = at
    guard hasHeader else {
      isEmpty = at == bytes.count && isWhole
      return
    }
    while at < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[at...])
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      if end == nil, !isWhole { return nil }
      var line = Array(rest[..<(end ?? rest.count)])
      if end != nil, line.last == UInt8(ascii: "\r") { line.removeLast() }
      at += end.map { $0 + 1 } ?? rest.count
      lineCount += 1
      if line.isEmpty { continue }
      guard line.count <= RowReader.maximumRowBytes else { return nil }
      header = line
      rowsStart = at
      return
    }
    guard isWhole else { return nil }
    rowsStart = at
    isEmpty = true
  }
}
