import Foundation
import Testing

/// What docs/asterisk.md, docs/freeswitch.md and docs/kamailio.md tell a provider to write leads to the right bill: their
/// words are taken from the pages.
@Suite("The steps of the pages for Asterisk, FreeSWITCH and Kamailio (spec 7.7)")
struct SiteGuideTests {
  /// The YAML blocks of a page, without the indentation of the list they stand in.
  private static func blocks(_ page: String) throws -> [String] {
    try text(page).components(separatedBy: "```yaml\n").dropFirst().map { block in
      let lines = block.components(separatedBy: "```")[0].split(separator: "\n", omittingEmptySubsequences: false)
      let indentation = lines.first?.prefix { $0 == " " } ?? ""
      return lines.map { $0.hasPrefix(indentation) ? String($0.dropFirst(indentation.count)) : String($0) }
        .joined(separator: "\n")
    }
  }

  private static func text(_ page: String) throws -> String {
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")
    return try String(contentsOf: docs.appending(path: page), encoding: .utf8)
  }

  /// The page's commands in their order, with the directories of this test in place of the provider's, and with `FILE`.
  private static func commands(_ page: String, file: String) throws -> [String] {
    let text = try text(page)
    let directory = try #require(text.firstMatch(of: /source_directory: (\S+)/)).1
    let joined = text.replacing(/\\\n\s*/, with: "").replacing(directory, with: "m/cdr")
    return joined.matches(of: /(?:`|\n +)(summit-cdr [^`\n]+)/).map { match in
      String(match.1).replacing(/\bpbx\b/, with: "m").replacing("FILE", with: "m/cdr/\(file)")
    }
  }

  /// Runs the page's commands as they stand: none fails, and what it says to try first comes to what it then imports.
  private static func walk(_ program: Program, _ page: String, file: String, commands count: Int) throws {
    let commands = try commands(page, file: file)
    #expect(commands.count == count, "\(commands)")
    for command in commands {
      let result = try program.shell("summit-cdr() { \"$P\" \"$@\"; }; \(command)")
      #expect(result.status == 0 && result.errors.isEmpty, "\(command): \(result)")
    }
    let tried = try program.read("try/call-records.csv")
    #expect(try program.run("records", "--config", "m", "--format", "csv").output == tried)
    #expect(tried.split(separator: "\n").count > 1)
  }

  /// An integration `m/` with the page's `cdr` block, and these files.
  private static func site(_ cdr: String, _ files: [String: String]) throws -> Program {
    let program = try ImportCommandTests.program(rows: 0)
    _ = try program.shell("rm m/cdr/*")
    try program.write(
      "m/registry/lines.csv", "id,contract,number,plan,reset_day,account_code\nL1,C1,554833334444,P1,10,042296\n")
    try program.write("m/registry/rates.csv", "plan,zone,price_per_minute\nP1,*,0.60\n")
    let path = try #require(cdr.firstMatch(of: /source_directory: (\S+)/)).1
    try program.write(
      "m/integration.yml",
      "description: Matriz\ngateway: summit-networks\n" + cdr.replacing(path, with: "cdr", maxReplacements: 1))
    for (name, text) in files { try program.write("m/cdr/\(name)", text) }
    return program
  }

  /// Imports what the page's commands did, nothing new, and returns the calls as `called seconds amount`.
  private static func calls(_ program: Program) throws -> [String] {
    #expect(try program.run("import", "--config", "m").output.contains("nothing new"))
    #expect(try program.run("verify", "--config", "m", "--quiet").status == 0)
    let records = try program.run("records", "--config", "m", "--format", "csv").lines.dropFirst()
    return records.filter { !$0.isEmpty }.map { record in
      let cells = record.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[4]) \(cells[9]) \(cells[15])"
    }.sorted()
  }

  @Test("Asterisk: transfers, three-way calls, parallel dialling, account logs and copies are each charged once")
  func asterisk() throws {
    func row(
      _ called: String, _ channel: String, _ other: String, _ times: [String], _ seconds: String, _ id: Int,
      _ disposition: String = "ANSWERED"
    ) -> String {
      AsteriskFaultTests.row(
        "4833334444", called, (channel, other), times, seconds, "\(1_795_953_600 + id).1",
        disposition: disposition)
    }
    // 1795953600 is 2026-11-29 12:00 in UTC.
    let attended =
      row("802", "PJSIP/A-01", "PJSIP/B-02", ["12:00:00", "12:00:01", "12:00:13"], "13,12", 0)
      + row("048999991234", "Local/0@x-8;2", "PJSIP/trunk-0a", ["12:00:13", "12:00:14", "12:01:14"], "61,60", 13)
      + row("048999991234", "Local/0@x-8;1", "", ["12:00:16", "12:00:16", "12:01:14"], "58,58", 13)
      + row("802", "PJSIP/A-01", "Local/0@x-8;1", ["12:00:13", "12:00:13", "12:01:14"], "61,61", 0)
    let blind =
      row("048999991235", "PJSIP/A-03", "PJSIP/B-04", ["12:10:00", "12:10:01", "12:10:12"], "12,11", 600)
      + row("048999991235", "PJSIP/A-03", "PJSIP/trunk-0b", ["12:10:12", "12:10:12", "12:12:12"], "120,120", 600)
    let threeWay = ["0c", "0d"].map {
      row("048999991236", "PJSIP/A-05", "PJSIP/trunk-\($0)", ["12:20:00", "12:20:00", "12:20:45"], "45,45", 1_200)
    }.joined()
    let parallel =
      row("048999991237", "PJSIP/A-06", "PJSIP/trunk-0e", ["12:30:00", "", "12:30:05"], "5,0", 1_800, "NO ANSWER")
      + row("048999991237", "PJSIP/A-06", "PJSIP/trunk-0f", ["12:30:00", "12:30:05", "12:31:35"], "95,90", 1_800)
    let fork = row("048999991238", "PJSIP/A-07", "DAHDI/1-1", ["12:40:00", "12:40:02", "12:41:02"], "62,60", 2_400)
    let internalRows =
      row("*97", "PJSIP/A-08", "", ["12:50:00", "12:50:00", "12:50:30"], "30,30", 3_000)
      + row("s", "PJSIP/trunk-10", "PJSIP/A-09", ["12:55:00", "12:55:03", "12:56:03"], "63,60", 3_300)
    let all = attended + blind + threeWay + parallel + fork + fork + internalRows
    let program = try Self.site(try Self.blocks("asterisk.md")[0], ["Master.csv": all, "042296.csv": all])
    try Self.walk(program, "asterisk.md", file: "Master.csv", commands: 3)
    #expect(
      try Self.calls(program) == [
        "5548999991234 60 0.6000", "5548999991235 120 1.2000", "5548999991236 45 0.4800", "5548999991236 45 0.4800",
        "5548999991237 90 0.9000", "5548999991238 60 0.6000",
      ])
    let bill = try program.run("statement", "L1", "--cycle", "2026-11-10", "--config", "m")
    #expect(bill.status == 0 && bill.output.contains("R$ 4,26"), "\(bill.output)")
  }

  @Test("FreeSWITCH: codes and extensions are left out, and each call is charged once")
  func freeSwitch() throws {
    func row(_ called: String, _ minute: Int, _ seconds: Int) -> String {
      let answer = seconds > 0 ? "2026-11-10 09:\(minute):05" : ""
      let end = seconds > 0 ? "2026-11-10 09:\(minute + 1):05" : "2026-11-10 09:\(minute):20"
      return
        "\"Ana\",\"1001\",\"\(called)\",\"default\",\"2026-11-10 09:\(minute):00\",\"\(answer)\",\"\(end)\",\"65\","
        + "\"\(seconds)\",\"NORMAL_CLEARING\",\"7b2d0001-11ef-4d21-9a44-0000000000\(minute)\",\"\",\"042296\",\"PCMA\",\"PCMA\"\n"
    }
    let rows = row("048999991234", 10, 60) + row("33335555", 12, 0) + row("1002", 14, 60) + row("*98", 16, 60)
    let program = try Self.site(
      try Self.blocks("freeswitch.md")[0],
      [
        "Master.csv": rows + row("33335555", 20, 60), "Master.csv.2026-11-10-00-00-00": row("33335556", 30, 60),
        "042296.csv": rows,
      ])
    try Self.walk(program, "freeswitch.md", file: "Master.csv", commands: 3)
    #expect(try Self.calls(program) == ["554833335555 60 0.6000", "554833335556 60 0.6000", "5548999991234 60 0.6000"])
  }

  @Test("Kamailio: the columns of acc and of cdr_extra, in files of several processes")
  func kamailio() throws {
    let blocks = try Self.blocks("kamailio.md")
    let one =
      "1794312005|1794312066|60.950000|1-8189@10.0.0.1|4833334444|048999991234|042296\n"
      + "1794312605|1794312605|0.000000|1-8190@10.0.0.1|4833334444|33335555|042296\n"
    let two =
      "1794571805|1794571925|120.103000|1-8191@10.0.0.1|1001|33335556|042296\n"
      + "1794575805|1794575925|120.000000|1-8192@10.0.0.1|4833337777|554833334444|\n"
    let program = try Self.site(blocks[1], ["acc_cdrs_1.log": one, "acc_cdrs_2.log": two, "acc_1.log": "INVITE|x\n"])
    try program.write("m/kamailio.yml", blocks[0])
    try Self.walk(program, "kamailio.md", file: "acc_cdrs_1.log", commands: 4)
    #expect(
      try Self.calls(program) == ["554833334444 120 0.0000", "554833335556 121 1.2600", "5548999991234 61 0.6600"])
  }
}
