import Foundation
import Testing

@Suite("The registers as a program (spec 6.1, 6.2)")
struct RegisterCommandTests {
  /// An integration in `m/` with two lines in the database.
  private static func program(yaml: String = "") throws -> Program {
    let program = try Program()
    try program.write(
      "m/integration.yml",
      "description: Matriz\ngateway: summit-networks\nregistry: database\n"
        + "cdr: {source_directory: cdr, settle_seconds: 0}\n" + yaml)
    try program.write("m/cdr/.keep", "")
    try program.write("files/contracts.csv", "id,customer\nC1,Ana\nC2,Bia\n")
    try program.write("files/plans.csv", "id\nP1\nP2\n")
    try program.write("files/rates.csv", "plan,zone,price_per_minute\nP1,local,0.05\nP2,local,0.04\n")
    try program.write(
      "files/lines.csv",
      "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\nL2,C2,554833335555,P2,10\n")
    #expect(try program.run("registry", "import", "files", "--config", "m", "--quiet").status == 0)
    return program
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    for (index, part) in text.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      words += index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
    return words
  }

  private static func run(_ program: Program, _ text: String) throws -> Program.Result {
    try program.run(words(text) + ["--config", "m"])
  }

  /// What is printed, and what of it is asked.
  static let steps: [(command: String, output: String)] = [
    (
      "contracts add --id 2001 --customer 'Ana, de Exemplo' --city Florianópolis",
      "contracts 2001 added: id=2001, customer=Ana, de Exemplo, city=Florianópolis\n"
    ),
    (
      "lines add --id L20 --contract 2001 --number 554833330020 --plan P1 --reset-day=10 --description=a=b",
      "lines L20 added: id=L20, contract=2001, number=554833330020, plan=P1, reset_day=10, description=a=b\n"
    ),
    (
      "lines change L20 --plan P2 --from 2027-01-10",
      "lines L20 changed: active_until blank → 2027-01-09\n"
        + "lines L20 changed: plan P1 → P2, active_from blank → 2027-01-10\n"
    ),
    ("lines change --description '' L20", "lines L20 changed: description a=b → blank\n"),
    ("lines change L20 --description ''", "nothing changes\n"),
    (
      "lines change L20 --plan P2 --dry-run",
      "lines L20 changed: plan P1 → P2\ndry run: nothing was changed\n"
    ),
    (
      "lines show L20",
      "id            L20\ncontract      2001\nnumber        554833330020\nplan          P1\nreset_day     10\n"
        + "active_until  2027-01-09\ncity          Florianópolis\n\nid           L20\ncontract     2001\nnumber       554833330020\nplan         P2\n"
        + "reset_day    10\nactive_from  2027-01-10\ndescription  a=b\ncity         Florianópolis\n"
    ),
    (
      "bands add --band night --days 'mon tue' --from 20:00 --until 24:00",
      "bands night/mon tue/20:00 added: band=night, days=mon tue, from=20:00, until=24:00\n"
    ),
    (
      "bands change 'night/mon tue/20:00' --from 21:00",
      "bands night/mon tue/20:00 changed: from 20:00 → 21:00\n"
    ),
    ("bands list", "band   days     from   until\nnight  mon tue  21:00  24:00\n"),
    (
      "rates change P1/local --price-per-minute 0.06 --from 2027-01-01",
      "rates P1/local changed: valid_until blank → 2026-12-31\n"
        + "rates P1/local changed: price_per_minute 0.05 → 0.06, valid_from blank → 2027-01-01\n"
    ),
    ("rates end P1/local --until 2027-12-31", "rates P1/local changed: valid_until blank → 2027-12-31\n"),
    (
      "lines list --filter contract=2001 --filter plan=P2",
      "id   contract  number        plan  reset_day  active_from  description\n"
        + "L20  2001      554833330020  P2    10         2027-01-10   a=b\n"
    ),
    (
      "contracts list --format csv --filter city=",
      "id,customer,status,city,erp_id\nC1,Ana,,,\nC2,Bia,,,\n"
    ),
    (
      "contracts list --limit 1",
      "id    customer         city\n2001  Ana, de Exemplo  Florianópolis\n… and 2 more rows: --limit\n"
    ),
    ("lines remove L2 --quiet", ""), ("lines list --filter id=L2", "no rows\n"),
    (
      "ranges add --name centro --area 5548 --first 33334443 --last 33334446",
      "ranges centro added: name=centro, area=5548, first=33334443, last=33334446\n"
    ),
    (
      "ranges numbers centro --limit 3",
      "number        state      line  kind  since  until\n554833334443  available\n554833334444  in-use     L1    line\n"
        + "554833334445  available\n… and more: --limit\n"
    ),
    (
      "ranges numbers centro --in-use --format csv",
      "number,state,line,kind,since,until\n554833334444,in-use,L1,line,,\n"
    ),
    ("ranges next centro", "554833334443\n"),
  ]

