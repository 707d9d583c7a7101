import Foundation
import Output
import RecordLayouts
import RunSupport
import Testing

@testable import Pipeline

@Suite("Calls that memory has no room for (I7)")
struct SpillTests {
  /// Marks each record with its own number, and pads it to `size`.
  private func fill(_ address: UnsafeMutableRawPointer, _ number: Int, size: Int) {
    address.initializeMemory(as: UInt8.self, repeating: UInt8(number % 251), count: size)
  }

  private func bytes(_ contents: ShardStore.Contents) throws -> [UInt8] {
    var all: [UInt8] = []
    for page in contents.pages { all += UnsafeRawBufferPointer(start: page.start, count: page.used) }
    for page in contents.spilled {
      var piece = [UInt8](repeating: 0, count: page.count)
      try piece.withUnsafeMutableBytes { try page.file.read(into: $0, at: page.offset) }
      all += piece
    }
    return all
  }

  @Test(arguments: [0, 8 << 20])
  func `what was written is there, in memory or in a file, records longer than a page too`(limit: Int) throws {
    let directory = try TemporaryDirectory()
    let store = ShardStore(
      count: 3, budget: MemoryBudget(limitBytes: limit), workers: 1, spillDirectory: directory.path)
    let writer = ShardWriter(store: store)
    var expected = [Int](repeating: 0, count: 256)
    for number in 0..<5_000 {
      let size = number % 500 == 7 ? store.pageBytes + 8 : 96 + number % 5 * 8
      fill(writer.allocate(size, in: number % 3), number, size: size)
      expected[number % 251] += size
      if number % 100 == 99 { try writer.spill() }
    }
    try writer.finish()
    var found = [Int](repeating: 0, count: 256)
    var spilledPages = 0
    for shard in 0..<3 {
      let contents = store.take(shard)
      spilledPages += contents.spilled.count
      for byte in try bytes(contents) { found[Int(byte)] += 1 }
    }
    #expect(found == expected)
    // Ten records are longer than a page; with no memory to use, full pages go to the file, too.
    #expect(limit == 0 ? spilledPages > 100 : spilledPages == 10)
    // The file has no name.
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
  }

  @Test func `a file that cannot be made is an error that names the directory`() throws {
    let store = ShardStore(
      count: 1, budget: MemoryBudget(limitBytes: 0), workers: 1, spillDirectory: "/nonexistent/results")
    let writer = ShardWriter(store: store)
    for number in 0..<100 { fill(writer.allocate(96, in: 0), number, size: 96) }
    let error = #expect(throws: OutputFailure.self) { try writer.spill() }
    #expect(error?.path == "/nonexistent/results")
  }

  @Test func `a run that spills leaves its four results and nothing else`() throws {
    var harness = try DeterminismTests.summitHarness(rows: 400)
    harness.files = (0..<30).map { ("part-\($0).csv", harness.files[0].bytes) }
    let directory = try TemporaryDirectory()
    for (name, text) in harness.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    for (name, bytes) in harness.files { try directory.write("cdr/\(name)", bytes) }
    let options = RateOptions(
      registryDirectory: directory.path + "/registry", sourceDirectory: directory.path + "/cdr",
      outputDirectory: directory.path + "/out", workers: 2, shardSizeBytes: 1,
      memory: MemoryBudget(limitBytes: 0))
    let result = try RateJob(options: options, layout: harness.layout).run()
    #expect(result.total.isConserved)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/out").count == 4)
  }

  @Test(arguments: [
    (64 << 20, 2, 16 << 10), (64 << 20, 2 * 1_025, 4 << 10), (64 << 20, 256 * 1_025, 1 << 10),
    (1 << 30, 2 * 1_025, 16 << 10), (0, 1, 1 << 10),
  ])
  func `open pages take a quarter of the limit at most, down to a size`(limit: Int, openPages: Int, expected: Int) {
    #expect(MemoryBudget(limitBytes: limit).pageBytes(openPages: openPages) == expected)
  }

  @Test func `the standard limit is a part of the machine's memory`() {
    #expect(MemoryBudget.standard.limitBytes >= MemoryBudget.smallestLimitBytes)
    #expect(
      MemoryBudget.standard.limitBytes
        <= max(MemoryBudget.smallestLimitBytes, Int(ProcessInfo.processInfo.physicalMemory) / 4))
  }
}
