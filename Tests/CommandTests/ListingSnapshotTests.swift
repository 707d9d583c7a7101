import Foundation
import GRDB
import Testing

/// What the commands that list print of one small integration, byte for byte: JSON keys, the order of the columns of CSV,
/// titles, widths and order of tables. Programs and people read them, so they change only where the rules say so.
///
/// `SUMMIT_CDR_WRITE_LISTINGS=1` writes what the program prints now over what it is held to: look at the difference.
@Suite("What lists print stays as it is")
struct ListingSnapshotTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/Listings")

  /// Command lines of one expectation each, of the formats that are named behind `|`.
  static let commands: [String] =
    [
      "services list | table csv json", "services list --state open --limit 1 | table",
      "services show SERVICE | text json", "services show SERVICE --mask | text json",
      "records | table csv json ixc csv-br", "records --line L1 | table", "records --limit 2 --mask | table csv json",
      "records --limit 3 --cost | table csv json csv-br", "records costs | table csv json",
      "records costs --by line | table", "records contests | table csv json",
      "runs list | text json", "runs show 1 | text", "files list | text json", "files show day-1.csv | text json",
      "suspended list --state all | table csv json", "suspended list | table csv json --mask",
      "rejected list | table csv json", "alerts list | table csv json", "users list | table csv json",
      "registry log | text json", "registry check | text json",
      "ranges numbers centro --as-of 2026-11-30 | table csv json",
      "platform outbox list --state pending --state done | text json", "platform list partitions | text json",
      "platform list categories | text json", "platform list plans | text json", "platform compare | text json",
      "layouts | text json", "status | text json", "statement L1 --cycle 2025-05-10 | text csv csv-br html",
      "explain g1 | text json", "explain g9 | text json", "simulate --plan P2 --line L1 --cycle 2025-05-10 | text json",
      "rerate --from 2025-05-01 --until 2025-06-30 | text json", "lines show L1 | text json",
    ] + registers.map { "\($0) list | table csv json" }

  private static let registers = [
    "contracts", "lines", "dids", "plans", "allowances", "rates", "zones", "zone-labels", "bands", "holidays",
    "hidden-numbers", "costs", "ranges", "partitions", "categories", "licences", "cost-centres",
  ]

  /// Commands that a simulated platform must answer.
  private static let onPlatform = "platform compare"

  private static func site() throws -> Program {
    let program = try Program()
    for name in ["integration.yml", "cdr", "data", "platform.json"] {
      try FileManager.default.copyItem(
        at: fixtures.appending(path: "site/\(name)"), to: program.directory.appending(path: name))
    }
    try program.write("password", "summit\n")
    _ = try program.shell("chmod 600 password")
    let statements = try program.read("data/summit.sql")
    let database = try DatabaseQueue(path: program.directory.appending(path: "data/summit.sqlite").path)
    try database.writeWithoutTransaction { try $0.execute(sql: statements) }
    try database.close()
    return program
  }

  /// A simulated platform with what the fixture's has, on a port that the integration is given.
  private static func startPlatform(_ program: Program) throws -> Process {
    let simulator = try program.start(
      ["platform-simulator", "--port", "0", "--state", "platform.json", "--quiet"], output: "port",
      errors: "simulator.log")
    for _ in 0..<300 where !(try program.read("port")).hasSuffix("\n") { usleep(50_000) }
    let port = try program.read("port").dropLast()
    let errors = try program.read("simulator.log")
    try #require(!port.isEmpty, "the simulator did not start: \(errors)")
    try program.write(
      "integration.yml", try program.read("integration.yml").replacing("port: 18443", with: "port: \(port)"))
    return simulator
  }

  /// The command line, what it prints and what it says. What follows from the clock of the test is blanked.
  private static func transcript(_ program: Program, _ command: String) throws -> String {
    let words = command.split(separator: " ").map(String.init)
    let result = try program.run(words + (words[0] == "layouts" ? [] : ["--config", "."]))
    let output = result.output
      .replacing(/(next run +|was due +|"next_run_at" : ")[^"\n]*/) { String($0.output.1) }
      .replacing(/([Ee]mitido em) [0-9]{2}\/[0-9]{2}\/[0-9]{4}/) { "\($0.output.1) DAY" }
      .replacing(/([Ee]mitido em <time datetime=)"[0-9-]{10}">[0-9\/]{10}</) { "\($0.output.1)\"DAY\">DAY<" }
    return "$ \(command)\n= \(result.status)\n\(output)\(result.errors.isEmpty ? "" : "! " + result.errors)\n"
  }

  private static func lines(_ command: String, service: String) -> [String] {
    let parts = command.replacing("SERVICE", with: service).components(separatedBy: " | ")
    return parts[1].split(separator: " ").filter { $0 != "--mask" }.map { format in
      let mask = parts[1].hasSuffix("--mask") ? " --mask" : ""
      switch format {
      case "text": return parts[0] + mask
      case "json" where parts[1].hasPrefix("text"): return parts[0] + mask + " --json"
      default: return parts[0] + mask + " --format \(format)"
      }
    }
  }

  @Test(arguments: commands) func printsWhatItDid(command: String) throws {
    let program = try Self.site()
    let simulator = command.hasPrefix(Self.onPlatform) ? try Self.startPlatform(program) : nil
    defer {
      if let simulator {
        kill(simulator.processIdentifier, SIGKILL)
        simulator.waitUntilExit()
      }
    }
    let text = try Self.lines(command, service: "f1afa6dd2ef43d83").map { try Self.transcript(program, $0) }
      .joined(separator: "\n")
    let name =
      command.components(separatedBy: " | ")[0].replacing(" --", with: "--").replacing(" ", with: "-")
      + (command.hasSuffix("--mask") ? "--mask" : "")
    let expected = Self.fixtures.appending(path: "expected/\(name).txt")
    if ProcessInfo.processInfo.environment["SUMMIT_CDR_WRITE_LISTINGS"] != nil {
      try Data(text.utf8).write(to: expected)
    }
    #expect(text == String(decoding: try Data(contentsOf: expected), as: UTF8.self), "\(expected.lastPathComponent)")
  }
}
