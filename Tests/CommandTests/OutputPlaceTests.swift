import Foundation
import Testing

/// Where results may go: new files and earlier results, and nothing else.
@Suite("--output")
struct OutputPlaceTests {
  private static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;"
    + "account_code\n"

  /// An integration in the program's directory whose file has been imported.
  private static func imported() throws -> Program {
    let program = try Program()
    let tables = [
      "contracts.csv": "id,customer\nC1,Ana\n", "plans.csv": "id,name\nP1,Fixo\n",
      "lines.csv": "id,contract,number,plan,reset_day\nL1,C1,554833330001,P1,10\n",
      "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\n",
    ]
    for (name, text) in tables { try program.write("registry/\(name)", text) }
    try program.write(
      "integration.yml", "gateway: summit-networks\ncdr: {source_directory: cdr, settle_seconds: 0}\n")
    try program.write(
      "cdr/a.csv",
      header + "g1;2026-11-10 09:00:00;;;554833330001;33334444;61;61;OUT;ANSWERED;;\n")
    let result = try program.run("import", "--config", "integration.yml", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    return program
  }

  /// What there is, and what is in it.
  private static let listing =
    "find . ! -name '.std*' ! -name '*-wal' ! -name '*-shm' -printf '%y %m %p %l\\n' | sort; "
    + "find . -type f ! -name '.std*' ! -name '*-wal' ! -name '*-shm' -exec md5sum {} + | sort"

  private static func statement(_ program: Program, _ output: String, _ more: String...) throws -> Program.Result {
    try program.run(
      ["statement", "L1", "--cycle", "2026-11-10", "--config", ".", "--output", output] + more)
  }

  @Test(
    "A statement replaces no device, FIFO, link, directory or foreign file, and goes nowhere near data and CDR files",
    arguments: [
      ("fifo", "a FIFO"), ("link", "a symbolic link"), ("dangling", "a symbolic link"), ("registry", "a directory"),
      ("registry/", "the name of a directory"), ("registry/lines.csv", "another file"),
      ("integration.yml", "another file"), ("empty", "another file"), ("data/summit.sqlite", "one in it"),
      ("data/new.txt", "one in it"), ("data/records/new.txt", "one in it"), ("cdr/new.txt", "one in it"),
      ("cdr/a.csv", "one in it"), ("way/new.txt", "one in it"), ("none/../data/new.txt", "a path"),
    ])
  func refused(output: String, found: String) throws {
    let program = try Self.imported()
    _ = try program.shell("mkfifo fifo; ln -s integration.yml link; ln -s nowhere dangling; ln -s data way; : > empty")
    let before = try program.shell(Self.listing).output
    for more in [[], ["--force"]] where more.isEmpty || found != "another file" {
      let result = try program.run(
        ["statement", "L1", "--cycle", "2026-11-10", "--config", ".", "--output", output] + more)
      #expect(result.status == 2, "\(output)")
      #expect(result.errors.contains(found == "a path" ? "without .." : "found \(found)"), "\(result.errors)")
    }
    let after = try program.shell(Self.listing).output
    #expect(before == after)
  }

  @Test func `a device is not replaced`() throws {
    let program = try Self.imported()
    guard try program.shell("mknod null c 1 3").status == 0 else { return }
    let result = try Self.statement(program, "null", "--force")
    #expect(result.status == 2 && result.errors.contains("found a device"))
    #expect(try program.shell("test -c null").status == 0)
  }

  @Test func `an earlier bill is replaced, in any format, and any ordinary file with --force`() throws {
    let program = try Self.imported()
    for format in ["text", "html", "csv", "text"] {
      #expect(try Self.statement(program, "bill", "--format", format).status == 0)
    }
    #expect(try program.read("bill").contains("TOTAL A COBRAR"))
    try program.write("notes", "mine\n")
    #expect(try Self.statement(program, "notes").status == 2)
    #expect(try program.read("notes") == "mine\n")
    #expect(try Self.statement(program, "notes", "--force").status == 0)
    #expect(try program.run("statement", "L1", "--config", ".", "--force").status == 64)
  }

  @Test func `results replace results, plain or compressed, and nothing else`() throws {
    let program = try Self.imported()
    let rate = ["rate", "--registry", "registry", "--cdr", "cdr", "--quiet", "--output"]
    #expect(try program.run(rate + ["out"]).status == 0)
    #expect(try program.run(rate + ["out", "--compress"]).status == 0)
    #expect(try program.run(rate + ["out"]).status == 0)
    #expect(try program.run("records", "export", "--config", ".", "--output", "out", "--quiet").status == 0)
    for name in ["call-records.csv", "additional-services.csv.gz", "report.json"] {
      _ = try program.shell("mkdir -p other; rm -f other/*; echo mine > other/\(name)")
      let result = try program.run(rate + ["other"])
      #expect(result.status == 2 && result.errors.contains("other/\(name): expected a new file"), "\(result.errors)")
      #expect(try program.read("other/\(name)") == "mine\n")
      #expect(try program.run(rate + ["other", "--force"]).status == 0)
    }
    for output in ["data", "data/records", "data/records/new", "cdr/new"] {
      #expect(try program.run(rate + [output]).status != 0, "\(output)")
      #expect(try program.run("records", "export", "--config", ".", "--output", output).status == 2, "\(output)")
    }
    #expect(try program.shell("ls cdr data/records | grep -c new").output == "0\n")
    #expect(try program.run("verify", "--config", ".", "--quiet").status == 0)
  }

  @Test func `the other outputs keep out of data and CDR files, too`() throws {
    let program = try Self.imported()
    for command in [
      ["services", "export", "--config", ".", "--format", "csv", "--output", "cdr/s.csv"],
      ["services", "export", "--config", ".", "--format", "csv", "--output", "data/s.csv"],
      ["schedule", "--config", ".", "--systemd", "--output", "data"],
      ["schedule", "--config", ".", "--systemd", "--output", "cdr"],
      ["generate", "--rows", "1", "--lines", "1", "--files", "1", "--output", "data/new", "--quiet"],
      ["inspect", "cdr/a.csv", "--write", "data/new.yml", "--quiet"],
    ] {
      let result = try program.run(command)
      #expect(result.status == 2 && result.errors.contains("expected a place outside of"), "\(command)")
    }
  }
}