  @Test func `a day at the registers, each step as it is printed`() throws {
    let program = try Self.program()
    for (command, output) in Self.steps {
      let result = try Self.run(program, command)
      #expect(result.output == output, "\(command)")
      #expect(result.errors.isEmpty, "\(command)")
      #expect(result.status == 0, "\(command)")
    }
  }

  static let wrong: [(command: String, status: Int32, error: String)] = [
    ("lines change L1 --reset-day 31", 2, "error: lines L1: reset_day: expected 1 to 25, found 31\n"),
    (
      "lines add --id L3 --contract C9 --number 554833330003 --plan P1 --reset-day 1", 2,
      "error: lines L3: contract: expected the id of a contract in contracts, found C9\n"
    ),
    (
      "lines add --id L3 --contract C1 --number 554833334444 --plan P1 --reset-day 1", 2,
      "error: lines L3: number: expected a number that no other line has at any time, found 554833334444, which lines L1 has\n"
    ),
    ("contracts remove C1", 2, "error: lines L1: contract: expected the id of a contract in contracts, found C1\n"),
    ("lines show L9", 2, "error: lines L9: expected a row of that id, found none: see summit-cdr lines list\n"),
    (
      "plans end P1 --until 2027-01-01", 2,
      "error: plans P1: expected a table whose rows have periods, found plans, which has none: use remove\n"
    ),
    ("lines change L1 --terminal T1", 64, "found --terminal\n"), ("lines change L1 --foo 1", 64, "found --foo\n"),
    ("lines change L1 -x 1", 64, "found -x\n"),
    ("lines change --plan P2", 64, "expected one id (its id), found none\n"),
    ("lines change L1 L2 --plan P2", 64, "expected one id (its id), found 'L1', 'L2'\n"),
    ("lines change L1", 64, "expected columns to change as options, found none\n"),
    ("lines change L1 --plan", 64, "--plan: expected a value, found nothing (--plan '' clears the cell)\n"),
    ("lines change L1 --plan P1 --plan P2", 64, "--plan: expected once, found twice\n"),
    ("lines change L1 --plan P2 --from soon", 64, "--from: expected a day of the form YYYY-MM-DD, found 'soon'\n"),
    ("lines add", 64, "expected the row's columns as options, found none\n"),
    ("lines add L5 --plan P1", 64, "expected options only, found 'L5'\n"),
    ("lines list --filter plan", 64, "--filter: expected column=value, found 'plan'\n"),
    ("lines list --filter credential=x", 64, "found 'credential'\n"),
    ("registry log --entity line", 64, "found 'line'\n"),
    (
      "ranges next sul", 2, "error: ranges sul: expected a row of that id, found none: see summit-cdr ranges list\n"
    ),
  ]

  @Test func `bad input is told by name, and nothing is changed`() throws {
    let program = try Self.program()
    let before = try Self.run(program, "registry log --json").output
    for (command, status, error) in Self.wrong {
      let result = try Self.run(program, command)
      #expect(result.status == status, "\(command)")
      let first = result.errors.split(separator: "\n").first.map { $0 + "\n" } ?? ""
      #expect(first.hasSuffix(error), "\(command): \(first)")
      #expect(result.output.isEmpty, "\(command)")
    }
    #expect(try Self.run(program, "registry log --json").output == before)
  }

