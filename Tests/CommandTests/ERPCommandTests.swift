import Foundation
import Testing

@Suite("services push and reconcile as a program, with the simulator (spec 11.2)")
struct ERPCommandTests {
  private static let header =
    "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  /// Three contracts whose cycles of May 2025 are closed; the last has no number at the ERP.
  private static func program(erp: String = "") throws -> Program {
    let program = try Program()
    try program.write("registry/contracts.csv", "id,erp_id\nC1,71\n72,\nC3,\n")
    try program.write(
      "registry/lines.csv",
      """
      id,contract,number,plan,reset_day,erp_id
      L1,C1,554833334444,P1,10,501
      L2,72,554833335555,P1,10,
      L3,C3,554833336666,P1,10,

      """)
    try program.write("registry/plans.csv", "id\nP1\n")
    try program.write("registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.05\nP1,vc1,0.39\n")
    try program.write(
      "integration.yml",
      "description: Matriz\ngateway: summit-networks\ncdr: {source_directory: cdr, settle_seconds: 0}\n" + erp)
    try program.write(
      "cdr/day.csv",
      header + """
        g1;2025-05-12 10:00:00;554833334444;33337777;600;OUT;ANSWERED;;
        g2;2025-05-12 11:00:00;554833335555;33337777;600;OUT;ANSWERED;;
        g3;2025-05-12 12:00:00;554833336666;48999998888;60;OUT;ANSWERED;;

        """)
    #expect(try program.run("import", "--config", ".", "--quiet").status == 0)
    #expect(try program.run("services", "close", "--config", ".", "--cycle-end-before", "2025-07-01").status == 0)
    return program
  }

  private static func erp(_ port: some StringProtocol, _ more: String = "") -> String {
    "erp: {host: 127.0.0.1, port: \(port), tls: false, token_file: ixc.token, product: 10, unit: 1, "
      + "credit_product: 11\(more)}\n"
  }

  /// Gives `body` the program with an ERP that plays, and ends that.
  private static func withERP(_ options: [String] = [], _ more: String = "", _ body: (Program) throws -> Void) throws {
    let program = try program()
    let simulator = try program.start(
      ["erp-simulator", "--port", "0"] + options, output: "port", errors: "simulator.log")
    defer {
      simulator.terminate()
      simulator.waitUntilExit()
    }
    for _ in 0..<300 where !(try program.read("port")).hasSuffix("\n") { usleep(50_000) }
    let port = try program.read("port").dropLast()
    let errors = try program.read("simulator.log")
    try #require(!port.isEmpty, "the simulator did not start: \(errors)")
    try program.write("ixc.token", "1:summit\n")
    _ = try program.shell("chmod 600 ixc.token")
    try program.write("integration.yml", try program.read("integration.yml") + erp(port, more))
    try body(program)
  }

  private static func services(_ program: Program, _ arguments: String...) throws -> Program.Result {
    try program.run(["services", arguments[0], "--config", "."] + arguments.dropFirst())
  }

