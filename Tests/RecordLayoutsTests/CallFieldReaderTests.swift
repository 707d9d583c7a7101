import ByteScanning
import CallModel
import RecordLayouts
import Testing

@Suite("Spec 2.4: from a row to a call's fields")
struct CallFieldReaderTests {
  /// What one row of summit-1 came to.
  private struct Answer: Equatable {
    var reason: Reason?
    var instant: Int64 = 0
    var seconds: UInt32 = 0
    var isOutbound: Bool?
    var isAnswered = false
    var texts: [String] = []
  }

  private func bound(_ change: (inout RecordLayout) -> Void) throws -> BoundLayout {
    var layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    change(&layout)
    let zone = try #require(TimeZoneRules(builtIn: layout.timeZone))
    let header = "started_at;billable;direction;disposition;caller;called;global_id;trunk;account_code"
    return try BoundLayout(layout, zone: zone, header: Array(header.utf8))
  }

  private func read(_ rows: [String], _ change: (inout RecordLayout) -> Void = { _ in }) throws -> [Answer] {
    let layout = try bound(change)
    let reader = RowReader(layout: layout)
    var fieldReader = CallFieldReader(layout: layout)
    var fields = CallFields()
    var answers: [Answer] = []
    Array(rows.joined(separator: "\n").utf8).withUnsafeBytes { bytes in
      reader.start(bytes, layout: layout)
      while case .fields = reader.next() {
        if let reason = fieldReader.read(reader.row, into: &fields) {
          answers.append(Answer(reason: reason))
          continue
        }
        let texts = [fields.caller, fields.called, fields.globalID, fields.trunk, fields.accountCode]
        answers.append(
          Answer(
            instant: fields.instant, seconds: fields.billableSeconds,
            isOutbound: fields.direction == .byRegistry ? nil : fields.direction == .outbound,
            isAnswered: fields.isAnswered, texts: texts.map { String(decoding: $0, as: UTF8.self) }))
      }
    }
    return answers
  }

  /// A sound row with some fields replaced.
  private static func row(
    _ time: String = "2026-11-01 00:00:00", _ billable: String = "489", _ direction: String = "OUT",
    _ disposition: String = "ANSWERED"
  ) -> String {
    "\(time);\(billable);\(direction);\(disposition);4833334444;190;g1;T1;0042"
  }

