import Output

/// Writes structs in Thrift's compact protocol, in which Parquet has its headers and its footer.
struct ThriftWriter {
  enum FieldType: UInt8 {
    case yes = 1
    case no = 2
    case i32 = 5
    case i64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  let buffer: TextBuffer
  /// The number of the last field of each struct that is open.
  private var lastFields: [Int] = []

  init(_ buffer: TextBuffer) { self.buffer = buffer }

  /// A struct that is no field: the outermost, or an element of a list.
  mutating func structure(_ body: (inout ThriftWriter) -> Void) {
    lastFields.append(0)
    body(&self)
    lastFields.removeLast()
    buffer.append(0)
  }

  mutating func structure(_ id: Int, _ body: (inout ThriftWriter) -> Void) {
    field(id, .structure)
    structure(body)
  }

  mutating func i32(_ id: Int, _ value: Int) {
    field(id, .i32)
    zigzag(Int64(value))
  }

  mutating func i64(_ id: Int, _ value: Int) {
    field(id, .i64)
    zigzag(Int64(value))
  }

  mutating func bool(_ id: Int, _ value: Bool) { field(id, value ? .yes : .no) }

  mutating func text(_ id: Int, _ value: String) {
    field(id, .binary)
    element(value)
  }

  mutating func list(_ id: Int, of type: FieldType, count: Int, _ body: (inout ThriftWriter) -> Void) {
    field(id, .list)
    if count < 15 {
      buffer.append(UInt8(count) << 4 | type.rawValue)
    } else {
      buffer.append(0xF0 | type.rawValue)
      varint(UInt64(count))
    }
    body(&self)
  }

  /// An element of a list of texts.
  mutating func element(_ value: String) {
    varint(UInt64(value.utf8.count))
    buffer.append(value)
  }

  /// An element of a list of numbers.
  mutating func element(_ value: Int) { zigzag(Int64(value)) }

  private mutating func field(_ id: Int, _ type: FieldType) {
    let last = lastFields[lastFields.count - 1]
    precondition(id > last && id - last < 16, "fields come in order")
    buffer.append(UInt8(id - last) << 4 | type.rawValue)
    lastFields[lastFields.count - 1] = id
  }

  private func zigzag(_ value: Int64) { varint(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  private func varint(_ value: UInt64) { buffer.append(varint: value) }
}

extension TextBuffer {
  /// Seven bits a byte, the lowest first.
  func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
