import Glibc
import Testing

@testable import FileInput

/// Plain files that are appended to after they were listed, and while they are read (spec 7.1).
@Suite struct GrowingFileTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func listed() throws -> (SourceDirectory, SourceFile) {
    let source = try SourceDirectory(path: directory.path)
    return (source, try #require(try source.list().first))
  }

  @Test func `a file is as long as it was when it was listed`() throws {
    try directory.write(Array("one\ntwo\n".utf8))
    let (source, file) = try listed()
    try directory.append(Array("three\n".utf8))
    let open = try OpenFile(directory: source, asListed: file)
    #expect(open.identity == file.identity)
    #expect(try open.hasGrown())
    #expect(try open.openRowStart() == nil)
    let digest = Array("one\ntwo\n".utf8).withUnsafeBytes { ContentDigest.block($0) }
    #expect(try open.digest(ofFirst: 8) == digest)
    try open.checkBeginning(8, is: digest)
    #expect(failure { () throws(FileFailure) in try open.checkUnchanged() }?.kind == .changedWhileRead)
  }

  @Test(
    "where the last row begins if it has no line end",
    arguments: [("", nil), ("a\n", nil), ("a", 0), ("a\nb", 2), ("a\n\nbcd", 3)])
  func openRow(text: String, start: Int64?) throws {
    let path = try directory.write(Array(text.utf8))
    #expect(try OpenFile(path: path).openRowStart() == start)
    let long = try directory.write(Array((text + String(repeating: "x", count: 200_000)).utf8), to: "long")
    #expect(
      try OpenFile(path: long).openRowStart()
        == Int64(text.lastIndex(of: "\n").map { text.utf8.distance(from: text.startIndex, to: $0) + 1 } ?? 0))
  }

  @Test func `what is not only longer is changed`() throws {
    try directory.write(Array("one\ntwo\n".utf8))
    let (source, file) = try listed()
    let open = try OpenFile(directory: source, asListed: file)
    #expect(try !open.hasGrown())
    let digest = try open.digest(ofFirst: 8)
    // Cut and written anew, and longer by now.
    try directory.write(Array("ONE\ntwo\nthree\n".utf8))
    #expect(try open.hasGrown())
    #expect(failure { () throws(FileFailure) in try open.checkBeginning(8, is: digest) }?.kind == .changedWhileRead)
    // Cut.
    try directory.write(Array("one\n".utf8))
    #expect(failure { () throws(FileFailure) in _ = try open.hasGrown() }?.kind == .changedWhileRead)
    #expect(
      failure { () throws(FileFailure) in _ = try OpenFile(directory: source, asListed: file) }?.kind
        == .changedWhileRead)
    // Another file.
    #expect(rename(directory.path(of: "file"), directory.path(of: "other")) == 0)
    try directory.write(Array("one\ntwo\nthree\n".utf8))
    #expect(
      failure { () throws(FileFailure) in _ = try OpenFile(directory: source, asListed: file) }?.kind
        == .changedWhileRead)
  }

  @Test func `a gzip file must not have grown`() throws {
    let member = GzipMember(sampleRows(bytes: 500)).bytes
    try directory.write(member)
    let (source, file) = try listed()
    _ = try OpenFile(directory: source, asListed: file)
    try directory.append(member)
    #expect(
      failure { () throws(FileFailure) in _ = try OpenFile(directory: source, asListed: file) }?.kind
        == .changedWhileRead)
  }
}
