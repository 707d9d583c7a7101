import Glibc
import Testing

@testable import FileInput

/// A directory of its own for a test, removed with all its files at the end.
final class TemporaryDirectory {
  let path: String

  init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/file-input-tests-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    Self.remove(Array(path.utf8))
  }

  func path(of name: String) -> String {
    "\(path)/\(name)"
  }

  /// Writes a file anew, and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String = "file") throws -> String {
    try write(bytes, to: Array(name.utf8))
    return path(of: name)
  }

  func write(_ bytes: [UInt8], to name: [UInt8], flags: CInt = O_TRUNC) throws {
    let target = terminated(Array("\(path)/".utf8) + name)
    let descriptor = open(target, O_WRONLY | O_CREAT | flags, 0o644)
    try #require(descriptor >= 0)
    defer { _ = close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      try #require(count > 0)
      rest = rest.dropFirst(count)
    }
  }

  func append(_ bytes: [UInt8], to name: String = "file") throws {
    try write(bytes, to: Array(name.utf8), flags: O_APPEND)
  }
}

extension TemporaryDirectory {
  /// Removes a file, or a directory and what is in it. What cannot be removed stays.
  private static func remove(_ path: [UInt8]) {
    guard rmdir(terminated(path)) != 0, unlink(terminated(path)) != 0 else { return }
    do throws(SystemCallError) {
      let entries = try DirectoryEntries(of: .open(path, flags: O_RDONLY | O_DIRECTORY))
      while let name = try entries.next() {
        if name != [0x2e] && name != [0x2e, 0x2e] { remove(path + [0x2f] + name) }
      }
    } catch {
      return
    }
    _ = rmdir(terminated(path))
  }
}

/// The failure that `body` ends with, if any.
func failure(_ body: () throws(FileFailure) -> Void) -> FileFailure? {
  do throws(FileFailure) {
    try body()
    return nil
  } catch {
    return error
  }
}
