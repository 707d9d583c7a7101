import CallModel
import Foundation
import Inspection
import RecordLayouts
import Testing

@Suite("Spec 7.7: what is built in")
struct BuiltInLayoutTests {
  /// A built-in layout and what its sample says, row by row: an answered row as
  /// `instant seconds caller>called id=… trunk=… account=… leg=… out`, without what it does not tell.
  struct Sample: Sendable, CustomTestStringConvertible {
    var layout: String
    var rows: [String]
    /// Rows with more seconds than their times hold.
    var contradictions = 0
    /// Rows whose start is what their Unix time says.
    var clockAgreements = 0

    var testDescription: String { layout }

    func text() throws -> String {
      let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/RecordLayouts/BuiltIn/Samples")
      return try String(contentsOf: sources.appending(path: "\(layout).csv"), encoding: .utf8)
    }
  }

  private static let samples = [
    Sample(
      layout: "summit-1",
      rows: [
        "2026-11-01T00:00:00-03:00 489 554833334444>011554899998888 id=6e3d439f-00000001 trunk=TRK01 account=042296 out",
        "2026-11-01T08:15:00-03:00 61 11988887777>554833334444 id=6e3d439f-00000002 trunk=TRK01 in", "unanswered",
      ]),
    Sample(
      layout: "asterisk",
      rows: [
        "2026-11-10T09:00:00-03:00 61 554833334444>04899998888 id=1794312000.10 account=042296 "
          + "leg=PJSIP/trunk-0000000b",
        "unanswered",
        "2026-11-10T09:20:00-03:00 30 11988887777>554833334444 id=pbx-1794313200.14 leg=PJSIP/1001-0000000f",
        "unanswered",
        "2026-11-10T09:40:30-03:00 10 554833334444>04899998888 id=1794314400.18 account=042296 "
          + "leg=PJSIP/trunk-00000013",
      ], clockAgreements: 5),
    Sample(
      layout: "asterisk-custom",
      rows: [
        "2026-11-10T09:00:00-03:00 61 4833334444>04899998888 id=1794312000.10 account=042296 leg=PJSIP/trunk-0000000b",
        "unanswered",
      ], clockAgreements: 2),
    Sample(
      layout: "freeswitch",
      rows: [
        "2026-11-10T09:00:00-03:00 61 554833334444>04899998888 id=7b2d0001-11ef-4d21-9a44-000000000001 account=042296",
        "2026-11-10T09:05:00-03:00 3600 11988887777>554833334444 id=7b2d0001-11ef-4d21-9a44-000000000002",
        "unanswered", "ignored skip called: \\*[0-9][0-9][0-9][0-9] with seconds",
      ]),
    Sample(
      layout: "freeswitch-opencdrrate",
      rows: [
        "2026-11-10T09:00:05-03:00 61 554833334444>04899998888 id=7b2d0002-11ef-4d21-9a44-000000000001 trunk=TRK01 "
          + "account=042296",
        "2026-11-09T23:58:00-03:00 420 11988887777>554833334444 id=7b2d0002-11ef-4d21-9a44-000000000002 trunk=TRK01",
        "unanswered",
      ]),
    Sample(
      layout: "cucm",
      rows: [
        "ignored only cdrRecordType: not 1", "2026-11-10T12:00:00Z 61 554833334444>04899998888 id=7001 leg=211",
        "unanswered", "2026-11-10T12:20:00Z 30 11988887777>554833335555 id=7003 leg=215",
      ]),
    Sample(
      layout: "broadworks",
      rows: [
        "ignored only 3: not Normal",
        "2026-11-10T12:00:00Z 67 +554833334444>04899998888 id=0000011026EE61000120261110120000.2501-030000 out",
        "unanswered",
        "2026-11-10T12:20:00Z 30 +5511988887777>+554833334444 id=0000013026EE61000120261110122000.0001-030000 in",
        "ignored only 3: not Normal",
      ]),
    Sample(
      layout: "avaya-ipo",
      rows: [
        "2026-11-10T09:00:00-03:00 61 201>04899998888 id=1008741 trunk=Line 1.1 leg=E201 out",
        "2026-11-10T09:00:00-03:00 19 201>04899998888 id=1008741 trunk=Line 1.1 leg=E202 out", "unanswered",
        "2026-11-10T09:20:00-03:00 217 11988887777>203 id=1008743 trunk=Line 1.2 leg=E203 in",
      ]),
    Sample(
      layout: "3cx",
      rows: [
        "2026-11-10T12:00:00Z 61 Ext.10016>04899998888 id=00000192A0010000_101 account=10016",
        "2026-11-10T12:10:00Z 490 11988887777>80002 id=00000192A0020000_102 account=10020", "unanswered",
      ]),
    Sample(
      layout: "kamailio-acc",
      rows: [
        "2026-11-10T12:00:00Z 61 554833334444>04899998888 id=c1a2@192.0.2.1 trunk=TRK01 account=042296", "unanswered",
      ]),
    Sample(
      layout: "ivozprovider",
      rows: [
        "2026-11-10T09:00:00-03:00 61 +554833334444>+554899998888 id=017cc7c8-0000-4bbd-9318-524a274f7001 out",
        "2026-11-10T09:10:00-03:00 30 +5511988887777>+554833334444 id=017cc7c8-0000-4bbd-9318-524a274f7002 in",
        "unanswered",
      ]),
    Sample(
      layout: "cdr-stats",
      rows: [
        "2026-11-10T09:00:00-03:00 61 554833334444>+554899998888 id=7b2d0003-7bd1-11e5-a230-000000000001 account=042296",
        "unanswered",
      ]),
    Sample(
      layout: "magnusbilling",
      rows: [
        "2026-11-10T09:00:00-03:00 61 554833334444>554899998888 id=1794312000.2321 trunk=TRK01 account=ramal100",
        "2026-11-10T09:10:00-03:00 31 554833334444>554833337777 id=1794312600.2322 trunk=TRK01 account=ramal100",
      ], clockAgreements: 2),
    Sample(layout: "didww", rows: ["2026-11-10T12:00:00Z 61 5511988887777>554833334444 e164 in", "unanswered"]),
    Sample(layout: "leucotron", rows: ["2026-11-10T09:00:00-03:00 61 8200>04899998888 trunk=t010", "unanswered"]),
    Sample(
      layout: "claro",
      rows: ["2026-11-10T09:00:00-03:00 61 4833334444>11988887777 out", "ignored only Seção: not VOZ"]),
    Sample(
      layout: "vivo",
      rows: ["2026-11-10T09:00:00-03:00 61 4833334444>11988887777 out", "ignored skip billable: "]),
    Sample(
      layout: "sansay",
      rows: [
        "2026-11-10T09:00:00-03:00 61 554833334444>04899998888 id=181-1@192.0.2.28 trunk=000200", "unanswered",
        "ignored only 3: not R",
      ]),
  ]

