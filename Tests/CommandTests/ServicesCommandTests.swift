import Foundation
import Testing

@Suite("summit-cdr services, suspended, rejected as a program (spec 4.3, 4.4)")
struct ServicesCommandTests {
  private static let header =
    "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  /// Two lines whose cycles of May 2025 have ended regardless of the day; a call without a price, one that cannot be
  /// read.
  private static func program(yaml: String = "") throws -> Program {
    let program = try Program()
    try program.write("registry/contracts.csv", "id\nC1\nC2\n")
    try program.write(
      "registry/lines.csv",
      "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\nL2,C2,554833335555,P1,10\n")
    try program.write("registry/plans.csv", "id\nP1\n")
    try program.write("registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.05\nP1,vc1,0.39\n")
    try program.write(
      "integration.yml",
      "description: Matriz\ngateway: summit-networks\ncdr: {source_directory: cdr, settle_seconds: 0}\n" + yaml)
    try deliver(
      program, "day",
      """
      g1;2025-05-12 10:00:00;554833334444;33336666;600;OUT;ANSWERED;;
      g2;2025-05-12 11:00:00;554833335555;99998888;60;OUT;ANSWERED;;
      g3;2025-05-12 12:00:00;554833335555;48999998888;60;OUT;ANSWERED;;
      g4;2025-05-12 13:00:00;554833334444;11999998888;60;OUT;ANSWERED;;
      g5;2025-05-12 14:00:00;554833334444;x;60;OUT;ANSWERED;;

      """)
    return program
  }

  private static func deliver(_ program: Program, _ name: String, _ rows: String) throws {
    try program.write("cdr/\(name).csv", header + rows)
    #expect(try program.run("import", "--config", ".", "--quiet").status == 0)
  }

  private static func late(_ program: Program) throws {
    try deliver(program, "late", "late;2025-05-13 10:00:00;554833334444;33336666;600;OUT;ANSWERED;;\n")
  }

