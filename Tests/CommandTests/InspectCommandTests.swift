import Foundation
import RecordLayouts
import Testing

@Suite("summit-cdr inspect, spec 2.3, 2.4 and 5.5")
struct InspectCommandTests {
  private static let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  private static func row(_ id: Int, _ time: String = "2026-11-01 00:00:00", _ billable: String = "5") -> String {
    "g\(id);\(time);4833334444;190;\(billable);OUT;ANSWERED;;\n"
  }

  private static let sample = header + (1...12).map { row($0) }.joined()

  @Test("a file that a built-in layout fits")
  func builtIn() throws {
    let program = try Program()
    try program.write("a.cdr", Self.header + Self.row(1) + Self.row(2, "2026-11-01 00:00:01", "0"))
    let result = try program.run("inspect", "a.cdr")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(
      result.output == """
        a.cdr
          size       195 bytes, plain
          encoding   ASCII, no byte order mark
          line ends  \\n (3)
          rows       2 of 9 columns, 1 of them answered calls
          layout     the built-in layout summit-1 fits: reads 2 of the first 2 rows

        remarks
          CHECK time_zone: nothing in the file tells it: which is the zone of the switch's clock?
                  line 2 by America/Sao_Paulo  2026-11-01T00:00:00-03:00
                  line 2 by UTC                2026-10-31T21:00:00-03:00, another day, perhaps another cycle

        the first rows as they are read
        line  started_at                 direction  caller      called  billable  answered  global_id
           2  2026-11-01T00:00:00-03:00  out        4833334444  190            5  yes       g1
           3  2026-11-01T00:00:01-03:00  out        4833334444  190            0  no        g2

        no row has a fault

        """)
  }

  @Test("gzip is told by content, and read alike")
  func gzip() throws {
    let program = try Program()
    try program.write("plain.gz", Self.sample)
    try program.write("zipped.cdr", Program.gzip(Array(Self.sample.utf8)))
    let plain = try program.run("inspect", "plain.gz").lines
    let zipped = try program.run("inspect", "zipped.cdr").lines
    #expect(plain[1].hasSuffix("bytes, plain"))
    #expect(zipped[1].hasSuffix("bytes, gzip (by its content)"))
    #expect(plain.dropFirst(2) == zipped.dropFirst(2))
  }

