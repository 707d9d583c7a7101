import CMalloc
import Glibc

/// How a run shares out the bytes it may hold (I7). Besides, it holds the registry, a few MiB a worker, and for each worker
/// the shard it rates.
package struct MemoryBudget: Sendable {
  /// What the run was given, bytes.
  package let limitBytes: Int

  package init(limitBytes: Int) {
    self.limitBytes = limitBytes
  }

  /// Calls between the stages: half. Later ones go to files.
  var callBytes: Int { limitBytes / 2 }

  /// Rated output that waits for earlier output to be written: a sixteenth.
  var waitingOutputBytes: Int { min(Self.maximumWaitingBytes, limitBytes / 16) }

  /// The size of a page of calls, a power of two, so that the pages held open take half of `callBytes` at most.
  func pageBytes(openPages: Int) -> Int {
    var size = Self.largestPageBytes
    while size > Self.smallestPageBytes, size * openPages > callBytes / 2 { size /= 2 }
    return size
  }

  /// More does not make a run faster.
  private static let maximumWaitingBytes = 128 << 20
  /// Some hundred calls: handing a page over costs nothing then. Half of each worker's last pages stays empty.
  private static let largestPageBytes = 16 << 10
  /// Some ten calls.
  private static let smallestPageBytes = 1 << 10

  /// Once for the process, before anything large is allocated: what is freed is then not held beside what follows. Output,
  /// spilled calls and recorded rows come in blocks of some megabytes.
  package static func returnLargeBlocks() { summit_return_blocks_from(1 << 20) }

  /// Less is not kept to: two workers' open pages and buffers take about as much.
  package static let smallestLimitBytes = 64 << 20

  /// More does not make a run faster: new memory costs as much to touch as a file to write (docs/performance.md).
  package static let largestStandardBytes = 256 << 20

  /// 256 MiB; less where that is more than a quarter of the machine's memory, or of what the process's control group may
  /// use.
  package static var standard: MemoryBudget {
    var memory = UInt64(max(0, sysconf(CInt(_SC_PHYS_PAGES)))) * UInt64(max(0, sysconf(CInt(_SC_PAGESIZE))))
    if let group = controlGroupBytes() { memory = min(memory, group) }
    return MemoryBudget(limitBytes: min(largestStandardBytes, max(smallestLimitBytes, Int(memory / 4))))
  }

  /// The memory limit of control groups, version 2, of a container; nil if there is none.
  private static func controlGroupBytes() -> UInt64? {
    guard let file = fopen("/sys/fs/cgroup/memory.max", "r") else { return nil }
    defer { fclose(file) }
    var text = [CChar](repeating: 0, count: 32)
    guard fgets(&text, CInt(text.count), file) != nil else { return nil }
    // "max" is no number: no limit.
    let digits = text.prefix { $0 >= 48 && $0 <= 57 }
    return UInt64(String(decoding: digits.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}
