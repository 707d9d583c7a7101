import Foundation

/// Two files written side by side in parts that become ready in any order but must stand in theirs.
///
/// A worker hands in a part and goes on; whoever completes the next part in order writes it and those waiting behind
/// it. If too much waits, workers wait too, all but the one that has the next part.
package final class OrderedOutput: @unchecked Sendable {
  private struct Part {
    var records: TextBuffer
    var services: TextBuffer
  }

  private let records: OutputFile
  private let services: OutputFile
  private let compress: Bool
  private let condition = NSCondition()
  private var waiting: [Int: Part] = [:]
  private var waitingBytes = 0
  private var next = 0
  private var hasFailed = false

  /// What may wait for an earlier part before workers do (I7).
  private static let maximumWaitingBytes = 128 << 20

  package init(records: OutputFile, services: OutputFile, compress: Bool) {
    self.records = records
    self.services = services
    self.compress = compress
  }

  /// Takes what is in the two buffers as part `index`; the buffers are the caller's again.
  package func submit(_ index: Int, records: TextBuffer, services: TextBuffer) throws(OutputFailure) {
    condition.lock()
    while index != next, waitingBytes > Self.maximumWaitingBytes, !hasFailed { condition.wait() }
    let isNext = index == next
    condition.unlock()
    let part = Part(records: try ready(records), services: try ready(services))
    if isNext {
      try write(part)
      try advance()
      return
    }
    // Copied only when it must wait.
    let copy = Part(records: copied(part.records), services: copied(part.services))
    condition.lock()
    waiting[index] = copy
    waitingBytes += copy.records.count + copy.services.count
    let becameNext = index == next
    condition.unlock()
    if becameNext { try writeWaiting() }
  }

  /// Nobody waits any more: the run is over.
  package func fail() {
    condition.lock()
    hasFailed = true
    condition.broadcast()
    condition.unlock()
  }

  private func ready(_ buffer: TextBuffer) throws(OutputFailure) -> TextBuffer {
    guard compress else { return buffer }
    let compressed = TextBuffer(capacity: buffer.count / 4 + 1024)
    try GzipMember.append(buffer.bytes, to: compressed)
    return compressed
  }

  private func copied(_ buffer: TextBuffer) -> TextBuffer {
    let copy = TextBuffer(capacity: max(1, buffer.count))
    copy.append(buffer.bytes)
    return copy
  }

  private func write(_ part: Part) throws(OutputFailure) {
    try records.append(part.records.bytes)
    try services.append(part.services.bytes)
  }

  private func advance() throws(OutputFailure) {
    condition.lock()
    next += 1
    condition.broadcast()
    condition.unlock()
    try writeWaiting()
  }

  private func writeWaiting() throws(OutputFailure) {
    condition.lock()
    let part = waiting.removeValue(forKey: next)
    if let part { waitingBytes -= part.records.count + part.services.count }
    condition.unlock()
    guard let part else { return }
    try write(part)
    try advance()
  }
}
