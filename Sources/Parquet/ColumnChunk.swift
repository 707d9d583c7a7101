import Glibc
import Output

/// The values of one column in one row group, as they come: a dictionary of them, as long as they are few. In memory of its
/// own, and no object, so that a value counts no references; `deallocate` ends it.
struct ColumnChunk {
  let column: ParquetColumn
  private var dictionary: ValueDictionary
  /// Whether there were too many different values, here or in a row group before: these are then in `plain`.
  private var isPlain = false
  /// In the form `PLAIN`: texts with four bytes of length before them.
  private var plain = ByteStore(capacity: 1 << 12)
  private var valueCount = 0
  /// Whether each row has a value; nothing for a column that always has.
  private var isThere = ByteStore(capacity: 1 << 6)
  /// What the last number was read from.
  private var told = ByteStore(capacity: 1 << 6)

  /// A column with more different values in a row group is written plainly: an entry of a dictionary must stand for many.
  static let maximumDictionary = 1 << 14

  /// - Parameter rows: the most there can be.
  init(_ column: ParquetColumn, rows: Int) {
    self.column = column
    dictionary = ValueDictionary(width: column.width, capacity: rows)
  }

  func deallocate() {
    dictionary.deallocate()
    plain.deallocate()
    isThere.deallocate()
    told.deallocate()
  }

  /// Text that is no UTF-8 has U+FFFD for what is none.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    if !isPlain, dictionary.noteIfLast(text) { return note(true) }
    if Self.isASCII(text) { return appendWhole(text) }
    var repaired = String(decoding: text, as: UTF8.self)
    repaired.withUTF8 { appendWhole($0) }
  }

  private mutating func appendWhole(_ text: UnsafeBufferPointer<UInt8>) {
    note(true)
    if !isPlain {
      if dictionary.note(text) { return }
      becomePlain()
    }
    plain.append(text: text)
  }

  private static func isASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = UnsafeRawBufferPointer(text)
    var all: UInt64 = 0
    var at = 0
    while at + 8 <= bytes.count {
      // SAFETY: the eight bytes lie in the text.
      all |= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      at += 8
    }
    while at < bytes.count {
      all |= UInt64(bytes[at])
      at += 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// Appends the number before once more if it was read from the same text.
  mutating func appendAgain(from text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !isPlain, dictionary.rows > 0, text.count > 0, told.count == text.count, let address = text.baseAddress,
      let last = told.bytes.baseAddress
    else { return false }
    // SAFETY: both have as many bytes.
    guard memcmp(last, address, text.count) == 0 else { return false }
    note(true)
    dictionary.noteLast()
    return true
  }

  /// - Parameter text: what it was read from.
  mutating func append(_ value: Int64, from text: UnsafeBufferPointer<UInt8>) {
    append(value)
    guard !isPlain else { return }
    told.removeAll()
    told.append(UnsafeRawBufferPointer(text))
  }

  mutating func append(_ value: Int64) {
    note(true)
    let width = column.width ?? 8
    if !isPlain {
      told.removeAll()
      if dictionary.note(value, width: width) { return }
      becomePlain()
    }
    plain.append(value, width: width)
  }

  mutating func appendNull() {
    precondition(column.isOptional, "\(column.name) always has a value")
    isThere.append(0)
  }

  @inline(__always)
  private mutating func note(_ isValue: Bool) {
    valueCount += 1
    if column.isOptional { isThere.append(isValue ? 1 : 0) }
  }

  private mutating func becomePlain() {
    isPlain = true
    dictionary.appendRows(to: &plain)
  }

  /// Begins the row group that follows another's.
  mutating func goOn(behind before: ColumnChunk) { isPlain = before.isPlain }

  private var rowCount: Int { column.isOptional ? isThere.count : valueCount }

  mutating func removeAll() {
    dictionary.removeAll()
    plain.removeAll()
    valueCount = 0
    isThere.removeAll()
    told.removeAll()
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
  mutating func write(to buffer: TextBuffer, at offset: Int) -> Place {
    let start = buffer.count
    var place = Place(values: rowCount)
    var data = ByteStore(capacity: 1 << 12)
    defer { data.deallocate() }
    if column.isOptional { appendLevels(to: &data) }
    // A dictionary of hardly fewer values than rows is none.
    if !isPlain, dictionary.count * 2 <= valueCount {
      let values = dictionary.values.bytes
      place.dictionaryOffset = offset
      append(Page.dictionary(values: dictionary.count, bytes: values.count), [values], to: buffer)
      place.dataOffset = offset + buffer.count - start
      dictionary.appendIndices(to: &data)
      append(Page.data(values: rowCount, bytes: data.count, isDictionary: true), [data.bytes], to: buffer)
    } else {
      if !isPlain { dictionary.appendRows(to: &plain) }
      place.dataOffset = offset
      let bytes = data.count + plain.count
      append(Page.data(values: rowCount, bytes: bytes, isDictionary: false), [data.bytes, plain.bytes], to: buffer)
    }
    place.byteCount = buffer.count - start
    return place
  }

  /// Which rows have a value: a length, then bits.
  private func appendLevels(to data: inout ByteStore) {
    var bits = ByteStore(capacity: isThere.count / 8 + 16)
    defer { bits.deallocate() }
    isThere.bytes.map { UInt32($0) }.withUnsafeBufferPointer { bits.append(packed: $0, width: 1) }
    data.append(Int64(bits.count), width: 4)
    data.append(bits.bytes)
  }

  private func append(_ page: Page, _ contents: [UnsafeRawBufferPointer], to buffer: TextBuffer) {
    page.writeHeader(to: buffer)
    for content in contents { buffer.append(content) }
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
