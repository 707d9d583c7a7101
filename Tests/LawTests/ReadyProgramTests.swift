import Foundation
import RunSupport
import Testing

@Suite("Runs of a program that was started beforehand")
struct ReadyProgramTests {
  @Test(
    "A run says and leaves what a program says that is started for it",
    arguments: [
      ["--version"], ["help", "lines", "add"], ["nonsense"], ["import"], ["status", "--config", "integration.yml"],
      ["import", "--json", "--config", "integration.yml"], ["services", "list", "--config", "integration.yml"],
    ])
  func sameAsStarted(arguments: [String]) throws {
    let (ready, started) = (try LawCase(), try LawCase())
    for test in [ready, started] { try test.calls("a", ("a5", "2024-04-05"), ("a6", "2024-04-06")) }
    let found = try ready.site.run(arguments)
    let expected = try Self.start(arguments, in: started.site.directory)
    #expect(found.status == expected.status)
    #expect(Self.neutral(found.output) == Self.neutral(expected.output))
    #expect(Self.neutral(found.errors) == Self.neutral(expected.errors))
    #expect(try ready.files() == started.files())
  }

  @Test("Runs side by side have directories of their own, and one that is killed says so")
  func sideBySideAndKilled() throws {
    let tests = [try LawCase(), try LawCase()]
    for (place, test) in tests.enumerated() { try test.calls("a\(place)", ("a5", "2024-04-05")) }
    let runs = try tests.map { test in
      try ReadyProgram.start(
        ReadyProgram.built, ["import", "--quiet", "--config", "integration.yml"], in: test.site.directory,
        environment: [:], output: "out", errors: "err")
    }
    #expect(runs[0].processIdentifier != runs[1].processIdentifier)
    for run in runs.reversed() { #expect(try run.waitUntilExit() == .exit(0)) }
    for test in tests { #expect(try test.records().count == 1) }
    let ends = try (0..<8).map { _ in try tests[0].site.kill(["verify"], afterMicroseconds: 0) }
    #expect(ends.contains(.signal(SIGKILL)))
    try tests[0].done("verify")
  }

  private static func start(_ arguments: [String], in directory: URL) throws -> Site.Answer {
    let process = Process()
    process.executableURL = ReadyProgram.built
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "80"]
    process.standardInput = FileHandle.nullDevice
    let texts = try ["out", "err"].map { name in
      let url = directory.appending(path: ".\(name)")
      try Data().write(to: url)
      return url
    }
    process.standardOutput = try FileHandle(forWritingTo: texts[0])
    process.standardError = try FileHandle(forWritingTo: texts[1])
    try process.run()
    process.waitUntilExit()
    let said = try texts.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Site.Answer(status: process.terminationStatus, output: said[0], errors: said[1])
  }

  /// Without what another run says otherwise: directories, times, the size of the database.
  private static func neutral(_ text: String) -> String {
    text.replacing(/law-[0-9A-F]{8}/, with: "DIRECTORY").replacing(/\d{4}-\d\d-\d\dT[0-9:.+Z-]+/, with: "TIME")
      .replacing(/"seconds": ?[0-9.]+/, with: "SECONDS").replacing(/[0-9]+(\.[0-9]+)? [kM]B/, with: "SIZE")
  }
}

extension LawCase {
  /// Names of what lies in the site, but for the texts of runs.
  fileprivate func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: site.directory.path).filter { !$0.hasPrefix(".") }.sorted()
  }
}
