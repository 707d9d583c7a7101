import Glibc

/// The names in a directory, one after the other, in the order of the file system. One owner at a time.
final class DirectoryEntries {
  private let stream: OpaquePointer

  /// Reads through an open file of its own, so that two listings of one directory do not share a position.
  init(of directory: FileDescriptor) throws(SystemCallError) {
    let number = try systemCall("openat") { openat(directory.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    // SAFETY: `number` is ours alone; from here on the stream owns it.
    guard let stream = fdopendir(number) else {
      let code = errno
      _ = close(number)
      throw SystemCallError(call: "fdopendir", code: code)
    }
    self.stream = stream
  }

  deinit {
    // SAFETY: `stream` came from fdopendir, is closed nowhere else, and owns its descriptor.
    closedir(stream)
  }

  /// The next name, `.` and `..` among them, or nil at the end.
  func next() throws(SystemCallError) -> [UInt8]? {
    errno = 0
    // SAFETY: one owner at a time, so no other call of readdir on this stream runs.
    guard let entry = readdir(stream) else {
      let code = errno
      guard code == 0 else { throw SystemCallError(call: "readdir", code: code) }
      return nil
    }
    return Self.name(of: entry)
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { fatalError("dirent has no d_name") }
    // SAFETY: d_name is ended by NUL within the record's d_reclen bytes, which may be fewer than sizeof(dirent): so no
    // copy of the record, only the bytes up to the NUL. The record stays until the next readdir.
    let start = UnsafeRawPointer(entry).advanced(by: offset)
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: length))
  }
}
