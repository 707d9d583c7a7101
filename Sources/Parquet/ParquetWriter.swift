import Dispatch
import Output
import Synchronization

/// Writes a flat Parquet file: row groups of one page a column, dictionaries where values repeat, nothing compressed. The
/// same rows give the same bytes (spec 11.4).
///
/// Holds two row groups: one is written, on a thread of its own, while the next is filled.
package final class ParquetWriter: @unchecked Sendable {
  // `finished`, `buffer`, `offset` and `groups` are the queue's while it has something to do; all else is the caller's.
  private let createdBy: String
  private let rowsOfGroup: Int
  private let write: (UnsafeRawBufferPointer) throws -> Void
  /// One a column; not in an array, which would count references for each value.
  private var chunks: UnsafeMutableBufferPointer<ColumnChunk>
  /// The same of the row group before.
  private var finished: UnsafeMutableBufferPointer<ColumnChunk>
  private let queue = DispatchQueue(label: "summit-cdr.parquet")
  private let failure = Mutex<(any Error)?>(nil)
  private let buffer = TextBuffer(capacity: 1 << 20)
  /// Bytes handed on.
  private var offset = 0
  private var rows = 0
  private var groups: [(rows: Int, places: [ColumnChunk.Place])] = []

  package static let usualRowsOfGroup = 1 << 17
  private static let mark = "PAR1"

  /// - Parameters:
  ///   - createdBy: the program and its version.
  ///   - rowsOfGroup: fewer than usual only in tests.
  ///   - write: takes the next bytes of the file, on another thread.
  package init(
    _ columns: [ParquetColumn], createdBy: String, rowsOfGroup: Int = ParquetWriter.usualRowsOfGroup,
    to write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) {
    func chunks() -> UnsafeMutableBufferPointer<ColumnChunk> {
      let chunks = UnsafeMutableBufferPointer<ColumnChunk>.allocate(capacity: columns.count)
      _ = chunks.initialize(from: columns.map { ColumnChunk($0, rows: rowsOfGroup) })
      return chunks
    }
    self.chunks = chunks()
    finished = chunks()
    self.createdBy = createdBy
    self.rowsOfGroup = rowsOfGroup
    self.write = write
    buffer.append(Self.mark)
  }

  deinit {
    for chunks in [chunks, finished] {
      for chunk in chunks { chunk.deallocate() }
      chunks.deinitialize().deallocate()
    }
  }

  // MARK: - A row: one value for each column, then `endRow`

  /// Text that is no UTF-8 has U+FFFD for what is none.
  package func text(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) { chunks[column].append(text) }

  package func text(_ column: Int, _ text: String) {
    var text = text
    text.withUTF8 { chunks[column].append($0) }
  }

  /// A number, millionths, microseconds or days, by the column's kind.
  package func value(_ column: Int, _ value: Int64) { chunks[column].append(value) }

  package func value(_ column: Int, _ value: Int64?) {
    if let value { chunks[column].append(value) } else { chunks[column].appendNull() }
  }

  /// The number that a text says; it is not read where the last number was of the same text.
  package func value(
    _ column: Int, of text: UnsafeBufferPointer<UInt8>, _ read: () throws -> Int64
  ) rethrows {
    if chunks[column].appendAgain(from: text) { return }
    chunks[column].append(try read(), from: text)
  }

  package func endRow() throws {
    rows += 1
    if rows == rowsOfGroup { try endGroup() }
  }

  private func endGroup() throws {
    try wait()
    guard rows > 0 else { return }
    let count = rows
    rows = 0
    swap(&chunks, &finished)
    for column in chunks.indices { chunks[column].goOn(behind: finished[column]) }
    queue.async {
      do {
        try self.finish(count)
      } catch {
        self.failure.withLock { $0 = error }
      }
    }
  }

  private func finish(_ rows: Int) throws {
    var places: [ColumnChunk.Place] = []
    for column in finished.indices {
      places.append(finished[column].write(to: buffer, at: offset + buffer.count))
      finished[column].removeAll()
      try flush()
    }
    groups.append((rows, places))
  }

  /// Returns when nothing is written any more.
  ///
  /// - Throws: what writing threw.
  package func wait() throws {
    queue.sync {}
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func flush() throws {
    try write(buffer.bytes)
    offset += buffer.count
    buffer.removeAll()
  }

  /// Writes what is left of the rows, and the footer.
  package func end() throws {
    try endGroup()
    try wait()
    let footer = TextBuffer(capacity: 1 << 12)
    writeFooter(to: footer)
    buffer.append(footer.bytes)
    buffer.append(littleEndian: UInt64(footer.count), bytes: 4)
    buffer.append(Self.mark)
    try flush()
  }

  // MARK: - The footer

  private func writeFooter(to footer: TextBuffer) {
    var thrift = ThriftWriter(footer)
    thrift.structure { file in
      file.i32(1, 2)
      file.list(2, of: .structure, count: chunks.count + 1) { schema in
        schema.structure {
          $0.text(4, "schema")
          $0.i32(5, chunks.count)
        }
        for chunk in chunks { schema.structure { Self.describe(chunk.column, &$0) } }
      }
      file.i64(3, groups.reduce(0) { $0 + $1.rows })
      file.list(4, of: .structure, count: groups.count) { list in
        for group in groups { list.structure { describe(group.rows, group.places, &$0) } }
      }
      file.text(6, createdBy)
    }
  }

  private static func describe(_ column: ParquetColumn, _ element: inout ThriftWriter) {
    element.i32(1, column.physicalType)
    element.i32(3, column.isOptional ? 1 : 0)
    element.text(4, column.name)
    switch column.kind {
    case .integer: break
    case .text:
      element.i32(6, 0)
      element.structure(10) { $0.structure(1) { _ in } }
    case .decimal:
      element.i32(6, 5)
      element.i32(7, ParquetColumn.scale)
      element.i32(8, ParquetColumn.precision)
      element.structure(10) {
        $0.structure(5) {
          $0.i32(1, ParquetColumn.scale)
          $0.i32(2, ParquetColumn.precision)
        }
      }
    case .date:
      element.i32(6, 6)
      element.structure(10) { $0.structure(6) { _ in } }
    case .timestamp:
      element.i32(6, 10)
      element.structure(10) {
        $0.structure(8) {
          $0.bool(1, true)
          $0.structure(2) { $0.structure(2) { _ in } }
        }
      }
    }
  }

  private func describe(_ rows: Int, _ places: [ColumnChunk.Place], _ group: inout ThriftWriter) {
    group.list(1, of: .structure, count: chunks.count) { list in
      for (chunk, place) in zip(chunks, places) {
        list.structure {
          $0.i64(2, place.dictionaryOffset ?? place.dataOffset)
          $0.structure(3) { Self.describe(chunk.column, place, &$0) }
        }
      }
    }
    group.i64(2, places.reduce(0) { $0 + $1.byteCount })
    group.i64(3, rows)
  }

  private static func describe(_ column: ParquetColumn, _ place: ColumnChunk.Place, _ chunk: inout ThriftWriter) {
    let encodings =
      [Page.Encoding.plain, Page.Encoding.rle] + (place.dictionaryOffset == nil ? [] : [Page.Encoding.rleDictionary])
    chunk.i32(1, column.physicalType)
    chunk.list(2, of: .i32, count: encodings.count) { list in for encoding in encodings { list.element(encoding) } }
    chunk.list(3, of: .binary, count: 1) { $0.element(column.name) }
    chunk.i32(4, 0)
    chunk.i64(5, place.values)
    chunk.i64(6, place.byteCount)
    chunk.i64(7, place.byteCount)
    chunk.i64(9, place.dataOffset)
    if let offset = place.dictionaryOffset { chunk.i64(11, offset) }
  }
}
