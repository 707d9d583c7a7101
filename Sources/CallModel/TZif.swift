/// The content of a TZif file (RFC 8536), as tzdata's compiler writes them: the instants at which a zone's clocks changed,
/// and the rule that holds after the last of them.
///
/// The 64-bit data of version 2 or later is read; of version 1, which has no other, the 32-bit data.
struct TZif {
  /// Seconds since 1970, UTC, ascending; and what holds from then on, seconds east of UTC.
  private(set) var changes: [(instant: Int64, offset: Int32)] = []
  /// Before the first change.
  private(set) var firstOffset: Int32 = 0
  /// After the last change; nil: as after it.
  private(set) var rule: POSIXTimeZone?

  /// Larger files are none that a zone's history needs: the largest of tzdata have 4 KiB.
  static let maximumBytes = 1 << 20
  private static let headerBytes = 44

  /// - Returns: nil for what is no TZif file, is cut or contradicts itself, or counts leap seconds.
  init?(_ bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0), bytes.count <= Self.maximumBytes else { return nil }
    guard first.version >= 2 else {
      guard read(bytes, first, at: Self.headerBytes, timeBytes: 4) != nil else { return nil }
      return
    }
    let second = Self.headerBytes + first.dataBytes(timeBytes: 4)
    guard let header = Header(bytes, at: second),
      let end = read(bytes, header, at: second + Self.headerBytes, timeBytes: 8)
    else { return nil }
    // The footer: a rule between two line ends, or nothing between them.
    guard end < bytes.count, bytes[end] == 10, let close = bytes[(end + 1)...].firstIndex(of: 10) else { return nil }
    let footer = bytes[(end + 1)..<close]
    guard !footer.isEmpty else { return }
    guard let rule = POSIXTimeZone(footer) else { return nil }
    self.rule = rule
  }

  private struct Header {
    var version: Int
    /// isut, isstd, leap, time, type, char: counts of what follows.
    var counts: [Int]

    init?(_ bytes: [UInt8], at start: Int) {
      guard start >= 0, bytes.count >= start + headerBytes, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
        return nil
      }
      let byte = bytes[start + 4]
      version = byte == 0 ? 1 : Int(byte) - 48
      guard (1...9).contains(version) else { return nil }
      counts = (0..<6).map { Int(TZif.integer(bytes, start + 20 + 4 * $0, 4)) }
      // A zone has a kind of time, and no leap seconds: these are in the zones of right/, whose instants are others.
      guard counts.allSatisfy({ (0...TZif.maximumBytes).contains($0) }), counts[2] == 0, counts[4] > 0 else {
        return nil
      }
    }

    func dataBytes(timeBytes: Int) -> Int {
      counts[3] * (timeBytes + 1) + counts[4] * 6 + counts[5] + counts[2] * (timeBytes + 4) + counts[1] + counts[0]
    }
  }

  /// Reads a data block; returns where it ends.
  private mutating func read(_ bytes: [UInt8], _ header: Header, at start: Int, timeBytes: Int) -> Int? {
    let end = start + header.dataBytes(timeBytes: timeBytes)
    guard end <= bytes.count else { return nil }
    let (times, types) = (header.counts[3], header.counts[4])
    let typeStart = start + times * (timeBytes + 1)
    let offsets = (0..<types).map { Int32(truncatingIfNeeded: Self.integer(bytes, typeStart + 6 * $0, 4)) }
    guard offsets.allSatisfy({ abs(Int64($0)) < 100 * 3_600 }) else { return nil }
    firstOffset = offsets[0]
    for index in 0..<times {
      let instant = Self.integer(bytes, start + index * timeBytes, timeBytes)
      let type = Int(bytes[start + times * timeBytes + index])
      guard type < types, changes.last.map({ $0.instant < instant }) ?? true else { return nil }
      changes.append((instant, offsets[type]))
    }
    return end
  }

  /// A big-endian integer with its sign.
  private static func integer(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int64 {
    let value = bytes[start..<start + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return count == 8 ? Int64(bitPattern: value) : Int64(Int32(truncatingIfNeeded: value))
  }
}

extension TimeZoneRules {
  /// The rules that a TZif file has, for the years a call may have.
  ///
  /// - Returns: nil for what is no such file; see `TZif`.
  package init?(identifier: String, tzif bytes: [UInt8]) {
    guard let file = TZif(bytes) else { return nil }
    var changes: [Int64] = []
    var offsets = [file.firstOffset]
    /// Of two changes at one instant the later one counts.
    func add(_ instant: Int64, _ offset: Int32) {
      guard instant < Self.lastSecond else { return }
      if instant <= Self.firstSecond {
        offsets[0] = offset
      } else if let last = changes.last, instant <= last {
        offsets[offsets.count - 1] = offset
        if offsets[offsets.count - 2] == offset {
          changes.removeLast()
          offsets.removeLast()
        }
      } else if offset != offsets[offsets.count - 1] {
        changes.append(instant)
        offsets.append(offset)
      }
    }
    for change in file.changes { add(change.instant, change.offset) }
    if let rule = file.rule {
      let last = file.changes.last?.instant ?? .min
      for change in rule.changes(years: 1969...2200) where change.instant > last { add(change.instant, change.offset) }
      if rule.daylight == nil, file.changes.isEmpty { offsets = [rule.offset] }
    }
    self.init(identifier: identifier, changes: changes, offsets: offsets)
  }
}