  @Test("a sound row: texts as they stand, the time in the layout's zone")
  func sound() throws {
    let answer = try read([Self.row()])
    #expect(
      answer == [
        Answer(
          instant: 1_793_502_000, seconds: 489, isOutbound: true, isAnswered: true,
          texts: ["4833334444", "190", "g1", "T1", "0042"])
      ])
  }

  @Test(
    "the first fault in the order of 2.4",
    arguments: [
      (row("", "x", "x", "x"), Reason.badTimestamp), (row("2026-11-01 00:00:00", "x", "x", "x"), .badDuration),
      (row("2026-11-01 00:00:00", "1", "x", "x"), .badDirection),
      (row("2026-11-01 00:00:00", "1", "IN", "x"), .badDisposition),
    ])
  func order(_ row: String, _ reason: Reason) throws {
    #expect(try read([row]).map(\.reason) == [reason])
  }

  @Test(
    "times that are none",
    arguments: [
      "", " ", "2026-11-01", "2026-11-01 00:00", "2026-11-01T00:00:00", "2026-11-01 00:00:00 ", " 2026-11-01 00:00:00",
      "2026-02-29 00:00:00", "2026-11-31 00:00:00", "2026-00-01 00:00:00", "2026-13-01 00:00:00", "2026-11-00 00:00:00",
      "2026-11-01 24:00:00", "2026-11-01 00:60:00", "2026-11-01 00:00:60", "1969-12-31 23:59:59", "2200-01-01 00:00:00",
      "0000-01-01 00:00:00", "9999-12-31 00:00:00", "2026-11-01 00:00:0x", "２０26-11-01 00:00:00",
    ])
  func badTimes(_ time: String) throws {
    // A good row before and after: the reader remembers days.
    let answers = try read([Self.row(), Self.row(time), Self.row()])
    #expect(answers.map(\.reason) == [nil, .badTimestamp, nil])
    #expect(answers[0] == answers[2])
  }

  @Test(
    "spec 3.1: times at the edges of years, days and zone changes",
    arguments: [
      ("1970-01-01 00:00:00", 10_800), ("2199-12-31 23:59:59", 7_258_129_199), ("2024-02-29 12:00:00", 1_709_218_800),
      // Clocks set forward: 00:30 does not exist, read with the offset before.
      ("2018-11-04 00:30:00", 1_541_302_200), ("2018-11-03 23:59:59", 1_541_300_399),
      ("2018-11-04 01:00:00", 1_541_300_400),
      // Clocks set back: 23:30 comes twice, the earlier is taken.
      ("2018-02-17 23:30:00", 1_518_917_400), ("2018-02-18 00:00:00", 1_518_922_800),
    ] as [(String, Int64)])
  func edges(_ time: String, _ instant: Int64) throws {
    #expect(try read([Self.row(time)]).map(\.instant) == [instant])
  }

  @Test("days in any order are read alike")
  func anyOrder() throws {
    let times = [
      "2026-11-01 10:00:00", "2018-11-04 00:30:00", "2026-11-01 09:00:00", "2018-02-17 23:30:00", "1999-01-01 00:00:00",
    ]
    let together = try read(times.map { Self.row($0) })
    #expect(try together == times.flatMap { try read([Self.row($0)]) })
  }

  @Test("billable", arguments: [("0", 0), ("1.01", 2), ("999999999", 999_999_999)])
  func billable(_ text: String, _ seconds: UInt32) throws {
    let answer = try read([Self.row("2026-11-01 00:00:00", text)])
    #expect(answer.map(\.seconds) == [seconds])
    #expect(answer.map(\.isAnswered) == [seconds > 0])
  }

  @Test("bad-duration", arguments: ["", "-2", "1:00", "1,5", "1000000000", " 1", "1."])
  func badDurations(_ text: String) throws {
    #expect(try read([Self.row("2026-11-01 00:00:00", text)]).map(\.reason) == [.badDuration])
  }

  @Test(
    "direction and disposition are compared exactly",
    arguments: [
      ("OUT", "ANSWERED", nil), ("IN", "NO ANSWER", nil), ("IN", "BUSY", nil), ("IN", "FAILED", nil),
      ("IN", "CANCELLED", nil), ("out", "ANSWERED", .badDirection), ("", "ANSWERED", .badDirection),
      ("OUT ", "ANSWERED", .badDirection), ("OUT", "Answered", .badDisposition), ("OUT", "", .badDisposition),
      ("OUT", "ANSWERED ", .badDisposition), ("OUT", "ANSWERE", .badDisposition),
    ] as [(String, String, Reason?)])
  func words(_ direction: String, _ disposition: String, _ reason: Reason?) throws {
    let answer = try read([Self.row("2026-11-01 00:00:00", "5", direction, disposition)])
    #expect(answer.map(\.reason) == [reason])
    if reason == nil {
      #expect(answer.map(\.isOutbound) == [direction == "OUT"])
      #expect(answer.map(\.isAnswered) == [disposition == "ANSWERED"])
    }
  }

  @Test("without these columns: the registry decides the direction, and seconds that it was answered")
  func noColumns() throws {
    let rows = [Self.row("2026-11-01 00:00:00", "5", "x", "x"), Self.row("2026-11-01 00:00:00", "0", "x", "x")]
    let answers = try read(rows) {
      for field in [RecordLayout.Field.direction, .disposition, .globalID, .trunk, .accountCode] {
        $0.columns[field] = nil
      }
    }
    #expect(answers.map(\.isOutbound) == [nil, nil])
    #expect(answers.map(\.isAnswered) == [true, false])
    #expect(answers.first?.texts == ["4833334444", "190", "", "", ""])
  }
}
