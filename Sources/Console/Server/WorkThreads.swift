import NIOPosix
import Synchronization

/// Threads for what blocks: the ledger, hashes. Tasks of the concurrency run on few threads and must not wait for a disk.
final class WorkThreads: Sendable {
  /// All are busy, and enough wait.
  struct Overloaded: Error {}

  private let pool: NIOThreadPool
  private let waiting = Atomic<Int>(0)
  private let limit: Int

  /// - Parameters:
  ///   - count: threads, at least 1.
  ///   - waiting: work that may wait for one.
  init(count: Int, waiting: Int) {
    pool = NIOThreadPool(numberOfThreads: count)
    pool.start()
    limit = count + waiting
  }

  /// Runs `body` on one of the threads.
  ///
  /// - Throws: `Overloaded`, or what `body` throws.
  func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    guard waiting.add(1, ordering: .relaxed).newValue <= limit else {
      waiting.subtract(1, ordering: .relaxed)
      throw Overloaded()
    }
    defer { waiting.subtract(1, ordering: .relaxed) }
    return try await pool.runIfActive(body)
  }

  func stop() async { try? await pool.shutdownGracefully() }
}
