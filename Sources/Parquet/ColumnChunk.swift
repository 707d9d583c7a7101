import Output

/// The values of one column in one row group, as they come.
final class ColumnChunk {
  let column: ParquetColumn
  /// In the form `PLAIN`: texts with four bytes of length before them.
  private let values = TextBuffer(capacity: 1 << 16)
  private var valueCount = 0
  /// Whether each row has a value; nothing for a column that always has.
  private var isThere: [Bool] = []

  /// A column with more different values in a row group is written plainly: an entry of a dictionary must stand for many.
  static let maximumDictionary = 1 << 14

  init(_ column: ParquetColumn) { self.column = column }

  func append(_ text: UnsafeBufferPointer<UInt8>) {
    note(true)
    values.append(littleEndian: UInt64(text.count), bytes: 4)
    values.append(text)
  }

  func append(_ value: Int64) {
    note(true)
    values.append(littleEndian: UInt64(bitPattern: value), bytes: column.width ?? 8)
  }

  func appendNull() {
    precondition(column.isOptional, "\(column.name) always has a value")
    isThere.append(false)
  }

  private func note(_ isValue: Bool) {
    valueCount += 1
    if column.isOptional { isThere.append(isValue) }
  }

  private var rowCount: Int { column.isOptional ? isThere.count : valueCount }

  func removeAll() {
    values.removeAll()
    valueCount = 0
    isThere.removeAll(keepingCapacity: true)
  }

  // MARK: - Pages

  /// Where the pages of a chunk stand, and how they are coded.
  struct Place {
    var dictionaryOffset: Int?
    var dataOffset = 0
    var byteCount = 0
    var values = 0
  }

  /// Writes the chunk's pages: a dictionary if the values repeat, and one of data.
  ///
  /// - Parameter offset: of the file, where `buffer` ends.
  func write(to buffer: TextBuffer, at offset: Int) -> Place {
    let start = buffer.count
    var place = Place(values: rowCount)
    let data = TextBuffer(capacity: 1 << 16)
    if column.isOptional { appendLevels(to: data) }
    if let dictionary = ValueDictionary(values, count: valueCount, width: column.width) {
      place.dictionaryOffset = offset
      append(Page.dictionary(values: dictionary.count, bytes: dictionary.values.count), dictionary.values, to: buffer)
      place.dataOffset = offset + buffer.count - start
      dictionary.appendIndices(to: data)
      append(Page.data(values: rowCount, bytes: data.count, isDictionary: true), data, to: buffer)
    } else {
      place.dataOffset = offset
      data.append(values.bytes)
      append(Page.data(values: rowCount, bytes: data.count, isDictionary: false), data, to: buffer)
    }
    place.byteCount = buffer.count - start
    return place
  }

  /// Which rows have a value: a length, then bits.
  private func appendLevels(to data: TextBuffer) {
    let bits = TextBuffer(capacity: isThere.count / 8 + 16)
    BitPacking.append(isThere.map { $0 ? 1 : 0 }, width: 1, to: bits)
    data.append(littleEndian: UInt64(bits.count), bytes: 4)
    data.append(bits.bytes)
  }

  private func append(_ page: Page, _ content: TextBuffer, to buffer: TextBuffer) {
    page.writeHeader(to: buffer)
    buffer.append(content.bytes)
  }
}

/// The header of a page; none is compressed.
enum Page {
  case dictionary(values: Int, bytes: Int)
  case data(values: Int, bytes: Int, isDictionary: Bool)

  /// `Encoding` of the format.
  enum Encoding {
    static let plain = 0
    static let rle = 3
    static let rleDictionary = 8
  }

  func writeHeader(to buffer: TextBuffer) {
    var thrift = ThriftWriter(buffer)
    thrift.structure { header in
      switch self {
      case .dictionary(let values, let bytes):
        header.i32(1, 2)
        header.i32(2, bytes)
        header.i32(3, bytes)
        header.structure(7) {
          $0.i32(1, values)
          $0.i32(2, Encoding.plain)
        }
      case .data(let values, let bytes, let isDictionary):
        header.i32(1, 0)
        header.i32(2, bytes)
        header.i32(3, bytes)
        header.structure(5) {
          $0.i32(1, values)
          $0.i32(2, isDictionary ? Encoding.rleDictionary : Encoding.plain)
          $0.i32(3, Encoding.rle)
          $0.i32(4, Encoding.rle)
        }
      }
    }
  }
}
