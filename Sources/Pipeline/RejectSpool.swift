import ByteScanning
import CallModel
import Output
import Glibc

/// Where the rejected rows of one chunk lie in a spool.
package struct RejectSpan: Sendable {
  /// Index of the spool; -1: the chunk has none.
  package var spool = -1
  package var offset = 0
  package var count = 0

  package init(spool: Int = -1, offset: Int = 0, count: Int = 0) {
    (self.spool, self.offset, self.count) = (spool, offset, count)
  }
}

/// One row that is not billed, as the spool holds it.
struct RejectEntry {
  var lineInChunk: UInt32
  var reason: Reason
  var raw: Bytes
  /// In the form of a segment's row; blank for a row that has none, or of a run that records nothing.
  var facts: Bytes
}

/// Rows that are not billed, on their way to `rejected-records.csv`, which is sorted by file and line and so can be
/// written only at the end. One spool a worker; what exceeds `memoryBytes` goes to a temporary file without a name.
///
/// Rows suspended for destination or price are here too, until the second stage knows whether they came twice.
final class RejectSpool {
  private let buffer = TextBuffer(capacity: 1 << 12)
  private var flushedBytes = 0
  private var descriptor: CInt = -1
  private let directory: String

  /// Held in memory before the spool turns to its file: enough for a usual run, little for a hostile one (I7).
  private static let memoryBytes = 4 << 20
  static let headBytes = 13

  init(directory: String) {
    self.directory = directory
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The offset of the next entry.
  var position: Int { flushedBytes + buffer.count }

  /// Appends an entry: line, length of the raw row, length of its facts (4 bytes each), reason (1 byte), raw, facts.
  func append(lineInChunk: Int, reason: Reason, raw: Bytes, facts: Bytes = .none) {
    buffer.reserve(Self.headBytes + raw.count + facts.count)
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: lineInChunk)) { buffer.append($0) }
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: raw.count)) { buffer.append($0) }
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: facts.count)) { buffer.append($0) }
    buffer.append(reason.rawValue)
    buffer.append(raw)
    if facts.count > 0 { buffer.append(facts) }
  }

  /// Makes room: call it between chunks.
  func flushIfLarge() throws(OutputFailure) {
    guard buffer.count > Self.memoryBytes else { return }
    if descriptor < 0 { descriptor = try TemporaryFile.open(in: directory) }
    try TemporaryFile.write(buffer.bytes, to: descriptor, at: flushedBytes, directory: directory)
    flushedBytes += buffer.count
    buffer.removeAll()
  }

  /// The entries of `span`, in the order of their lines.
  func read(_ span: RejectSpan) throws(OutputFailure) -> RejectBlock {
    let block = RejectBlock(count: span.count)
    let fromFile = max(0, min(span.count, flushedBytes - span.offset))
    if fromFile > 0 {
      try TemporaryFile.read(
        into: UnsafeMutableRawBufferPointer(rebasing: block.bytes[..<fromFile]), from: descriptor, at: span.offset,
        directory: directory)
    }
    if fromFile < span.count {
      let start = span.offset + fromFile - flushedBytes
      UnsafeMutableRawBufferPointer(rebasing: block.bytes[fromFile...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: buffer.bytes[start..<(start + span.count - fromFile)]))
    }
    return block
  }
}

/// The rejected rows of a chunk, read back.
package final class RejectBlock {
  package let bytes: UnsafeMutableRawBufferPointer

  package init(count: Int) {
    bytes = .allocate(byteCount: count, alignment: 8)
  }

  deinit { bytes.deallocate() }

  func forEach<E: Error>(_ body: (RejectEntry) throws(E) -> Void) throws(E) {
    var at = 0
    while at + RejectSpool.headBytes <= bytes.count {
      // SAFETY: the block holds whole entries, as `RejectSpool.append` wrote them.
      let line = bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
      let count = Int(bytes.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self))
      let factsCount = Int(bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt32.self))
      guard let reason = Reason(rawValue: bytes[at + 12]) else { return }
      at += RejectSpool.headBytes
      guard count + factsCount <= bytes.count - at else { return }
      let raw = UnsafeRawBufferPointer(rebasing: bytes[at..<(at + count)]).bindMemory(to: UInt8.self)
      at += count
      let facts = UnsafeRawBufferPointer(rebasing: bytes[at..<(at + factsCount)]).bindMemory(to: UInt8.self)
      try body(RejectEntry(lineInChunk: line, reason: reason, raw: raw, facts: facts))
      at += factsCount
    }
  }
}
