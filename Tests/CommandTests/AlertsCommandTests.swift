import Foundation
import Testing

@Suite("summit-cdr alerts as a program (spec 6.5)")
struct AlertsCommandTests {
  private static let header =
    "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  /// One line with a limit that is nearly used up, one with an unusual day and a first call abroad.
  private static func program(yaml: String = "") throws -> Program {
    let program = try Program()
    try program.write("registry/contracts.csv", "id\nC1\nC2\n")
    try program.write(
      "registry/lines.csv",
      "id,contract,number,plan,reset_day,credit_limit\nL1,C1,554833334444,P1,10,10.00\nL2,C2,554833335555,P1,10,\n")
    try program.write("registry/plans.csv", "id\nP1\n")
    try program.write(
      "registry/rates.csv", "plan,zone,price_per_minute\nP1,local,0.05\nP1,vc1,0.50\nP1,intl,5.00\n")
    try program.write(
      "integration.yml",
      "description: Matriz\ngateway: summit-networks\ncdr: {source_directory: cdr, settle_seconds: 0}\n" + yaml)
    try program.write(
      "cdr/day.csv",
      header + """
        g1;2025-05-12 10:00:00;554833334444;48999998888;960;OUT;ANSWERED;;
        g2;2025-05-12 11:00:00;554833335555;14155552671;600;OUT;ANSWERED;;

        """)
    return program
  }

  private static let raised = """
      warning: line L1: R$ 8.00 of its credit limit of R$ 10.00 (80 %) in the cycle from 2025-05-10 to 2025-06-09
      alert: line L2: R$ 50.00 of surplus and 10.0 minutes on 2025-05-12; its mean day of the 30 days before has R$ 0.00 and 0.0 minutes
      alert: line L2: its first call to intl, at R$ 5.00 a minute, on 2025-05-12 (global id g2)
    """

  @Test func `an import tells what it raises, and in a dry run what it would`() throws {
    let program = try Self.program()
    let dry = try program.run("import", "--config", ".", "--dry-run")
    #expect(dry.output.contains("3 alerts would be raised:\n\(Self.raised)"))
    let real = try program.run("import", "--config", ".")
    #expect(real.status == 0)
    #expect(real.output.contains("3 alerts were raised:\n\(Self.raised)"))
    let report = try program.run("runs", "show", "1", "--config", ".").json()
    #expect("\(report)".contains("first-international"))
    let status = try program.run("status", "--config", ".")
    #expect(status.output.contains("  alerts        3 open: see summit-cdr alerts list\n"))
    let json = try program.run("status", "--config", ".", "--json").output
    #expect(json.contains("\"open_alerts\" : 3"))
  }