  /// The cells of `services list --format csv` from kind on, and the amounts.
  private static func states(_ program: Program) throws -> [String] {
    try program.run("services", "list", "--config", ".", "--format", "csv").lines.dropFirst().dropLast().map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[12]) \(cells[13]) \(cells[9]) \(cells[14])"
    }
  }

  private static func ids(_ program: Program) throws -> [String] {
    try program.run("services", "list", "--config", ".", "--format", "csv").lines.dropFirst().dropLast().map {
      String($0.split(separator: ",", omittingEmptySubsequences: false)[11])
    }
  }

  @discardableResult
  private static func services(_ program: Program, _ arguments: String...) throws -> Program.Result {
    try program.run(["services", arguments[0], "--config", "."] + arguments.dropFirst())
  }

  /// Closes the cycles of May 2025, one of which has a suspended row.
  private static func closeAll(_ program: Program) throws {
    let result = try services(program, "close", "--cycle-end-before", "2025-06-10", "--with-suspended")
    #expect(result.status == 0)
  }

  @Test func `the table has the services and their total`() throws {
    let program = try Self.program()
    #expect(
      try program.run("services", "--config", ".").output == """
        id                contract  line  plan  cycle       until       kind   state  calls    R$
        \(Self.ids(program)[0])  C1        L1    P1    2025-05-10  2025-06-09  cycle  open       1  0.50
        \(Self.ids(program)[1])  C2        L2    P1    2025-05-10  2025-06-09  cycle  open       2  0.78

        total: 2 services, R$ 1.28

        """)
    let filtered = try Self.services(program, "list", "--line", "L2", "--state", "closed")
    #expect(filtered.output == "total: 0 services, R$ 0.00\n")
  }

  @Test func `from open to invoiced, with a late service`() throws {
    let program = try Self.program()
    let ids = try Self.ids(program)
    let dry = try Self.services(program, "close", "--cycle-end-before", "2025-06-10", "--with-suspended", "--dry-run")
    #expect(dry.lines.contains("would close 2 cycles: 2 services, R$ 1.28"))
    #expect(try Self.states(program) == ["cycle open 0.50 ", "cycle open 0.78 "])
    let closed = try Self.services(program, "close", "--cycle-end-before", "2025-06-10", "--by", "ana")
    #expect(closed.lines.first == "closed 1 cycle: 1 service, R$ 0.78")
    #expect(closed.lines[1].hasPrefix("1 cycle left open: rows of theirs are suspended"))
    #expect(try Self.states(program) == ["cycle open 0.50 ", "cycle closed 0.78 "])
    try Self.closeAll(program)
    #expect(try Self.states(program) == ["cycle closed 0.50 ", "cycle closed 0.78 "])
    #expect(
      try Self.services(program, "close", "--cycle-end-before", "2025-06-10", "--json").json()["cycles"] as? Int == 0)
    #expect(
      try Self.services(program, "invoice", ids[1], "--reference", "NF-1").output
        == "invoiced 1 service as NF-1, R$ 0.78\n")
    #expect(try Self.services(program, "invoice", ids[1], "--reference", "NF-1").status == 0)
    let refused = try Self.services(program, "invoice", ids[0], ids[1], "--reference", "NF-2")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("service \(ids[1]): expected the reference it was invoiced with, NF-1, found NF-2"))
    try Self.late(program)
    #expect(try Self.states(program) == ["cycle closed 0.50 ", "late open 0.50 ", "cycle invoiced 0.78 NF-1"])
    #expect(try Self.services(program, "reopen", ids[1]).status == 2)
    let reopened = try Self.services(program, "reopen", ids[0])
    #expect(reopened.lines.contains("1 cycle is open again, rated anew with its late calls"))
    #expect(try Self.states(program) == ["cycle open 1.00 ", "cycle invoiced 0.78 NF-1"])
  }

  /// Amounts are those of the registry as it lies there, as the real command makes them (spec 4.3).
  @Test(arguments: ["", "billing: {additional_service: per-call}\n"])
  func `a dry run of close follows the registry, and leaves nothing behind`(yaml: String) throws {
    let program = try Self.program(yaml: yaml)
    try program.write("registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.11\nP1,vc1,0.39\n")
    let before = try Self.states(program)
    let files = try program.shell("cd data/records && sha256sum *; ls -a").output
    let close = ["close", "--cycle-end-before", "2025-06-10", "--with-suspended"]
    func run(_ more: String...) throws -> Program.Result {
      try program.run(["services"] + close + more + ["--config", "."])
    }
    let words = try run("--dry-run")
    #expect(words.lines.contains { $0.hasSuffix("\(yaml.isEmpty ? "cycle" : "call")  closed      1  1.10") })
    let dry = try run("--dry-run", "--json").json()
    #expect(try program.run("runs", "list", "--config", ".", "--json").output.contains("\"id\" : 2") == false)
    #expect(try program.shell("cd data/records && sha256sum *; ls -a").output == files)
    #expect(try Self.states(program) == before)
    var done = try run("--json").json()
    #expect(done["dry_run"] as? Bool == false && dry["dry_run"] as? Bool == true)
    done["dry_run"] = true
    #expect(NSDictionary(dictionary: dry) == NSDictionary(dictionary: done))
    #expect(try program.run("verify", "--config", ".").status == 0)
  }

  @Test func `a cycle is opened by the id of its late service, too, and closed again has new ids`() throws {
    let program = try Self.program()
    try Self.closeAll(program)
    try Self.late(program)
    try Self.closeAll(program)
    let ids = try Self.ids(program)
    #expect(try Self.states(program) == ["cycle closed 0.50 ", "late closed 0.50 ", "cycle closed 0.78 "])
    #expect(
      try Self.services(program, "reopen", ids[1]).lines.contains(
        "1 cycle is open again, rated anew with its late calls"))
    #expect(try Self.states(program) == ["cycle open 1.00 ", "cycle closed 0.78 "])
    try Self.closeAll(program)
    #expect(try Self.states(program) == ["cycle closed 1.00 ", "cycle closed 0.78 "])
    #expect(Set(try Self.ids(program)).intersection(ids[..<2]).isEmpty)
  }

  @Test func `what closed cycles would come to by today's registry is shown, never changed`() throws {
    let program = try Self.program()
    try Self.closeAll(program)
    try program.write("registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.10\nP1,vc1,0.39\n")
    let rerate = ["rerate", "--config", ".", "--from", "2025-05-01", "--until", "2025-06-30"]
    let shown = try program.run(rerate)
    #expect(
      shown.lines.first
        == "closed cycles of 2025-05-01 to 2025-06-30: 2, with 3 calls, of which 1 change (line 0, zone 0, price 1)")
    #expect(shown.output.contains("nothing was changed: closed cycles stay"))
    #expect(
      (try program.run(rerate + ["--json"]).json()["services"] as? [[String: Any]])?.first?["after"] as? String
        == "1.00")
    #expect(try program.run("import", "--config", ".", "--quiet").status == 0)
    #expect(try Self.states(program) == ["cycle closed 0.50 ", "cycle closed 0.78 "])
  }

  @Test func `an export delivers each service once, data to standard output, messages to standard error`() throws {
    let program = try Self.program()
    let empty = try Self.services(program, "export", "--format", "json")
    #expect(empty.output == "[]\n")
    #expect(empty.errors == "exported 0 services, R$ 0.00\n")
    try Self.closeAll(program)
    // What could not be written was not delivered.
    let full = try program.shell("$P services export --config . --format ixc > /dev/full")
    #expect(full.status == 2)
    #expect(full.errors.contains("standard output: expected to write all of it"))
    let gone = try program.shell("$P services export --config . --format ixc | head -c 0; exit ${PIPESTATUS[0]}")
    #expect(gone.status == 2)
    let first = try Self.services(program, "export", "--format", "ixc", "--output", "a.json")
    #expect(first.output.isEmpty)
    #expect(
      first.errors == """
        exported 2 services, R$ 1.28, to a.json
        the ERP will refuse it: contract C1 has no number at the ERP: fill in its erp_id (contracts)
        the ERP will refuse it: integration.yml has no erp: id_produto and id_unidade are not known
        the ERP will refuse it: contract C2 has no number at the ERP: fill in its erp_id (contracts)

        """)
    let objects = try JSONSerialization.jsonObject(with: Data(try program.read("a.json").utf8)) as? [[String: String]]
    #expect(objects?.map { $0["valor_unitario"] } == ["0.50", "0.78"])
    #expect(objects?.first?["data_inicial_ligacoes"] == "10/05/2025")
    let second = try Self.services(program, "export", "--format", "ixc", "--output", "b.json")
    #expect(second.errors.contains("exported 0 services, R$ 0.00: no file was written\n2 were exported as ixc before"))
    #expect(throws: (any Error).self) { try program.read("b.json") }
    // A file that is there may not have been taken yet.
    let taken = try Self.services(program, "export", "--format", "csv", "--output", "a.json")
    #expect(taken.status == 2)
    #expect(try Self.services(program, "export", "--format", "csv").lines.count == 4)
    #expect(try Self.services(program, "export", "--format", "ixc", "--again").lines.count == 5)
    #expect(try Self.services(program, "export", "--format", "csv", "--state", "open").status == 64)
  }

  @Test func `events have contract, period, description, amount and the id they are known by (spec 11.2)`() throws {
    let program = try Self.program()
    try Self.closeAll(program)
    let result = try Self.services(program, "export", "--format", "events")
    let events = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: String]]
    let ids = try Self.ids(program)
    #expect(events?.map { $0["amount"] } == ["0.50", "0.78"])
    #expect(events?.compactMap { $0["reference"] } == ids)
    #expect(events?.first?["period_start"] == "2025-05-10" && events?.first?["period_end"] == "2025-06-09")
    #expect(
      events?.first?.keys.sorted() == [
        "amount", "contract", "description", "line", "period_end", "period_start", "reference",
      ])
  }

  @Test func `exports for spreadsheets and data tools (spec 11.4)`() throws {
    let program = try Self.program()
    let none = try Self.services(program, "export", "--format", "csv-br")
    #expect(
      none.output == "contract;line;plan;cycle_start;cycle_end;calls;billed_s;allowance_s;surplus_s;amount;"
        + "description;id;kind;state;reference\n")
    try Self.closeAll(program)
    let text = try Self.services(program, "export", "--format", "csv-br")
    #expect(text.lines.count == 4 && text.lines[1].contains(";0,50;"))
    #expect(try Self.services(program, "export", "--format", "xlsx").status == 64)
    for format in ["xlsx", "parquet"] {
      let first = try Self.services(program, "export", "--format", format, "--output", "services.\(format)")
      #expect(first.errors == "exported 2 services, R$ 1.28, to services.\(format)\n")
      let again = try Self.services(program, "export", "--format", format, "--output", "again.\(format)")
      #expect(again.errors.contains("2 were exported as \(format) before"))
    }
  }

  @Test func `what was reopened since an export is told, and delivered under its new id`() throws {
    let program = try Self.program()
    try Self.closeAll(program)
    try Self.services(program, "export", "--format", "csv")
    let id = try Self.ids(program)[0]
    try Self.services(program, "reopen", id)
    #expect(try Self.services(program, "export", "--format", "csv").errors.contains("and reopened since"))
    try Self.late(program)
    try Self.closeAll(program)
    let told = try Self.services(program, "export", "--format", "csv")
    #expect(told.errors.contains("and reopened since"))
    #expect(told.output.contains(",1.00,"))
    #expect(!told.output.contains(id))
  }

  @Test func `show has the calls of a service, and hides numbers if asked to`() throws {
    let program = try Self.program()
    let id = try Self.ids(program)[1]
    let shown = try Self.services(program, "show", id).output
    #expect(shown.contains("description  Excedente de telefonia 554833335555 - 10/05/2025 a 09/06/2025\n"))
    #expect(shown.contains("2025-05-12 11:00:00  5548999998888  vc1   60      60        0  0.3900  g2\n"))
    let masked = try Self.services(program, "show", id, "--mask").output
    #expect(masked.contains("Excedente de telefonia ********5555 - 10/05/2025 a 09/06/2025\n"))
    #expect(masked.contains("*********8888"))
    let json = try Self.services(program, "show", id, "--json").json()
    #expect((json["calls"] as? [Any])?.count == 2)
    let none = try Self.services(program, "show", "0000000000000000")
    #expect(none.status == 2)
    #expect(none.errors.contains("expected the id of an additional service"))
  }

  @Test func `each call a service, and late ones that came too late are remarked`() throws {
    let program = try Self.program(yaml: "billing: {additional_service: per-call}\n")
    #expect(try Self.states(program) == ["call open 0.50 ", "call open 0.39 ", "call open 0.39 "])
    try Self.closeAll(program)
    try Self.late(program)
    #expect(try Self.services(program, "list", "--kind", "late").output.contains("1 call too late"))
  }

  @Test func `another run under way gives 75, and looking goes on`() throws {
    let program = try Self.program()
    try Self.closeAll(program)
    let id = try Self.ids(program)[0]
    for line in [
      "services close --config . --cycle-end-before 2025-06-10", "services reopen --config . \(id)",
      "services invoice --config . \(id) --reference 1", "services export --config . --format csv",
      "suspended retry --config . --all", "suspended discard --config . 1 --because x", "rejected restore --config . 1",
    ] {
      #expect(try program.shell("flock data/lock $P \(line)").status == 75, "\(line)")
    }
    #expect(try program.shell("flock data/lock $P services list --config .").status == 0)
    #expect(try program.shell("flock data/lock $P suspended list --config .").status == 0)
  }

  @Test(arguments: [
    "services close --config .", "services reopen --config .", "services reopen --config . 1 --cycle 2025-05-10",
    "services export --config .", "services invoice --config . --reference x", "services list --config . --limit 0",
    "services list --config . --from 2025-02-01 --until 2025-01-01", "suspended retry --config .",
    "suspended retry --config . 1 --all", "suspended list --config . --reason bad-number",
    "rejected list --config . --reason no-rate", "suspended discard --config . 1",
    "services close --config . --cycle-end-before 2025-06-10 --by ' '",
  ])
  func `wrong usage gives 64`(line: String) throws {
    #expect(try Program().shell("$P \(line)").status == 64)
  }

  @Test func `without a ledger each command says what to do`() throws {
    let program = try Self.program()
    try FileManager.default.removeItem(at: program.directory.appending(path: "data"))
    for line in [
      "services list", "services close --cycle-end-before 2025-06-10", "services reopen --cycle 2025-05-10",
      "suspended list", "suspended retry --all",
    ] {
      let result = try program.shell("$P \(line) --config .")
      #expect(result.status == 2, "\(line)")
      #expect(result.errors.contains("run summit-cdr import first"), "\(line)")
    }
    #expect(!FileManager.default.fileExists(atPath: program.directory.appending(path: "data").path))
  }

  @Test func `rows that are not billed are listed, tried again, discarded and restored`() throws {
    let program = try Self.program()
    let row = "g4;2025-05-12 13:00:00;554833334444;11999998888;60;OUT;ANSWERED;;"
    #expect(
      try program.run("suspended", "list", "--config", ".", "--format", "csv").lines == [
        "file,line,outcome,reason,field,raw,id,state", "day.csv,5,suspended,no-rate,,\(row),1,held", "",
      ])
    let rejected = try program.run("rejected", "--config", ".").output
    #expect(rejected.contains("day.csv     6  bad-number"))
    #expect(rejected.hasSuffix("total: 1 row\n"))
    #expect(
      try program.run("suspended", "list", "--config", ".", "--mask").output.contains(
        "g4;2025-05-12 13:00:00;********4444;*******8888;60"))
    let vain = try program.run("suspended", "retry", "--config", ".", "--all")
    #expect(vain.lines.contains("1 row tried again: 0 settled, 1 still waiting"))
    #expect(
      try program.run("suspended", "discard", "--config", ".", "1", "--because", "ligação de teste").output
        == "discarded 1 row\n")
    let discarded = try program.run("rejected", "list", "--config", ".", "--state", "discarded").output
    #expect(discarded.contains("ligação de teste"))
    #expect(discarded.contains("discarded"))
    #expect(try program.run("suspended", "list", "--config", ".").output.hasSuffix("total: 0 rows\n"))
    #expect(try program.run("suspended", "retry", "--config", ".", "1").status == 2)
    #expect(try program.run("rejected", "discard", "--config", ".", "--back", "1").output == "taken back: 1 row\n")
    #expect(try program.run("suspended", "discard", "--config", ".", "1", "--because", "x").status == 0)
    #expect(try program.run("rejected", "restore", "--config", ".", "1").output == "1 row waits again\n")
    try program.write("registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.05\nP1,vc1,0.39\nP1,vc3,0.5\n")
    let retried = try program.run("suspended", "retry", "--config", ".", "1")
    #expect(retried.lines.contains("1 row tried again: 1 settled, 0 still waiting"))
    #expect(try Self.states(program) == ["cycle open 1.00 ", "cycle open 0.78 "])
  }
}
