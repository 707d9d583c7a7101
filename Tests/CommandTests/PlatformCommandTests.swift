import Foundation
import Testing

/// Registers, outbox and platform as a user has them (spec 6.3, 6.4).
@Suite("Platform commands (spec 6.3, 6.4)")
struct PlatformCommandTests {
  /// An integration with the registers in the database, and a simulator in a process of its own.
  final class Site {
    let program: Program
    private(set) var port = "0"
    private let state = "platform.json"
    private var simulator: Process?

    init(mode: String = "beta") throws {
      program = try Program()
      try program.write("password", "summit\n")
      _ = try program.shell("chmod 600 password; mkdir cdr")
      try start()
      try program.write(
        "integration.yml",
        """
        description: Matriz
        gateway: summit-networks
        cdr: {source_directory: cdr}
        registry: database
        access: {user: provedor, host: 127.0.0.1, port: 8443, password_file: password}
        summit_api: {host: 127.0.0.1, port: \(port), mode: \(mode), timeout_seconds: 2}

        """)
      try run("contracts", "add", "--id", "C1")
    }

    deinit { stop() }

    /// Starts the simulator, on the port it had.
    func start(_ faults: [String] = []) throws {
      simulator = try program.start(
        ["platform-simulator", "--port", port, "--state", state, "--quiet"] + faults, output: "port",
        errors: "simulator.log")
      for _ in 0..<300 where !(try program.read("port")).hasSuffix("\n") { usleep(50_000) }
      let text = try program.read("port")
      let errors = try program.read("simulator.log")
      try #require(text.hasSuffix("\n"), "the simulator did not start: \(errors)")
      port = String(text.dropLast())
    }

    func stop() {
      guard let simulator, simulator.isRunning else { return }
      kill(simulator.processIdentifier, SIGKILL)
      simulator.waitUntilExit()
    }

    @discardableResult
    func run(_ arguments: String..., status: Int32 = 0) throws -> Program.Result {
      let result = try program.run(arguments + ["--config", "integration.yml"])
      #expect(result.status == status, "\(arguments.joined(separator: " ")): \(result.errors)\(result.output)")
      return result
    }

    func addPartition() throws {
      try run(
        "partitions", "add", "--code", "FLN", "--description", "Florianópolis", "--block", "yes", "--default-category",
        "LIVRE", "--block-category", "BLOQUEADO", "--cancel-category", "CANCELADO")
    }

    func addLine(_ id: String = "L1", number: String = "554833330001") throws -> Program.Result {
      try run(
        "lines", "add", "--id", id, "--contract", "C1", "--number", number, "--reset-day", "10",
        "--partition", "FLN", "--call-limit", "2")
    }
  }

  @Test func `a line is activated, blocked, released, compared and removed`() throws {
    let site = try Site()
    #expect(try site.run("platform", "refresh").output.contains("3 partitions"))
    #expect(try site.run("platform", "list", "partitions").output.contains("FLN"))
    try site.addPartition()
    #expect(try site.addLine().output.contains("platform: L1 create-line 554833330001, category LIVRE"))
    try site.run("dids", "add", "--line", "L1", "--number", "554833330002", "--port", "1")
    #expect(try site.run("platform", "outbox", "list").output.contains("add-did"))
    #expect(try site.run("status").output.contains("requests      2 wait for the platform: see"))
    #expect(try site.run("status", "--json").output.contains("\"requests_waiting\" : 2"))
    #expect(try site.run("platform", "push").output == "2 done; nothing waits\n")
    let shown = try site.run("lines", "show", "L1")
    #expect(shown.output.contains("terminal"))
    #expect(shown.output.contains("platform_state  active"))
    let credential = try #require(
      try site.run("lines", "show", "L1", "--secrets").lines.first { $0.hasPrefix("credential") }?
        .split(separator: " ").last.map(String.init))
    #expect(!shown.output.contains(credential))
    #expect(try site.run("platform", "compare").output.contains("as the registers say"))

