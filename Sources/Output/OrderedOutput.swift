import Foundation

/// A part of two files: rows of `call-records.csv` and of `additional-services.csv`.
package struct OutputPart {
  package var records = TextBuffer(capacity: 1 << 20)
  package var services = TextBuffer(capacity: 1 << 12)

  package init() {}

  package func removeAll() {
    records.removeAll()
    services.removeAll()
  }

  var byteCount: Int { records.count + services.count }
}

/// Two files written side by side in parts that become ready in any order but must stand in theirs.
///
/// A worker hands in a part and goes on; the one who completes the next part in order writes it and those waiting behind
/// it. If too much waits, workers wait too, all but the one that has the next part.
package final class OrderedOutput: @unchecked Sendable {
  private let records: OutputFile
  private let services: OutputFile?
  private let compress: Bool
  private let condition = NSCondition()
  private var waiting: [Int: OutputPart] = [:]
  private var waitingBytes = 0
  /// Parts that were written, to be filled again.
  private var spare: [OutputPart] = []
  private var next = 0
  private var hasFailed = false

  /// What may wait for an earlier part before workers do (I7).
  private let maximumWaitingBytes: Int

  /// - Parameter services: nil if the parts have none.
  package init(records: OutputFile, services: OutputFile?, compress: Bool, maximumWaitingBytes: Int) {
    self.maximumWaitingBytes = maximumWaitingBytes
    self.records = records
    self.services = services
    self.compress = compress
  }

  /// Takes `part` as number `index` and gives another to fill in its place.
  package func submit(_ index: Int, _ part: OutputPart) throws(OutputFailure) -> OutputPart {
    let ready = compress ? try compressed(part) : part
    condition.lock()
    while index != next, waitingBytes > maximumWaitingBytes, !hasFailed { condition.wait() }
    if hasFailed {
      condition.unlock()
      return part
    }
    waiting[index] = ready
    waitingBytes += ready.byteCount
    let isNext = index == next
    condition.unlock()
    if isNext { try writeWaiting() }
    if compress { return part }
    condition.lock()
    defer { condition.unlock() }
    return spare.popLast() ?? OutputPart()
  }

  /// Nobody waits any more: the run is over.
  package func fail() {
    condition.lock()
    hasFailed = true
    condition.broadcast()
    condition.unlock()
  }

  private func compressed(_ part: OutputPart) throws(OutputFailure) -> OutputPart {
    let compressed = OutputPart()
    try GzipMember.append(part.records.bytes, to: compressed.records)
    try GzipMember.append(part.services.bytes, to: compressed.services)
    return compressed
  }

  /// Writes the next part and those that wait behind it. Only the thread that brought the next part is here.
  private func writeWaiting() throws(OutputFailure) {
    while true {
      condition.lock()
      let part = waiting.removeValue(forKey: next)
      condition.unlock()
      guard let part else { return }
      try records.append(part.records.bytes)
      try services?.append(part.services.bytes)
      condition.lock()
      waitingBytes -= part.byteCount
      if !compress { spare.append(part) }
      next += 1
      let isMore = waiting[next] != nil
      condition.broadcast()
      condition.unlock()
      if !isMore { return }
    }
  }
}
