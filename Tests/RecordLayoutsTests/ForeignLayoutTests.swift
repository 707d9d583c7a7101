import CallModel
import RecordLayouts
import Testing

@Suite("Spec 7.2 to 7.4: what the keys of a layout do to rows")
struct ForeignLayoutTests {
  private static let plain =
    "header: false\ntime_zone: UTC\ncolumns: {started_at: 1, caller: 2, called: 3, billable: 4}\n"
  /// 2026-11-10 12:00:00 UTC.
  private static let noon = "1794312000"

  struct Case: Sendable, CustomTestStringConvertible {
    var keys: String
    var file: String
    var rows: [String]

    init(_ keys: String, _ file: String, _ rows: String...) {
      (self.keys, self.file, self.rows) = (keys, file, rows)
    }

    var testDescription: String { keys }
  }

  @Test(
    "the form of rows",
    arguments: [
      Case("", "2026-11-10 12:00:00;1;2;9\n", "\(noon) 9 1>2"),
      Case("delimiter: ','\nquote: '\"'", "\"2026-11-10 12:00:00\",\"a\"\"b\",\"2,3\",9\n", "\(noon) 9 a\"b>2,3"),
      Case(
        "delimiter: ','\nquote: '\"'\nescape: backslash", "2026-11-10 12:00:00,\"a\\\"b\\\\\",\"c\\d\",9\n",
        "\(noon) 9 a\"b\\>c\\d"),
      Case(
        "quote: '\"'\nmultiline: true", "2026-11-10 12:00:00;\"a\nb\";2;9\n2026-11-10 12:00:00;1;2;9\n",
        "\(noon) 9 a\nb>2", "\(noon) 9 1>2"),
      Case("quote: '\"'\ntrim: true", "2026-11-10 12:00:00 ;\t\" 1 \" ; 2;9\n", "\(noon) 9 1>2"),
      Case("trim: true\ndelimiter: tab", "2026-11-10 12:00:00\t1 \t 2\t9\n", "\(noon) 9 1>2"),
      Case(
        "trailing_delimiter: true",
        "2026-11-10 12:00:00;1;2;9;\n2026-11-10 12:00:00;1;2;9\n2026-11-10 12:00:00;1;2;9;x\n",
        "\(noon) 9 1>2", "\(noon) 9 1>2", "extra-field"),
      Case("skip_lines: 2", "a\nb;\"\n2026-11-10 12:00:00;1;2;9\n", "\(noon) 9 1>2"),
      Case("comment: '#'", "#a\n2026-11-10 12:00:00;1;2;9\n# b;c\n", "\(noon) 9 1>2"),
      Case(
        "column_count: [4, 6]", "2026-11-10 12:00:00;1;2;9\n2026-11-10 12:00:00;1;2;9;;\n2026-11-10 12:00:00;1;2;9;\n",
        "\(noon) 9 1>2", "\(noon) 9 1>2", "missing-field"),
      Case(
        "column_count: {min: 2}", "2026-11-10 12:00:00;1;2;9;;;\n2026-11-10 12:00:00;1\nx\n", "\(noon) 9 1>2",
        "bad-duration", "missing-field"),
      Case("", "2026-11-10 12:00:00;1\u{0};2;9\n", "bad-encoding"),
    ])
  func form(_ expected: Case) throws {
    #expect(try ForeignRows(Self.plain + expected.keys, expected.file).texts == expected.rows)
  }

  @Test("rows cut by places")
  func fixed() throws {
    let yaml = """
      format: fixed
      header: false
      time_zone: UTC
      timestamp: YYYYMMDDHHMMSS
      columns:
        started_at: {from: 1, length: 14}
        caller: {from: 15, length: 6}
        called: {column: {from: 21, length: 6}}
        billable: {column: {from: 27, length: 5}, unit: milliseconds}
      """
    let rows = try ForeignRows(yaml, "20261110120000 111  222   61000\n20261110120000 111  222\n")
    #expect(rows.texts == ["\(Self.noon) 61 111>222", "bad-duration"])
  }

  @Test("leg: none is no column, as its default")
  func noLeg() throws {
    let yaml = Self.plain.replacing("billable: 4", with: "billable: 4, leg: none")
    #expect(try ForeignRows(yaml, "2026-11-10 12:00:00;1;2;9\n").texts == ["\(Self.noon) 9 1>2"])
  }

