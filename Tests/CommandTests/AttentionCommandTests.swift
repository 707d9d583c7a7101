import Foundation
import Testing

@Suite("What someone should look at, told with --quiet, too (spec 7.1, 7.3, 7.4, 4.3)")
struct AttentionCommandTests {
  private static let bad = ImportCommandTests.header + (0..<3).map { "b\($0);x;;;;;;;\n" }.joined()

  @Test func `import, status and rate name a file of whose rows most were rejected, until it is released`() throws {
    let program = try ImportCommandTests.program()
    try program.write("m/cdr/bad.csv", Self.bad)
    let word = "warning: bad.csv: 3 of 3 rows were rejected, as with a wrong layout"
    for _ in 0..<2 {
      let result = try program.run("import", "--config", "m", "--quiet")
      #expect(result.status == 1 && result.errors.hasPrefix(word) && result.output.isEmpty, "\(result)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
    let status = try program.run("status", "--config", "m")
    #expect(status.status == 1 && status.lines[0] == "Matriz: FILES NEED ATTENTION")
    #expect(status.output.contains("look at       bad.csv: 3 of 3 rows were rejected"))
    let json = try program.run("status", "--config", "m", "--json")
    #expect(json.output.contains("\"kind\" : \"mostly-rejected\""))
    let rated = try program.run(
      "rate", "--registry", "m/registry", "--cdr", "m/cdr", "--output", "o", "--quiet")
    #expect(rated.status == 1 && rated.errors.hasPrefix(word + ": see o/rejected-records.csv"), "\(rated.errors)")
    #expect(try program.run("files", "--config", "m").output.contains("held back: mostly rejected"))
    #expect(try program.run("files", "release", "day.csv", "--config", "m").status == 2)
    let released = try program.run("files", "release", "bad.csv", "--config", "m")
    #expect(released.errors == "released: bad.csv; delete_files would delete it\n")
    let well = try program.run("status", "--config", "m")
    #expect(well.status == 0 && well.lines[0] == "Matriz: well" && !well.output.contains("bad.csv"), "\(well.output)")
    #expect(try program.run("import", "--config", "m", "--quiet").status == 0)
    #expect(try program.run("files", "release", "bad.csv", "--config", "m").errors.contains("was released before"))
    #expect(
      try program.run("import", "--config", "m", "--quiet", "--strict").status == 0, "rejected in an earlier run")
  }

  @Test func `a failed file is 2 in the run that reads it, and 1 as long as it is there`() throws {
    let program = try ImportCommandTests.program()
    try program.write("m/cdr/cut.csv.gz", Array(Program.gzip(Array(Self.bad.utf8)).dropLast(5)))
    #expect(try program.run("import", "--config", "m", "--quiet").status == 2)
    let again = try program.run("import", "--config", "m", "--quiet")
    #expect(again.status == 1 && again.errors.hasPrefix("warning: m/cdr/cut.csv.gz: expected"), "\(again.errors)")
    #expect(again.errors.contains("it is still there, or end this with summit-cdr files release cut.csv.gz"))
    #expect(try program.run("status", "--config", "m").status == 1)
    // It is well as soon as the file is gone; no run need say so.
    _ = try program.shell("mv m/cdr/cut.csv.gz .")
    #expect(try program.run("status", "--config", "m").lines[0] == "Matriz: well")
    _ = try program.shell("mv cut.csv.gz m/cdr/")
    #expect(try program.run("status", "--config", "m").status == 1)
    #expect(try program.run("files", "release", "cut.csv.gz", "--config", "m").errors == "released: cut.csv.gz\n")
    #expect(try program.run("status", "--config", "m").status == 0)
    #expect(try program.run("import", "--config", "m", "--quiet").status == 0)
    #expect(try program.shell("ls m/cdr").lines.contains("cut.csv.gz"))
  }

  @Test func `files of which no row is left, and gzip files that stay too young`() throws {
    let program = try ImportCommandTests.program(rows: 2)
    _ = try program.shell(
      "sed -i 's/settle_seconds: 0/settle_seconds: 900, layout: {name: summit-1, rows: {skip: {called: \"3*\"}}}/' "
        + "m/integration.yml; gzip -c m/cdr/day.csv > m/cdr/young.csv.gz")
    let first = try program.run("import", "--config", "m")
    #expect(first.status == 1 && first.lines.contains("ignored        2"), "\(first)")
    #expect(first.lines.contains("skip called: 3*     2             2"))
    #expect(first.errors.hasPrefix("warning: day.csv: no row is left, rows of the layout takes out all 2"))
    #expect(try program.run("files", "release", "day.csv", "--config", "m").errors == "released: day.csv\n")
    #expect(try program.run("import", "--config", "m", "--quiet").status == 0)
    let third = try program.run("import", "--config", "m", "--quiet")
    #expect(third.status == 1 && third.errors.hasPrefix("warning: young.csv.gz: too young in 3 runs"), "\(third)")
    #expect(try program.run("status", "--config", "m").status == 1)
    #expect(try program.run("files", "release", "young.csv.gz", "--config", "m").status == 0)
    #expect(try program.run("status", "--config", "m").status == 0)
    let shown = try program.run("files", "show", "day.csv", "--config", "m")
    #expect(shown.lines.contains("ignored   2 (2 with seconds, kept)"), "\(shown.output)")
    #expect(try program.run("runs", "--config", "m", "--json").output.contains("\"ignored\" : 2"))
    #expect(
      try program.run("rejected", "list", "--config", "m", "--reason", "ignored").output.contains("total: 2 rows"))
  }

  @Test func `import warns of contradictions, also with --quiet, and of old cycles that are not closed`() throws {
    let program = try ImportCommandTests.program(rows: 0)
    try program.write(
      "m/cdr/old.csv",
      "global_id;started_at;answered_at;ended_at;caller;called;billable;direction;disposition;trunk;account_code\n"
        + "1;2020-01-15 10:00:00;2020-01-15 10:00:00;2020-01-15 10:01:00;554833334444;33335555;90;OUT;ANSWERED;;\n"
        + "2;2020-02-15 10:00:00;2020-02-15 10:00:00;2020-02-15 10:01:00;554833334444;33335555;20;OUT;ANSWERED;;\n")
    let quiet = try program.run("import", "--config", "m", "--quiet", "--dry-run")
    #expect(quiet.status == 0)
    #expect(
      quiet.errors == "warning: old.csv: 1 row with more seconds to bill than the times hold: look at billable\n")
    let result = try program.run("import", "--config", "m")
    #expect(result.lines.contains("contradictions: 1 row with more seconds than the times hold"))
    let cycles =
      "warning: 2 cycles ended over 60 days ago and not closed: L1 P1 2020-01-10 to 2020-02-09, L1 P1 2020-02-10"
    let line = try #require(result.errors.split(separator: "\n").first { $0.hasPrefix(cycles) }, "\(result.errors)")
    let command = try #require(line.split(separator: "; ").last).dropFirst("summit-cdr ".count)
    #expect(try program.run(command.split(separator: " ").map(String.init)).status == 0, "\(command)")
    #expect(try program.run("import", "--config", "m").errors.isEmpty)
  }
}
