import Foundation
import Testing

/// Times that were read wrong or not at all, each with the right one.
@Suite("Faults seen on times (spec 7.3)")
struct TimeFaultTests {
  private static let numbers = "554833334444;554899887766;61;OUT"

  /// A file with a header and two calls at these times, as `inspect` proposes to read it.
  private func starts(_ times: [String]) throws -> (starts: [String], said: String) {
    let rows = times.enumerated().map { "a\($0);\($1);\(Self.numbers)\n" }.joined()
    let rating = try ForeignRating(["a.csv": "id;inicio;origem;destino;segundos;sentido\n" + rows])
    let proposed = try rating.rateAsProposed("a.csv")
    return (proposed.result.calls("started_at"), proposed.said)
  }

  @Test(
    "unpadded-times: each form is proposed and read",
    arguments: [
      (["9/11/2026 9:05:07", "25/11/2026 10:05:07"], ["2026-11-09T09:05:07-03:00", "2026-11-25T10:05:07-03:00"]),
      (["09/11/2026 09:05", "25/11/2026 10:05"], ["2026-11-09T09:05:00-03:00", "2026-11-25T10:05:00-03:00"]),
      (
        ["11/10/2026 9:05:07 AM", "11/25/2026 10:05:07 PM"],
        ["2026-11-10T09:05:07-03:00", "2026-11-25T22:05:07-03:00"]
      ),
      (["09.11.26 09:05:07", "25.11.26 10:05:07"], ["2026-11-09T09:05:07-03:00", "2026-11-25T10:05:07-03:00"]),
      (
        ["Tue Nov 10 09:00:00 2026", "Wed Nov 25 10:00:00 2026"],
        ["2026-11-10T09:00:00-03:00", "2026-11-25T10:00:00-03:00"]
      ),
      (["10-Nov-2026 09:00:00", "25-Nov-2026 10:00:00"], ["2026-11-10T09:00:00-03:00", "2026-11-25T10:00:00-03:00"]),
      (
        ["2026-11-10 12:00:00 UTC", "2026-11-10 16:10:00 UTC"],
        ["2026-11-10T09:00:00-03:00", "2026-11-10T13:10:00-03:00"]
      ),
    ])
  func forms(_ texts: [String], _ expected: [String]) throws {
    let found = try starts(texts)
    #expect(found.starts == expected, "\(found.said)")
  }

  @Test("offset-ignored: an offset in the times moves them, and two may stand in one file")
  func offsets() throws {
    let manaus = try starts(["2026-11-09T23:30:00-04:00", "2026-11-10T12:10:00-04:00"])
    #expect(manaus.starts == ["2026-11-10T00:30:00-03:00", "2026-11-10T13:10:00-03:00"])
    #expect(!manaus.said.contains("CHECK time_zone"), "\(manaus.said)")
    let two = try starts(["2026-11-09T23:30:00-02:00", "2026-11-10T12:10:00-03:00"])
    #expect(two.starts == ["2026-11-09T22:30:00-03:00", "2026-11-10T12:10:00-03:00"])
  }

