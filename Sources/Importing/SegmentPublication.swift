import Dispatch
import Foundation
import Output
import Synchronization

/// Makes a run's segment durable while the transaction that will name it is prepared (spec 4.2, steps 4 and 5): `finish`
/// must have returned before that transaction is committed.
final class SegmentPublication: Sendable {
  private let segment: OutputFile
  private let onStep: @Sendable (ImportStep) throws -> Void
  private let group = DispatchGroup()
  private let failure = Mutex<OutputFailure?>(nil)

  /// Begins to bring the segment's bytes to the disk.
  init(_ segment: OutputFile, onStep: @escaping @Sendable (ImportStep) throws -> Void) {
    self.segment = segment
    self.onStep = onStep
    guard segment.sizeBytes > 0 else { return }
    DispatchQueue.global().async(group: group) {
      do throws(OutputFailure) { try segment.synchronise() } catch { self.failure.withLock { $0 = error } }
    }
  }

  deinit { group.wait() }

  /// Waits for the bytes, then gives the segment its name, durably. A segment without rows is not kept.
  func finish() throws {
    group.wait()
    if let failure = failure.withLock({ $0 }) { throw failure }
    guard segment.sizeBytes > 0 else { return }
    try onStep(.segmentWritten)
    try segment.publish()
    try OutputFailure.synchronise(directory: (segment.finalPath as NSString).deletingLastPathComponent)
    try onStep(.segmentNamed)
  }
}
