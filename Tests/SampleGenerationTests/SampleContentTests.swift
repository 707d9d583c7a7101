import SampleGeneration
import Testing

/// What 20,000 rows hold: each class that the generator's documentation names.
@Suite struct SampleContentTests {
  private let rows: [[String]]
  private let lines: [[String: String]]

  init() throws {
    let sample = try Sample(GenerationOptions(rows: 20_000, lines: 2000, files: 8))
    rows = sample.rows()
    lines = try sample.table("lines.csv")
  }

  /// Rows that can be read.
  private var calls: [[String]] {
    rows.filter { $0.count == 12 && !$0[4].contains("\u{FFFD}") && $0[8] != "XFER" && !$0[7].hasPrefix("-") }
  }

  @Test func unansweredAndInboundSharesAreAsDocumented() {
    #expect((4000...4800).contains(calls.count { $0[9] != "ANSWERED" }))
    #expect((4500...5500).contains(calls.count { $0[8] == "IN" }))
    for disposition in ["NO ANSWER", "BUSY", "FAILED", "CANCELLED"] {
      #expect(calls.contains { $0[9] == disposition && $0[7] == "0" && $0[2].isEmpty }, "\(disposition)")
    }
  }

  @Test func duplicatesAndInterimRecordsAreThere() {
    let texts = rows.map { $0.joined(separator: ";") }
    #expect((55...65).contains(texts.count - Set(texts).count))
    let contents = Dictionary(grouping: calls) { $0[0] + $0[1] + $0[4] }.values
    #expect((8...10).contains(contents.count { Set($0.map { $0[7] }).count > 1 }))
    let legs = Dictionary(grouping: calls) { $0[0] }.values
    #expect(legs.contains { Set($0.map { $0[1] }).count > 1 })
  }

  @Test func everyFaultIsThere() {
    #expect(rows.contains { $0.count < 12 })
    #expect(rows.contains { $0.count > 12 })
    #expect(rows.contains { $0[1].hasSuffix("25:00:00") })
    #expect(rows.contains { $0[4].contains("\u{FFFD}") })
    #expect(rows.contains { $0[5].contains("*") || $0[5].contains("@") })
    #expect(rows.contains { $0[7].hasPrefix("-") })
    #expect(rows.contains { $0[8] == "XFER" })
    #expect(rows.contains { $0[9] == "TRANSFERRED" })
  }

  @Test func everySuspensionIsThere() {
    let inactive = Set(lines.filter { $0["active"] == "no" }.compactMap { $0["number"] })
    #expect(calls.contains { $0[8] == "OUT" && inactive.contains(String($0[4].suffix(12))) })
    #expect(calls.contains { $0[8] == "OUT" && $0[4].dropFirst(4).hasPrefix("299") })
    #expect(calls.contains { $0[5].count == 4 && $0[5].hasPrefix("2") })
    #expect(calls.contains { $0[5].hasPrefix("0500") })
  }

  @Test(arguments: [
    "0800", "0300", "0303", "0900", "400", "300", "190", "10331", "9090", "90", "00", "+55", "+", "55", "0",
  ])
  func everyFormOfDiallingIsThere(prefix: String) {
    #expect(calls.contains { $0[8] == "OUT" && $0[5].hasPrefix(prefix) })
  }

  @Test func someCallsHaveOnlyATrunkOrAnAccountCode() {
    let names: Set = ["anonymous", "asterisk", "ramal-2001"]
    let outbound = calls.filter { $0[8] == "OUT" && names.contains($0[4]) }
    let trunks = Set(lines.compactMap { $0["trunk"] })
    let codes = Set(lines.compactMap { $0["account_code"] })
    #expect(outbound.contains { trunks.contains($0[10]) && $0[11].isEmpty })
    #expect(outbound.contains { !trunks.contains($0[10]) && codes.contains($0[11]) && !$0[11].isEmpty })
  }

  @Test func timesOfARowAgree() {
    for call in calls where !call[1].hasSuffix("25:00:00") {
      #expect(call[1] <= call[3] && call[1].count == 19 && call[3].count == 19)
      #expect(call[2].isEmpty == (call[9] != "ANSWERED" && call[9] != "TRANSFERRED"))
      #expect(Int(call[6]).map { $0 >= Int(call[7]) ?? 0 } == true)
    }
  }
}
