import Dispatch
import Synchronization

/// Pieces of an export between the thread that makes them and the task that sends them: a few at a time.
final class ExportPipe: Sendable {
  /// The client is gone, or reads nothing.
  struct Stalled: Error {}

  let pieces: AsyncStream<[UInt8]>
  private let continuation: AsyncStream<[UInt8]>.Continuation
  private let room = DispatchSemaphore(value: 4)
  private let isOver = Atomic<Bool>(false)
  private let stalledSeconds: Double
  private let onStall: @Sendable () -> Void

  /// - Parameters:
  ///   - stalledSeconds: how long a piece may wait for room.
  ///   - onStall: called when it waited longer.
  init(stalledSeconds: Double, onStall: @escaping @Sendable () -> Void) {
    self.stalledSeconds = stalledSeconds
    self.onStall = onStall
    (pieces, continuation) = AsyncStream.makeStream()
    let isOver = WeakOver(self)
    continuation.onTermination = { _ in isOver.note() }
  }

  /// Hands on a piece; waits while the client is slow.
  func put(_ piece: [UInt8]) throws {
    guard room.wait(timeout: .now() + stalledSeconds) == .success else {
      onStall()
      throw Stalled()
    }
    if isOver.load(ordering: .acquiring) { throw Stalled() }
    continuation.yield(piece)
  }

  /// A piece was sent.
  func taken() { room.signal() }

  /// No piece follows.
  func end() { continuation.finish() }

  fileprivate func noteOver() {
    isOver.store(true, ordering: .releasing)
    room.signal()
  }
}

/// The stream tells of its end without keeping the pipe.
private final class WeakOver: @unchecked Sendable {
  // Set once, before it is shared.
  private weak var pipe: ExportPipe?

  init(_ pipe: ExportPipe) { self.pipe = pipe }

  func note() { pipe?.noteOver() }
}