  private static func read(
    _ text: String, _ layout: String, _ settings: String...
  ) throws -> (rows: [String], checks: RowChecks) {
    let layout = try LayoutChoice.load(layout, overrides: try LayoutOverrides(settings: settings))
    let rows = try ForeignRows(layout, text, describe: describe)
    return (rows.texts, rows.checks)
  }

  /// The instant as seconds since 1970.
  private static func describe(_ fields: CallFields) -> String {
    let named = [
      ("id", fields.globalID), ("trunk", fields.trunk), ("account", fields.accountCode), ("leg", fields.leg),
    ]
    return "\(fields.instant) \(fields.billableSeconds) \(ForeignRows.text(fields.caller))>"
      + ForeignRows.text(fields.called) + (fields.calledForm == .e164 ? " e164" : "")
      + named.map { $1.isEmpty ? "" : " \($0)=\(ForeignRows.text($1))" }.joined() + ForeignRows.direction(fields)
  }

  /// A row of the table above as `describe` has it.
  private static func inSeconds(_ row: String) throws -> String {
    guard let first = row.split(separator: " ").first, first.first == "2" else { return row }
    let date = try Date(String(first), strategy: .iso8601)
    return "\(Int(date.timeIntervalSince1970))" + row.dropFirst(first.count)
  }

  @Test("each layout reads its sample whole", arguments: samples)
  func sample(_ sample: Sample) throws {
    let found = try Self.read(try sample.text(), sample.layout)
    #expect(found.rows == (try sample.rows.map(Self.inSeconds)))
    #expect(found.checks.contradictions == sample.contradictions)
    #expect(found.checks.clockAgreements == sample.clockAgreements)
    #expect(found.checks.clockContradictions == 0)
  }

