import Dispatch
import FileInput
import Output
import Synchronization

/// Rows of a part on their way to a place in a result.
struct RowCopy: Sendable {
  var run: RunFile
  var section: Int
  var file: OutputFile
  var offset: Int64
  var bytes: Int

  /// Copies all, `workers` at a time; the first failure ends it.
  static func all(_ copies: [RowCopy], workers: Int) throws(SpreadFailure) {
    let next = Atomic<Int>(0)
    let failure = Mutex<SpreadFailure?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, copies.count))) { _ in
      while failure.withLock({ $0 == nil }) {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < copies.count else { return }
        do throws(SpreadFailure) { try copies[index].copy() } catch {
          failure.withLock { if $0 == nil { $0 = error } }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func copy() throws(SpreadFailure) {
    var reader = try SectionReader(run, run.sections[section])
    var done = 0
    while let block = try reader.next() {
      guard done + block.payload.count <= bytes else { throw run.damaged() }
      do throws(OutputFailure) { try file.write(block.payload, at: offset + Int64(done)) } catch {
        throw SpreadFailure(error)
      }
      done += block.payload.count
    }
    guard done == bytes else { throw run.damaged() }
  }
}
