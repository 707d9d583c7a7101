import CZlib
import Glibc
import Testing

@testable import FileInput

/// Spec 2.3: a truncated or corrupt gzip file fails as a whole, and nothing crashes on any bytes (spec 5.5).
@Suite struct GzipDamageTests {
  let directory: TemporaryDirectory

  /// 300 bytes in three members: with every header field, empty, and with stored and fixed and dynamic blocks.
  private static let sound: (file: [UInt8], content: [UInt8]) = {
    var first = GzipMember(sampleRows(bytes: 240))
    first.name = Array("day.csv".utf8)
    first.extra = [1, 2, 3]
    first.comment = Array("c".utf8)
    first.hasHeaderChecksum = true
    let members = [first, GzipMember([]), GzipMember(sampleRows(bytes: 20, seed: 8), level: 0)]
    return (members.flatMap(\.bytes), members.flatMap(\.content))
  }()

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test(arguments: InflateEngine.allCases)
  func `every truncation fails, except between members`(engine: InflateEngine) throws {
    let (file, content) = Self.sound
    #expect(try inflate(path: directory.write(file), Reading(engine: engine)) == content)
    var whole = 0
    for length in 2..<file.count {
      let path = try directory.write(Array(file[..<length]))
      for blockSizeBytes in [5, 1 << 18] {
        let reading = Reading(engine: engine, blockSizeBytes: blockSizeBytes)
        let found = failure { () throws(FileFailure) in _ = try inflate(path: path, reading) }
        if found == nil { whole += 1 }
        #expect(found == nil || found?.kind == .truncatedGzip, "\(length) bytes: \(String(describing: found))")
      }
    }
    #expect(whole == 4, "two member ends, with two block sizes")
  }

  @Test(arguments: InflateEngine.allCases)
  func `a mark alone is a truncated file`(engine: InflateEngine) throws {
    let path = try directory.write([0x1f, 0x8b])
    let found = failure { () throws(FileFailure) in _ = try inflate(path: path, Reading(engine: engine)) }
    #expect(found?.kind == .truncatedGzip)
    #expect(
      found?.description == """
        \(path): expected the rest of gzip member 1, found the end of the file at byte 2, within its header: \
        check it with gzip -t and deliver it again
        """)
  }

  @Test func `every wrong bit fails or changes nothing, with each engine`() throws {
    let (file, content) = Self.sound
    var harmless = 0
    for bit in 0..<file.count * 8 {
      var damaged = file
      damaged[bit / 8] ^= 1 << (bit % 8)
      let path = try directory.write(damaged)
      let outcomes = try outcomes(path: path)
      for outcome in outcomes where outcome != nil { #expect(outcome == content, "bit \(bit)") }
      #expect(Set(outcomes).count == 1, "bit \(bit): the engines disagree")
      harmless += outcomes[0] == nil ? 0 : 1
    }
    // Time, extra flags and system of the two members without a header checksum: 6 bytes each, and flag 1 (text); then
    // the bits that fill the last byte of a compressed stream (as it comes out, 6 of the second) or precede stored
    // bytes (5 of the third).
    #expect((109...116).contains(harmless))
  }

  @Test func `every wrong byte of a dynamic block fails or changes nothing, with each engine`() throws {
    let content = sampleRows(bytes: 120, seed: 12)
    let file = GzipMember(content).bytes
    // Every seventh value, starting elsewhere at each byte; the test above flips every bit.
    for index in 10..<file.count {
      for value in stride(from: UInt8(index % 7), to: .max, by: 7) where value != file[index] {
        var damaged = file
        damaged[index] = value
        let outcomes = try outcomes(path: directory.write(damaged))
        #expect(outcomes.allSatisfy { $0 == nil || $0 == content }, "byte \(index) as \(value)")
        #expect(Set(outcomes).count == 1, "byte \(index) as \(value): the engines disagree")
      }
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `a wrong checksum and a wrong length are found, in any member`(engine: InflateEngine) throws {
    for (checksumError, lengthError) in [(1, 0), (0, 1), (0x8000_0000, 0), (0, 0x0100_0000)] as [(UInt32, UInt32)] {
      for content in [[], sampleRows(bytes: 500_000)] {
        var wrong = GzipMember(content)
        wrong.checksumError = checksumError
        wrong.lengthError = lengthError
        let sound = GzipMember("row\n").bytes
        for file in [wrong.bytes, sound + wrong.bytes, wrong.bytes + sound] {
          let path = try directory.write(file)
          let found = failure { () throws(FileFailure) in _ = try inflate(path: path, Reading(engine: engine)) }
          #expect(found?.kind == .corruptGzip)
        }
      }
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `a failure is final`(engine: InflateEngine) throws {
    var member = GzipMember("row\n")
    member.checksumError = 1
    let path = try directory.write(member.bytes + GzipMember("more\n").bytes)
    let stream = GzipStream(file: try OpenFile(path: path), engine: engine)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
    defer { buffer.deallocate() }
    let first = failure { () throws(FileFailure) in _ = try stream.read(into: buffer) }
    let second = failure { () throws(FileFailure) in _ = try stream.read(into: buffer) }
    #expect(first?.kind == .corruptGzip)
    #expect(first == second)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `the engines and zlib's own gzip reader agree on damaged files`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<400 {
      var file = randomFile(using: &generator)
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        damage(&file, using: &generator)
      }
      guard file.starts(with: [0x1f, 0x8b]) else { continue }
      let outcomes = try outcomes(path: directory.write(file))
      #expect(Set(outcomes).count == 1, "seed \(seed), round \(round): the engines disagree")
      #expect(outcomes[0] == referenceInflate(file), "seed \(seed), round \(round): zlib's reader disagrees")
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `random compressed data never crashes`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let header = GzipMember([]).header
    for round in 0..<1500 {
      var body = (0..<Int.random(in: 0...200, using: &generator)).map { _ in UInt8(truncatingIfNeeded: generator.next())
      }
      // Half of them start with a dynamic block, whose tables are the delicate part.
      if round % 2 == 0, !body.isEmpty { body[0] = body[0] & 0xf8 | 0b101 }
      let outcomes = try outcomes(path: directory.write(header + body))
      #expect(Set(outcomes).count == 1, "seed \(seed), round \(round)")
    }
  }

  /// What each engine makes of a file: its content, or nil for a failure.
  private func outcomes(path: String) throws -> [[UInt8]?] {
    InflateEngine.allCases.map { engine in
      do throws(FileFailure) {
        return try inflate(path: path, Reading(engine: engine, blockSizeBytes: 4096, bufferBytes: 4096))
      } catch {
        #expect(error.kind == .corruptGzip || error.kind == .truncatedGzip, "\(error)")
        return nil
      }
    }
  }

  private func randomFile(using generator: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 1...3, using: &generator)).flatMap { _ in
      let content = sampleRows(bytes: Int.random(in: 0...800, using: &generator), seed: generator.next())
      var member = GzipMember(content, level: CInt.random(in: 0...9, using: &generator))
      if Bool.random(using: &generator) { member.name = Array("n".utf8) }
      member.hasHeaderChecksum = Bool.random(using: &generator)
      return member.bytes
    }
  }

  private func damage(_ file: inout [UInt8], using generator: inout SeededGenerator) {
    let index = Int.random(in: 0..<file.count, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: file[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: file[index] = UInt8(truncatingIfNeeded: generator.next())
    case 2: file.removeLast(min(file.count - 2, index))
    case 3: file.insert(UInt8(truncatingIfNeeded: generator.next()), at: index)
    default: file += [UInt8](repeating: 0, count: index % 9)
    }
  }
}
