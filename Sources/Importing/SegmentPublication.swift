import Dispatch
import FileInput
import Foundation
import Output
import Synchronization

/// Makes a run's segment durable, and its digest, while the transaction that will name it is prepared (spec 4.2, steps 4
/// and 5): `finish` must have returned before that transaction is committed.
final class SegmentPublication: Sendable {
  private let segment: OutputFile
  private let onStep: @Sendable (ImportStep) throws -> Void
  private let group = DispatchGroup()
  private let failure = Mutex<OutputFailure?>(nil)
  private let digest = Mutex<ContentDigest?>(nil)

  /// Begins to bring the segment's bytes to the disk.
  init(_ segment: OutputFile, onStep: @escaping @Sendable (ImportStep) throws -> Void = { _ in }) {
    self.segment = segment
    self.onStep = onStep
    guard segment.sizeBytes > 0 else { return }
    inBackground { () throws(OutputFailure) in try segment.synchronise() }
    inBackground { [self] () throws(OutputFailure) in
      let made = try Self.digest(of: segment)
      digest.withLock { $0 = made }
    }
  }

  deinit { group.wait() }

  private func inBackground(_ body: @escaping @Sendable () throws(OutputFailure) -> Void) {
    DispatchQueue.global().async(group: group) { [self] in
      do throws(OutputFailure) { try body() } catch { failure.withLock { $0 = error } }
    }
  }

  private static func digest(of segment: OutputFile) throws(OutputFailure) -> ContentDigest {
    let digester = Digester()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ContentDigest.blockSizeBytes, alignment: 64)
    defer { buffer.deallocate() }
    var offset: Int64 = 0
    while offset < segment.sizeBytes {
      let count = try segment.read(into: buffer, at: offset)
      guard count > 0 else { break }
      digester.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += Int64(count)
    }
    return digester.finalize()
  }

  /// Waits for the bytes, then gives the segment its name, durably. A segment without rows is not kept.
  ///
  /// - Returns: the digest of all its bytes; nil if it is not kept.
  func finish() throws -> ContentDigest? {
    group.wait()
    if let failure = failure.withLock({ $0 }) { throw failure }
    guard segment.sizeBytes > 0 else { return nil }
    try onStep(.segmentWritten)
    try segment.publish()
    try OutputFailure.synchronise(directory: PathText.parent(segment.finalPath))
    try onStep(.segmentNamed)
    return digest.withLock { $0 }
  }
}
