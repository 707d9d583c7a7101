import Foundation
import RunSupport
import Testing

/// What is wrong around the program is said clearly, with its exit code (spec 4.2, 5.5).
@Suite("A run and what is around it (spec 4.1, 4.2)")
struct SurroundingsTests {
  private static func site(deletesFiles: Bool = false) throws -> ImportSite {
    let site = try ImportSite(deletesFiles: deletesFiles)
    var provider = SmallProvider(seed: 4)
    try site.deliver("day-1.csv", provider.file(day: 1))
    return site
  }

  @Test func `a second run at the same time exits with 75 and changes nothing`() throws {
    let site = try Self.site()
    _ = try site.run()
    let before = try site.state()
    let lock = open(site.data + "/lock", O_RDWR | O_CLOEXEC)
    try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
    var provider = SmallProvider(seed: 5)
    try site.deliver("day-2.csv", provider.file(day: 2))
    let result = try site.run()
    #expect(result.exitCode == 75)
    #expect(result.errors.contains("expected no other run, found a run under way: wait for it to end"))
    close(lock)
    try FileManager.default.removeItem(atPath: site.source + "/day-2.csv")
    let difference = try site.state().difference(from: before)
    #expect(difference == nil)
  }

  @Test(.enabled(if: Disturbance.isPossible))
  func `files of a read-only source directory stay and are reported; the run is done`() throws {
    let site = try Self.site(deletesFiles: true)
    var environment = Disturbance.environment(site, Disturbance(kind: .readOnly, operation: 1))
    environment["FAULT_PATHS"] = site.source
    let result = try site.run(environment)
    #expect(result.exitCode == 0)
    #expect(result.output.contains("day-1.csv") && result.output.contains("Read-only file system"), "\(result.output)")
    #expect(FileManager.default.fileExists(atPath: site.source + "/day-1.csv"))
    #expect(try site.state().faults == nil)
    _ = try site.run()
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.source).isEmpty)
  }

  @Test(arguments: [1, 4, 16, 64, 256])
  func `a limit on the size of files is a clear error, and the run after it does the work`(kilobytes: Int) throws {
    let site = try Self.site()
    let result = try site.run(limitingFilesTo: kilobytes)
    #expect(result.exitCode == 2 || result.exitCode == 0, "\(result)")
    if result.exitCode == 2 { #expect(result.errors.contains(": expected "), "\(result)") }
    #expect(try site.run().exitCode == 0)
    let calm = try Self.site()
    _ = try calm.run()
    let difference = try site.state().difference(from: calm.state())
    #expect(difference == nil)
  }

  @Test func `a data directory in place of which a file stands is named with a remedy`() throws {
    let site = try Self.site()
    try site.write("data", [1])
    let result = try site.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("data: expected ") && result.errors.contains("data_directory"), "\(result.errors)")
  }

  @Test func `two runs after each other over the same files change nothing`() throws {
    let site = try Self.site()
    var provider = SmallProvider(seed: 6)
    try site.deliver("half.csv", Array(provider.file(day: 2).dropLast(40)), hoursAgo: 0.5)
    try site.deliver("broken.csv.gz", Array(try RunHarness.gzip(provider.file(day: 3)).dropLast(4)))
    #expect(try site.run().exitCode == 2)
    let before = try site.state()
    // One file failed, and is still there.
    for _ in 1...2 { #expect(try site.run().exitCode == 1) }
    let difference = try site.state().difference(from: before)
    #expect(difference == nil)
  }
}
