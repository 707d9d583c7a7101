import Foundation
import Output
import Synchronization
import Glibc

/// Reads rows of segments; keeps some of them open. May be used by several threads.
package final class SegmentReader: Sendable {
  private let ledger: Ledger
  private let open = Mutex<[Int64: OpenSegment]>([:])

  /// Closed once nobody reads it any more.
  private final class OpenSegment: Sendable {
    let descriptor: CInt

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    deinit { close(descriptor) }
  }

  /// Descriptors kept; a ledger of years has a segment a run.
  private static let maximumOpen = 256

  package init(_ ledger: Ledger) throws(LedgerFailure) {
    self.ledger = ledger
  }

  /// All live rows of a cycle account, one span after the other.
  package func rows(ofCycleAccount cycleAccount: Int64) throws(LedgerFailure) -> [UInt8] {
    try rows(of: try ledger.spans(cycleAccount: cycleAccount))
  }

  /// The rows of these spans, one after the other.
  package func rows(of spans: [SpanRow]) throws(LedgerFailure) -> [UInt8] {
    if spans.count == 1 { return try rows(of: spans[0]) }
    var rows: [UInt8] = []
    for span in spans { rows += try self.rows(of: span) }
    return rows
  }

  /// The rows of one span.
  package func rows(of span: SpanRow) throws(LedgerFailure) -> [UInt8] {
    try bytes(ofSegment: span.segment, offset: span.offset, count: span.bytes)
  }

  /// Bytes of a segment, as they lie there.
  package func bytes(ofSegment segment: Int64, offset: Int64, count wanted: Int) throws(LedgerFailure) -> [UInt8] {
    let file = try open.withLock { (open) throws(LedgerFailure) -> OpenSegment in
      try self.file(of: segment, &open)
    }
    var failure: LedgerFailure?
    let rows = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      withExtendedLifetime(file) {
        // SAFETY: each read stays within the buffer's `wanted` bytes.
        while count < wanted, let start = buffer.baseAddress {
          let done = pread(file.descriptor, start + count, wanted - count, off_t(offset) + off_t(count))
          if done < 0, errno == EINTR { continue }
          guard done > 0 else {
            failure = damaged(segment, found: done < 0 ? String(cString: strerror(errno)) : "its end")
            return
          }
          count += done
        }
      }
    }
    if let failure { throw failure }
    return rows
  }

  private func file(of segment: Int64, _ open: inout [Int64: OpenSegment]) throws(LedgerFailure) -> OpenSegment {
    if let file = open[segment] { return file }
    guard let name = try ledger.segmentName(segment) else {
      throw damaged(segment, found: "no segment of that number")
    }
    if open.count >= Self.maximumOpen { open.removeAll() }
    let descriptor = Glibc.open(ledger.directory.segmentPath(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw damaged(segment, found: String(cString: strerror(errno))) }
    let file = OpenSegment(descriptor)
    open[segment] = file
    return file
  }

  private func damaged(_ segment: Int64, found: String) -> LedgerFailure {
    LedgerFailure(
      path: (try? ledger.segmentName(segment)).flatMap { $0 }.map(ledger.directory.segmentPath) ?? "segment \(segment)",
      expected: "the recorded rows", found: found, remedy: "restore the whole data directory from a backup")
  }
}
