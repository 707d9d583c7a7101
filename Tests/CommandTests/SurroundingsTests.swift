import Foundation
import Testing

/// What the program does with values, files and users that are not what it would like.
@Suite("Surroundings")
struct SurroundingsCommandTests {
  @Test func `values in messages cannot drive the terminal`() throws {
    let program = try ImportCommandTests.program(yaml: "\"\\e[1mkey\": 1\ntime_zone: \"\\e[31mred\\u009b2J\"\n")
    try program.write("bad.yml", "name: \"\\e[31mx\"\ndelimiter: \"\\e[31mlong\"\n")
    for command in [
      ["schedule", "--config", "m", "--next", "1"], ["inspect", "bad.yml", "--layout", "bad.yml"],
      ["records", "--config", "m", "--format", "\u{1B}[31mred"], ["inspect", "\u{1B}[31mnone"],
      ["rate", "--registry", "m/registry", "--cdr", "m/cdr", "--output", "o", "--time-zone", "\u{1B}[31mred"],
      ["rate", "--registry", "m/registry", "--cdr", "m/cdr", "--output", "o", "--layout", "\u{1B}[31mred"],
      ["\u{1B}[31mcommand"],
    ] {
      let result = try program.run(command)
      #expect(result.status != 0)
      let controls = (result.errors + result.output).unicodeScalars.filter {
        $0.properties.generalCategory == .control && $0 != "\n"
      }
      #expect(controls.isEmpty, "\(command): \(result.errors.debugDescription)")
      #expect(!result.errors.isEmpty, "\(command)")
    }
  }

  @Test func `too few files that may be open are told of before anything is done`() throws {
    let program = try ImportCommandTests.program()
    for limit in [8, 15, 31] {
      let result = try program.shell("ulimit -n \(limit); $P import --config m --quiet")
      #expect(result.status == 2)
      #expect(result.errors.contains("error: open files: expected a limit of at least 32, found \(limit): raise it"))
    }
    // A soft limit alone is raised.
    #expect(try program.shell("ulimit -Sn 15; $P import --config m --quiet").status == 0)
    _ = try program.shell("rm -r m/data")
    #expect(try program.shell("ulimit -n 32; $P import --config m --quiet --workers 1").status == 0)
  }

  @Test func `a byte order mark before YAML is no fault`() throws {
    let program = try ImportCommandTests.program(yaml: "time_zone: America/Manaus\n")
    let yaml = try program.read("m/integration.yml")
    try program.write("m/integration.yml", "\u{FEFF}" + yaml)
    try program.write("m/schedule.yml", "\u{FEFF}hour: 7\n")
    let next = try program.run("schedule", "--config", "m", "--next", "1")
    #expect(next.status == 0 && next.output.contains("07:00 -04:00"), "\(next)")
    _ = try program.shell("$P layouts summit-1 > plain.yml; (printf '\\xef\\xbb\\xbf'; cat plain.yml) > marked.yml")
    try program.write("a.cdr", "a;b\n")
    let given = try program.run("inspect", "a.cdr", "--layout", "marked.yml")
    #expect(!given.errors.contains("YAML"), "\(given.errors)")
  }

  @Test func `an integration file of one letter is read`() throws {
    let program = try ImportCommandTests.program()
    _ = try program.shell("cp m/integration.yml x; sed -i 's,: cdr,: m/cdr,' x")
    let result = try program.run("schedule", "--config", "x", "--next", "1")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(
    "a FIFO or directory in place of a file is refused, not waited for", arguments: ["fifo", "m"])
  func noFile(path: String) throws {
    let program = try ImportCommandTests.program()
    _ = try program.shell("mkfifo fifo")
    let status = try program.shell("timeout 20 $P contracts status --file \(path) --config m")
    #expect(status.status == 2 && status.errors.contains("name an ordinary file"), "\(status)")
    let simulator = try program.shell("timeout 20 $P platform-simulator --port 0 --state \(path)")
    #expect(simulator.status == 2 && simulator.errors.contains("expected a file to keep the state in"), "\(simulator)")
  }

  @Test func `a file name that a spreadsheet would run is guarded in source and file, and is as it was in the ledger`()
    throws
  {
    let program = try ImportCommandTests.program()
    let day = try program.read("m/cdr/" + (try program.shell("ls m/cdr | head -1").lines[0]))
    _ = try program.shell("rm m/cdr/*")
    for (index, name) in ["=1+1.csv", "@SUM(A1).csv", "-x,\"y\".csv", "plain=.csv"].enumerated() {
      try program.write("m/cdr/\(name)", day.replacing("\ng", with: "\n\(index)g"))
      try program.write("m/cdr/\(name)2", day.split(separator: "\n")[0] + "\nbad;row\(index)\n")
    }
    #expect(try program.run("rate", "--registry", "m/registry", "--cdr", "m/cdr", "--output", "o").status == 1)
    let rejected = try program.read("o/rejected-records.csv")
    for start in ["'=1+1.csv2,2,", "'@SUM(A1).csv2,2,", "\"'-x,\"\"y\"\".csv2\",2,", "plain=.csv2,2,"] {
      #expect(rejected.contains("\n" + start), "\(start): \(rejected)")
    }
    let records = try program.read("o/call-records.csv")
    for source in [",'=1+1.csv:2\n", ",'@SUM(A1).csv:2\n", ",\"'-x,\"\"y\"\".csv:2\"\n", ",plain=.csv:2\n"] {
      #expect(records.contains(source), "\(source)")
    }
    #expect(try program.run("import", "--config", "m", "--quiet").status == 1)
    #expect(try program.run("records", "--config", "m", "--format", "csv").output == records)
    #expect(try program.run("rejected", "list", "--config", "m", "--format", "csv").output.contains("\n'=1+1.csv2,2,"))
    #expect(try program.run("verify", "--config", "m", "--quiet").status == 0)
  }

  @Test func `what root imports in another user's directory stays that user's`() throws {
    guard geteuid() == 0 else { return }
    let program = try ImportCommandTests.program()
    _ = try program.shell(
      "mkdir -m 700 m/data; chown -R 65534:65534 m")
    for _ in 0..<2 {
      let result = try program.run("import", "--config", "m", "--quiet")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try program.run("records", "--config", "m").status == 0)
      _ = try program.shell("f=$(ls m/cdr | head -1); sed 's/^g/h/; 1s/^h/g/' m/cdr/$f > m/cdr/more-$f; rm m/cdr/$f")
    }
    let foreign = try program.shell("find m/data ! -user 65534 -o ! -group 65534")
    #expect(foreign.output.isEmpty, "\(foreign.output)")
    #expect(try program.shell("find m/data -type f | wc -l").output != "0\n")
  }
}
