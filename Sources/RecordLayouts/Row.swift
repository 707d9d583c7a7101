import ByteScanning

/// One row, split: views into bytes that stay in place until the reader's next row.
public struct Row {
  /// What the offsets below count from.
  @usableFromInline var base: UnsafePointer<UInt8>
  /// Where the row's first field begins.
  @usableFromInline var start: Int
  /// Where the row's last field ends.
  @usableFromInline var end: Int
  /// Where each field but the last ends.
  @usableFromInline var ends: UnsafePointer<UInt32>
  @usableFromInline var fieldCount: Int
  /// What takes quotes and blanks off fields that still have them; nil: they stand as they are.
  @usableFromInline unowned(unsafe) var cleaner: CellCleaner?

  /// The row's bytes as they came, without its line end.
  public var raw: Bytes
  /// Lines of the chunk before this one.
  public var lineInChunk: Int

  /// The bytes of field `index`, from 0; the index must be below the row's field count.
  @inlinable
  @inline(__always)
  public subscript(index: Int) -> Bytes {
    // SAFETY: the reader made sure that the row has the layout's number of fields, so `ends` has an entry for each but
    // the last, ascending and within the row.
    let from = index == 0 ? start : Int(ends[index - 1]) + 1
    let until = index == fieldCount - 1 ? end : Int(ends[index])
    return Bytes(start: base + from, count: until - from)
  }

  /// The field, or no bytes if the layout has no such column (`index` below 0).
  @inlinable
  @inline(__always)
  public func optional(_ index: Int) -> Bytes {
    index < 0 ? Bytes(start: nil, count: 0) : self[index]
  }

  /// The field without quotes and blanks around it; no bytes if the row or the layout has no such column.
  package func cell(_ index: Int) -> Bytes {
    guard index >= 0, index < fieldCount else { return Bytes(start: nil, count: 0) }
    let cell = self[index]
    return cleaner.map { $0.clean(cell) } ?? cell
  }

  /// Whether quotes and blanks are still around the fields: not of a row that was split byte by byte.
  var hasCleaner: Bool { cleaner != nil }

  /// `cell` for a row that has a cleaner and no blanks around fields, without a look for doubled quotes in between.
  @inline(__always)
  func bare(_ index: Int) -> Bytes {
    guard index >= 0, index < fieldCount else { return Bytes(start: nil, count: 0) }
    let cell = self[index]
    guard cell.count >= 2, let start = cell.baseAddress, start[0] == Self.quote, start[cell.count - 1] == Self.quote
    else { return cell }
    // SAFETY: within the cell, which has two bytes at least.
    return Bytes(start: start + 1, count: cell.count - 2)
  }

  /// `cell` for a row that has a cleaner and no blanks around fields.
  @inline(__always)
  func text(_ index: Int) -> Bytes {
    guard index >= 0, index < fieldCount else { return Bytes(start: nil, count: 0) }
    let cell = self[index]
    guard cell.count > 0, cell[0] == Self.quote else { return cell }
    let bare = bare(index)
    return bare.count < cell.count && !bare.has(Self.quote) ? bare : self.cell(index)
  }

  private static let quote = UInt8(ascii: "\"")
}
