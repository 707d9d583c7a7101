import Glibc
import Testing

@testable import FileInput

/// Spec 2.3: which files of a source directory are read.
@Suite struct SourceDirectoryTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func `regular files are listed in the order of their names' bytes`() throws {
    let names: [[UInt8]] = [
      Array("A".utf8), Array("B.csv".utf8), Array("a".utf8), Array("a.csv".utf8), Array("b".utf8), Array("é".utf8),
      [0xff], [0xff, 0x0a],
    ]
    for name in names.reversed() { try directory.write([1], to: name) }
    #expect(try SourceDirectory.list(directory.path).map(\.name) == names)
  }

  @Test func `an empty directory has no files`() throws {
    #expect(try SourceDirectory.list(directory.path).isEmpty)
    #expect(try SourceDirectory.list(directory.path + "/").isEmpty)
  }

  @Test(arguments: [
    ("day.csv", true), (".day.csv", false), (".tmp", false), ("day.tmp", false), ("day.part", false),
    ("day.filepart", false), ("day.csv.part", false), ("tmp", true), ("day.TMP", true), ("day.tmp.gz", true),
    ("daytmp", true), ("part", true), ("day.partial", true), ("day.", true), ("..day", false), ("~day", true),
  ])
  func `names of deliveries under way are ignored`(name: String, isListed: Bool) throws {
    try directory.write([1], to: name)
    #expect(try SourceDirectory.list(directory.path).map(\.displayName) == (isListed ? [name] : []))
  }

  @Test func `only regular files are listed`() throws {
    try directory.write([1], to: "file")
    try directory.write([1], to: ".target")
    #expect(mkdir(directory.path(of: "subdirectory"), 0o755) == 0)
    try directory.write([1], to: "subdirectory/inside")
    #expect(mkfifo(directory.path(of: "fifo"), 0o644) == 0)
    #expect(symlink(".target", directory.path(of: "link")) == 0)
    #expect(symlink("nothing", directory.path(of: "dangling")) == 0)
    #expect(symlink("subdirectory", directory.path(of: "linked-directory")) == 0)
    try bindSocket(directory.path(of: "socket"))
    #expect(try SourceDirectory.list(directory.path).map(\.displayName) == ["file"])
  }

  @Test func `a hard link and an empty file are files like others`() throws {
    try directory.write([], to: "empty")
    #expect(link(directory.path(of: "empty"), directory.path(of: "second")) == 0)
    let files = try SourceDirectory.list(directory.path)
    #expect(files.map(\.displayName) == ["empty", "second"])
    #expect(files[0].identity == files[1].identity)
    #expect(files[0].identity.sizeBytes == 0)
  }

  @Test func `the source directory itself may be a symbolic link`() throws {
    try directory.write([1], to: "day.csv")
    let second = try TemporaryDirectory()
    #expect(symlink(directory.path, second.path(of: "link")) == 0)
    #expect(try SourceDirectory.list(second.path(of: "link")).count == 1)
  }

  @Test func `the identity listed is that of the file opened`() throws {
    try directory.write([1, 2, 3], to: "day.csv")
    let source = try SourceDirectory(path: directory.path)
    let file = try #require(try source.list().first)
    #expect(file.identity.sizeBytes == 3)
    #expect(file.identity.modifiedNanoseconds > 1_600_000_000_000_000_000)
    #expect(try OpenFile(directory: source, file: file).identity == file.identity)
    #expect(try OpenFile(directory: directory.path, file: file).identity == file.identity)
    #expect(try OpenFile(path: directory.path(of: "day.csv")).identity == file.identity)
  }

  @Test func `a listing can be repeated, and sees what has come`() throws {
    let source = try SourceDirectory(path: directory.path)
    try directory.write([1], to: "a")
    #expect(try source.list().count == 1)
    try directory.write([1], to: "b")
    #expect(try source.list().count == 2)
  }

  @Test func `a directory held open is the same one after it was renamed`() throws {
    #expect(mkdir(directory.path(of: "cdr"), 0o755) == 0)
    try directory.write([1, 2], to: "cdr/day.csv")
    let source = try SourceDirectory(path: directory.path(of: "cdr"))
    let file = try #require(try source.list().first)
    #expect(rename(directory.path(of: "cdr"), directory.path(of: "old")) == 0)
    #expect(try OpenFile(directory: source, file: file).identity == file.identity)
    #expect(try source.list() == [file])
  }

  @Test func `more files than the limit are a failure`() throws {
    for name in ["a", "b", "c"] { try directory.write([1], to: name) }
    let source = try SourceDirectory(path: directory.path)
    #expect(try source.list(maximumFiles: 3).count == 3)
    let found = failure { () throws(FileFailure) in _ = try source.list(maximumFiles: 2) }
    #expect(found?.kind == .tooManyFiles)
  }

  @Test func `a missing directory, and a file given as directory, are failures with advice`() throws {
    let missing = directory.path(of: "missing")
    let first = failure { () throws(FileFailure) in _ = try SourceDirectory.list(missing) }
    #expect(first?.kind == .notFound)
    #expect(
      first?.description == """
        \(missing): expected a readable directory, found nothing of that name: \
        check the path, and that the file has not been moved or deleted
        """)
    let path = try directory.write([1])
    let second = failure { () throws(FileFailure) in _ = try SourceDirectory.list(path) }
    #expect(second?.kind == .notADirectory)
    #expect(second?.remedy == "give the directory that holds the files")
  }

  @Test func `a name is shown without what is not text`() throws {
    let identity = FileIdentity(device: 0, inode: 0, sizeBytes: 0, modifiedNanoseconds: 0)
    for (name, shown) in [
      (Array("dia é.csv".utf8), "dia é.csv"), ([0x61, 0xff, 0x62], "a\u{FFFD}b"), ([0x1b, 0x5b], "\u{FFFD}["),
      ([0x61, 0x0d, 0x0a, 0x62], "a\u{FFFD}\u{FFFD}b"), ([0xc2, 0x85], "\u{FFFD}"),
    ] as [([UInt8], String)] {
      #expect(SourceFile(name: name, identity: identity).displayName == shown)
    }
  }

  private func bindSocket(_ path: String) throws {
    let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    defer { _ = close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) {
      // SAFETY: a sockaddr_un is a sockaddr to bind, with its own size given.
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
  }
}
