import CallModel
import Glibc

/// Where a table's bytes come from.
enum TableSource: Sendable {
  case absent
  case bytes([UInt8])
  /// The file is there but cannot be read: what was found, and the remedy.
  case unreadable(found: String)
}

/// Reads a registry's files.
enum RegistryDirectory {
  /// What is wrong with the directory as a whole, or nil.
  static func fault(_ directory: String) -> Problem? {
    var status = stat()
    let found: String
    if stat(directory, &status) != 0 {
      found = "\(reason(errno)); create it, or correct --registry"
    } else if status.st_mode & S_IFMT != S_IFDIR {
      found = "a file; give the directory that holds the tables as --registry"
    } else {
      return nil
    }
    return Problem(
      directory, expected: "a directory with the registry's tables", found: found)
  }

  static func source(of table: TableName, in directory: String) -> TableSource {
    let descriptor = open("\(directory)/\(table.file)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      return errno == ENOENT ? .absent : .unreadable(found: advice(errno))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .unreadable(found: advice(errno)) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      return .unreadable(found: "a directory; remove or rename it and put the table in its place")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .unreadable(found: "no regular file; put the table itself in its place")
    }
    guard status.st_size <= RegistryLimits.maximumTableBytes else {
      return .unreadable(
        found: "\(status.st_size) bytes, above the limit of \(RegistryLimits.maximumTableBytes); remove old rows")
    }
    let source = contents(of: descriptor, byteCount: Int(status.st_size))
    return hasChanged(descriptor, since: status)
      ? .unreadable(found: "a file that changed while it was read; run again once it is written") : source
  }

  /// Half a file can be a table with other prices.
  private static func hasChanged(_ descriptor: CInt, since earlier: stat) -> Bool {
    var now = stat()
    return fstat(descriptor, &now) != 0 || now.st_size != earlier.st_size
      || now.st_mtim.tv_sec != earlier.st_mtim.tv_sec || now.st_mtim.tv_nsec != earlier.st_mtim.tv_nsec
  }

  /// The file's first `byteCount` bytes, fewer if it was cut meanwhile.
  private static func contents(of descriptor: CInt, byteCount: Int) -> TableSource {
    var failure: CInt = 0
    // SAFETY: read(2) writes at most byteCount − filled bytes from `filled` on, inside the buffer, which has byteCount;
    // `filled` counts exactly the bytes that it has written.
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, filled in
      filled = 0
      while filled < byteCount, let base = buffer.baseAddress {
        let count = read(descriptor, base + filled, byteCount - filled)
        if count > 0 {
          filled += count
        } else if count == 0 {
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    return failure == 0 ? .bytes(bytes) : .unreadable(found: advice(failure))
  }

  private static func advice(_ code: CInt) -> String {
    switch code {
    case EACCES: "\(reason(code)); give the user that runs summit-cdr the right to read it"
    default: "\(reason(code)); check the file and the disk"
    }
  }

  private static func reason(_ code: CInt) -> String {
    switch code {
    case ENOENT: "no such directory"
    case EACCES: "no permission"
    default: String(cString: strerror(code))
    }
  }
}
