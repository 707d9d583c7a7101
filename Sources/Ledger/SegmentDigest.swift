import FileInput
import Glibc

/// A file of `records/` as it lies on the disk.
package struct RecordFile: Sendable {
  package var bytes: Int64
  package var digest: ContentDigest
}

extension DataDirectory {
  /// Reads a file of `records/` from its first byte to its last.
  ///
  /// - Parameter onBytes: called with the number of bytes of each piece that was read.
  /// - Throws: `LedgerFailure` if there is none, it is no regular file, or it cannot be read.
  package func readRecordFile(_ name: String, onBytes: (Int) -> Void = { _ in }) throws(LedgerFailure) -> RecordFile {
    let digester = Digester()
    try readRecordFile(name) { (bytes: UnsafeRawBufferPointer) in
      digester.update(bytes)
      onBytes(bytes.count)
    }
    return RecordFile(bytes: digester.lengthBytes, digest: digester.finalize())
  }

  /// Reads a file of `records/` piece by piece.
  package func readRecordFile(_ name: String, onPiece: (UnsafeRawBufferPointer) -> Void) throws(LedgerFailure) {
    let descriptor = open(segmentPath(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(name, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(name, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw LedgerFailure(
        path: segmentPath(name), expected: "a regular file", found: "something else", remedy: Self.remedy)
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ContentDigest.blockSizeBytes, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      // SAFETY: at most the buffer's bytes are read into it.
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(name, errno) }
      if count == 0 { break }
      onPiece(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private func unreadable(_ name: String, _ code: CInt) -> LedgerFailure {
    LedgerFailure(
      path: segmentPath(name), expected: "a segment", found: String(cString: strerror(code)), remedy: Self.remedy)
  }

  private static let remedy = "restore the whole data directory from a backup"
}
