import CallModel
import Testing

@testable import FileInput

/// Which files of a directory are read, by name (spec 7.1).
@Suite struct FileSelectionTests {
  @Test(
    "exclude beats include, include beats the marker list; case counts but for markers",
    arguments: [
      (
        [], [], ["a.csv", "cmr_01", "okay", "x.ok.csv", "md5"],
        ["a.md5", "A.MD5", "a.Ok", "x.csv.sha256", ".done", "b.lock"]
      ),
      (["cdr_*"], [], ["cdr_01", "cdr_01.csv.md5"], ["CDR_01", "a.csv", "cmr_01"]),
      ([], ["cmr_*"], ["cdr_01", "CMR_01"], ["cmr_01", "a.ok"]),
      (["cdr_*", "*.csv"], ["*.bak", "cdr_0?"], ["cdr_10", "x.csv"], ["cdr_01", "x.csv.bak", "other"]),
      (["*"], [], ["a.ok", "anything"], []),
      (["*.ctl"], [], ["a.ctl"], ["a.CTL"]),
    ])
  func takes(include: [String], exclude: [String], taken: [String], left: [String]) throws {
    let selection = FileSelection(include: try include.map { try Glob($0) }, exclude: try exclude.map { try Glob($0) })
    for name in taken { #expect(selection.takes(Array(name.utf8)), "\(name)") }
    for name in left { #expect(!selection.takes(Array(name.utf8)), "\(name)") }
  }

  @Test func `what is left out is counted, and names that are never read are not`() throws {
    let directory = try TemporaryDirectory()
    for name in ["cdr_1", "cdr_2", "cdr_1.md5", "cmr_1", ".hidden", "x.tmp"] { try directory.write([1], to: name) }
    let source = try SourceDirectory(path: directory.path)
    let all = try source.listing()
    #expect(all.files.map(\.displayName) == ["cdr_1", "cdr_2", "cmr_1"] && all.leftOut == 1)
    let some = try source.listing(FileSelection(include: [Glob("cdr_?")]))
    #expect(some.files.map(\.displayName) == ["cdr_1", "cdr_2"] && some.leftOut == 2)
    // Those left out do not count for the limit.
    #expect(try source.listing(FileSelection(include: [Glob("cdr_1")]), maximumFiles: 1).files.count == 1)
  }
}
