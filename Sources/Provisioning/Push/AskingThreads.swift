import Dispatch
import Foundation
import Synchronization

/// Threads that ask the platform, one a request, and what each came to.
final class AskingThreads: Sendable {
  private let answers = Mutex<[Result<PushAnswer, any Error>]>([])
  private let arrivals = DispatchSemaphore(value: 0)
  private let underWay = DispatchGroup()

  /// Runs `body`, which may wait, on a thread of its own.
  func ask(_ body: @escaping @Sendable () throws -> PushAnswer) {
    underWay.enter()
    Thread.detachNewThread { [self] in
      let answer = Result { try body() }
      answers.withLock { $0.append(answer) }
      arrivals.signal()
      underWay.leave()
    }
  }

  /// Waits for an answer and takes it, in the order in which they came.
  ///
  /// - Returns: nil: there was none by `deadline`.
  /// - Throws: what asking threw.
  func next(by deadline: DispatchTime) throws -> PushAnswer? {
    guard arrivals.wait(timeout: deadline) == .success else { return nil }
    return try answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }?.get()
  }

  /// Returns when no request is under way.
  func waitForAll() { underWay.wait() }
}
