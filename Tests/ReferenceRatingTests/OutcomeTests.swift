import ReferenceRating
import Testing

@Suite("Spec 2.4: outcomes of a row")
struct OutcomeTests {
  static let start = "2026-11-10 09:00:00"

  /// A row and what `rejected-records.csv` says of it.
  @Test(
    "the first of several faults",
    arguments: [
      (row("g", "2026-02-29 09:00:00", "x"), "rejected,bad-timestamp,started_at"),
      (row("g", "1969-12-31 23:59:59", "9"), "rejected,bad-timestamp,started_at"),
      (row("g", "2200-01-01 00:00:00", "9"), "rejected,bad-timestamp,started_at"),
      (row("g", "", "9"), "rejected,bad-timestamp,started_at"),
      (row("g", start, "x", direction: "?"), "rejected,bad-duration,billable"),
      (row("g", start, "1234567890"), "rejected,bad-duration,billable"),
      (row("g", start, "5."), "rejected,bad-duration,billable"),
      (row("g", start, "5,5"), "rejected,bad-duration,billable"),
      (row("g", start, "-5"), "rejected,bad-duration,billable"),
      (row("g", start, "9", direction: "out", disposition: "?"), "rejected,bad-direction,direction"),
      (row("g", start, "9", called: "", disposition: "ANSWERED "), "rejected,bad-disposition,disposition"),
      (row("g", start, "9", called: "4833a"), "rejected,bad-number,called"),
      (row("g", start, "1", called: ""), "rejected,bad-number,called"),
      ("a;b", "rejected,missing-field,"),
      (row("g", start, "9") + ";", "rejected,extra-field,"),
      (row("g", start, "9", caller: "anonymous"), "suspended,unknown-line,"),
      (row("g", start, "9", caller: "552133330000"), "suspended,line-inactive,"),
      (row("g", start, "9", called: "290"), "suspended,unknown-destination,"),
      (row("g", start, "9", called: "552033334444"), "suspended,unknown-destination,"),
      (row("g", start, "2", called: "40041234"), "suspended,no-rate,"),
    ])
  func faults(_ raw: String, _ expected: String) {
    let result = rate([raw])
    #expect(body(result.rejectedRecords) == ["a.csv,2,\(expected),\(raw.contains(",") ? "\"\(raw)\"" : raw)"])
  }

  @Test(
    "unanswered comes before an unknown line, after the faults",
    arguments: [
      row("g", start, "0", caller: "x"), row("g", start, "0.0"), row("g", start, "9", disposition: "BUSY"),
    ])
  func unanswered(_ raw: String) {
    #expect(rate([raw]).counts["a.csv"]?["unanswered"] == 1)
  }

  @Test("rows too long, of bad encoding, and on the boundary of 64 KiB")
  func bytes() {
    func result(_ padding: Int, _ end: [UInt8]) -> ReferenceResult {
      let raw = Array(row("g", Self.start, "9").utf8)
      let cells = raw.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      var filled: [UInt8] = []
      for (index, cell) in cells.enumerated() {
        filled += index == 0 ? [] : [UInt8(ascii: ";")]
        filled += index == 2 ? Array(repeating: UInt8(ascii: "x"), count: padding - raw.count) : Array(cell)
      }
      return referenceRate(
        registry: exampleRegistry, files: [("a.csv", Array(summit1Header.utf8) + [0x0A] + filled + end)],
        options: ReferenceOptions())
    }
    #expect(result(65_536, [0x0D, 0x0A]).counts["a.csv"]?["rated"] == 1)
    #expect(result(65_536, []).counts["a.csv"]?["rated"] == 1)
    let long = result(65_537, [0x0A]).rejectedRecords
    #expect(long.contains("rejected,too-long,,g;"))
    #expect(body(long)[0].utf8.count == "a.csv,2,rejected,too-long,,".utf8.count + 1024)
    let bad = Array("\(summit1Header)\n".utf8) + [0xC3, 0x28, 0x0A]
    let rejected = referenceRate(registry: exampleRegistry, files: [("a.csv", bad)], options: ReferenceOptions())
    #expect(body(rejected.rejectedRecords) == ["a.csv,2,rejected,bad-encoding,,\u{FFFD}("])
  }

