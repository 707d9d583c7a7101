/// What stands before the first row of a file: byte order mark, skipped lines, comments, empty lines, header (spec 2.3,
/// 7.2).
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
  /// - Returns: nil if the head does not end within `bytes`.
  package init?(_ bytes: UnsafeRawBufferPointer, layout: RecordLayout, isWhole: Bool) {
    self.init(
      bytes, hasHeader: layout.hasHeader, skippedLines: layout.skippedLines, comment: layout.comment, isWhole: isWhole)
  }

  package init?(
    _ bytes: UnsafeRawBufferPointer, hasHeader: Bool, skippedLines: Int = 0, comment: String? = nil, isWhole: Bool
  ) {
    rowsStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lines = HeadLines(bytes, from: rowsStart, isWhole: isWhole)
    for _ in 0..<skippedLines {
      guard lines.next() != nil else { break }
    }
    if lines.isCut { return nil }
    guard hasHeader else {
      rowsStart = lines.at
      lineCount = lines.count
      isEmpty = lines.at == bytes.count && isWhole
      return
    }
    let comment = Array((comment ?? "").utf8)
    while let line = lines.next() {
      if line.isEmpty || (!comment.isEmpty && line.starts(with: comment)) { continue }
      guard line.count <= RowReader.maximumRowBytes else { return nil }
      header = line
      rowsStart = lines.at
      lineCount = lines.count
      return
    }
    if lines.isCut { return nil }
    guard isWhole else { return nil }
    rowsStart = lines.at
    lineCount = lines.count
    isEmpty = true
  }
}

/// The lines of a file's beginning.
private struct HeadLines {
  private let bytes: UnsafeRawBufferPointer
  private let isWhole: Bool
  private(set) var at: Int
  private(set) var count = 0
  /// A line did not end within the bytes, and there is more of the file.
  private(set) var isCut = false

  init(_ bytes: UnsafeRawBufferPointer, from start: Int, isWhole: Bool) {
    self.bytes = bytes
    self.isWhole = isWhole
    at = start
  }

  /// The next line without its line end; nil if there is none.
  mutating func next() -> [UInt8]? {
    guard at < bytes.count else {
      isCut = isCut || !isWhole
      return nil
    }
    let rest = UnsafeRawBufferPointer(rebasing: bytes[at...])
    let end = rest.firstIndex(of: UInt8(ascii: "\n"))
    if end == nil, !isWhole {
      isCut = true
      return nil
    }
    var line = Array(rest[..<(end ?? rest.count)])
    if end != nil, line.last == UInt8(ascii: "\r") { line.removeLast() }
    at += end.map { $0 + 1 } ?? rest.count
    count += 1
    return Array(ByteOrderMarks.skip(line))
  }
}
