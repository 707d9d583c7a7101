import Testing

@testable import FileInput

/// Spec 5.5: everything has a limit, the expansion of a gzip file too.
@Suite struct ExpansionLimitsTests {
  @Test(
    arguments: [
      (0, 64 << 20), (1, 64 << 20), (335_544, 64 << 20), (335_545, 67_109_000), (1 << 30, 200 << 30),
      (Int64.max, Int64.max),
    ] as [(Int64, Int64)])
  func `a file may expand to 64 MiB, or 200 times its size`(compressedBytes: Int64, maximumBytes: Int64) {
    #expect(ExpansionLimits.standard.maximumInflatedBytes(compressedBytes: compressedBytes) == maximumBytes)
  }

  @Test(arguments: InflateEngine.allCases)
  func `a file may expand to its limit and not a byte further`(engine: InflateEngine) throws {
    let directory = try TemporaryDirectory()
    let content = [UInt8](repeating: 10, count: 100_000)
    let member = GzipMember(content).bytes
    let path = try directory.write(member + member)
    let exact = ExpansionLimits(floorBytes: 200_000, ratio: 0)
    #expect(try inflate(path: path, Reading(engine: engine, limits: exact)).count == 200_000)
    let tight = ExpansionLimits(floorBytes: 199_999, ratio: 0)
    let found = failure { () throws(FileFailure) in
      _ = try inflate(path: path, Reading(engine: engine, limits: tight))
    }
    #expect(found?.kind == .expandsTooFar)
    #expect(found?.expected == "at most 199999 inflated bytes from \(2 * member.count) compressed ones")
  }

  @Test(arguments: InflateEngine.allCases)
  func `a bomb is refused when it passes its limit`(engine: InflateEngine) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(GzipMember([UInt8](repeating: 0, count: 80 << 20)).bytes)
    let stream = GzipStream(file: try OpenFile(path: path), engine: engine)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { buffer.deallocate() }
    let found = failure { () throws(FileFailure) in
      while try stream.read(into: buffer) > 0 {}
    }
    #expect(found?.kind == .expandsTooFar)
    #expect(stream.inflatedBytes <= ExpansionLimits.standardFloorBytes + 1 << 20)
  }
}