  @Test("a duplicate, a final record after an interim one, and another call")
  func duplicates() {
    let result = rate([
      row("g", Self.start, "60"), row("g", Self.start, "90"), row("g", Self.start, "89.5", called: "4833331234"),
      row("g", Self.start, "90", trunk: "T"), row("", Self.start, "60"), row("", Self.start, "60"),
      row("", Self.start, "90"), row("h", Self.start, "9", called: "290"), row("h", Self.start, "9", called: "+290"),
    ])
    #expect(
      result.counts["a.csv"] == [
        "read": 9, "rated": 4, "free": 0, "unanswered": 0, "duplicate": 3, "rejected": 1, "suspended": 1, "ignored": 0,
      ])
    let rejected = body(result.rejectedRecords)
    #expect(rejected[0].hasPrefix("a.csv,2,rejected,conflicting-duplicate,global_id,g;"))
    #expect(rejected[1].hasPrefix("a.csv,9,suspended,unknown-destination,,h;"))
    let sources = body(result.callRecords).compactMap { $0.split(separator: ",").last }
    #expect(sources == ["a.csv:6", "a.csv:8", "a.csv:3", "a.csv:5"])
  }

  @Test(
    "line, direction, numbers and zone as written",
    arguments: [
      (row("g", start, "9", caller: "554833335555"), "out,554833335555,554733331234,L2,C2,P"),  // DID, no local rate
      (row("g", start, "9", caller: "554732221150"), "out,554732221150,554733331234,L2,C2,P"),
      (row("g", start, "9", caller: "x", trunk: "TRK01"), "out,,554833331234,L1,C1,P"),
      (row("g", start, "9", caller: "9", trunk: "?", account: "042296"), "out,9,554733331234,L2,C2,P"),
      (row("g", start, "9", called: "4832221111", direction: "IN"), "unknown-line"),
      (
        row("g", start, "9", caller: "+1 212", called: "(47) 3222-1111", direction: "IN"),
        "in,,554732221111,L2,C2,P,inbound"
      ),
      (
        row("g", start, "9", caller: "190", called: "33334444", direction: "IN", trunk: "TRK01"),
        "in,190,554833334444,L1,C1,P,inbound"
      ),
      (row("g", start, "9", called: "290", direction: "IN", trunk: "TRK02"), "in,554833334444,290,L2,C2,P,inbound"),
      (row("g", start, "9", called: "0015351912345678"), "out,554833334444,351912345678,L1,C1,P,intl"),
      (row("g", start, "9", called: "192"), "out,554833334444,192,L1,C1,P,special"),
      (row("g", start, "9", called: "0800123456"), "out,554833334444,0800123456,L1,C1,P,toll-free"),
      (row("g", start, "9", called: "90903333-1234"), "out,554833334444,554833331234,L1,C1,P,collect"),
    ])
  func records(_ raw: String, _ expected: String) {
    let result = rate([raw])
    #expect((result.callRecords + result.rejectedRecords).contains(",\(expected),"))
  }

  @Test("a global_id and a raw row that would be a formula get a quote before them")
  func formulas() {
    let result = rate([row("=1+1", Self.start, "9"), row("-", Self.start, "x")])
    #expect(body(result.callRecords)[0].hasPrefix("'=1+1,"))
    #expect(body(result.rejectedRecords)[0].contains(",'-;2026"))
  }

  @Test(
    "headers and empty files",
    arguments: [
      ("", 0), ("\u{FEFF}", 0), ("\n\r\n", 0), ("\(summit1Header)\r\n", 0), (summit1Header, 0),
      ("\n\u{FEFF}\(summit1Header)\n", 0), ("\(summit1Header);trunk\n", nil), ("\(summit1Header);duration\n\n;\n", 1),
      ("\(summit1Header)\r;\r;\r", nil), ("a;b\n", nil),
    ])
  func headers(_ text: String, _ read: Int?) {
    let result = referenceRate(
      registry: exampleRegistry, files: [("a.csv", Array(text.utf8))], options: ReferenceOptions())
    #expect(result.counts["a.csv"]?["read"] == read)
    #expect(result.failedFiles == (read == nil ? ["a.csv"] : []))
  }
}
