import Synchronization

/// How far a verification is, in bytes of segments: each is read once as a file and once row by row. Anyone may look.
package final class VerifyProgress: Sendable {
  private let done = Atomic<Int64>(0)
  private let all = Atomic<Int64>(0)

  package init() {}

  package var doneBytes: Int64 { done.load(ordering: .relaxed) }
  package var totalBytes: Int64 { all.load(ordering: .relaxed) }

  func setTotal(_ bytes: Int64) { all.store(bytes, ordering: .relaxed) }
  func add(_ bytes: Int) { done.add(Int64(bytes), ordering: .relaxed) }
}
