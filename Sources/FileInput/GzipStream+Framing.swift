import CallModel

/// The header and trailer of gzip members, by RFC 1952 section 2.3.
extension GzipStream {
  private enum Flag {
    static let headerChecksum: UInt8 = 0x02
    static let extra: UInt8 = 0x04
    static let name: UInt8 = 0x08
    static let comment: UInt8 = 0x10
    static let reserved: UInt8 = 0xe0
  }

  private static let deflateMethod: UInt8 = 8

  /// Reads a member's header, or finds that there is no further member.
  ///
  /// - Returns: false at the end of the file, zeros before it skipped (spec 2.3).
  func beginMember() throws(FileFailure) -> Bool {
    if memberNumber > 0 {
      let start = input.offset
      try input.skipZeros()
      guard let next = try peek() else { return false }
      // Zeros are padding up to the end of the file; a member behind them is none of a sound file.
      guard input.offset == start else { throw garbage(found: "byte \(hex(next)) after zeros") }
      guard next == 0x1f else { throw garbage(found: "byte \(hex(next))") }
    }
    memberNumber += 1
    memberChecksum = 0
    memberInflatedBytes = 0
    try readHeader()
    inflater.begin()
    return true
  }

  /// Compares the member's trailer with what was inflated.
  func endMember() throws(FileFailure) {
    let checksum = try littleEndian(bytes: 4)
    let lengthBytes = try littleEndian(bytes: 4)
    guard checksum == memberChecksum else {
      throw corrupt(expected: "CRC-32 \(hex(checksum))", found: hex(memberChecksum))
    }
    // RFC 1952: ISIZE is the length modulo 2^32.
    guard lengthBytes == UInt32(truncatingIfNeeded: memberInflatedBytes) else {
      throw corrupt(expected: "\(lengthBytes) inflated bytes (modulo 2^32)", found: "\(memberInflatedBytes)")
    }
  }

  /// A name or comment is not stored, so the file's own size is limit enough for them.
  private func readHeader() throws(FileFailure) {
    var checksum: UInt32 = 0
    let mark = (try headerByte(&checksum), try headerByte(&checksum))
    guard mark == (0x1f, 0x8b) else {
      throw corrupt(expected: "1f 8b at its start", found: "\(hex(mark.0)) \(hex(mark.1))")
    }
    let method = try headerByte(&checksum)
    guard method == Self.deflateMethod else {
      throw corrupt(expected: "compression method 8 (deflate)", found: "\(method)")
    }
    let flags = try headerByte(&checksum)
    guard flags & Flag.reserved == 0 else {
      throw corrupt(expected: "no reserved header flag", found: "flags \(hex(flags))")
    }
    for _ in 0..<6 { _ = try headerByte(&checksum) }  // time, extra flags, system
    if flags & Flag.extra != 0 {
      let length = Int(try headerByte(&checksum)) | Int(try headerByte(&checksum)) << 8
      for _ in 0..<length { _ = try headerByte(&checksum) }
    }
    if flags & Flag.name != 0 { while try headerByte(&checksum) != 0 {} }
    if flags & Flag.comment != 0 { while try headerByte(&checksum) != 0 {} }
    if flags & Flag.headerChecksum != 0 { try checkHeader(checksum) }
  }

  /// The header's own checksum is the lower half of its CRC-32.
  private func checkHeader(_ checksum: UInt32) throws(FileFailure) {
    let stored = try littleEndian(bytes: 2)
    guard stored == checksum & 0xffff else {
      throw corrupt(expected: "header checksum \(hex(UInt16(stored)))", found: hex(UInt16(checksum & 0xffff)))
    }
  }

  private func headerByte(_ checksum: inout UInt32) throws(FileFailure) -> UInt8 {
    guard let byte = try input.nextByte() else { throw truncated(within: "its header") }
    // SAFETY: the pointer to the byte is used within the call only.
    checksum = withUnsafeBytes(of: byte) { inflater.checksum(checksum, adding: $0) }
    return byte
  }

  private func littleEndian(bytes count: Int) throws(FileFailure) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<count {
      guard let byte = try input.nextByte() else { throw truncated(within: "a checksum or length") }
      value |= UInt32(byte) << (8 * index)
    }
    return value
  }

  private func peek() throws(FileFailure) -> UInt8? {
    guard let byte = try input.nextByte() else { return nil }
    input.advance(by: -1)
    return byte
  }
}

/// What can be wrong with a gzip file.
extension GzipStream {
  private static var remedy: String { "check it with gzip -t and deliver it again" }

  func truncated(within part: String) -> FileFailure {
    FileFailure(
      file: input.file.path, kind: .truncatedGzip, expected: "the rest of gzip member \(memberNumber)",
      found: "the end of the file at byte \(input.offset), within \(part)", remedy: Self.remedy)
  }

  func corrupt(expected: String, found: String) -> FileFailure {
    FileFailure(
      file: input.file.path, kind: .corruptGzip, expected: "\(expected) in gzip member \(memberNumber)",
      found: "\(found) before byte \(input.offset)", remedy: Self.remedy)
  }

  private func garbage(found: String) -> FileFailure {
    FileFailure(
      file: input.file.path, kind: .corruptGzip, expected: "a further gzip member, zeros, or the end of the file",
      found: "\(found) at byte \(input.offset)", remedy: Self.remedy)
  }

  private func hex(_ value: some FixedWidthInteger & UnsignedInteger) -> String {
    value.padded(to: value.bitWidth / 4, radix: 16)
  }
}