  @Test func `import shows what it would do, does it once, and export gives it back`() throws {
    let program = try Self.program()
    #expect(
      try Self.run(program, "registry import files").output == """
        table      added  changed  ended  removed  unchanged
        contracts      0        0      0        0          2
        plans          0        0      0        0          2
        rates          0        0      0        0          2
        lines          0        0      0        0          2

        nothing changes

        """)
    try program.write("more/contracts.csv", "id,customer\nC1,Ana Maria\nC2,Bia\nC3,Caio\n")
    let expected = """
      table      added  changed  ended  removed  unchanged
      contracts      1        1      0        0          1

      contracts C1 changed: customer Ana → Ana Maria
      contracts C3 added: id=C3, customer=Caio

      """
    #expect(
      try Self.run(program, "registry import more --dry-run").output == expected + "dry run: nothing was changed\n")
    #expect(try Self.run(program, "registry import more --by bia").output == expected)
    #expect(try Self.run(program, "registry export out").output == "exported 9 rows to 4 files in out\n")
    #expect(try program.read("out/contracts.csv") == "id,customer\nC1,Ana Maria\nC2,Bia\nC3,Caio\n")
    #expect(try program.run("check", "--registry", "out", "--quiet").status == 0)
    let json = try program.run("registry", "import", "out", "--config", "m", "--json").json()
    #expect(json["rows"] as? Int == 0)
    #expect(try Self.run(program, "registry check").lines.first == "m/integration.yml: sound")
    let log = try Self.run(program, "registry log --entity contracts --id C1").lines
    #expect(log[0].hasSuffix("  bia  contracts C1 changed: customer Ana → Ana Maria"))
    #expect(log.count == 3)
  }

  @Test func `an import at fault tells file and line, and changes nothing`() throws {
    let program = try Self.program()
    let before = try Self.run(program, "registry log --json").output
    try program.write("bad/contracts.csv", "id,status\nC1,off\nC2,\n")
    try program.write("bad/lines.csv", "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,31\n")
    let result = try Self.run(program, "registry import bad")
    #expect(result.status == 2)
    #expect(
      result.errors == """
        error: contracts.csv:2: status: expected active, blocked-manual, blocked-automatic, overdue, cancelled or \
        pre-contract, found off
        error: lines.csv:2: reset_day: expected 1 to 25, found 31
        error: nothing was changed

        """)
    #expect(try Self.run(program, "registry log --json").output == before)
    try program.write("none/other.csv", "id\n")
    #expect(try Self.run(program, "registry import none").status == 2)
    #expect(try Self.run(program, "registry import absent").status == 2)
  }

  @Test func `credentials are shown on request only`() throws {
    let program = try Self.program()
    try program.write(
      "lines/lines.csv",
      "id,contract,number,plan,reset_day,terminal,credential\nL1,C1,554833334444,P1,10,T1,s3cret\n"
        + "L2,C2,554833335555,P2,10,,\n")
    var texts = try Self.run(program, "registry import lines").output
    for command in [
      "lines show L1", "lines show L1 --json", "lines list", "lines list --format csv", "lines list --format json",
      "registry log", "registry log --json", "lines change L1 --extension 1", "lines remove L1 --dry-run",
      "registry export plain",
    ] { texts += try Self.run(program, command).output }
    texts += try program.read("plain/lines.csv")
    #expect(texts.contains("T1"))
    #expect(!texts.contains("s3cret"))
    #expect(try Self.run(program, "lines show L1").output.contains("credential  (there is one; --secrets shows it)"))
    #expect(try Self.run(program, "lines show L1 --secrets").output.contains("credential  s3cret"))
    #expect(try Self.run(program, "registry export secret --secrets").status == 0)
    #expect(try program.read("secret/lines.csv").contains("s3cret"))
    let attributes = try FileManager.default.attributesOfItem(
      atPath: program.directory.path + "/secret/lines.csv")
    #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o077 } == 0)
  }

  @Test func `without registers, or with a registry of files, the remedy is told`() throws {
    let program = try Program()
    try program.write(
      "m/integration.yml",
      "description: Matriz\ngateway: summit-networks\nregistry: database\ncdr: {source_directory: cdr}\n")
    let none = try Self.run(program, "lines list")
    #expect(none.status == 2)
    #expect(none.errors.contains("registers: expected registers in the database, found none yet: enter them"))
    try program.write(
      "m/integration.yml",
      "description: Matriz\ngateway: summit-networks\nregistry: files\ncdr: {source_directory: cdr}\n")
    for command in ["lines list", "contracts add --id C1", "registry check"] {
      let refused = try Self.run(program, command)
      #expect(refused.status == 2)
      #expect(refused.errors.contains("registry: expected database, found"))
      #expect(refused.errors.contains("set registry: database"))
    }
  }

  @Test func `prices and plans are corrected, or change from a date, and open cycles follow`() throws {
    let program = try Self.program()
    let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"
    try program.write(
      "m/cdr/calls.csv",
      header + """
        g1;2025-05-12 10:00:00;554833334444;33336666;600;OUT;ANSWERED;;
        g2;2025-07-12 10:00:00;554833334444;33336666;600;OUT;ANSWERED;;
        g3;2025-05-12 11:00:00;554833335555;33336666;600;OUT;ANSWERED;;
        g4;2025-07-12 11:00:00;554833335555;33336666;600;OUT;ANSWERED;;

        """)
    #expect(try Self.run(program, "import --quiet").status == 0)
    let amounts = {
      try Self.run(program, "services list --format csv").lines.dropFirst().dropLast().map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        return "\(cells[1]) \(cells[2]) \(cells[3]) \(cells[9])"
      }
    }
    let before = ["L1 P1 2025-05-10 0.50", "L1 P1 2025-07-10 0.50", "L2 P2 2025-05-10 0.40", "L2 P2 2025-07-10 0.40"]
    #expect(try amounts() == before)
    for (command, message) in [
      ("lines remove L2", "lines L2: expected --yes, since recorded calls refer to it"),
      ("lines remove L2", "lines end L2 --until DATE"), ("plans remove P1", "Give --yes if that is meant"),
    ] {
      let refused = try Self.run(program, command)
      #expect(refused.status == 2)
      #expect(refused.errors.contains(message), "\(command): \(refused.errors)")
    }
    // Without a date, as if it had always been so.
    for (price, first) in [("0.10", "1.00"), ("0.05", "0.50")] {
      #expect(try Self.run(program, "rates change P1/local --price-per-minute \(price) --quiet").status == 0)
      #expect(try Self.run(program, "import --quiet").status == 0)
      #expect(try amounts().prefix(2) == ["L1 P1 2025-05-10 \(first)", "L1 P1 2025-07-10 \(first)"])
    }
    #expect(
      try Self.run(program, "rates change P1/local --price-per-minute 0.10 --from 2025-06-10 --quiet").status == 0)
    #expect(try Self.run(program, "lines change L2 --plan P1 --from 2025-06-10 --quiet").status == 0)
    #expect(try Self.run(program, "import --quiet").status == 0)
    #expect(
      try amounts() == [
        "L1 P1 2025-05-10 0.50", "L1 P1 2025-07-10 1.00", "L2 P1 2025-07-10 1.00", "L2 P2 2025-05-10 0.40",
      ])
    #expect(try Self.run(program, "verify --quiet").status == 0)
  }

  @Test func `registers are changed and looked at while a run is under way (spec 4.3)`() throws {
    let program = try Self.program()
    #expect(try program.shell("flock m/data/lock $P lines change L1 --description x --config m").status == 0)
    #expect(try program.shell("flock m/data/lock $P registry import files --config m").status == 0)
    #expect(try program.shell("flock m/data/lock $P lines list --filter id=L1 --config m").status == 0)
  }
}
