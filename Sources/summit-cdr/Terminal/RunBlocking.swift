import Dispatch
import Synchronization

/// Runs `body` as a task and waits for it: the bridge from commands, which are synchronous, to what is not.
///
/// Waits on the calling thread, so never call it from a task: it would take one of the few threads on which tasks run.
///
/// - Throws: what `body` throws.
@available(*, noasync, message: "await it")
func runBlocking<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
  let outcome = TaskOutcome<Value>()
  Task.detached {
    do {
      outcome.set(.success(try await body()))
    } catch {
      outcome.set(.failure(error))
    }
  }
  return try outcome.wait().get()
}

/// What a task came to, for the thread that waits for it.
private final class TaskOutcome<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let isThere = DispatchSemaphore(value: 0)

  func set(_ value: Result<Value, any Error>) {
    result.withLock { $0 = value }
    isThere.signal()
  }

  func wait() -> Result<Value, any Error> {
    while true {
      isThere.wait()
      if let value = result.withLock({ $0 }) { return value }
    }
  }
}
