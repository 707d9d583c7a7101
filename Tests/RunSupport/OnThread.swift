import Foundation

/// Runs `body` on a thread of its own, and lets the task that asks wait for it: what waits for a server in this process
/// must not hold one of the few threads on which that server's tasks run.
package func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}