  @Test func `alerts are listed as table, CSV and JSON, and acknowledged`() throws {
    let program = try Self.program()
    try #require(try program.run("import", "--config", ".", "--quiet").status == 0)
    func cells(_ words: String...) throws -> [[String]] {
      try program.run(["alerts", "list", "--config", ".", "--format", "csv"] + words).lines.dropFirst().dropLast().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    #expect(try cells().map { $0[3] } == ["credit-limit", "unusual-day", "first-international"])
    #expect(try cells("--line", "L2").map { $0[0] } == ["2", "3"])
    #expect(try cells("--contract", "C1").map { $0[12...14].joined(separator: " ") } == ["8.00 10.00 80"])
    #expect(try cells("--kind", "unusual-day", "--kind", "credit-limit").map { $0[0] } == ["1", "2"])
    #expect(try cells("--since", "2999-01-01").isEmpty)
    let done = try program.run(
      "alerts", "acknowledge", "--config", ".", "1", "3", "--by", "ana", "--note", "customer, \"called\"")
    #expect(done.output == "acknowledged 2 alerts\n")
    let again = try program.run("alerts", "acknowledge", "--config", ".", "1", "2", "--by", "bia", "--json")
    #expect(again.output == "[\n  2\n]\n")
    #expect(try cells("--state", "open").isEmpty)
    let json = try program.run("alerts", "list", "--config", ".", "--format", "json", "--line", "L1").output
    let alerts = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(alerts.count == 1)
    #expect(alerts[0]["note"] as? String == "customer, \"called\"")
    #expect(alerts[0]["acknowledged_by"] as? String == "ana")
    #expect((alerts[0]["facts"] as? [String: Any])?["amount"] as? String == "8.00")
    #expect((alerts[0]["raised_at"] as? String)?.hasSuffix("-03:00") == true)
    let table = try program.run("alerts", "--config", ".")
    #expect(table.lines.suffix(2) == ["total: 3 alerts, 0 open", ""])
    #expect(table.lines[1].contains("  warning  credit-limit "))
  }

  @Test func `wrong numbers and options are refused`() throws {
    let program = try Self.program()
    let none = try program.run("alerts", "--config", ".")
    #expect(none.status == 2)
    try #require(try program.run("import", "--config", ".", "--quiet").status == 0)
    let unknown = try program.run("alerts", "acknowledge", "--config", ".", "1", "99")
    #expect(unknown.status == 2)
    #expect(unknown.errors.hasPrefix("error: alert 99: expected the number of an alert, found none of that number"))
    #expect(try program.run("alerts", "--config", ".", "--state", "open").output.contains("3 open"))
    for words in [["--kind", "fraud"], ["--state", "closed"], ["--since", "yesterday"]] {
      #expect(try program.run(["alerts", "list", "--config", "."] + words).status == 64)
    }
    #expect(try program.run("alerts", "acknowledge", "--config", ".", "1", "--note", " ").status == 64)
  }

  @Test func `the program that is told gets JSON; that it fails is said and fails nothing`() throws {
    let program = try Self.program(yaml: "alerts: {command: [./tell.sh, x]}\n")
    try program.write("tell.sh", "#!/bin/sh\ntest -e works || exit 3\ncat >> told\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: program.directory.appending(path: "tell.sh").path)
    let first = try program.run("import", "--config", ".")
    #expect(first.status == 0)
    #expect(
      first.output.contains("not told: alerts.command: ./tell.sh: expected it to end with 0, found exit code 3: "))
    #expect(try program.run("status", "--config", ".").output.contains("found exit code 3"))
    try program.write("works", "")
    #expect(try program.run("import", "--config", ".", "--json").output.contains("\"told_alerts\" : 3"))
    #expect(try program.read("told").split(separator: "\n").count == 3)
  }

  /// Two lines that pass their limits today, at a platform: one in a partition that blocks, one in another.
  private static func platform() throws -> Program {
    let program = try Program()
    try program.write(
      "integration.yml",
      """
      description: Matriz
      gateway: summit-networks
      registry: database
      cdr: {source_directory: cdr, settle_seconds: 0}
      summit_api: {host: 127.0.0.1, port: 1}
      billing: {credit_limit_action: block}

      """)
    let tables = [
      "contracts.csv": "id\nC1\n", "plans.csv": "id\nP1\n", "rates.csv": "plan,zone,price_per_minute\nP1,*,1.00\n",
      "partitions.csv":
        "code,description,block,default_category,block_category,cancel_category\nA,Sul,yes,1,8,9\nB,Norte,no,,,\n",
      "lines.csv":
        "id,contract,number,plan,reset_day,credit_limit,bid_type,partition,call_limit\n"
        + "L1,C1,554833334444,P1,10,10.00,terminal,A,2\nL2,C1,554833335555,P1,10,10.00,terminal,B,2\n",
    ]
    for (name, text) in tables { try program.write("files/\(name)", text) }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "America/Sao_Paulo")
    format.dateFormat = "yyyy-MM-dd"
    let start = format.string(from: Date()) + " 00:00:01"
    try program.write(
      "cdr/day.csv",
      Self.header
        + ["554833334444", "554833335555"].map { "\($0);\(start);\($0);48999998888;660;OUT;ANSWERED;;\n" }.joined()
    )
    try #require(try program.run("registry", "import", "files", "--config", ".", "--quiet").status == 0)
    return program
  }

  @Test func `a line that passes its limit is blocked, if the integration and its partition say so`() throws {
    let program = try Self.platform()
    let output = try program.run("import", "--config", ".").output
    let lines = output.split(separator: "\n").filter { $0.hasPrefix("  alert: line L") }
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix("; blocked to its end") == true)
    #expect(lines.last?.contains("; not blocked: ") == true)
    let table = try program.run("alerts", "--config", ".").lines
    #expect(table[1].contains("L1 ") && table[1].hasSuffix("open, blocked"))
    #expect(table[2].contains("L2 ") && table[2].hasSuffix("open"))
  }
}
