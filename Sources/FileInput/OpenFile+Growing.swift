// Files that are appended to while they are read (spec 7.1).
extension OpenFile {
  /// Read at a time when looking for a line end from the back.
  private static let blockBytes: Int64 = 1 << 16

  /// Where the last row of a plain file begins, if it has no line end: it may be half written.
  ///
  /// Time linear in that row.
  package func openRowStart() throws(FileFailure) -> Int64? {
    let size = identity.sizeBytes
    guard size > 0 else { return nil }
    var last: UInt8 = 0
    // SAFETY: one byte, written within the call only.
    _ = try withUnsafeMutableBytes(of: &last) { (buffer) throws(FileFailure) -> Int in
      try read(into: buffer, at: size - 1)
    }
    if last == UInt8(ascii: "\n") { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(Self.blockBytes), alignment: 8)
    defer { buffer.deallocate() }
    var end = size
    while end > 0 {
      let start = max(0, end - Self.blockBytes)
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(end - start)]), at: start)
      if let lineEnd = buffer[..<count].lastIndex(of: UInt8(ascii: "\n")) { return start + Int64(lineEnd) + 1 }
      end = start
    }
    return 0
  }

  /// The digest of the first bytes of a plain file.
  ///
  /// - Parameter countBytes: at most the file's size. Time linear in it.
  package func digest(ofFirst countBytes: Int64) throws(FileFailure) -> ContentDigest {
    let digester = Digester()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ContentDigest.blockSizeBytes, alignment: 64)
    defer { buffer.deallocate() }
    var offset: Int64 = 0
    while offset < countBytes {
      let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(min(countBytes - offset, Int64(buffer.count)))])
      let count = try read(into: piece, at: offset)
      guard count > 0 else { break }
      digester.update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
      offset += Int64(count)
    }
    return digester.finalize()
  }

  /// Checks that a file that has grown still begins with what was read of it: it was not cut and written anew meanwhile.
  ///
  /// - Throws: `.changedWhileRead` if not.
  package func checkBeginning(_ countBytes: Int64, is digest: ContentDigest) throws(FileFailure) {
    guard try self.digest(ofFirst: countBytes) == digest else {
      throw FileFailure(
        file: path, kind: .changedWhileRead, expected: "the file as it was when opened, or longer",
        found: "another beginning: it was cut, or written anew, while it was read",
        remedy: "let its writer finish, then run again")
    }
  }
}