    let dry = try site.run("contracts", "status", "C1", "blocked-manual", "--dry-run")
    #expect(dry.output.contains("change-line category BLOQUEADO"))
    #expect(dry.output.contains("dry run"))
    try site.run("contracts", "status", "C1", "blocked-manual")
    try site.run("platform", "compare", status: 1)
    try site.run("platform", "push", "--wait")
    let again = try site.run("contracts", "status", "C1", "blocked-manual")
    #expect(again.output.contains("is blocked-manual already: nothing is sent"))
    #expect(try site.run("platform", "push").output == "nothing was sent; nothing waits\n")
    let overdue = try site.run("contracts", "status", "C1", "overdue")
    #expect(overdue.output.contains("nothing is sent: no partial block: it stays as it is"))
    #expect(
      try site.run("registry", "log", "--entity", "contracts", "--id", "C1").output.contains("blocked-manual"))

    let cancelled = try site.run("contracts", "status", "C1", "cancelled")
    #expect(cancelled.output.contains("the line ends today"))
    try site.run("platform", "push")
    for command in [["outbox", "list", "--state", "done", "--json"], ["compare", "--json"], ["push", "--json"]] {
      let result = try site.program.run(["platform"] + command + ["--config", "integration.yml"])
      #expect(!result.output.contains(credential))
    }
    #expect(try !site.program.read("simulator.log").contains(credential))
  }

  @Test func `statuses of a file are done whole or not at all`() throws {
    let site = try Site()
    try site.run("contracts", "add", "--id", "C2")
    try site.program.write("bad.csv", "contract,status\nC1,overdue\nC9,active\nC1,active\nC2,late\n")
    let bad = try site.run("contracts", "status", "--file", "bad.csv", status: 2)
    #expect(bad.errors.contains("bad.csv:4: contract: expected each contract once, found 'C1'"))
    #expect(bad.errors.contains("bad.csv:5: status: expected active, blocked-manual"))
    try site.program.write("unknown.csv", "contract;status\nC1;overdue\nC9;active\n")
    let unknown = try site.run("contracts", "status", "--file", "unknown.csv", status: 2)
    #expect(unknown.errors.contains("unknown.csv:3: contract: expected the id of a contract, found 'C9'"))
    #expect(try !site.run("contracts", "show", "C1").output.contains("overdue"))
    try site.program.write("good.csv", "contract,status\nC1,overdue\nC2,blocked-manual\n")
    let good = try site.run("contracts", "status", "--file", "good.csv", "--json").json()
    #expect((good["contracts"] as? [Any])?.count == 2)
    #expect(try site.run("contracts", "show", "C1").output.contains("overdue"))
  }

  @Test func `what the platform refuses is told with its words, and dropped with a reason`() throws {
    let site = try Site()
    try site.run(
      "partitions", "add", "--code", "XXX", "--description", "Unknown to the platform")
    try site.run(
      "lines", "add", "--id", "L1", "--contract", "C1", "--number", "554833330001", "--reset-day", "10",
      "--partition", "XXX")
    let push = try site.run("platform", "push", status: 1)
    #expect(push.output.contains("1 refused"))
    #expect(push.output.contains("refused 1: L1 create-line: 422"))
    #expect(try site.run("platform", "outbox", "list", "--state", "failed").output.contains("partition:"))
    try site.run("platform", "outbox", "drop", "1", "--because", "made by hand")
    try site.run("platform", "outbox", "drop", "1", "--because", "again", status: 2)
    #expect(try site.run("platform", "compare", status: 1).output.contains("missing"))
    #expect(try site.run("platform", "compare", "--repair", status: 1).output.contains("create-line"))
    try site.run("platform", "push", status: 1)
    try site.run("platform", "outbox", "retry", "--all")
    try site.run("platform", "push", status: 1)
  }

  @Test func `an import sends what waits, and a platform that is away fails nothing`() throws {
    let site = try Site()
    try site.addPartition()
    _ = try site.addLine()
    site.stop()
    let away = try site.run("import")
    #expect(away.output.contains("1 wish waits"))
    try site.start()
    try site.run("platform", "outbox", "retry", "--all")
    #expect(try site.run("import").output.contains("platform: 1 done; nothing waits"))
    #expect(try site.run("import", "--json").json()["platform"] == nil)
  }

  @Test func `without summit_api nothing is sent, and platform commands say what is missing`() throws {
    let program = try Program()
    _ = try program.shell("mkdir cdr")
    try program.write(
      "integration.yml",
      "description: Matriz\ngateway: summit-networks\ncdr: {source_directory: cdr}\nregistry: database\n")
    let added = try program.run("contracts", "add", "--id", "C1", "--config", "integration.yml")
    #expect(added.status == 0)
    let push = try program.run("platform", "push", "--config", "integration.yml")
    #expect(push.status == 2)
    #expect(push.errors.contains("summit_api: expected the platform's host and port"))
    let status = try program.run("contracts", "status", "C1", "overdue", "--config", "integration.yml")
    #expect(status.status == 0)
  }

  /// Spec 6.3: killed between commit and send, and between answer and commit.
  @Test(arguments: 1...3)
  func `kills of the program at any moment lose nothing and do nothing twice`(seed: Int) throws {
    let site = try Site()
    try site.addPartition()
    site.stop()
    let faults = ["--fault", "fail:0.1", "--fault", "lost-answer:0.2", "--fault", "twice:0.2", "--seed", "\(seed)"]
    try site.start(faults)
    for number in 10..<40 {
      if number % 10 == 0 {
        var text = "id,contract,number,plan,reset_day,partition\n"
        for line in 10...(number + 9) { text += "L\(line),C1,5548333300\(line),,10,FLN\n" }
        try site.program.write("registry/lines.csv", text)
        try site.run("registry", "import", "registry")
      }
      let wait = Double((number * 37 + seed * 101) % 60) / 100
      _ = try site.program.shell(
        "$P platform push --config integration.yml --quiet & p=$!; sleep \(wait); kill -9 $p 2>/dev/null; wait $p; true"
      )
      if number % 15 == 0 {
        site.stop()
        try site.start(faults)
      }
    }
    site.stop()
    try site.start()
    try site.run("platform", "outbox", "retry", "--all")
    try site.run("platform", "push", "--wait", "--quiet")
    #expect(try site.run("platform", "compare").output.contains("as the registers say"))
    let state = try site.program.read("platform.json")
    let writes = state.split(separator: "\n").dropFirst()
    #expect(writes.count == 30)
  }
}
