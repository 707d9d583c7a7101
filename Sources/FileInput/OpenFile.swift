import Glibc

/// A regular file that is open for reading, and closed when the last reference goes.
///
/// Reads name their position, so any number of threads may read at once. What can be read is the file as long as it
/// was at opening, or when it was listed: bytes appended since are not seen, and a file that has become shorter is a
/// failure, never a crash.
package final class OpenFile: Sendable {
  /// The path as displayable text, for messages.
  package let path: String
  /// By `fstat` right after opening; of a file that has grown since it was listed, as it was listed.
  package let identity: FileIdentity

  private let descriptor: FileDescriptor

  /// Opens a file of a directory that is held open, so that a directory renamed meanwhile does not matter.
  ///
  /// - Throws: `FileFailure` if it is not there, not readable, or no regular file. Symbolic links are not followed.
  package convenience init(directory: SourceDirectory, file: SourceFile) throws(FileFailure) {
    try self.init(
      file.name, in: directory.descriptor.number, path: Self.join(directory.path, file.displayName))
  }

  /// Opens a file as it was listed. A plain one that was appended to since is read as long as it was then (spec 7.1).
  ///
  /// - Throws: as `init(directory:file:)`, and `.changedWhileRead` if it is another file by now, or one that has
  ///   changed otherwise. A gzip file must not have grown: half of a member says nothing.
  package convenience init(directory: SourceDirectory, asListed file: SourceFile) throws(FileFailure) {
    try self.init(
      file.name, in: directory.descriptor.number, path: Self.join(directory.path, file.displayName),
      listed: file.identity)
  }

  /// Opens a file of the directory at the path `directory`.
  ///
  /// - Throws: as `init(directory:file:)`, and if the directory cannot be opened.
  package convenience init(directory: String, file: SourceFile) throws(FileFailure) {
    try self.init(directory: SourceDirectory(path: directory), file: file)
  }

  /// Opens the file at `path`, which counts from the current directory unless it starts with `/`.
  ///
  /// - Throws: as `init(directory:file:)`.
  package convenience init(path: String) throws(FileFailure) {
    try self.init(Array(path.utf8), in: AT_FDCWD, path: SourceFile.displayable(path.utf8))
  }

  private init(
    _ name: [UInt8], in directory: CInt, path: String, listed: FileIdentity? = nil
  ) throws(FileFailure) {
    let expected = "a readable file"
    let status: stat
    do throws(SystemCallError) {
      // O_NONBLOCK: opening a fifo must not wait for a writer. It changes nothing for a regular file.
      descriptor = try .open(name, in: directory, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      status = try descriptor.status()
    } catch {
      throw FileFailure(error, file: path, expected: expected)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR:
      throw FileFailure(SystemCallError(call: "fstat", code: EISDIR), file: path, expected: expected)
    default:
      throw FileFailure(
        file: path, kind: .notARegularFile, expected: expected, found: "a fifo, socket or device",
        remedy: "put a regular file there")
    }
    self.path = path
    let found = FileIdentity(status)
    identity = listed ?? found
    if let listed, found != listed {
      // The mark is looked for only where it can be: a file that was cut may have no byte.
      let isGrown = found.isGrown(from: listed)
      let isGzip = isGrown ? try isGzip() : false
      guard isGrown, !isGzip else {
        throw FileFailure(
          file: path, kind: .changedWhileRead, expected: "the file as it was when it was listed",
          found: "another size, time or file", remedy: "let its writer finish, then run again")
      }
    }
  }

  /// Fills `buffer` with the bytes from `offset` on, as far as the file had any when it was opened.
  ///
  /// - Parameter offset: in bytes, 0 or more.
  /// - Returns: how many bytes were read: `buffer.count`, or fewer at the end of the file, 0 at or behind it.
  /// - Throws: `.shrank` if the file has become shorter, or what the system says. What was read so far is void.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(FileFailure) -> Int {
    precondition(offset >= 0, "a file offset is never negative")
    let wantedBytes = Int(min(Int64(buffer.count), max(0, identity.sizeBytes - offset)))
    var filledBytes = 0
    while filledBytes < wantedBytes {
      let position = offset + Int64(filledBytes)
      let count = try readOnce(UnsafeMutableRawBufferPointer(rebasing: buffer[filledBytes..<wantedBytes]), at: position)
      guard count > 0 else { throw shrank(toBytes: position) }
      filledBytes += count
    }
    return filledBytes
  }

  /// Whether the content starts with the gzip mark `1f 8b`, regardless of the name (spec 2.3).
  package func isGzip() throws(FileFailure) -> Bool {
    var mark: (UInt8, UInt8) = (0, 0)
    // SAFETY: a pair of bytes has no padding; the pointer to it is used within the call only.
    let count = try withUnsafeMutableBytes(of: &mark) { (buffer) throws(FileFailure) -> Int in
      try read(into: buffer, at: 0)
    }
    return count == 2 && mark == (0x1f, 0x8b)
  }

  /// Looks again at what the file is, to be done after its last byte was read.
  ///
  /// - Throws: `.changedWhileRead` if device, inode, size or time of change differ from those at opening. The rows
  ///   read may then be a mixture, and must not count.
  package func checkUnchanged() throws(FileFailure) {
    let now = try identityNow()
    guard now == identity else { throw changed(to: now) }
  }

  /// The same of a file that may be appended to while it is read.
  ///
  /// - Returns: whether it has grown. What was read is then its beginning if that has the digest it had: see
  ///   `checkBeginning`.
  /// - Throws: `.changedWhileRead` if it changed otherwise.
  package func hasGrown() throws(FileFailure) -> Bool {
    let now = try identityNow()
    if now == identity { return false }
    guard now.isGrown(from: identity) else { throw changed(to: now) }
    return true
  }

  private func identityNow() throws(FileFailure) -> FileIdentity {
    do throws(SystemCallError) {
      return try FileIdentity(descriptor.status())
    } catch {
      throw FileFailure(error, file: path, expected: "the file as it was when opened")
    }
  }

  private func changed(to now: FileIdentity) -> FileFailure {
    let difference =
      now.sizeBytes == identity.sizeBytes
      ? "a later time of change" : "\(now.sizeBytes) bytes instead of \(identity.sizeBytes)"
    return FileFailure(
      file: path, kind: .changedWhileRead, expected: "the file as it was when opened",
      found: "\(difference): changed while it was read",
      remedy: "let its writer finish, then run again")
  }

  private func readOnce(
    _ buffer: UnsafeMutableRawBufferPointer, at position: Int64
  ) throws(FileFailure) -> Int {
    do throws(SystemCallError) {
      // SAFETY: the kernel writes at most `buffer.count` bytes to `buffer`, which the caller keeps for this call.
      return try systemCall("pread") { pread(descriptor.number, buffer.baseAddress, buffer.count, off_t(position)) }
    } catch {
      throw FileFailure(error, file: path, expected: "\(buffer.count) bytes at byte \(position)")
    }
  }

  private func shrank(toBytes size: Int64) -> FileFailure {
    FileFailure(
      file: path, kind: .shrank, expected: "\(identity.sizeBytes) bytes, as when it was opened",
      found: "its end after \(size)", remedy: "let its writer finish, then run again")
  }

  private static func join(_ directory: String, _ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
  }
}
