import Dispatch
import Glibc
import Synchronization
import Testing

@testable import FileInput

/// Spec 2.3 and 4.2: opening and reading one file, and noticing that it changes.
@Suite struct OpenFileTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func `any range of a file can be read`() throws {
    let content = sampleRows(bytes: 10_000)
    let file = try OpenFile(path: directory.write(content))
    for (offset, count) in [(0, 10_000), (0, 1), (9_999, 1), (5_000, 2_500), (0, 0), (10_000, 0)] {
      #expect(try Self.read(file, offset, count) == Array(content[offset..<offset + count]))
    }
    #expect(try Self.read(file, 9_990, 100) == Array(content[9_990...]))
    #expect(try Self.read(file, 10_000, 100).isEmpty)
    #expect(try Self.read(file, 1 << 40, 100).isEmpty)
  }

  @Test func `several threads may read one file`() throws {
    let content = sampleRows(bytes: 400_000)
    let file = try OpenFile(path: directory.write(content))
    let wrong = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: 64) { index in
      let offset = index * 6_250
      if (try? Self.read(file, offset, 6_250)) != Array(content[offset..<offset + 6_250]) {
        wrong.add(1, ordering: .relaxed)
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  @Test func `what is not a regular file is a failure with advice, and does not block`() throws {
    try directory.write([1], to: "file")
    #expect(mkdir(directory.path(of: "directory"), 0o755) == 0)
    #expect(mkfifo(directory.path(of: "fifo"), 0o644) == 0)
    #expect(symlink("file", directory.path(of: "link")) == 0)
    let expectations: [(String, FileFailure.Kind, String)] = [
      (directory.path(of: "missing"), .notFound, "check the path, and that the file has not been moved or deleted"),
      (directory.path(of: "directory"), .isADirectory, "give the file itself"),
      (directory.path(of: "fifo"), .notARegularFile, "put a regular file there"),
      ("/dev/null", .notARegularFile, "put a regular file there"),
      (directory.path(of: "link"), .symbolicLink, "put the file itself there: links are not followed"),
      (directory.path(of: "file/below"), .notADirectory, "give the directory that holds the files"),
      (directory.path(of: String(repeating: "n", count: 300)), .invalidName, "use a shorter path"),
      ("", .notFound, "check the path, and that the file has not been moved or deleted"),
    ]
    for (path, kind, remedy) in expectations {
      let found = failure { () throws(FileFailure) in _ = try OpenFile(path: path) }
      #expect(found?.kind == kind, "\(path)")
      #expect(found?.remedy == remedy, "\(path)")
      #expect(found?.file == path)
    }
  }

  @Test func `a file or directory without permission is a failure`() async {
    // In a process of its own, because root is refused nothing.
    await #expect(processExitsWith: .success) {
      let directory = try TemporaryDirectory()
      let path = try directory.write([1])
      chmod(path, 0)
      chmod(directory.path, 0o711)
      guard geteuid() != 0 || seteuid(65_534) == 0 else { fatalError("seteuid") }
      let file = failure { () throws(FileFailure) in _ = try OpenFile(path: path) }
      let listing = failure { () throws(FileFailure) in _ = try SourceDirectory.list(directory.path) }
      _ = seteuid(0)
      chmod(directory.path, 0o700)
      precondition(file?.kind == .permissionDenied && listing?.kind == .permissionDenied)
    }
  }

  @Test func `too many open files is a failure with advice`() async {
    await #expect(processExitsWith: .success) {
      let directory = try TemporaryDirectory()
      let path = try directory.write([1])
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
      var limit = rlimit()
      getrlimit(resource, &limit)
      var none = rlimit(rlim_cur: 0, rlim_max: limit.rlim_max)
      setrlimit(resource, &none)
      let found = failure { () throws(FileFailure) in _ = try OpenFile(path: path) }
      setrlimit(resource, &limit)
      precondition(found?.kind == .tooManyOpenFiles)
    }
  }

  @Test func `a file that shrinks after opening is a failure, plain and gzip`() throws {
    let path = try directory.write(sampleRows(bytes: 5000))
    let file = try OpenFile(path: path)
    #expect(truncate(path, 3000) == 0)
    #expect(try Self.read(file, 0, 3000).count == 3000)
    for (offset, count) in [(0, 5000), (2999, 2), (3000, 1), (4999, 1)] {
      let found = failure { () throws(FileFailure) in _ = try Self.read(file, offset, count) }
      #expect(found?.kind == .shrank)
      #expect(found?.expected == "5000 bytes, as when it was opened")
    }
    #expect(failure { () throws(FileFailure) in try file.checkUnchanged() }?.kind == .changedWhileRead)

    let gzipPath = try directory.write(GzipMember(sampleRows(bytes: 5000)).bytes, to: "gzip")
    let stream = GzipStream(file: try OpenFile(path: gzipPath))
    #expect(truncate(gzipPath, 100) == 0)
    var buffer = [UInt8](repeating: 0, count: 6000)
    let found = buffer.withUnsafeMutableBytes { buffer in
      failure { () throws(FileFailure) in _ = try stream.read(into: buffer) }
    }
    #expect(found?.kind == .shrank)
  }

  @Test func `what is appended after opening is not seen, but noticed`() throws {
    let path = try directory.write([1, 2, 3])
    let file = try OpenFile(path: path)
    try directory.append([4, 5])
    #expect(try Self.read(file, 0, 10) == [1, 2, 3])
    #expect(try Self.read(file, 3, 10).isEmpty)
    let found = failure { () throws(FileFailure) in try file.checkUnchanged() }
    #expect(found?.kind == .changedWhileRead)
    #expect(
      found?.description == """
        \(path): expected the file as it was when opened, found 5 bytes instead of 3: changed while it was read: \
        let its writer finish, then run again
        """)
  }

  @Test func `a member appended to a gzip file after opening is not seen`() throws {
    let member = GzipMember("row\n").bytes
    let file = try OpenFile(path: directory.write(member))
    let stream = GzipStream(file: file)
    try directory.append(member)
    var buffer = [UInt8](repeating: 0, count: 100)
    #expect(try buffer.withUnsafeMutableBytes { try stream.read(into: $0) } == 4)
    #expect(failure { () throws(FileFailure) in try file.checkUnchanged() }?.kind == .changedWhileRead)
  }

  @Test func `an unchanged file passes, one written in place does not`() throws {
    let path = try directory.write([1, 2, 3])
    let file = try OpenFile(path: path)
    try file.checkUnchanged()
    _ = try Self.read(file, 0, 3)
    try file.checkUnchanged()
    var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 1_000_000_000, tv_nsec: 5)]
    #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
    let found = failure { () throws(FileFailure) in try file.checkUnchanged() }
    #expect(found?.kind == .changedWhileRead)
    #expect(try OpenFile(path: path).identity.modifiedNanoseconds == 1_000_000_000_000_000_005)
  }

  @Test func `another file put under the name does not disturb the one that is open`() throws {
    let path = try directory.write([1, 2, 3])
    let file = try OpenFile(path: path)
    try directory.write([9, 9, 9], to: "new")
    #expect(rename(directory.path(of: "new"), path) == 0)
    #expect(try Self.read(file, 0, 3) == [1, 2, 3])
    try file.checkUnchanged()
    #expect(try OpenFile(path: path).identity.inode != file.identity.inode)
  }

  @Test func `a file is closed with its last reference`() throws {
    let path = try directory.write([1])
    for _ in 0..<5000 { _ = try OpenFile(path: path) }
    for _ in 0..<5000 {
      _ = failure { () throws(FileFailure) in _ = try OpenFile(path: directory.path) }
    }
    for _ in 0..<3000 { _ = try SourceDirectory.list(directory.path) }
  }

  @Test func `an errno without advice of its own keeps its name and number`() {
    let error = SystemCallError(call: "pread", code: EOVERFLOW)
    let found = FileFailure(error, file: "day.csv", expected: "5 bytes at byte 0")
    #expect(found.kind == .io(errno: EOVERFLOW))
    #expect(found.found.hasPrefix("pread: errno \(EOVERFLOW) ("))
    #expect(FileFailure(SystemCallError(call: "pread", code: EIO), file: "f", expected: "x").kind == .io(errno: EIO))
  }

  @Test func `a call is repeated after EINTR only`() throws {
    var calls = 0
    let result = try systemCall("test") { () -> Int in
      calls += 1
      errno = EINTR
      return calls < 3 ? -1 : 7
    }
    #expect(result == 7 && calls == 3)
    #expect(throws: SystemCallError(call: "test", code: ENOSPC)) {
      _ = try systemCall("test") { () -> CInt in
        errno = ENOSPC
        return -1
      }
    }
  }

  private static func read(_ file: OpenFile, _ offset: Int, _ count: Int) throws(FileFailure) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, count), alignment: 1)
    defer { buffer.deallocate() }
    let target = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    let filled = try file.read(into: target, at: Int64(offset))
    return Array(buffer[..<filled])
  }
}
