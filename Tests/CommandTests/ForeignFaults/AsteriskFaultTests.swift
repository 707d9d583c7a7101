import Foundation
import Testing

/// What went wrong with files of an Asterisk, each with the right result. The rows are made up in the form of real ones.
@Suite("Faults seen on files of an Asterisk (spec 7)")
struct AsteriskFaultTests {
  /// A row of 18 fields; times are of one day in UTC unless it is given.
  static func row(
    _ caller: String = "4833334444", _ called: String, _ channels: (String, String), _ times: [String],
    _ seconds: String,
    _ id: String, disposition: String = "ANSWERED", account: String = "042296", day: String = "2026-11-29",
    name: String = "Maria", end: String = ""
  ) -> String {
    let stamps = times.map { $0.isEmpty ? "" : "\"\(day) \($0)\"" }.joined(separator: ",")
    return
      "\"\(account)\",\"\(caller)\",\"\(called)\",\"from-phones\",\"\"\"\(name)\"\" <\(caller)>\",\"\(channels.0)\","
      + "\"\(channels.1)\",\"Dial\",\"x,15\",\(stamps),\(seconds),\"\(disposition)\",\"DOCUMENTATION\",\"\(id)\",\"\"\(end)\n"
  }

  private static let trunksOnly = "rows.only.leg=[\"IAX2/trunk-*\"]"

  /// 1795973010 is 2026-11-29 17:23:30 in UTC.
  private static let transfer = [
    row(
      "802", "", ("IAX2/phoneB-1", "Local/048999991234@from-phones-8;1"), ["17:23:48", "17:23:48", "17:23:51"],
      "3,3", "1795973015.195"),
    row(
      "4833334444", "048999991234", ("Local/048999991234@from-phones-8;2", "IAX2/trunk-2"),
      ["17:23:48", "17:23:49", "17:23:55"], "7,6", "1795973028.197"),
    row(
      "", "048999991234", ("Local/048999991234@from-phones-8;1", ""), ["17:23:51", "17:23:51", "17:23:55"], "4,4",
      "1795973028.196"),
    row(
      "4833334444", "802", ("IAX2/phoneX-3", "IAX2/phoneB-1"), ["17:23:35", "17:23:36", "17:23:48"], "12,11",
      "1795973015.194"),
    row(
      "4833334444", "802", ("IAX2/phoneX-3", "Local/048999991234@from-phones-8;1"),
      ["17:23:48", "17:23:48", "17:23:55"], "7,7", "1795973015.194"),
  ].joined()

  @Test("01-live-master-csv-never-imported: it is imported at once, up to its last whole row, and nothing twice")
  func live() throws {
    let program = try ImportCommandTests.program(rows: 0)
    _ = try program.shell(
      "rm m/cdr/*; sed -i 's/settle_seconds: 0/settle_seconds: 60, layout: {name: asterisk, time_zone: UTC}/' "
        + "m/integration.yml")
    func row(_ second: Int) -> String {
      Self.row(
        "4833334444", "33335555", ("IAX2/a", "IAX2/trunk-1"), ["17:23:\(second)", "17:23:\(second)", "17:24:59"],
        "60,60", "1795973010.\(second)")
    }
    let half = row(42)
    try program.write("m/cdr/Master.csv", row(40) + row(41) + half.prefix(50))
    let first = try program.run("import", "--config", "m")
    #expect(first.status == 0 && first.output.contains("rated          2"), "\(first)")
    #expect(try program.run("status", "--config", "m").lines[0] == "Matriz: well")
    try program.write("m/cdr/Master.csv", row(40) + row(41) + half + row(43))
    let second = try program.run("import", "--config", "m")
    #expect(second.status == 0 && second.output.contains("rated          2"), "\(second)")
    #expect(try program.run("import", "--config", "m").output.contains("nothing new"))
    #expect(try program.run("records", "--config", "m", "--format", "csv").lines.count == 6)
  }

