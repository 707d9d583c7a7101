import CZlib
import Glibc
import Testing

@testable import FileInput

/// Spec 2.3: gzip files, of one member or several, whole or not at all.
@Suite struct GzipStreamTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test(arguments: InflateEngine.allCases)
  func `a member comes out as it went in, at every level and strategy`(engine: InflateEngine) throws {
    for count in [0, 1, 2, 100, 70_000, 1_000_000] {
      let content = sampleRows(bytes: count)
      for (level, strategy) in [
        (0, Z_DEFAULT_STRATEGY), (1, Z_DEFAULT_STRATEGY), (6, Z_DEFAULT_STRATEGY), (9, Z_DEFAULT_STRATEGY),
        (6, Z_FIXED), (6, Z_HUFFMAN_ONLY), (6, Z_RLE),
      ] {
        var member = GzipMember(content, level: CInt(level))
        member.strategy = strategy
        let path = try directory.write(member.bytes)
        #expect(try inflate(path: path, Reading(engine: engine)) == content, "\(count) bytes, level \(level)")
      }
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `several members are one content, empty ones included`(engine: InflateEngine) throws {
    let parts = [sampleRows(bytes: 300_000, seed: 1), [], [], sampleRows(bytes: 7, seed: 2), [], [10]]
    let path = try directory.write(parts.flatMap { GzipMember($0).bytes })
    #expect(try inflate(path: path, Reading(engine: engine)) == parts.flatMap(\.self))
  }

  @Test(arguments: InflateEngine.allCases)
  func `every combination of header fields is read over`(engine: InflateEngine) throws {
    for combination in 0..<16 {
      var member = GzipMember("a;b\n")
      member.hasHeaderChecksum = combination & 1 != 0
      if combination & 2 != 0 { member.name = Array("day.csv".utf8) }
      if combination & 4 != 0 { member.comment = Array(repeating: 0x41, count: 700) }
      if combination & 8 != 0 { member.extra = [UInt8](repeating: 0, count: 65_535) }
      let path = try directory.write(member.bytes + member.bytes)
      for blockSizeBytes in [1, 7, 1 << 18] {
        let reading = Reading(engine: engine, blockSizeBytes: blockSizeBytes)
        #expect(try inflate(path: path, reading) == Array("a;b\na;b\n".utf8), "\(combination)")
      }
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `any sizes of buffer and input block give the same bytes`(engine: InflateEngine) throws {
    let parts = [sampleRows(bytes: 3000, seed: 3), [], [UInt8](repeating: 65, count: 1500), sampleRows(bytes: 90)]
    let content = parts.flatMap(\.self)
    var file: [UInt8] = []
    for (index, part) in parts.enumerated() { file += GzipMember(part, level: CInt(index * 3)).bytes }
    let path = try directory.write(file + [0, 0, 0])
    for bufferBytes in Array(1...40) + [63, 64, 65, 257, 258, 259, 4589, 4590, 4591, 100_000] {
      for blockSizeBytes in [1, 2, 3, 7, 8, 9, 31, 333, 1 << 18] {
        let reading = Reading(engine: engine, blockSizeBytes: blockSizeBytes, bufferBytes: bufferBytes)
        #expect(try inflate(path: path, reading) == content, "buffer \(bufferBytes), block \(blockSizeBytes)")
      }
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `a member boundary may lie anywhere against the input blocks`(engine: InflateEngine) throws {
    let first = sampleRows(bytes: 900, seed: 5)
    let second = sampleRows(bytes: 400, seed: 6)
    let path = try directory.write(GzipMember(first).bytes + GzipMember(second).bytes)
    for blockSizeBytes in 1...1100 {
      let reading = Reading(engine: engine, blockSizeBytes: blockSizeBytes)
      #expect(try inflate(path: path, reading) == first + second, "block \(blockSizeBytes)")
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `zero bytes after the last member are ignored`(engine: InflateEngine) throws {
    for zeros in [1, 7, 512, 600_000] {
      let path = try directory.write(GzipMember("row\n").bytes + [UInt8](repeating: 0, count: zeros))
      #expect(try inflate(path: path, Reading(engine: engine)) == Array("row\n".utf8), "\(zeros) zeros")
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `anything else after the last member is corrupt`(engine: InflateEngine) throws {
    let member = GzipMember("row\n").bytes
    let tails: [[UInt8]] = [[1], Array("x".utf8), [0, 0, 1], [0] + member, [0x1f, 0x8c] + member, [0x1f, 0]]
    for tail in tails {
      let path = try directory.write(member + tail)
      let found = failure { () throws(FileFailure) in _ = try inflate(path: path, Reading(engine: engine)) }
      #expect(found?.kind == .corruptGzip, "\(tail.prefix(4)): \(String(describing: found))")
    }
  }

  @Test func `a gzip file is told by its first two bytes, regardless of its name`() throws {
    for (bytes, expected) in [
      ([0x1f, 0x8b], true), ([0x1f, 0x8b, 8], true), ([0x1f], false), ([], false), ([0x1f, 0x8c, 8], false),
      ([0x8b, 0x1f], false), (Array("a;b\n".utf8), false),
    ] as [([UInt8], Bool)] {
      let path = try directory.write(bytes, to: "day.csv.gz")
      #expect(try OpenFile(path: path).isGzip() == expected, "\(bytes)")
    }
  }

  @Test func `the inflated bytes are counted over all members`() throws {
    let path = try directory.write(GzipMember([1, 2, 3]).bytes + GzipMember([4]).bytes)
    let stream = GzipStream(file: try OpenFile(path: path))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
    defer { buffer.deallocate() }
    #expect(try stream.read(into: buffer) == 4)
    #expect(stream.inflatedBytes == 4)
    #expect(try stream.read(into: buffer) == 0)
    #expect(try stream.read(into: buffer) == 0)
  }
  @Test(arguments: InflateEngine.allCases)
  func `a stream can go on with another file, wherever it was`(engine: InflateEngine) throws {
    let long = try directory.write(GzipMember(sampleRows(bytes: 300_000)).bytes, to: "long")
    let damaged = try directory.write(Array(GzipMember("row\n").bytes.dropLast()), to: "damaged")
    let sound = try directory.write(GzipMember("one\n").bytes + GzipMember("two\n").bytes, to: "sound")
    let stream = GzipStream(file: try OpenFile(path: long), engine: engine)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
    defer { buffer.deallocate() }
    #expect(try stream.read(into: buffer) == 1000)
    for _ in 0..<2 {
      stream.restart(file: try OpenFile(path: damaged))
      #expect(throws: FileFailure.self) { _ = try stream.read(into: buffer) }
      stream.restart(file: try OpenFile(path: sound))
      #expect(try stream.read(into: buffer) == 8)
      #expect(buffer.prefix(8).elementsEqual(Array("one\ntwo\n".utf8)))
      #expect(stream.inflatedBytes == 8)
    }
  }

  @Test(arguments: InflateEngine.allCases, [1, 9, 4_000, 256 << 10])
  func `a file can be read from each place that was marked in it, as often as one likes`(
    engine: InflateEngine, blockSizeBytes: Int
  ) throws {
    let members = [sampleRows(bytes: 150_000, seed: 8), [], [UInt8](repeating: 48, count: 90_000), [1, 2, 3]]
    let content = members.flatMap { $0 }
    let path = try directory.write(
      members.enumerated().flatMap { GzipMember($1, level: [0, 1, 6, 9][$0]).bytes } + [0, 0])
    let file = try OpenFile(path: path)
    let stream = GzipStream(file: file, limits: .standard, engine: engine, blockSizeBytes: blockSizeBytes)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 40_000, alignment: 1)
    defer { buffer.deallocate() }
    var generator = SeededGenerator(seed: UInt64(blockSizeBytes))
    var marks = [try #require(stream.mark())]
    var count = 0
    repeat {
      let size = Int.random(in: 1...buffer.count, using: &generator)
      count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<size]))
      if let mark = stream.mark() { marks.append(mark) }
    } while count > 0
    #expect(stream.mark() == nil)
    #expect(marks.count > 5)
    for mark in marks + marks.reversed() {
      let rest = try GzipStream(file: file, from: mark)
      var found: [UInt8] = []
      repeat {
        count = try rest.read(into: buffer)
        found += buffer[..<count]
      } while count > 0
      #expect(found == Array(content[Int(mark.inflatedBytes)...]), "from byte \(mark.inflatedBytes)")
      #expect(rest.inflatedBytes == content.count)
    }
  }

  @Test func `what is no gzip file is a failure`() throws {
    for (bytes, kind) in [
      ([], .truncatedGzip), ([0x1f], .truncatedGzip), ([0, 0], .corruptGzip), (Array("a;b\n".utf8), .corruptGzip),
      ([0x1f, 0x8b, 7, 0], .corruptGzip), ([0x1f, 0x8b, 8, 0x20], .corruptGzip),
    ] as [([UInt8], FileFailure.Kind)] {
      let path = try directory.write(bytes)
      let found = failure { () throws(FileFailure) in _ = try inflate(path: path) }
      #expect(found?.kind == kind, "\(bytes)")
    }
  }
}
