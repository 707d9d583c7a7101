import ByteScanning
import Glibc

/// Bytes being written: grows, is emptied and used again. Not for use by two threads at once.
///
/// `reserve` makes room once a row; what follows appends without asking again.
package final class TextBuffer {
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  package private(set) var count = 0

  package init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  package func removeAll() { count = 0 }

  /// For writers in this module that fill reserved room themselves.
  package func setCount(_ count: Int) { self.count = count }

  /// Makes room for `extra` more bytes.
  package func reserve(_ extra: Int) {
    guard count + extra > capacity else { return }
    capacity = max(capacity * 2, count + extra)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: start, count: count)
    start.deallocate()
    start = grown
  }

  // SAFETY of all below: each writes only where `reserve` made room, which the caller asks for beforehand for as many
  // bytes as it appends; the checked forms ask themselves.

  package func appendReserved(_ byte: UInt8) {
    assert(count < capacity)
    start[count] = byte
    count += 1
  }

  package func appendReserved(_ source: UnsafePointer<UInt8>, _ length: Int) {
    assert(count + length <= capacity)
    memcpy(start + count, source, length)
    count += length
  }

  /// `appendReserved` for a short text.
  @inline(__always)
  func copyReserved(_ source: UnsafeBufferPointer<UInt8>) {
    assert(count + source.count <= capacity)
    source.copy(to: UnsafeMutableRawPointer(start + count))
    count += source.count
  }

  package func append(_ source: UnsafeBufferPointer<UInt8>) {
    guard let address = source.baseAddress, source.count > 0 else { return }
    reserve(source.count)
    appendReserved(address, source.count)
  }

  package func append(_ source: UnsafeRawBufferPointer) {
    source.withMemoryRebound(to: UInt8.self) { append($0) }
  }

  package func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  package func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends the lowest bytes of a number, the lowest first.
  ///
  /// - Parameter bytes: 1-8.
  package func append(littleEndian number: UInt64, bytes: Int) {
    reserve(8)
    // SAFETY: eight bytes have room; what is beyond those wanted is written over.
    UnsafeMutableRawPointer(start + count).storeBytes(of: number.littleEndian, as: UInt64.self)
    count += bytes
  }

  package func append(_ byte: UInt8) {
    reserve(1)
    appendReserved(byte)
  }
}