  @Test func `a month goes to the ERP, what it lacks is told, and a second push does nothing`() throws {
    try Self.withERP { program in
      let dry = try Self.services(program, "push", "--dry-run")
      let bodies = try dry.lines.dropLast().map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String])
      }
      #expect(bodies.map { $0["id_contrato"] } == ["72", "71", "C3"])
      #expect(bodies.map { $0["id_sip"] } == [nil, "501", nil])
      #expect(bodies.map { $0["valor_total"] } == ["0.50", "0.50", "0.39"])
      #expect(
        dry.errors
          == "warning: it will not be sent: contract C3 has no number at the ERP: fill in its erp_id (contracts)\n")
      // The same as an export writes.
      let export = try Self.services(program, "export", "--format", "ixc", "--output", "a.json")
      #expect(export.errors.contains("the ERP will refuse it: contract C3 has no number"))
      #expect(
        try program.read("a.json").split(separator: "\n").dropFirst().first.map { $0.dropLast() } == dry.lines[0][...])
      let push = try Self.services(program, "push")
      #expect(push.status == 1)
      #expect(push.lines[0] == "2 services are at the ERP, R$ 1.00; 1 refused")
      #expect(
        push.lines[1].hasSuffix("of contract C3: contract C3 has no number at the ERP: fill in its erp_id (contracts)"))
      let missing = try Self.services(program, "reconcile", "--format", "csv")
      #expect(missing.status == 1)
      #expect(missing.lines[0] == "kind,service,contract,line,cycle_start,amount,references,erp_amount,remark")
      #expect(missing.lines[1].hasPrefix("missing,") && missing.lines[1].contains(",C3,L3,2025-05-10,0.39,,,refused: "))
      try program.write("registry/contracts.csv", "id,erp_id\nC1,71\n72,\nC3,73\n")
      let rest = try Self.services(program, "push", "--json")
      #expect(rest.status == 0 && rest.output.contains("\"done\" : 1") && rest.output.contains("\"amount\" : \"0.39\""))
      let nothing = try Self.services(program, "push")
      #expect(nothing.status == 0 && nothing.output == "nothing to push\n")
      let clean = try Self.services(program, "reconcile")
      #expect(clean.status == 0 && clean.output == "3 services, 3 records of the ERP: no difference\n")
      let list = try Self.services(program, "list", "--format", "csv")
      #expect(list.lines.dropFirst().dropLast().allSatisfy { $0.contains(",invoiced,") }, "\(list.output)")
    }
  }

  @Test func `an answer that came too late is found; meanwhile the cycle is not reopened`() throws {
    try Self.withERP(["--fault", "gateway:1"]) { program in
      let push = try Self.services(program, "push", "--contract", "72")
      #expect(push.status == 1)
      #expect(push.lines[0] == "1 outcome is not known yet", "\(push)")
      #expect(push.output.contains("504 with a page of HTML"))
      let id = try Self.services(program, "list", "--contract", "72", "--format", "csv").lines[1]
        .split(separator: ",", omittingEmptySubsequences: false)[11]
      let reopen = try Self.services(program, "reopen", String(id))
      #expect(reopen.status == 2 && reopen.errors.contains("is on its way to the ERP"), "\(reopen)")
      let found = try Self.services(program, "push", "--contract", "72")
      #expect(found.status == 0 && found.output == "1 service is at the ERP, R$ 0.50 (1 found there)\n", "\(found)")
    }
  }

  @Test func `a late service beyond the limit is kept apart until it is asked for (spec 11.1)`() throws {
    try Self.withERP { program in
      #expect(try Self.services(program, "push", "--contract", "C1").status == 0)
      try program.write(
        "cdr/late.csv", Self.header + "g4;2025-05-13 10:00:00;554833334444;33337777;600;OUT;ANSWERED;;\n")
      #expect(try program.run("import", "--config", ".", "--quiet").status == 0)
      #expect(try Self.services(program, "close", "--cycle-end-before", "2025-07-01").status == 0)
      let list = try Self.services(program, "list", "--contract", "C1")
      #expect(list.output.contains("1 call too late: negociar ou parcelar, kept apart"), "\(list.output)")

      let words = "1 service is kept apart, R$ 0.50"
      let how = words + ": calls too late: negociar ou parcelar; --beyond-limit sends it"
      let dry = try Self.services(program, "push", "--contract", "C1", "--dry-run")
      #expect(dry.output.isEmpty && dry.errors == "nothing to push\n\(how)\n")
      let push = try Self.services(program, "push", "--contract", "C1")
      #expect(push.status == 0 && push.output == "nothing to push; \(words)\n\(how)\n")
      let same = try Self.services(program, "reconcile", "--contract", "C1")
      #expect(same.status == 0)
      #expect(same.output.hasSuffix("1 record of the ERP: no difference; \(words), not looked for\n"), "\(same)")
      // Files have it, and say so.
      let csv = try Self.services(program, "export", "--format", "csv", "--contract", "C1")
      #expect(csv.output.contains(",late,closed,") && csv.errors.contains("1 of them has calls too late"))

      let json = try Self.services(program, "push", "--contract", "C1", "--json")
      #expect(json.output.contains("\"services\" : 1") && json.output.contains("\"amount\" : \"0.50\""))
      let asked = try Self.services(program, "push", "--contract", "C1", "--beyond-limit")
      #expect(asked.status == 0 && asked.output == "1 service is at the ERP, R$ 0.50\n")
      let all = try Self.services(program, "reconcile", "--contract", "C1")
      #expect(all.status == 0 && all.output == "2 services, 2 records of the ERP: no difference\n")
      #expect(try Self.services(program, "push", "--contract", "C1").output == "nothing to push\n")
    }
  }

  @Test func `a scheduler keeps it apart without a word (spec 11.1)`() throws {
    try Self.withERP([], ", push: closed") { program in
      try program.write("registry/contracts.csv", "id,erp_id\nC1,71\n72,\nC3,73\n")
      try program.write(
        "cdr/late.csv", Self.header + "g4;2025-05-13 10:00:00;554833334444;33337777;600;OUT;ANSWERED;;\n")
      let first = try program.run("import", "--config", ".")
      #expect(first.errors.contains("erp: 3 services are at the ERP, R$ 1.39"), "\(first)")
      #expect(try Self.services(program, "close", "--cycle-end-before", "2025-07-01").status == 0)
      let run = try program.run("import", "--config", ".")
      #expect(!run.errors.contains("erp:"), "\(run)")
      #expect(try Self.services(program, "list", "--state", "closed").output.contains("kept apart"))
    }
  }

  @Test func `an import hands over what is closed where erp.push says so`() throws {
    try Self.withERP([], ", push: closed") { program in
      let run = try program.run("import", "--config", ".")
      #expect(run.errors.contains("erp: 2 services are at the ERP, R$ 1.00; 1 refused"), "\(run)")
      #expect(try !program.run("import", "--config", ".").errors.contains("erp:"))
    }
  }

  @Test func `a wrong token, no ERP and no server are told with the remedy`() throws {
    try Self.withERP { program in
      try program.write("ixc.token", "1:other\n")
      let refused = try Self.services(program, "push")
      #expect(refused.status == 1 && refused.errors.contains("erp: expected to be let in, found 401: check the token"))
      #expect(try Self.services(program, "reconcile").status == 2)
      _ = try program.shell("chmod 644 ixc.token")
      let open = try Self.services(program, "push")
      #expect(open.status == 2 && open.errors.contains("erp.token_file: expected a file that only its owner can read"))
    }
    let program = try Self.program()
    let none = try Self.services(program, "push")
    #expect(
      none.status == 2 && none.errors.contains("erp: expected the ERP's host, token, product and unit, found nothing"))
    try program.write("integration.yml", try program.read("integration.yml") + Self.erp("1"))
    try program.write("ixc.token", "1:summit\n")
    _ = try program.shell("chmod 600 ixc.token")
    let away = try Self.services(program, "push", "--contract", "72")
    #expect(away.status == 1 && away.lines[0] == "1 waits", "\(away)")
    #expect(try Self.services(program, "push", "--dry-run", "--json").status == 64)
    #expect(try program.run("erp-simulator", "--port", "0", "--fault", "x:1").status == 64)
  }
}
