import Foundation
import Testing

/// What went wrong with files of FreeSWITCH and Kamailio, each with the right result.
@Suite("Faults seen on files of FreeSWITCH and Kamailio (spec 7)")
struct SwitchFaultTests {
  @Test("end-stamp-as-start: a call starts at its answer, and one without is unanswered")
  func endStamp() throws {
    func row(
      _ id: Int, _ direction: String, _ numbers: (String, String), _ answer: String, _ end: String, _ seconds: Int
    )
      -> String
    {
      "\"eb1e406c-8871-4d69-9631-e7130f7ae39\(id)\",\"\",\"\(direction)\",\"\(numbers.0)\",\"\(numbers.1)\",\"\(answer)\","
        + "\"\(end)\",\"\(seconds)\",\"\(direction == "inbound" ? "" : "042296")\",\"\",\"10.0.0.5\",\"A\",\"TRK01\"\n"
    }
    let text =
      row(0, "outbound", ("554833334444", "04899887766"), "2026-11-09 23:58:00", "2026-11-10 00:05:00", 420)
      + row(1, "inbound", ("11988887777", "554833334444"), "2026-11-10 09:05:05", "2026-11-10 09:06:06", 61)
      + row(2, "outbound", ("554833334444", "04899887766"), "", "2026-11-10 09:09:06", 0)
    let rating = try ForeignRating(["Master.csv": text, "other.csv": text.replacing("TRK01", with: "TRK01\",\"x")])
    let builtIn = try rating.rate("freeswitch-opencdrrate", "--include", "Master.csv")
    #expect(builtIn.outcomes == "rated 1, free 1, unanswered 1")
    #expect(builtIn.calls("direction", "cycle_start", "amount") == ["out 2026-10-10 4.20", "in 2026-11-10 0.00"])
    // A column more, so that none built in fits.
    let found = try rating.program.run("inspect", "cdr/other.csv", "--write", "ours.yml")
    #expect(found.status == 0, "\(found)")
    let proposed = try rating.rate("ours.yml", "--include", "other.csv")
    #expect(
      proposed.outcomes == "rated 1, free 1, unanswered 1"
        && proposed.calls("cycle_start") == ["2026-10-10", "2026-11-10"])
  }

  @Test("disposition-from-hangup-cause: causes are no disposition; the seconds decide")
  func hangupCauses() throws {
    func row(_ minute: Int, _ cause: String, _ seconds: Int) -> String {
      let answer = seconds > 0 ? "2026-11-10 09:\(minute):05" : ""
      let end = 5 + seconds
      return "\"Ana\",\"554833334444\",\"048998815\(minute)\",\"default\",\"2026-11-10 09:\(minute):00\",\"\(answer)\","
        + "\"2026-11-10 09:\(minute + end / 60):\(end % 60 < 10 ? "0" : "")\(end % 60)\",\"\(end)\",\"\(seconds)\","
        + "\"\(cause)\",\"uuid-09-\(minute)-bbbb\",\"\",\"042296\",\"PCMU\",\"PCMU\",\"Snom/8.7\"\n"
    }
    let causes = ["NORMAL_CLEARING", "NORMAL_CLEARING", "ORIGINATOR_CANCEL", "USER_BUSY", "NO_ANSWER"]
    let first = zip(causes, [61, 33, 0, 0, 0]).enumerated().map { row(10 + $0, $1.0, $1.1) }.joined()
    let rating = try ForeignRating(["first.csv": first])
    let proposed = try rating.rateAsProposed("first.csv")
    #expect(proposed.result.outcomes == "rated 2, unanswered 3" && !proposed.layout.contains("disposition:"))
    let other = ["RECOVERY_ON_TIMER_EXPIRE", "MEDIA_TIMEOUT", "ATTENDED_TRANSFER"]
    try rating.program.write(
      "cdr/second.csv", zip(other, [72, 300, 600]).enumerated().map { row(20 + $0, $1.0, $1.1) }.joined())
    let second = try rating.rate("ours.yml", "--include", "second.csv")
    #expect(second.outcomes == "rated 3" && second.calls("amount") == ["0.72", "3.00", "6.00"])
  }

  @Test("space-before-quote: with trim the account code finds its line")
  func spaceBeforeQuote() throws {
    let end = "\"x-1\", \"042296\",\"PCMU\",\"PCMU\",\"Snom/8.7\",\"\",\"\",\"\"\n"
    let text = [("09:00", "09:00:05", "61"), ("09:10", "", "0")].map { start, answer, seconds in
      "\"Fulano\",\"7001\",\"04899887766\",\"default\",\"2026-11-10 \(start):00\","
        + "\"\(answer.isEmpty ? "" : "2026-11-10 " + answer)\",\"2026-11-10 \(seconds == "61" ? "09:01:06" : "09:11:06")\",\"66\",\"\(seconds)\","
        + "\"NORMAL_CLEARING\",\"eb1e406c-8871-4d69-9631-e7130f7ae39\(seconds)\"," + end
    }.joined()
    let rating = try ForeignRating(["Master.csv": text])
    let result = try rating.rate(
      "freeswitch", "--layout-set", "column_count=19", "--layout-set", "trim=true")
    #expect(result.status == 0)
    #expect(result.outcomes == "rated 1, unanswered 1" && result.calls("line", "amount") == ["L01 0.66"], "\(result)")
    let found = try rating.program.run("inspect", "cdr/Master.csv")
    #expect(found.output.contains("trim: blanks stand around fields"))
  }

  @Test("two-legs-charged-twice: inspect counts them and says by which rule each call is charged once")
  func twoLegs() throws {
    func row(_ called: String, _ minute: Int, _ id: Int, _ other: String, _ account: String) -> String {
      "\"Ana\",\"554833334444\",\"\(called)\",\"default\",\"2026-11-10 09:\(minute):11\",\"2026-11-10 09:\(minute):13\","
        + "\"2026-11-10 09:\(minute):53\",\"42\",\"40\",\"NORMAL_CLEARING\",\"515f34c7-35d4-4b65-99f2-edaad9411f0\(id)\","
        + "\"\(other)\",\"\(account)\",\"PCMA\",\"PCMA\"\n"
    }
    let first = "515f34c7-35d4-4b65-99f2-edaad9411f0"
    let text =
      row("04832220000", 10, 1, "", "042296") + row("04832220000", 10, 2, first + "1", "")
      + row("04832221111", 20, 3, "", "042296") + row("04832221111", 20, 4, first + "3", "")
    let rating = try ForeignRating(["Master.csv": text])
    let found = try rating.program.run("inspect", "cdr/Master.csv")
    #expect(found.output.contains("CHECK rows: 2 of the first rows are second legs, first line 2"), "\(found)")
    #expect(found.output.contains("rows: {skip: {12: [\"?*\"]}}"))
    #expect(try rating.rate("freeswitch").outcomes == "rated 4")
    let once = try rating.rate("freeswitch", "--layout-set", "rows.skip.12=[\"?*\"]")
    #expect(
      once.outcomes == "rated 2, ignored 2"
        && once.calls("source", "amount") == ["Master.csv:1 0.42", "Master.csv:3 0.42"])
    // With the leg's direction behind them, as docs/freeswitch.md has it, regardless of the legs say of each other.
    let directed = text.split(separator: "\n").enumerated().map { index, row in
      "\(row),\"\(index % 2 == 0 ? "inbound" : "outbound")\"\n"
    }
    try rating.program.write("cdr/Master.csv", directed.joined())
    let told = try rating.rate(
      "freeswitch", "--layout-set", "column_count=16", "--layout-set", "rows.skip.16=[\"outbound\"]")
    #expect(told.outcomes == "rated 2, ignored 2" && told.calls("source") == ["Master.csv:1", "Master.csv:3"])
    // Legs a alone: the other side's id is nobody's here, and no rule is named.
    try rating.program.write(
      "cdr/a.csv", row("04832220000", 10, 1, first + "8", "") + row("04832221111", 20, 3, first + "9", ""))
    #expect(try !rating.program.run("inspect", "cdr/a.csv").output.contains("second legs"))
  }

  @Test("call-in-two-rows: inspect says so, and what to export")
  func twoRows() throws {
    let calls = ["2daec40c", "f9d3d5c3", "36e39a50", "3111f3c9"].enumerated().map { index, id in
      let start = 1_436_454_408 + index * 100
      return "INVITE|\(id)|548625ac|dd0c\(id)@10.0.0.\(index)|200|OK|\(start)|*prepaid|1001|1002||3401:\(index)\n"
        + "BYE|\(id)|548625ac|dd0c\(id)@10.0.0.\(index)|200|OK|\(start + 2)|||||3401:\(index)\n"
    }
    let found = try ForeignRating(["acc.log": calls.joined()]).program.run("inspect", "cdr/acc.log")
    #expect(
      found.status == 2 && found.output.contains("a call stands in two rows, 'BYE', 'INVITE' of column 1"), "\(found)")
    #expect(found.output.contains("export the switch's table of calls, one row each"))
    #expect(!found.output.contains("200 s"))
  }

  private static func accRows(_ mark: String, _ from: String, _ times: (Int) -> String) -> String {
    [("200", "4899990001"), ("486", "0011"), ("487", "0012")].enumerated().map { index, answer in
      "INVITE|\(index)uac1|\(index)uas1|1-81\(index)@127.0.0.1|\(answer.0)|OK|\(times(index))|4830330001|"
        + "sip:4830330001@127.0.0.1:5090|sip:\(answer.1)@127.0.0.1:5063|\n"
    }.joined() + "BYE|0uac1|0uas1|1-810@127.0.0.1|200|OK|\(times(3))|4830330001|sip:4830330001@127.0.0.1:5090|sip:x|\n"
  }

  @Test("06-kamailio-and-cdr_custom-proposals: no code is seconds, no Unix time a number, and repeated ids are ids")
  func kamailio() throws {
    func unix(_ index: Int) -> String { "\(1_795_972_338 + index)" }
    let flat = Self.accRows("|", "x") { "\(unix($0))|2026-11-29 14:12:1\($0)" }
    let custom = (0..<4).map { index in
      "\"\"\"Ana\"\" <4833334444>\",\"4833334444\",\"\(["d-BUSY", "s", "04899887766", "100"][index])\",\"x\","
        + "\"SIP/10-0000000\(index)\",\"SIP/trunk-1\",\"Dial\",\"SIP/trunk,30\",\"2026-11-29 14:28:5\(index)\","
        + "\"2026-11-29 14:28:5\(index)\",\"2026-11-29 14:29:2\(index)\",\"30\",\"30\",\"ANSWERED\",\"DOCUMENTATION\","
        + "\"042296\",\"1795973333.\(index / 2)\",\"\",\"\(index)\"\n"
    }.joined()
    let cdrs = (0..<3).map { index in
      "\(unix(index * 60))|\(unix(index * 60 + 9))|\(["9.000000", "8.506000", "8.106000"][index])|1-8\(index)@127.0.0.1|"
        + "4830330001|489999000\(index)|sip:127.0.0.1:5080|\n"
    }.joined()
    let julian =
      "id,start_time,end_time,duration,callid,src_user,dst_user\n1,2461374.21652199,2461374.21656829,4.008,1-33@127.0.0.1,"
      + "4830330001,4899990001\n2,2461374.21656829,2461374.21656829,0.0,1-35@127.0.0.1,4830330001,4899990002\n"
    let rating = try ForeignRating(["acc.log": flat, "custom.csv": custom, "acc_cdrs.log": cdrs, "sqlite.csv": julian])
    let program = rating.program

    let log = try program.run("inspect", "cdr/acc.log", "--json").json()
    let missing = log["missing_fields"] as? [String] ?? []
    let columns = log["columns"] as? [[String: Any]] ?? []
    func field(_ position: Int) -> String? { columns.first { $0["position"] as? Int == position }?["field"] as? String }
    #expect(missing.contains("billable") && field(5) == nil && field(7) != "caller" && field(7) != "called", "\(log)")

    let found = try program.run("inspect", "cdr/custom.csv")
    #expect(found.output.contains("the built-in layout asterisk-custom fits"), "\(found)")
    let short = try program.run("inspect", "cdr/acc_cdrs.log", "--write", "cdrs.yml")
    #expect(short.status == 0, "\(short)")
    let result = try rating.rate("cdrs.yml", "--include", "acc_cdrs.log")
    #expect(result.rejected.map { $0["reason"] } == ["unknown-line", "unknown-line", "unknown-line"], "\(result)")
    let days = try program.run("inspect", "cdr/sqlite.csv")
    #expect(days.status == 2 && days.output.contains("has Julian days, which cannot be read: export it as"), "\(days)")
  }
}