  @Test("rows cut by places are taken out by a place, as a column under columns")
  func fixedRules() throws {
    let yaml = """
      format: fixed
      header: false
      time_zone: UTC
      timestamp: YYYYMMDDHHMMSS
      columns:
        started_at: {from: 2, length: 14}
        caller: {from: 16, length: 4}
        called: {from: 20, length: 4}
        billable: {from: 24, length: 3}
      rows: {only: {{from: 1, length: 1}: ["3"]}, skip: {{from: 20, length: 1}: ["1"], billable: ["999"]}}
      """
    let start = "320261110120000"
    let file = "120261110\n\(start)1111222261\n\(start)1111122261\n\(start)11112222999\n9   4\n"
    let rows = try ForeignRows(yaml, file)
    let other = "ignored only {from: 1, length: 1}: not 3"
    #expect(
      rows.texts == [
        other, "\(Self.noon) 61 1111>2222", "ignored skip {from: 20, length: 1}: 1 with seconds",
        "ignored skip billable: 999 with seconds", other,
      ])
    let layout = try RecordLayout(yaml: yaml, source: "f.yml")
    #expect(try RecordLayout(yaml: layout.yaml, source: "f.yml") == layout)
  }

  @Test(
    "forms of time",
    arguments: [
      ("D/M/YYYY H:MM:SS", "10/11/2026 12:00:00"), ("D/M/YY H:MM", "10/11/26 12:00"), ("epoch", "1794312000"),
      ("epoch", "1794312000.999"), ("epoch-ms", "1794312000999"), ("epoch-us", "1794312000999999"),
      ("MM/DD/YYYY h:MM:SS AM", "11/10/2026 12:00:00 PM"), ("YYYY-MM-DDTHH:MM:SSZZ", "2026-11-10T09:00:00-03:00"),
      ("YYYY-MM-DD HH:MM:SS ZZ", "2026-11-10 12:00:00 UTC"), ("YYYY-MM-DD HH:MM:SS ZZ", "2026-11-10 09:00:00 -0300"),
      ("YYYY-MM-DD HH:MM:SS 'UTC'ZZ", "2026-11-10 09:00:00 UTC-03:00"),
      ("YYYYMMDDHHMMSS.f", "20261110120000.75"), ("YYYY-MM-DD HH:MM:SS.FFF", "2026-11-10 12:00:00.123"),
      ("EEE MMM DD HH:MM:SS YYYY", "Tue Nov 10 12:00:00 2026"), ("DD-MMM-YYYY HH:MM:SS", "10-NOV-2026 12:00:00"),
      ("D 'de' MMM 'de' YYYY HH'h'MM", "10 de novembro de 2026 12h00"), ("DD.MMM.YYYY HH:MM", "10.nov..2026 12:00"),
    ])
  func times(_ pattern: String, _ text: String) throws {
    let rows = try ForeignRows(Self.plain + "timestamp: \"\(pattern)\"", "\(text);1;2;9\n")
    #expect(rows.texts == ["\(Self.noon) 9 1>2"])
  }

  @Test("March by its names", arguments: ["Março", "MARÇO", "marc\u{327}o", "mar.", "Mar", "march"])
  func march(_ name: String) throws {
    let rows = try ForeignRows(Self.plain + "timestamp: DD MMM YYYY HH:MM", "10 \(name) 2026 12:00;1;2;9\n")
    #expect(rows.texts == ["1773144000 9 1>2"])
  }

  @Test(
    "a time that is none",
    arguments: ["", "0000-00-00 00:00:00", "0", "1970-01-01 00:00:00", "2026-11-10 12:00:60", "x"])
  func noTimes(_ text: String) throws {
    #expect(try ForeignRows(Self.plain, "\(text);1;2;9\n").texts == ["bad-timestamp"])
  }

  @Test(
    "a count of another unit is no time of 1970",
    arguments: [
      ("epoch", "1794312000123"), ("epoch-ms", "1794312000"), ("epoch-ms", "179431200012"),
      ("epoch-us", "1794312000123"), ("epoch-us", "1794312000"), ("epoch", "631151999"),
    ])
  func otherUnits(_ unit: String, _ text: String) throws {
    #expect(try ForeignRows(Self.plain + "timestamp: \(unit)", "\(text);1;2;9\n").texts == ["bad-timestamp"])
  }

  /// UTC-3 is west to some and east to others.
  @Test(
    "a zone's name with an offset is none unless the pattern has the name",
    arguments: ["UTC-03:00", "GMT-0300", "UTC-3", "BRT", "-3"])
  func noZones(_ zone: String) throws {
    let yaml = Self.plain + "timestamp: YYYY-MM-DD HH:MM:SS ZZ"
    #expect(try ForeignRows(yaml, "2026-11-10 09:00:00 \(zone);1;2;9\n").texts == ["bad-timestamp"])
  }

  @Test("date and time in two columns, with patterns of their own or read as one")
  func pairs() throws {
    let columns = "caller: 3, called: 4, billable: 5}\n"
    let own = "{date: 1, time: 2, timestamp: {date: \"DD/MM/YYYY\", time: \"HH:MM:SS\"}}"
    let rows = try ForeignRows(
      "header: false\ntime_zone: UTC\ncolumns: {started_at: \(own), " + columns,
      "10/11/2026;12:00:00;1;2;9\n10/11/2026;;1;2;9\n")
    #expect(rows.texts == ["\(Self.noon) 9 1>2", "bad-timestamp"])
    let joined = try ForeignRows(
      "header: false\ntime_zone: UTC\ncolumns: {started_at: {date: 1, time: 2}, " + columns,
      "2026-11-10;12:00:00;1;2;9\n")
    #expect(joined.texts == ["\(Self.noon) 9 1>2"])
  }

  @Test(
    "units of the seconds",
    arguments: [
      ("milliseconds", "61000", "61"), ("milliseconds", "61001", "62"), ("milliseconds", "60999.5", "61"),
      ("microseconds", "123456789000000", "123456789"), ("minutes", "1.5", "90"), ("minutes", "0.0083", nil),
      ("minutes", "0.00834", "1"), ("minutes", "1.0083333333333333333333", "60"), ("minutes", "2", "120"),
      ("clock", "0:01:01", "61"), ("clock", "1:01", "61"), ("clock", "100:00", "6000"), ("clock", "0:00:01.2", "2"),
      ("clock", "0:60:00", "bad-duration"), ("clock", "1:1", "bad-duration"), ("clock", "61", "bad-duration"),
      ("seconds", "-1", nil), ("seconds", "0", nil), ("seconds", "-2", "bad-duration"), ("clock", "00:00:00", nil),
    ] as [(String, String, String?)])
  func units(_ unit: String, _ text: String, _ seconds: String?) throws {
    let yaml = Self.plain.replacing("billable: 4", with: "billable: {column: 4, unit: \(unit)}")
    let rows = try ForeignRows(yaml, "2026-11-10 12:00:00;1;2;\(text)\n")
    let isNumber = seconds.map { $0.allSatisfy(\.isNumber) } ?? false
    #expect(rows.texts == [isNumber ? "\(Self.noon) \(seconds ?? "") 1>2" : seconds ?? "unanswered"])
  }

  @Test(
    "seconds from answer to end",
    arguments: [
      ("20261110120000.746", "20261110120107.699", "67"), ("", "20261110120000.0", "unanswered"),
      ("00000000000000.0", "", "unanswered"), ("20261110120000.1", "", "bad-duration"),
      ("20261110120000.2", "20261110120000.1", "bad-duration"), ("20261110120000.2", "20261110120000.20", "unanswered"),
    ])
  func spans(_ answered: String, _ ended: String, _ expected: String) throws {
    let yaml = """
      header: false
      time_zone: UTC
      timestamp: YYYYMMDDHHMMSS.f
      columns: {started_at: 1, caller: 2, called: 3, answered_at: 4, ended_at: 5, billable: {since: answered_at, until: ended_at}}
      """
    let rows = try ForeignRows(yaml, "20261110120000.0;1;2;\(answered);\(ended)\n")
    #expect(rows.texts == [expected.allSatisfy(\.isNumber) ? "\(Self.noon) \(expected) 1>2" : expected])
  }

  @Test(
    "a date whose time is blank is no time", arguments: [("12:00:00", "60"), ("", "unanswered"), ("x", "bad-duration")])
  func timeApartIsBlank(_ clock: String, _ expected: String) throws {
    let yaml = """
      header: false
      time_zone: UTC
      columns:
        started_at: 1
        caller: 2
        called: 3
        answered_at: {date: 4, time: 5, timestamp: {date: DD/MM/YYYY, time: "HH:MM:SS"}}
        ended_at: 6
        billable: {since: answered_at, until: ended_at}
      """
    let rows = try ForeignRows(yaml, "2026-11-10 12:00:00;1;2;10/11/2026;\(clock);2026-11-10 12:01:00\n")
    #expect(rows.texts == [expected.allSatisfy(\.isNumber) ? "\(Self.noon) \(expected) 1>2" : expected])
  }

  @Test("an unanswered row needs nothing else")
  func unanswered() throws {
    let yaml =
      Self.plain.replacing("billable: 4", with: "billable: 4, disposition: 5, direction: 6")
      + "disposition: {answered: [A], unanswered: [N]}\ndirection: {outbound: [O]}"
    let file = "x;;;;N;\n;;;0;?;?\n;;;-1;A;O\n;;;;A;O\n2026-11-10 12:00:00;1;2;9;?;?\n2026-11-10 12:00:00;1;2;9;?;O\n"
    #expect(
      try ForeignRows(yaml, file).texts == [
        "unanswered", "unanswered", "unanswered", "bad-timestamp", "bad-direction", "bad-disposition",
      ])
    let others = ["answered": "\(Self.noon) 9 1>2 out", "unanswered": "unanswered", "rejected": "bad-disposition"]
    for (word, row) in others {
      let found = try ForeignRows(yaml, "2026-11-10 12:00:00;1;2;9;;O\n", settings: ["disposition.other=\(word)"])
      #expect(found.texts == [row])
    }
  }

  @Test("rows of another kind are asked for before all faults but too-long")
  func rules() throws {
    let yaml =
      Self.plain + "rows: {only: {5: [\"ext*\"]}, skip: {called: [\"s\", \"\\\\*97\", \"[78]??\"], caller: [\"\"]}}"
    let file =
      "2026-11-10 12:00:00;1;2;9;ext\nx;1;s;9;ext1\nx;1;*97;x;ext\nx;1;712;0;ext\nx;;2;9;ext\nx;1;2;7;int\nx;1;2\n"
    #expect(
      try ForeignRows(yaml, file, settings: ["column_count=5"]).texts == [
        "\(Self.noon) 9 1>2", "ignored skip called: s with seconds", "ignored skip called: \\*97",
        "ignored skip called: [78]??", "ignored skip caller:  with seconds", "ignored only 5: not ext* with seconds",
        "ignored only 5: not ext*",
      ])
  }

  @Test("numbers lose what stands before them, and keep a plus")
  func strip() throws {
    let yaml = Self.plain.replacing(
      "called: 3", with: "called: {column: 3, strip: [\"1111320\", \"55???\", {pattern: \"#\", leaves: 3}]}")
    let numbers = ["111132048999887766", "5532148999887766", "+5532148999887766", "553214899988", "#190", "#19"]
    let rows = try ForeignRows(yaml, numbers.map { "2026-11-10 12:00:00;1;\($0);9\n" }.joined())
    let left = ["48999887766", "48999887766", "+48999887766", "553214899988", "190", "#19"]
    #expect(rows.texts == left.map { "\(Self.noon) 9 1>\($0)" })
  }

  @Test("a clock agrees, contradicts or says nothing")
  func clock() throws {
    let yaml = Self.plain + "column_count: 5\nclock: {column: 5, form: unix-seconds}"
    let clocks = [
      "1794312000.1", "pbx-1794311941.22", "1794301200.1", "1794312900.9", "1794312500.1", "x", "", "1794312060",
    ]
    let rows = try ForeignRows(yaml, clocks.map { "2026-11-10 12:00:00;1;2;9;\($0)\n" }.joined())
    #expect(rows.checks.clockAgreements == 3)
    #expect(rows.checks.clockContradictions == 2)
    #expect(rows.checks.clockOffsets.mapValues(\.rows) == [10_800: 1, -900: 1])
  }

  @Test(
    "more seconds than the times hold",
    arguments: [
      ("12:00:05", "12:00:14", false), ("12:00:05", "12:00:12", false), ("12:00:05", "12:00:11", true),
      ("", "12:00:07", false), ("", "12:00:06", true), ("12:00:05", "", false), ("x", "y", false),
    ])
  func contradictions(_ answered: String, _ ended: String, _ contradicts: Bool) throws {
    let yaml = Self.plain.replacing("billable: 4", with: "billable: 4, answered_at: 5, ended_at: 6")
    let cells = [answered, ended].map { $0.count == 8 ? "2026-11-10 \($0)" : $0 }.joined(separator: ";")
    for (key, reason) in [
      ("count", "\(Self.noon) 9 1>2"), ("reject", contradicts ? "contradictory-times" : "\(Self.noon) 9 1>2"),
    ] {
      let rows = try ForeignRows(yaml, "2026-11-10 12:00:00;1;2;9;\(cells)\n", settings: ["contradictions=\(key)"])
      #expect(rows.texts == [reason])
      #expect(rows.checks.contradictions == (contradicts ? 1 : 0))
    }
  }

  @Test("leg and a direction of all rows")
  func legs() throws {
    let yaml = Self.plain.replacing("billable: 4", with: "billable: 4, leg: 5") + "direction: outbound"
    #expect(try ForeignRows(yaml, "2026-11-10 12:00:00;1;2;9;SIP/a\n").texts == ["\(Self.noon) 9 1>2 leg SIP/a out"])
  }
}