  @Test("02-time-zone-of-sample-conf: a file in UTC is refused as local, and read right as UTC")
  func sampleZone() throws {
    // 1794274220 is 2026-11-10 01:30:20 in UTC, and the 9th in São Paulo.
    let row = Self.row(
      "4833334444", "01548999998881", ("IAX2/a", "IAX2/trunk-1"), ["01:30:20", "01:30:22", "01:35:28"],
      "307,305", "1794274220.124", day: "2026-11-10")
    let rating = try ForeignRating(["Master.csv": row])
    let local = try rating.rate("asterisk")
    #expect(local.status == 2 && local.records.isEmpty && local.errors.contains("time_zone: UTC"), "\(local)")
    let right = try rating.rate("asterisk", "--layout-set", "time_zone=UTC")
    #expect(right.status == 0 && right.calls("started_at", "cycle_start") == ["2026-11-09T22:30:20-03:00 2026-10-10"])
    let found = try rating.program.run("inspect", "cdr/Master.csv")
    #expect(found.output.contains("asterisk fits with time_zone: UTC") && !found.output.contains("CHECK"))
  }

  @Test("asterisk-gmt: the uniqueid proves the zone, and the call is of the day before")
  func gmt() throws {
    let row = Self.row(
      "554833334444", "04899887766", ("SIP/1", "SIP/trunk-2"), ["01:30:00", "01:30:05", "01:31:06"],
      "66,61", "1794274200.1", day: "2026-11-10")
    let proposed = try ForeignRating(["Master.csv": row]).rateAsProposed("Master.csv")
    #expect(proposed.layout.contains("time_zone: UTC") && !proposed.said.contains("CHECK"), "\(proposed.said)")
    #expect(
      proposed.result.calls("started_at", "cycle_start", "amount") == ["2026-11-09T22:30:00-03:00 2026-10-10 0.66"])
  }

  @Test("03-attended-transfer-billed-twice: the trunk's rows alone are charged")
  func attended() throws {
    let result = try ForeignRating(["Master.csv": Self.transfer]).rate(
      "asterisk", "--layout-set", "time_zone=UTC", "--layout-set", Self.trunksOnly)
    #expect(result.outcomes == "rated 1, ignored 4")
    #expect(result.calls("called", "duration_s", "amount") == ["5548999991234 6 0.30"])
  }

  @Test("04-blind-transfer-internal-leg-billed: the talk between extensions is no call to the target")
  func blind() throws {
    let rows = [
      Self.row(
        "4833334444", "048999991234", ("IAX2/phoneX-1", "IAX2/phoneB-3842"), ["17:23:11", "17:23:12", "17:23:23"],
        "12,11", "1795972991.191"),
      Self.row(
        "4833334444", "048999991234", ("IAX2/phoneX-1", "IAX2/trunk-3148"), ["17:23:23", "17:23:23", "17:23:31"],
        "7,7", "1795972991.191"),
    ]
    let result = try ForeignRating(["Master.csv": rows.joined()]).rate(
      "asterisk", "--layout-set", "time_zone=UTC", "--layout-set", Self.trunksOnly)
    #expect(result.outcomes == "rated 1, ignored 1" && result.calls("duration_s", "amount") == ["7 0.30"])
  }

  @Test("05-three-way-outside-leg-lost-as-duplicate: two legs of one channel are two", arguments: [18, 21])
  func threeWay(columns: Int) throws {
    let rows = ["IAX2/trunk-5570", "Local/048999991236@x-0;1", "IAX2/trunk-4992", "IAX2/trunk-4992"].enumerated().map {
      let seconds = $1.hasPrefix("Local") ? "0,0" : "5,5"
      let times = ["17:31:42", "17:31:42", $1.hasPrefix("Local") ? "17:31:42" : "17:31:48"]
      return Self.row(
        "4833334444", "048999991235", ("IAX2/phoneX-3582", $1), times, seconds, "pbx-centro-1795973486.0",
        end: columns == 18 ? "" : ",\"042296\",\"pbx-centro-1795973486.0\",\(18 + $0)")
    }
    let result = try ForeignRating(["Master.csv": rows.joined()]).rate("asterisk", "--layout-set", "time_zone=UTC")
    // The last is a copy that ForkCDR made.
    #expect(result.outcomes == "rated 2, unanswered 1, duplicate 1")
    #expect(result.calls("duration_s", "amount") == ["5 0.30", "5 0.30"])
  }

  @Test("07-newcdrcolumns-cancel: 21 columns, and what nobody answered")
  func cancel() throws {
    let words = ["BUSY", "CONGESTION", "NO ANSWER", "FAILED", "CANCEL", "UNKNOWN"]
    let end = ",\"042296\",\"1795973338.5\",5"
    let rows = words.map {
      Self.row(
        "4833334444", "d-\($0)", ("IAX2/a-1", ""), ["14:28:58", "", "14:28:58"], "0,0", "1795962538.5",
        disposition: $0, end: end)
    }
    // With initiatedseconds billsec can be more than the duration.
    let call = Self.row(
      "4833334444", "01548999998882", ("IAX2/a-2", "IAX2/trunk-1"),
      ["14:28:57", "14:28:57", "14:29:00"], "3,4", "1795962537.0", end: end)
    let rating = try ForeignRating(["Master.csv": rows.joined() + call])
    let result = try rating.rate("asterisk", "--layout-set", "time_zone=UTC")
    #expect(result.status == 0 && result.outcomes == "rated 1, unanswered 6", "\(result)")
    #expect(try rating.program.run("inspect", "cdr/Master.csv").output.contains("the built-in layout asterisk fits"))
  }

  @Test("08-unanswered-and-internal-rows-rejected: they need no number, and rows takes out the rest")
  func internalRows() throws {
    let rows = [
      Self.row(
        "4833334444", "d-BUSY", ("IAX2/a-1", ""), ["14:28:58", "", "14:28:58"], "0,0", "1795962538.5",
        disposition: "BUSY"),
      Self.row("4833334444", "s", ("IAX2/a-2", ""), ["14:28:57", "14:28:57", "14:29:00"], "3,3", "1795962537.1"),
      Self.row(
        "4833334444", "d-NOANSWER", ("IAX2/a-3", ""), ["14:29:14", "", "14:29:14"], "0,0", "1795962539.11",
        disposition: "NO ANSWER"),
      Self.row(
        "802", "", ("IAX2/phoneB-1", "Local/9@x-06;1"), ["14:29:20", "14:29:20", "14:29:25"], "5,5",
        "1795962560.176"),
    ]
    let rating = try ForeignRating(["Master.csv": rows.joined()])
    let plain = try rating.rate("asterisk", "--layout-set", "time_zone=UTC")
    #expect(plain.outcomes == "unanswered 2, rejected 2")
    #expect(plain.rejected.map { $0["reason"] } == ["bad-number", "bad-number"])
    let ruled = try rating.rate(
      "asterisk", "--layout-set", "time_zone=UTC", "--layout-set", "rows.skip.called=[\"\", s, h, \"d-*\"]", "--strict")
    // All rows of the file are left out, which is told.
    #expect(ruled.status == 1 && ruled.outcomes == "ignored 4", "\(ruled)")
  }

  @Test("09-accountlogs-counted-twice: the copy is a repeat, and include leaves it out")
  func accountLogs() throws {
    let call = Self.row(
      "4833334444", "01548999998889", ("IAX2/a", "IAX2/trunk-1"), ["14:29:44", "14:29:45", "14:29:49"],
      "5,4", "pbx-centro-1795962584.14")
    let ivr = Self.row(
      "4833334444", "s", ("IAX2/b", ""), ["14:29:44", "14:29:44", "14:29:46"], "2,2",
      "pbx-centro-1795962584.1")
    let rating = try ForeignRating(["Master.csv": ivr + call, "042296.csv": ivr + call])
    let both = try rating.rate("asterisk", "--layout-set", "time_zone=UTC")
    #expect(both.outcomes == "rated 1, duplicate 1, rejected 2" && both.calls("amount") == ["0.30"])
    let one = try rating.rate("asterisk", "--layout-set", "time_zone=UTC", "--include", "Master.csv*")
    #expect(one.outcomes == "rated 1, rejected 1" && one.calls("source", "amount") == ["Master.csv:2 0.30"])
  }

  @Test(
    "10-quoted-newline, newline-in-quotes: with multiline it is one row, without two that are listed",
    arguments: ["Jo\\\"\"ão, X\\\nY", "Fulano\n de Tal"])
  func lineEnds(name: String) throws {
    let call = Self.row(
      "554833334444", "04899887766", ("SIP/1", "SIP/trunk-2"), ["12:00:00", "12:00:05", "12:01:06"],
      "66,61", "1795953600.1", name: name)
    let other = Self.row(
      "554833334444", "04899887767", ("SIP/1", "SIP/trunk-2"), ["12:02:00", "12:02:05", "12:03:06"],
      "66,61", "1795953720.1")
    let rating = try ForeignRating(["Master.csv": call + other])
    let plain = try rating.rate("asterisk", "--layout-set", "time_zone=UTC")
    #expect(plain.outcomes == "rated 1, rejected 2" && plain.status == 1)
    let whole = try rating.rate("asterisk", "--layout-set", "time_zone=UTC", "--layout-set", "multiline=true")
    #expect(
      whole.outcomes == "rated 2" && whole.calls("amount", "source") == ["0.66 Master.csv:1", "0.66 Master.csv:3"])
    let proposed = try rating.rateAsProposed("Master.csv")
    #expect(proposed.layout.contains("multiline: true") && proposed.result.outcomes == "rated 2", "\(proposed)")
  }

  @Test("feature-codes-rejected: what is no call to bill is taken out, counted and kept")
  func featureCodes() throws {
    let trunk = ("SIP/trunk-6", "SIP/1001-7")
    let rows = [
      Self.row(
        "554833334444", "s", ("SIP/1001-5", ""), ["12:00:00", "", "12:00:03"], "3,0", "1795953600.5",
        disposition: "NO ANSWER"),
      Self.row("11988887777", "s", trunk, ["12:10:00", "12:10:03", "12:11:03"], "63,60", "1795954200.6", account: ""),
      Self.row(
        "1001", "*97", ("SIP/1001-a", ""), ["12:30:00", "12:30:03", "12:31:03"], "63,60", "1795955400.10",
        account: ""),
      Self.row(
        "1001", "1002", ("SIP/1001-8", "SIP/1002-9"), ["12:20:00", "12:20:03", "12:21:03"], "63,60",
        "1795954800.8", account: ""),
      Self.row(
        "554833334444", "33335555", ("SIP/1001-b", "SIP/trunk-c"), ["12:40:00", "12:40:03", "12:41:03"], "63,60",
        "1795956000.11"),
    ]
    let rating = try ForeignRating(["Master.csv": rows.joined()])
    let result = try rating.rate(
      "asterisk", "--layout-set", "time_zone=UTC", "--layout-set", "rows.skip.called=[s, \"\\\\*97\", \"1???\"]")
    #expect(result.status == 0 && result.outcomes == "rated 1, ignored 4", "\(result)")
    // Those with seconds are kept.
    #expect(result.rejected.map { $0["reason"] } == ["ignored", "ignored", "ignored"])
    let code = try rating.rate("asterisk", "--layout-set", "rows.skip.called=[\"*97\"]")
    #expect(code.status == 2 && code.errors.contains("\\*97"), "\(code.errors)")
  }

  @Test("outbound-by-account-taken-as-inbound: the account code's line made the call")
  func byAccount() throws {
    let rows = ["554833335555", "554833330000"].enumerated().map {
      Self.row(
        "1001", $1, ("SIP/1001-1", "SIP/trunk-2"), ["12:0\($0):00", "12:0\($0):05", "12:0\($0 + 5):05"], "305,300",
        "\(1_795_953_600 + $0 * 60).1")
    }
    let result = try ForeignRating(["Master.csv": rows.joined()]).rate("asterisk", "--layout-set", "time_zone=UTC")
    #expect(result.calls("direction", "line", "amount") == ["out L01 3.00", "out L01 3.00"], "\(result)")
    // A file of outbound calls alone may say so.
    let magnus = try ForeignRating(
      [
        "out.csv": "ramal100;Fulano;2026-11-10 09:00:00;554899887766;61;61;0.2;0.4;TRK01\n"
          + "ramal100;Fulano;2026-11-10 09:10:00;554833335555;31;31;0.01;0.03;\\N\n"
      ], accounts: ["ramal100", "042297", "042298"])
    try magnus.program.write(
      "magnus.yml",
      """
      name: magnus
      header: false
      column_count: 9
      direction: outbound
      columns: {caller: 1, account_code: 1, started_at: 3, called: 4, billable: 6, duration: 5}

      """)
    #expect(try magnus.rate("magnus.yml").calls("direction", "line") == ["out L01", "out L01"])
  }
}