  @Test("each layout has a sample, which no other fits better, and says what it is")
  func complete() throws {
    #expect(BuiltInLayouts.names == Self.samples.map(\.layout))
    for sample in Self.samples {
      let text = TextSample(Array(try sample.text().utf8), isWhole: true)
      #expect(LayoutTrial.bestBuiltIn(for: text)?.layout.name == sample.layout)
      let head = try #require(BuiltInLayouts.head(of: sample.layout))
      for key in BuiltInLayouts.Head.Key.allCases where (sample.layout, key) != ("summit-1", .notRead) {
        #expect(!head.lines(key).isEmpty, "\(sample.layout): \(key)")
      }
      #expect(try BuiltInLayouts.layout(named: sample.layout)?.timeZone == Self.zones[sample.layout] ?? Self.usual)
    }
  }

  private static let usual = "America/Sao_Paulo"
  private static let zones = ["broadworks": "UTC", "3cx": "UTC", "didww": "UTC"]

  @Test("Master.csv without its last columns", arguments: [16, 17, 18])
  func shorter(_ count: Int) throws {
    let sample = try #require(Self.samples.first { $0.layout == "asterisk" })
    let text = try sample.text().split(separator: "\n").map { line in
      // The only commas inside fields are those of Dial's data, which is not read.
      let plain = line.replacing(",30,tT", with: "").replacing("1001,30\"", with: "1001\"")
      return plain.split(separator: ",", omittingEmptySubsequences: false)[..<count].joined(separator: ",") + "\n"
    }
    let rows = try sample.rows.map(Self.inSeconds).map { row in
      count > 16 ? row : row.split(separator: " ").filter { !$0.hasPrefix("id=") }.joined(separator: " ")
    }
    let found = try Self.read(text.joined(), "asterisk")
    #expect(found.rows == rows)
    #expect(found.checks.clockAgreements == (count > 16 ? 5 : 0))
  }

  @Test("a Master.csv in UTC contradicts the layout's zone, and agrees with UTC")
  func masterInUTC() throws {
    let sample = try #require(Self.samples.first { $0.layout == "asterisk" })
    let text = try sample.text().replacing("2026-11-10 09:", with: "2026-11-10 12:")
    #expect(try Self.read(text, "asterisk").checks.clockFails)
    let found = try Self.read(text, "asterisk", "time_zone=UTC")
    #expect(!found.checks.clockFails)
    #expect(found.rows == (try sample.rows.map(Self.inSeconds)))
  }

  @Test("only the rows of trunks: a transfer is charged once, a three-way call twice")
  func trunks() throws {
    func row(_ called: String, _ leg: String, _ start: String, _ seconds: Int) -> String {
      "\"042296\",\"4833334444\",\"\(called)\",\"out\",\"\",\"PJSIP/1001-1\",\"\(leg)\",\"Dial\",\"\","
        + "\"2026-11-10 \(start)\",\"2026-11-10 \(start)\",,\(seconds),\(seconds),\"ANSWERED\",\"\",\"a-1.2\",\"\"\n"
    }
    let text =
      row("04899998888", "PJSIP/1002-2", "09:00:00", 11) + row("04899998888", "PJSIP/trunk-3", "09:00:11", 7)
      + row("04899998888", "PJSIP/trunk-4", "09:00:11", 7) + row("04899998888", "", "09:00:11", 4)
    let found = try Self.read(text, "asterisk", "rows.only.leg=[\"PJSIP/trunk-*\"]").rows
    let start = try Self.inSeconds("2026-11-10T09:00:11-03:00 7 4833334444>04899998888 id=a-1.2 account=042296 leg=")
    let other = "ignored only leg: not PJSIP/trunk-* with seconds"
    #expect(found == [other, start + "PJSIP/trunk-3", start + "PJSIP/trunk-4", other])
  }

  @Test("what a column says against the times is counted, as in the row that Sansay publishes")
  func sansayPublished() throws {
    let sample = try #require(Self.samples.first { $0.layout == "sansay" })
    let text = try sample.text().replacing(";61;2;5;61000;", with: ";305;2;15;305000;")
    let found = try Self.read(text, "sansay", "time_zone=Etc/GMT+8")
    #expect(found.checks.contradictions == 1)
    #expect(
      try found.rows.first
        == Self.inSeconds(
          "2026-11-10T09:00:00-08:00 305 554833334444>04899998888 id=181-1@192.0.2.28 trunk=000200"))
  }

  @Test("a site's keys on each layout", arguments: BuiltInLayouts.names)
  func overrides(_ name: String) throws {
    let layout = try LayoutChoice.load(
      name, overrides: try LayoutOverrides(settings: ["time_zone=America/Manaus", "rows.skip.called=[s, \"\\\\*97\"]"]))
    #expect(layout.timeZone == "America/Manaus")
    #expect(layout.rows.contains { $0.kind == .skip && $0.label == "called" && $0.globs.count == 2 })
  }
}
