import Foundation
import Testing

@Suite("summit-cdr spread: steps, their result lines and exit codes (spec 10.1)")
struct SpreadCommandTests {
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "SampleCDR").path
  private static let tables = ["call-records.csv", "additional-services.csv", "rejected-records.csv"]

  private static func expectSample(_ program: Program, _ output: String) throws {
    for table in tables {
      #expect(
        try program.read("\(output)/\(table)")
          == String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(sample)/expected/\(table)")), as: UTF8.self))
    }
  }

  private static func plan(_ program: Program, _ more: String...) throws -> Program.Result {
    try program.run(
      [
        "spread", "plan", "--registry", "\(sample)/registry", "--cdr", "\(sample)/cdr", "--work", "work", "--tasks",
        "4",
        "--buckets", "3", "--block-size", "3000",
      ] + more)
  }

  /// The last line of standard output.
  private static func line(_ result: Program.Result) throws -> [String: Any] {
    let last = try #require(result.output.split(separator: "\n").last)
    return try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
  }

  private static func write(_ program: Program, _ name: String, _ lines: [[String: Any]]) throws {
    try program.write(name, [UInt8](try JSONSerialization.data(withJSONObject: lines)))
  }

  @Test("run gives SampleCDR's expected tables, and rate's code and summary", arguments: [1, 2])
  func run(processes: Int) throws {
    let program = try Program()
    let result = try program.run([
      "spread", "run", "--registry", "\(Self.sample)/registry", "--cdr", "\(Self.sample)/cdr", "--output", "out",
      "--processes", "\(processes)", "--tasks", "5", "--block-size", "2000", "--buckets", "4", "--memory-limit",
      "64MiB",
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("170 rows of 3 files"))
    try Self.expectSample(program, "out")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: program.directory.appending(path: "out").path).sorted()
        == (Self.tables + ["report.json"]).sorted())
  }

  @Test func `step by step, each with a result line`() throws {
    let program = try Program()
    let plan = try Self.line(try Self.plan(program))
    let tasks = try #require(plan["tasks"] as? Int)
    #expect((plan["left"] as? [Int])?.count == tasks)
    var runs: [[String: Any]] = []
    for task in 0..<tasks {
      let made = try program.run([
        "spread", "map", "--plan", "work/plan.json", "--task", "\(task)", "--output", "work/map/0000\(task).0-1.run",
      ])
      #expect(made.status == 0, "\(made.errors)")
      runs.append(try Self.line(made))
    }
    // The same again is the same bytes.
    let again = try Self.line(
      try program.run("spread", "map", "--plan", "work/plan.json", "--task", "0", "--output", "work/map/00000.1-2.run"))
    #expect(again["digest"] as? String == runs[0]["digest"] as? String)
    let left = try Self.line(try program.run("spread", "plan", "--work", "work", "--resume"))
    #expect((left["left"] as? [Int])?.isEmpty == true)
    #expect((left["done"] as? [Any])?.count == tasks)
    try Self.write(program, "runs.json", runs)
    var committed = try Self.line(
      try program.run(
        "spread", "commit", "--plan", "work/plan.json", "--runs", "runs.json", "--next", "2"))
    for (step, option, choice) in [("reduce", "--buckets", "--parts"), ("losers", "--file", "--losers")] {
      var made: [[String: Any]] = []
      for (number, task) in (committed["tasks"] as? [String] ?? []).enumerated() {
        let result = try program.run([
          "spread", step, "--manifest", "work/manifest.json", option, task, "--output",
          "work/\(step)/0000\(number).0-1.run",
        ])
        #expect(result.status == 0, "\(result.errors)")
        made.append(try Self.line(result))
      }
      #expect(!made.isEmpty)
      try Self.write(program, "made.json", made)
      let result = try program.run(["spread", "commit", "--manifest", "work/manifest.json", choice, "made.json"])
      #expect(result.status == 0, "\(result.errors)")
      committed = try Self.line(result)
    }
    let merged = try program.run("spread", "merge", "--manifest", "work/manifest.json", "--output", "out")
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(try Self.line(merged)["rows"] as? Int == 170)
    try Self.expectSample(program, "out")
    // The other attempt at task 0 was named nowhere.
    #expect(!FileManager.default.fileExists(atPath: program.directory.appending(path: "work/map/00000.1-2.run").path))
    #expect(try program.run("spread", "clean", "--work", "work").status == 0)
    #expect(!FileManager.default.fileExists(atPath: program.directory.appending(path: "work").path))
  }

  @Test func `codes: a file cut, gone, another registry, a folder away, wrong usage, a lease that ended`() throws {
    let program = try Program()
    try FileManager.default.copyItem(atPath: Self.sample, toPath: program.directory.appending(path: "s").path)
    #expect(
      try program.run([
        "spread", "plan", "--registry", "s/registry", "--cdr", "s/cdr", "--work", "work", "--tasks", "2",
      ]).status == 0)
    func map(_ more: String...) throws -> Program.Result {
      try program.run(
        ["spread", "map", "--plan", "work/plan.json", "--task", "0", "--output", "work/map/0.run"] + more)
    }
    // Standard input is nothing from the start.
    let gone = try map("--lease-stdin")
    #expect(gone.status == 75)
    #expect(gone.output == "")
    let made = try map()
    #expect(made.status == 0, "\(made.errors)")
    let run = program.directory.appending(path: "work/map/0.run")
    var bytes = [UInt8](try Data(contentsOf: run))
    bytes[bytes.count / 2] ^= 1
    try Self.write(program, "runs.json", [try Self.line(made)])
    try Data(bytes.dropLast()).write(to: run)
    let damaged = try program.run("spread", "commit", "--plan", "work/plan.json", "--runs", "runs.json")
    #expect(damaged.status == 65, "\(damaged.errors)")
    #expect((try Self.line(damaged)["paths"] as? [String])?.count == 1)
    #expect((try Self.line(damaged)["tasks"] as? [Int])?.contains(0) == true)

    #expect(try map("--task", "9").status == 64)
    #expect(try program.run("spread", "reduce", "--manifest", "none.json", "--buckets", "x").status == 64)
    #expect(
      try program.run("spread", "plan", "--registry", "s/registry", "--cdr", "s/cdr", "--work", "work").status == 64)

    _ = try program.shell("mv s/cdr s/away")
    #expect(try map().status == 74)
    _ = try program.shell("mv s/away s/cdr; cp s/registry/rates.csv rates; echo >> s/registry/rates.csv")
    let other = try map()
    #expect(other.status == 76, "\(other.errors)")
    #expect(try Self.line(other)["failure"] as? String == "differs")
    _ = try program.shell("cp rates s/registry/rates.csv; touch s/cdr/*")
    let rewritten = try map()
    #expect(rewritten.status == 66, "\(rewritten.errors)")
    #expect((try Self.line(rewritten)["files"] as? [String])?.isEmpty == false)
    #expect(rewritten.errors.contains("--without"))
  }

  @Test func `a run that was stopped is taken up`() throws {
    let program = try Program()
    _ = try Self.plan(program)
    #expect(
      try program.run("spread", "map", "--plan", "work/plan.json", "--task", "1", "--output", "work/map/00001.0-7.run")
        .status == 0)
    let before = try Data(contentsOf: program.directory.appending(path: "work/map/00001.0-7.run"))
    let result = try program.run(
      "spread", "run", "--resume", "work", "--output", "out", "--processes", "2", "--keep-work", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    try Self.expectSample(program, "out")
    #expect(try Data(contentsOf: program.directory.appending(path: "work/map/00001.0-7.run")) == before)
    // What is damaged meanwhile is made anew.
    try program.write("work/map/00001.0-7.run", Array(before.dropLast(9)))
    let runs = try FileManager.default.contentsOfDirectory(
      atPath: program.directory.appending(path: "work/reduce").path)
    let part = "work/reduce/\(try #require(runs.first))"
    var bytes = [UInt8](try Data(contentsOf: program.directory.appending(path: part)))
    bytes[100] ^= 4
    try program.write(part, bytes)
    let again = try program.run("spread", "run", "--resume", "work", "--output", "out2", "--quiet")
    #expect(again.status == 0, "\(again.errors)")
    try Self.expectSample(program, "out2")
  }

  @Test func `a failed file ends as rate ends, and the others are rated`() throws {
    let program = try Program()
    _ = try program.shell("cp -r \(Self.sample)/registry registry; mkdir cdr; cp \(Self.sample)/cdr/*.csv cdr")
    try program.write("cdr/broken.csv.gz", [0x1F, 0x8B, 8, 0, 0, 0])
    let arguments = ["--registry", "registry", "--cdr", "cdr", "--quiet"]
    let rate = try program.run(["rate", "--output", "a"] + arguments)
    let spread = try program.run(["spread", "run", "--output", "b"] + arguments)
    #expect(rate.status == 2)
    #expect(spread.status == 2)
    for table in Self.tables { #expect(try program.read("a/\(table)") == program.read("b/\(table)")) }
    #expect(spread.errors.contains("broken.csv.gz"))
  }

  @Test("killed at any moment, a run is taken up, and its children are gone", arguments: [0.1, 0.4, 0.8])
  func killed(afterSeconds: Double) throws {
    let program = try Program()
    let place = program.directory.path
    let start =
      "$P spread run --registry \(Self.sample)/registry --cdr \(Self.sample)/cdr --output \(place)/out "
      + "--work \(place)/w --tasks 20 --block-size 900 --buckets 4 --processes 2 --quiet"
    _ = try program.shell("\(start) & r=$!; sleep \(afterSeconds); kill -9 $r; wait $r")
    // Each child ends as soon as it is told that nobody holds it.
    let gone = try program.shell(
      "for i in $(seq 100); do pgrep -f '\(place)/w' | grep -vx $$ >/dev/null || exit 0; sleep 0.1; done; exit 1")
    #expect(gone.status == 0)
    if FileManager.default.fileExists(atPath: "\(place)/w/plan.json") {
      let again = try program.shell("$P spread run --resume \(place)/w --output \(place)/out --quiet")
      #expect(again.status == 0, "\(again.errors)")
    } else if !FileManager.default.fileExists(atPath: "\(place)/out/report.json") {
      #expect(try program.shell(start).status == 0)
    }
    try Self.expectSample(program, "out")
    #expect(!FileManager.default.fileExists(atPath: "\(place)/w"))
  }
}