  @Test("utc-in-header: the name says UTC")
  func universal() throws {
    let text = """
      Date/Time Start (UTC),Date/Time Connect (UTC),Date/Time End (UTC),Status,Source Number,Destination,Duration (sec)
      2026-11-10 01:30:00,2026-11-10 01:30:05,2026-11-10 01:31:06,Completed,554833334444,5548999887766,61
      2026-11-10 01:40:00,,2026-11-10 01:40:20,No Answer,554833334444,5548999887755,0

      """
    let proposed = try ForeignRating(["a.csv": text]).rateAsProposed("a.csv")
    #expect(proposed.result.outcomes == "rated 1, unanswered 1")
    #expect(
      proposed.result.calls("started_at", "cycle_start", "amount") == ["2026-11-09T22:30:00-03:00 2026-10-10 0.66"])
    #expect(proposed.layout.contains("time_zone: UTC") && !proposed.said.contains("CHECK time_zone"))
  }

  @Test("date-and-time-apart, duration-hms: two columns are one time, and H:MM:SS are seconds")
  func apart() throws {
    let blanks = String(repeating: " ", count: 40)
    let bilhet = ["07:53:51\",\"07:53:51", "07:54:21\",\"07:54:21"].map {
      "\"0000020037fc33c6\",\"8200\",\"15/11/2026\",\"\($0)\",\"00:00:00\",\"00:00:00\",\"00:00:54\",\"00:00:00\",\"t010\","
        + "\"001\",\"33999999999\",\"\",\"RU\",\"     \",\"33999999999\",\"\",\"0\",\"0\",\"\",\"\"\(blanks)\n"
    }.joined()
    let vivo =
      "Data\tHora\tOrigem\tDestino\tDuração\tDescrição\tValor\n"
      + "01/11/2026\t08:00:00\t554833334444\t48988880000\t0:02:30\tChamada Local\t1,50\n"
      + "01/11/2026\t08:10:00\t554833334444\t48988880000\t0:00:31\tChamada Local\t0,30\n"
    let rating = try ForeignRating(
      ["bilhet": bilhet, "vivo.txt": vivo], accounts: ["8200", "042297", "042298"])
    let leucotron = try rating.rate("leucotron", "--include", "bilhet", "--layout-set", "columns.account_code=2")
    #expect(
      leucotron.calls("started_at", "duration_s", "amount") == [
        "2026-11-15T07:53:51-03:00 54 0.54", "2026-11-15T07:54:21-03:00 54 0.54",
      ], "\(leucotron)")
    let bill = try rating.rate("vivo", "--include", "vivo.txt")
    #expect(
      bill.calls("started_at", "duration_s", "amount") == [
        "2026-11-01T08:00:00-03:00 150 1.50", "2026-11-01T08:10:00-03:00 31 0.36",
      ], "\(bill)")
    let named = try ForeignRating([
      "a.csv":
        "id;inicio;origem;destino;duracao;sentido\na1;2026-11-13 09:00:00;554833334444;554899887766;00:01:01;OUT\n"
        + "a2;2026-11-13 13:10:00;554833334444;554899887755;00:00:31;OUT\n"
    ]).rateAsProposed("a.csv")
    #expect(named.result.calls("duration_s") == ["61", "31"] && named.layout.contains("unit: clock"))
  }

  @Test("epoch-times: Unix seconds need no time zone")
  func epochs() throws {
    let names =
      "\"cdrRecordType\",\"globalCallID_callManagerId\",\"globalCallID_callId\",\"dateTimeOrigination\","
      + "\"dateTimeConnect\",\"dateTimeDisconnect\",\"duration\",\"callingPartyNumber\",\"originalCalledPartyNumber\","
      + "\"finalCalledPartyNumber\",\"origDeviceName\",\"destDeviceName\",\"origCause_value\"\n"
    let types =
      "INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),VARCHAR(50),VARCHAR(50),"
      + "VARCHAR(129),VARCHAR(129),INTEGER\n"
    let rows =
      "1,1,5002,1794312100,0,1794312120,0,\"7001\",\"7002\",\"7002\",\"S\",\"S\",0\n"
      + "1,1,5003,1794312200,1794312205,1794312266,61,\"554833334444\",\"04899887766\",\"04899887766\",\"S\",\"G\",0\n"
    let kamailio = (0..<3).map { index in
      let start = 1_794_312_000 + index * 90_000
      return "554833334444|0489988776\(index)|\(start)||042296|pstn|a1b\(index)@10.0.0.1|s-\(index)|TRK01|\(start + 8)|"
        + "\(start + 144)|136.298900\n"
    }.joined()
    let rating = try ForeignRating(["cdr_1": names + types + rows, "k.csv": kamailio])
    let cucm = try rating.program.run("inspect", "cdr/cdr_1", "--write", "cucm.yml")
    #expect(cucm.status == 0, "\(cucm)")
    let calls = try rating.rate("cucm.yml", "--include", "cdr_1")
    #expect(calls.outcomes == "rated 1, unanswered 1, ignored 1", "\(calls)")
    #expect(calls.calls("started_at", "called", "amount") == ["2026-11-10T09:03:20-03:00 5548999887766 0.66"])
    let flat = try rating.program.run("inspect", "cdr/k.csv", "--write", "k.yml")
    #expect(flat.status == 0 && !flat.output.contains("CHECK time_zone"), "\(flat)")
    let result = try rating.rate("k.yml", "--include", "k.csv")
    #expect(result.calls("started_at", "duration_s").first == "2026-11-10T09:00:00-03:00 137", "\(result)")
  }

  @Test("n09-time-zone-names: what is no region is refused, in layouts too", arguments: ["UTC-3", "GMT-3", "EST"])
  func zoneNames(name: String) throws {
    let rating = try ForeignRating(["a.csv": summitRows(called: ["190"])])
    let result = try rating.program.run(
      "rate", "--registry", "registry", "--cdr", "cdr", "--output", "out", "--layout-set", "time_zone=\(name)")
    #expect(result.status == 2, "\(result)")
    #expect(result.errors.contains("--layout-set: time_zone: expected a region such as America/Sao_Paulo"), "\(result)")
  }

  @Test("n06-time-zone-data-bundled: the system's rules decide, and the report says which")
  func systemZones() throws {
    let rating = try ForeignRating(["a.csv": summitRows(called: ["33335555"])])
    // A São Paulo two hours behind UTC, in the words of a TZif file of version 2 with nothing but a rule.
    let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    let type: [UInt8] = [0xFF, 0xFF, 0xE3, 0xE0, 0, 0] + Array("ABC\u{0}".utf8)
    let block = header + counts + type
    try rating.program.write("zones/America/Sao_Paulo", block + block + Array("\n<-02>2\n".utf8))
    let rated = try rating.program.shell(
      "$P layouts summit-1 | sed 's/^time_zone:.*/time_zone: UTC/' > utc.yml; TZDIR=$PWD/zones $P rate --registry "
        + "registry --cdr cdr --output out --layout utc.yml --quiet")
    #expect(rated.status == 0, "\(rated)")
    #expect(try rating.program.read("out/call-records.csv").contains("n0,2026-11-20T10:00:00-02:00,"))
    #expect(try rating.program.read("out/report.json").contains("\"time_zone_data\" : \"tzdata"))
  }
}
