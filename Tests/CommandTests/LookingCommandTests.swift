import Foundation
import Testing

/// The commands that look at what is recorded, on an integration with one imported file.
@Suite("records, statement, explain, runs, files (spec 4.5)")
struct LookingCommandTests {
  /// An integration in the program's directory whose file has been imported.
  private static func imported() throws -> Program {
    let program = try Program()
    let tables = [
      "contracts.csv": "id,customer\nC1,Ana\n",
      "plans.csv": "id,name\nP1,Fixo\n",
      "lines.csv": "id,contract,number,plan,reset_day\nL1,C1,554833330001,P1,10\nL2,C1,554833330002,P1,10\n",
      "allowances.csv": "plan,name,kind,amount,zones\nP1,minutos,minutes,10,local\n",
      "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\nP1,vc1,0.39\n",
    ]
    for (name, text) in tables { try program.write("registry/\(name)", text) }
    try program.write(
      "integration.yml",
      "description: Provedor Exemplo\ngateway: summit-networks\ncdr:\n  source_directory: cdr\n  settle_seconds: 0\n"
        + "  delete_files: true\n  delete_after_hours: 0\n")
    try program.write(
      "cdr/a.csv",
      header + row("g2", "2026-11-10 00:00:00", "33334444", 570) + row("g3", "2026-11-10 09:00:00", "33334444", 61)
        + row("g4", "2026-11-10 09:10:00", "999998888", 31) + row("g7", "2026-11-11 09:10:00", "180", 31)
        + row("g9", "2026-11-10 09:10:00", "12", 31))
    let result = try program.run("import", "--config", "integration.yml", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    return program
  }

  private static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;"
    + "account_code\n"

  private static func row(_ id: String, _ start: String, _ called: String, _ seconds: Int) -> String {
    "\(id);\(start);;;554833330001;\(called);\(seconds);\(seconds);OUT;ANSWERED;;\n"
  }

  @Test func `records lists a line's calls as a table`() throws {
    let result = try Self.imported().run("records", "--config", "integration.yml", "--line", "L1")
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(
      result.lines.map { $0.split(separator: " ").joined(separator: " ") }.prefix(3) == [
        "start dir caller called zone s billed covered R$",
        "2026-11-10 00:00:00 out 554833330001 554833334444 local 570 570 570 0.0000",
        "2026-11-10 09:00:00 out 554833330001 554833334444 local 61 66 30 0.0300",
      ])
    #expect(Set(result.lines.dropLast().map(\.count)).count == 1)
  }

  @Test func `a limit says how many more there are`() throws {
    let result = try Self.imported().run("records", "--config", ".", "--limit", "1")
    #expect(result.lines.count == 3)
    #expect(result.errors == "… 3 more: --limit shows more of them, --format csv all\n")
  }

  @Test func `formats, filters and masks go together`() throws {
    let program = try Self.imported()
    let csv = try program.run("records", "--config", ".", "--zone", "vc1", "--format", "csv", "--mask")
    #expect(
      csv.lines.count == 3 && csv.lines[1].hasPrefix("g4,2026-11-10T09:10:00-03:00,out,********0001,*********8888,"))
    let json = try program.run("records", "--config", ".", "--called", "5548", "--format", "json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(objects?.map { $0["global_id"] as? String } == ["g2", "g3", "g4"])
    let none = try program.run("records", "--config", ".", "--until", "2026-11-09", "--format", "json")
    #expect(try #require(try JSONSerialization.jsonObject(with: Data(none.output.utf8)) as? [Any]).isEmpty)
    let ixc = try program.run("records", "--config", ".", "--format", "ixc", "--limit", "1")
    #expect(ixc.output.contains("\"identificador_global_summit\":\"g2\""))
  }

  @Test func `csv-br has the columns of csv for a Brazilian spreadsheet (spec 11.4)`() throws {
    let program = try Self.imported()
    let result = try program.run("records", "--config", ".", "--zone", "vc1", "--format", "csv-br")
    let csv = try program.run("records", "--config", ".", "--zone", "vc1", "--format", "csv")
    #expect(result.lines[0] == csv.lines[0].replacing(",", with: ";"))
    #expect(
      result.lines[1]
        == "g4;2026-11-10 09:10:00;out;'554833330001;'5548999998888;L1;C1;P1;vc1;31;36;0;36;0,39;0,0000;0,2340;"
        + "2026-11-10;a.csv:4")
    let statement = try program.run("statement", "L1", "--cycle", "2026-11-10", "--config", ".", "--format", "csv-br")
    #expect(
      statement.lines[3].hasPrefix("C1;L1;P1;2026-11-10;2026-12-09;cycle;2026-11-10;09:10:00;out;'5548999998888;"))
  }

  @Test func `files are new ones, and appear when they are whole (spec 11.4)`() throws {
    let program = try Self.imported()
    for (format, start) in [("xlsx", "PK"), ("parquet", "PAR1"), ("csv", "global_id,"), ("csv-br", "global_id;")] {
      let arguments = ["records", "--config", ".", "--format", format, "--output", "calls.\(format)"]
      let result = try program.run(arguments)
      #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result.errors)")
      let bytes = try Data(contentsOf: program.directory.appending(path: "calls.\(format)"))
      #expect(bytes.starts(with: Data(start.utf8)))
      let again = try program.run(arguments)
      #expect(again.status == 2 && again.errors.contains("a file that does not exist yet"), "\(again.errors)")
    }
    let inside = try program.run("records", "--config", ".", "--format", "parquet", "--output", "data/x")
    #expect(inside.status == 2 && inside.errors.contains("the data directory"))
    let services = try program.run("services", "list", "--config", ".", "--format", "parquet", "--output", "services")
    #expect(services.status == 0)
    #expect(try Data(contentsOf: program.directory.appending(path: "services")).starts(with: Data("PAR1".utf8)))
    let bill = ["statement", "L1", "--cycle", "2026-11-10", "--config", ".", "--format", "xlsx", "--output", "L1.xlsx"]
    #expect(try program.run(bill).status == 0)
    #expect(try program.run(bill).status == 2)
    #expect(try program.run(bill + ["--force"]).status == 0)
  }

  @Test func `labels and hidden numbers are the registry's of today, and a fault of theirs stops a bill (spec 11.1)`()
    throws
  {
    let program = try Self.imported()
    try program.write("registry/zone_labels.csv", "zone,label\nlocal,Fixo da cidade\n")
    try program.write("registry/hidden_numbers.csv", "number\n5548999998888\n")
    let bill = ["statement", "L1", "--cycle", "2026-11-10", "--config", "."]
    let shown = try program.run(bill)
    #expect(shown.status == 0 && shown.errors.isEmpty, "\(shown.errors)")
    #expect(shown.output.contains("Fixo da cidade") && !shown.output.contains("99999-8888"))
    try program.write("registry/hidden_numbers.csv", "number\nx\n")
    let stopped = try program.run(bill)
    #expect(stopped.status == 2 && stopped.output.isEmpty)
    #expect(stopped.errors.contains("hidden_numbers.csv:2: number"), "\(stopped.errors)")
  }

  @Test(arguments: [
    ["--until", "2026-11-09", "--from", "2026-11-10"], ["--called", "+55"], ["--limit", "0"], ["--format", "xml"],
    ["--from", "10/11/2026"], ["--format", "xlsx"], ["--format", "parquet"], ["--output", "x"], ["--output", ""],
  ])
  func `wrong options are wrong usage`(options: [String]) throws {
    #expect(try Self.imported().run(["records", "--config", "."] + options).status == 64)
  }

  @Test func `a line without calls is told from one that is not called so`() throws {
    let program = try Self.imported()
    let unknown = try program.run("records", "--config", ".", "--line", "l9")
    #expect(unknown.status == 0 && unknown.output.isEmpty)
    #expect(unknown.errors == "line l9 has no recorded call; similar lines have: L1\n")
    #expect(try program.run("records", "--config", ".", "--line", "L1", "--from", "2027-01-01").errors.isEmpty)
  }

  @Test func `records export writes what rate would, plain and compressed`() throws {
    let program = try Self.imported()
    let rated = try program.run(
      "rate", "--registry", "registry", "--cdr", "cdr2", "--output", "rated", "--quiet")
    #expect(rated.status == 2)
    try program.write("cdr2/a.csv", try Self.source())
    #expect(
      try program.run("rate", "--registry", "registry", "--cdr", "cdr2", "--output", "rated", "--quiet").status == 0)
    let export = try program.run("records", "export", "--config", ".", "--output", "out")
    #expect(export.status == 0 && export.errors == "4 calls written to out/call-records.csv\n")
    #expect(try program.read("out/call-records.csv") == program.read("rated/call-records.csv"))
    #expect(try program.run("records", "export", "--config", ".", "--output", "out", "--compress").status == 0)
    let unpacked = try program.shell("gzip -dc out/call-records.csv.gz && ! test -e out/call-records.csv")
    #expect(unpacked.status == 0)
    #expect(unpacked.output == (try program.read("rated/call-records.csv")))
  }

  /// The file as it was before the import deleted it.
  private static func source() throws -> String {
    header + row("g2", "2026-11-10 00:00:00", "33334444", 570) + row("g3", "2026-11-10 09:00:00", "33334444", 61)
      + row("g4", "2026-11-10 09:10:00", "999998888", 31) + row("g7", "2026-11-11 09:10:00", "180", 31)
      + row("g9", "2026-11-10 09:10:00", "12", 31)
  }

  @Test func `statement writes text, csv and a page`() throws {
    let program = try Self.imported()
    let text = try program.run("statement", "L1", "--cycle", "2026-11-10", "--config", ".")
    #expect(text.status == 0 && text.output.contains("R$ 0,26") && text.output.contains("Provedor Exemplo"))
    #expect(!text.output.contains("180"))
    let page = try program.run(
      "statement", "L1", "--cycle", "2026-11-10", "--config", ".", "--format", "html", "--output", "l1.html")
    #expect(page.status == 0 && page.output.isEmpty)
    #expect(try program.read("l1.html").contains("Extrato detalhado de ligações"))
    let csv = try program.run("statement", "L1", "--cycle", "2026-11-30", "--config", ".", "--format", "csv")
    #expect(csv.lines.count == 5)
    let none = try program.run("statement", "L1", "--config", ".")
    #expect(none.status == 2 && none.errors.contains("2026-11-10 to 2026-12-09  contract C1, plan P1"))
    let unknown = try program.run("statement", "L2", "--cycle", "2026-11-10", "--config", ".")
    #expect(unknown.status == 2 && unknown.errors.contains("similar lines have: L1"))
  }

  @Test func `explain tells of calls and of rows that were not billed`() throws {
    let program = try Self.imported()
    let call = try program.run("explain", "g3", "--config", ".")
    #expect(call.status == 0 && call.output.contains("it covered 30 s (00:30)"))
    #expect(try program.run("explain", "g3", "--config", ".", "--line", "L1").output == call.output)
    let json = try program.run("explain", "g3", "--config", ".", "--json").json()
    let calls = try #require(json["calls"] as? [[String: Any]])
    #expect(calls.first?["amount"] as? String == "0.0300")
    let held = try program.run("explain", "g9", "--config", ".")
    #expect(held.status == 0 && held.output.contains("Row a.csv:6: suspended, unknown-destination (held)"))
    let unknown = try program.run("explain", "g99", "--config", ".")
    #expect(unknown.status == 2 && unknown.errors.contains("found g99, which none has"))
    #expect(try program.run("explain", "", "--config", ".").status == 64)
  }

  @Test func `runs are listed and shown`() throws {
    let program = try Self.imported()
    let list = try program.run("runs", "--config", ".")
    #expect(list.status == 0 && list.lines.count == 3)
    #expect(
      list.lines[0].split(separator: " ") == [
        "run", "started", "what", "state", "files", "read", "rated", "free", "suspended",
      ])
    #expect(list.lines[1].hasSuffix("  5      3     1          1"))
    #expect(try program.run("runs", "show", "1", "--config", ".").json()["run"] as? Int == 1)
    let unknown = try program.run("runs", "show", "9", "--config", ".")
    #expect(unknown.status == 2 && unknown.errors.contains("expected the number of a run, 1 to 1, found 9"))
  }

  @Test func `files are listed, shown and released`() throws {
    let program = try Self.imported()
    try program.write("cdr/bad.csv", Self.header + "x;y\nz\n" + Self.row("g8", "2026-11-12 09:00:00", "33334444", 60))
    #expect(try program.run("import", "--config", ".", "--quiet").status == 1)
    #expect(FileManager.default.fileExists(atPath: program.directory.appending(path: "cdr/bad.csv").path))
    let list = try program.run("files", "--config", ".", "--name", "b*")
    #expect(list.lines.count == 3 && list.output.contains("held back: mostly rejected"))
    #expect(try program.run("files", "--config", ".", "--state", "deleted").output.contains("a.csv"))
    #expect(try program.run("files", "show", "bad.csv", "--config", ".").output.contains("held back"))
    let wrong = try program.run("files", "release", "bad.cvs", "--config", ".")
    #expect(wrong.status == 2 && wrong.errors.contains("similar ones are bad.csv"))
    let free = try program.run("files", "release", "a.csv", "--config", ".")
    #expect(free.status == 2 && free.errors.contains("nothing is told of it"))
    let released = try program.run("files", "release", "bad.csv", "--config", ".")
    #expect(released.status == 0 && released.errors.contains("released: bad.csv; the next import deletes it"))
    #expect(try program.run("files", "release", "bad.csv", "--config", ".").errors.contains("released before"))
    #expect(try program.run("import", "--config", ".", "--quiet").status == 0)
    #expect(!FileManager.default.fileExists(atPath: program.directory.appending(path: "cdr/bad.csv").path))
    #expect(try program.run("files", "--config", ".", "--json").output.contains("\"released\" : true"))
  }

  @Test(arguments: [["records"], ["runs"], ["files"], ["records", "export", "--output", "o"], ["explain", "x"]])
  func `without a ledger every command says what to do first`(command: [String]) throws {
    let program = try Program()
    try program.write("cdr/.keep", "")
    try program.write("integration.yml", "gateway: summit-networks\ncdr:\n  source_directory: cdr\n")
    let result = try program.run(command + ["--config", "."])
    #expect(result.status == 2 && result.errors.contains("run summit-cdr import first"))
  }

  @Test(
    "every help text has an example, and fits 80 columns but for the usage line",
    arguments: [
      ["records"], ["records", "list"], ["records", "export"], ["statement"], ["explain"], ["runs"], ["runs", "list"],
      ["runs", "show"], ["files"], ["files", "list"], ["files", "show"], ["files", "release"],
    ])
  func help(command: [String]) throws {
    let result = try Program().run(["help"] + command)
    #expect(result.status == 0)
    #expect(result.output.contains("Example") && result.output.contains("  summit-cdr \(command[0])"))
    #expect(result.lines.filter { $0.count > 80 && !$0.hasPrefix("USAGE: ") }.isEmpty)
  }
}
