import Foundation
import Testing

@Suite("summit-cdr schedule as a program (spec 4.6)")
struct ScheduleCommandTests {
  /// Runs the scheduler until its log has `count` lines with `pattern`, then sends `signal`; 10 s are far more than it takes.
  private func schedule(
    _ program: Program, _ arguments: String, until pattern: String, count: Int = 1, signal: String = "TERM"
  ) throws
    -> Program.Result
  {
    try program.shell(
      """
      set -m; $P schedule \(arguments) 2>log & job=$!
      for i in $(seq 200); do [ $(grep -c '\(pattern)' log) -ge \(count) ] && break; sleep 0.05; done
      kill -\(signal) $job; wait $job; code=$?; cat log; exit $code
      """)
  }

  @Test func `--next prints the next times with their weekdays`() throws {
    let program = try ImportCommandTests.program(yaml: "schedule: {hour: 7, minute: 30, day_of_week: mon}\n")
    let result = try program.run("schedule", "--config", "m", "--next", "5")
    #expect(result.status == 0)
    #expect(result.lines.count == 6)
    for line in result.lines.dropLast() {
      #expect(line.hasPrefix("Mon 20"))
      #expect(line.hasSuffix(" 07:30 -03:00  America/Sao_Paulo"))
    }
    let json = try program.run("schedule", "--config", "m", "--next", "2", "--json")
    let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect((list?.first?["next"] as? [String])?.allSatisfy { $0.hasSuffix("T07:30:00-03:00") } == true)
  }

  @Test func `wrong usage is 64, a fault of any integration 2`() throws {
    let program = try ImportCommandTests.program()
    #expect(try program.run("schedule").status == 64)
    #expect(try program.run("schedule", "--config", "m", "--next", "0").status == 64)
    #expect(try program.run("schedule", "--config", "m", "--next", "1", "--systemd").status == 64)
    #expect(try program.run("schedule", "--config", "m", "--output", "x").status == 64)
    let twice = try program.run("schedule", "--config", "m", "--config", "m/integration.yml", "--next", "1")
    #expect(twice.status == 2)
    #expect(twice.errors.contains("data_directory: expected another than that of m/integration.yml, found the same"))
    try program.write("b/integration.yml", "gateway: x\n")
    let faulty = try program.run("schedule", "--config", "m", "--config", "b")
    #expect(faulty.status == 2)
    #expect(faulty.errors.contains("b/integration.yml:1: gateway: expected summit-networks"))
  }

  @Test(
    "the unit has the network where the platform or a program that alerts are told to needs it",
    arguments: [
      ("", true),
      ("access: {user: u, host: h, port: 1, password_env: P}\nsummit_api: {host: 127.0.0.1, port: 8080}\n", false),
      ("alerts: {command: [./notify]}\n", false),
    ])
  func network(yaml: String, isPrivate: Bool) throws {
    let program = try ImportCommandTests.program(yaml: yaml)
    let unit = try program.run("schedule", "--config", "m", "--systemd")
    #expect(unit.status == 0, "\(unit.errors)")
    #expect(unit.lines.contains("PrivateNetwork=yes") == isPrivate)
    #expect(unit.lines.contains("After=network-online.target") != isPrivate)
  }

  @Test(
    "it waits in the foreground, and a signal ends it with 0", arguments: ["TERM", "INT"])
  func stops(_ signal: String) throws {
    let program = try ImportCommandTests.program()
    let result = try schedule(program, "--config m", until: "started: next run", signal: signal)
    #expect(result.status == 0)
    #expect(result.lines.count == 3)
    #expect(result.lines[0].contains(" info Matriz: started: next run "))
    #expect(result.lines[1].hasSuffix(" info Matriz: stopped: stopped"))
  }

  @Test func `two integrations make up what each missed; one event a line, as JSON`() throws {
    let program = try ImportCommandTests.program()
    _ = try program.shell("cp -r m f; sed -i 's/Matriz/Filial/' f/integration.yml; mkdir -m 700 m/data f/data")
    let missed = "{\"settled_until\": \"2026-01-01T00:00:00Z\"}"
    for name in ["m", "f"] { try program.write("\(name)/data/heartbeat.json", missed) }
    let result = try schedule(
      program, "--config m --config f --json", until: "run-finished", count: 2)
    #expect(result.status == 0)
    let events = try result.lines.dropLast().map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    for name in ["Matriz", "Filial"] {
      let own = events.filter { $0["integration"] as? String == name }
      #expect(own.first?["message"] as? String == "a run was missed and comes first")
      #expect(own.map { $0["event"] as? String } == ["started", "missed", "run-finished", "stopped"])
      let finished = try #require(own.first { $0["event"] as? String == "run-finished" })
      #expect((finished["rows"] as? [String: Int])?["rated"] == 20)
      #expect(finished["run"] as? Int == 1)
    }
    #expect(try program.run("status", "--config", "m", "--config", "f").status == 0)
  }

  @Test func `--systemd prints a service and a timer, and --output writes them once`() throws {
    let program = try ImportCommandTests.program(yaml: "schedule: {hour: 7, minute: 30, day_of_week: 1-5}\n")
    let printed = try program.run("schedule", "--config", "m", "--systemd")
    #expect(printed.status == 0)
    #expect(printed.lines.contains("OnCalendar=Mon..Fri *-*-* 07:30:00 America/Sao_Paulo"))
    #expect(printed.lines.contains("Persistent=true"))
    #expect(printed.lines.contains("# /etc/systemd/system/summit-cdr-matriz.service"))
    let config = program.directory.resolvingSymlinksInPath().path + "/m/integration.yml"
    #expect(printed.lines.contains { $0.hasPrefix("ExecStart=/") && $0.hasSuffix(" import --mask --config \(config)") })
    let written = try program.shell("mkdir units; $P schedule --config m --systemd --output units; ls units")
    #expect(written.status == 0)
    #expect(written.output == "summit-cdr-matriz.service\nsummit-cdr-matriz.timer\n")
    #expect(try program.run("schedule", "--config", "m", "--systemd", "--output", "units").status == 2)
  }
}