  @Test("each fault of 2.4 with its count and first line, beyond the first MiB too")
  func faults() throws {
    let program = try Program()
    var text = Self.header + "\n"
    text += (1...20_000).map { Self.row($0) }.joined()
    text += Self.row(0, "2026-02-30 00:00:00") + "g;x\n" + Self.row(0, "2026-02-30 00:00:01")
    text += "g;2026-11-01 00:00:00;4833334444;19a;5;OUT;ANSWERED;;\n"
    text += String(repeating: "x", count: 3_000_000) + "\n" + Self.row(0) + "g;;;;;;;;;"
    try program.write("a.cdr", text)
    try program.write("a.gz", Program.gzip(Array(text.utf8)))
    for file in ["a.cdr", "a.gz"] {
      let json = try program.run("inspect", file, "--json").json()
      #expect(json["rows"] as? Int == 20_007)
      #expect((json["layout"] as? [String: Any])?["source"] as? String == "built-in")
      let faults = try #require(json["faults"] as? [[String: Any]])
      #expect(
        faults.map { $0["reason"] as? String } == [
          "too-long", "missing-field", "extra-field", "bad-timestamp", "bad-number",
        ])
      #expect(faults.map { $0["rows"] as? Int } == [1, 1, 1, 2, 1])
      #expect(faults.map { $0["first_line"] as? Int } == [20_007, 20_004, 20_009, 20_003, 20_006])
      #expect(faults.last?["field"] as? String == "called")
    }
  }

  @Test("a file without header, with another delimiter: proposed, written, corrected, read")
  func write() throws {
    let program = try Program()
    var text = ""
    for index in 10...30 {
      text +=
        "\(index)/11/2026 10:00:00|48333344\(index)|04899998\(index)88|\(index * 7 % 50 + 12)|\(index * 7 % 50 + 1)|ATENDIDA|chamada-\(index)\n"
    }
    try program.write("a.txt", text)
    let proposed = try program.run("inspect", "a.txt", "--write", "ours.yml")
    #expect(proposed.status == 0)
    #expect(proposed.errors == "layout written to ours.yml\n")
    #expect(proposed.output.contains("none built in fits; this is proposed"))
    let yaml = try program.read("ours.yml")
    #expect(
      yaml.contains("  # CHECK: by its place the one who called\n  #   line 1 by 2 to 3: 4833334410 to 048999981088\n"))
    let layout = try RecordLayout(yaml: yaml, source: "ours.yml")
    #expect(layout.columns[.billable] == .position(5))
    let again = try program.run("inspect", "a.txt", "--write", "ours.yml", "--quiet")
    #expect(again.status == 2)
    #expect(again.output.isEmpty)
    #expect(
      again.errors
        == "error: ours.yml: expected a file that does not exist yet, found one that does: it is left as it is: name "
        + "another, or move it away\n")
    #expect(try program.read("ours.yml") == yaml)
    try program.write("ours.yml", yaml.replacing("caller: 2", with: "caller: 3"))
    let given = try program.run("inspect", "a.txt", "--layout", "ours.yml", "--json").json()
    #expect((given["layout"] as? [String: Any])?["source"] as? String == "given")
    #expect((given["first_rows"] as? [[String: Any]])?.first?["caller"] as? String == "048999981088")
  }

  @Test("--write keeps a built-in layout as it stands")
  func writeBuiltIn() throws {
    let program = try Program()
    try program.write("a.cdr", Self.sample)
    #expect(try program.run("inspect", "a.cdr", "--write", "ours.yml", "--quiet").status == 0)
    #expect(try program.read("ours.yml") == BuiltInLayouts.yaml(named: "summit-1"))
    #expect(try program.run("inspect", "a.cdr", "--write", "nowhere/ours.yml", "--quiet").status == 2)
  }

  @Test("a layout that does not fit the file fails, and says which column")
  func mismatch() throws {
    let program = try Program()
    try program.write("a.cdr", Self.sample.replacing("caller", with: "from"))
    let result = try program.run("inspect", "a.cdr", "--layout", "summit-1")
    #expect(result.status == 2)
    #expect(
      result.errors == "error: a.cdr: expected one column named caller in the header, as the layout summit-1 says, "
        + "found none: choose another layout, or inspect the file without --layout\n")
    let names = BuiltInLayouts.names.joined(separator: ", ")
    let unknown = try program.run("inspect", "a.cdr", "--layout", "summit-2")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("expected one of \(names), or a layout file, found summit-2"))
  }

  @Test(
    "files that are none",
    arguments: [
      ([], 0, ""), (Array("\n\n".utf8), 0, ""),
      ([0xFF, 0xFE, 0x61, 0x00], 2, "error: a.cdr: expected rows of text, plain or gzip, found text in UTF-16"),
      ([0, 1, 2, 0x0A], 2, "error: a.cdr: expected text, found binary data (NUL bytes)\n"),
      (Array("hello\nworld\n".utf8), 2, "error: a.cdr: expected columns for started_at, caller, called, billable"),
      ([0x1F, 0x8B, 8, 0], 2, "error: a.cdr: expected "),
      (Array(Program.gzip(Array("a;b\n".utf8)).dropLast(3)), 2, "error: a.cdr: "),
      (Array("start;src;dst;billsec\n1793502000;4833334444;190;5\n".utf8), 0, ""),
    ] as [([UInt8], Int32, String)])
  func notCDR(_ bytes: [UInt8], _ status: Int32, _ error: String) throws {
    let program = try Program()
    try program.write("a.cdr", bytes)
    let result = try program.run("inspect", "a.cdr")
    #expect(result.status == status)
    #expect(result.errors.hasPrefix(error))
    #expect(result.errors.isEmpty == error.isEmpty)
  }

  @Test("a missing file and an empty directory fail with the remedy; a link is followed")
  func paths() throws {
    let program = try Program()
    try program.write("cdr/a.cdr", Self.sample)
    #expect(try program.run("inspect", "b.cdr").errors.contains("found nothing of that name: check the path"))
    #expect(try program.run("inspect", "cdr").status == 0)
    _ = try program.shell("mkdir none")
    #expect(
      try program.run("inspect", "none").errors.contains(
        "none: expected a directory with CDR files, found none: name a file"))
    try FileManager.default.createSymbolicLink(
      atPath: program.directory.appending(path: "link").path, withDestinationPath: "cdr/a.cdr")
    #expect(try program.run("inspect", "link").status == 0)
  }

  @Test("what a file holds cannot drive the terminal")
  func controlCharacters() throws {
    let program = try Program()
    try program.write(
      "a.cdr", Self.sample + "g\u{1B}[2J;2026-11-01 00:00:00;\u{7}4833334444;190;5;OUT;ANSWERED;;\n\u{1B}]0;x;\n")
    let result = try program.run("inspect", "a.cdr")
    #expect(!result.output.utf8.contains { $0 < 32 && $0 != 10 })
  }

  @Test("wrong usage")
  func usage() throws {
    let program = try Program()
    #expect(try program.run("inspect").status == 64)
    #expect(try program.run("inspect", "a", "--layout", "summit-1", "--write", "b").status == 64)
  }

  @Test("a built-in layout is proposed with the time zone that the file proves, and written so")
  func provenZone() throws {
    let program = try Program()
    // 1794274200 is 2026-11-10 01:30 in UTC.
    try program.write(
      "a.csv",
      "\"\",\"4833334444\",\"04899887766\",\"x\",\"\",\"SIP/1\",\"SIP/2\",\"Dial\",\"\",\"2026-11-10 01:30:00\","
        + "\"2026-11-10 01:30:05\",\"2026-11-10 01:31:06\",66,61,\"ANSWERED\",\"DOCUMENTATION\",\"1794274200.1\",\"\"\n"
    )
    let found = try program.run("inspect", "a.csv", "--write", "ours.yml")
    #expect(found.status == 0)
    #expect(found.output.contains("the built-in layout asterisk fits with time_zone: UTC: reads 1 of the first 1 rows"))
    #expect(!found.output.contains("CHECK"))
    #expect(found.output.contains("2026-11-10T01:30:00+00:00"))
    #expect(try RecordLayout(yaml: try program.read("ours.yml"), source: "ours.yml").timeZone == "UTC")
  }

  @Test("a layout that is given is judged by what the rows say against themselves, as in rate")
  func checks() throws {
    let program = try Program()
    func row(_ seconds: String, _ end: String) -> String {
      AsteriskFaultTests.row(
        "4833334444", "04899887766", ("SIP/1", "SIP/2"), ["12:00:00", "12:00:05", end], seconds, "1795953600.1")
    }
    try program.write("a.csv", row("66,61", "12:01:06") + row("66,61", "12:00:30") + row("66,61", "12:01:06"))
    let zone = try program.run("inspect", "a.csv", "--layout", "asterisk")
    #expect(zone.status == 2 && zone.output.contains("2026-11-29T12:00:00-03:00"), "\(zone)")
    #expect(zone.errors.contains("found 3 rows that are elsewhere by hours, 0 that agree"), "\(zone.errors)")
    #expect(zone.errors.contains("write time_zone: UTC into the layout"), "\(zone.errors)")
    let right = try program.run("inspect", "a.csv", "--layout", "asterisk", "--layout-set", "time_zone=UTC")
    #expect(right.status == 0, "\(right)")
    #expect(
      right.output.contains(
        "CHECK columns.billable: 1 row with more seconds to bill than the times hold: look at billable"))
    try program.write("b.csv", (0..<3).map { _ in row("66,7", "12:01:06") }.joined())
    let short = try program.run("inspect", "b.csv", "--layout", "asterisk", "--layout-set", "time_zone=UTC", "--json")
    #expect(short.status == 0 && short.output.contains("in 3 of 3 rows the seconds to bill are less than half"))
  }

  @Test("--json has the remarks with their readings")
  func jsonReadings() throws {
    let program = try Program()
    try program.write("a.cdr", Self.sample)
    let remarks = try #require(try program.run("inspect", "a.cdr", "--json").json()["remarks"] as? [[String: Any]])
    let readings = try #require(remarks.first?["readings"] as? [[String: Any]])
    #expect(readings.map { $0["choice"] as? String } == ["America/Sao_Paulo", "UTC"])
    #expect(readings.first?["value"] as? String == "2026-11-01T00:00:00-03:00")
  }
}
