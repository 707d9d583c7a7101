/// Writes TZif files (RFC 8536), for tests: version 2 with empty 32-bit data, as `zic -b slim` does.
struct TZifFile {
  /// Seconds east of UTC; the first holds before the first change.
  var offsets: [Int32]
  /// Instants, and the index of what holds from then on.
  var changes: [(instant: Int64, offset: UInt8)]
  var footer: String

  func bytes(version: UInt8 = UInt8(ascii: "2")) -> [UInt8] {
    func header(_ times: Int, _ types: Int) -> [UInt8] {
      Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        + [0, 0, 0, times, types, 4].flatMap { Self.bigEndian(Int64($0), 4) }
    }
    func block(_ changes: [(instant: Int64, offset: UInt8)], _ offsets: [Int32], _ width: Int) -> [UInt8] {
      changes.flatMap { Self.bigEndian($0.instant, width) } + changes.map(\.offset)
        + offsets.flatMap { Self.bigEndian(Int64($0), 4) + [0, 0] } + Array("ABC\u{0}".utf8)
    }
    if version == 0 { return header(changes.count, offsets.count) + block(changes, offsets, 4) }
    return header(0, 1) + block([], [0], 4) + header(changes.count, offsets.count) + block(changes, offsets, 8)
      + Array("\n\(footer)\n".utf8)
  }

  private static func bigEndian(_ value: Int64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
  }
}
