import ReferenceRating
import Testing

@Suite("Spec 2.4, 4.3 and 7.5: direction, identity and content")
struct IdentityTests {
  static let start = "2026-11-10 09:00:00"

  /// summit-1 without its column of directions.
  private static func layout(_ direction: String = "by-registry") -> ReferenceLayout {
    var layout = ReferenceLayout.summit1
    layout.columns[.direction] = nil
    layout.directionWord = direction
    return layout
  }

  @Test(
    "by registry: the caller's number, else the account code unless it is the called line's, else the called number",
    arguments: [
      (row("g", start, "9", called: "0800123456"), "out,554833334444,0800123456,L1"),
      (row("g", start, "9", caller: "x", called: "0800123456", account: "042296"), "out,,0800123456,L2"),
      (row("g", start, "9", caller: "x", called: "554732221111", account: "042296"), "in,,554732221111,L2"),
      (row("g", start, "9", caller: "x", called: "554833334444"), "in,,554833334444,L1"),
      (row("g", start, "9", caller: "x", called: "0800123456", trunk: "TRK02"), "out,,0800123456,L2"),
      // L2's account called L1: outbound, and L2 has no rate for it.
      (row("g", start, "9", caller: "x", called: "554833334444", account: "042296"), "suspended,no-rate"),
    ])
  func byRegistry(_ raw: String, _ expected: String) {
    let result = rate([raw], options: ReferenceOptions(layout: Self.layout()))
    #expect((result.callRecords + result.rejectedRecords).contains(",\(expected),"))
  }

  @Test("one word for all rows")
  func oneWord() {
    let raw = row("g", Self.start, "9", called: "554732221111")
    let inbound = rate([raw], options: ReferenceOptions(layout: Self.layout("inbound")))
    #expect(inbound.callRecords.contains(",in,554833334444,554732221111,L2,"))
    let outbound = rate([raw], options: ReferenceOptions(layout: Self.layout("outbound")))
    #expect(outbound.rejectedRecords.contains(",suspended,no-rate,"))
  }

  /// Rows of one global_id and start, and how many of them are duplicates and conflicting.
  @Test(
    "the other number has the area code of the own number as sent, never the line's",
    arguments: [
      // The caller says area 48.
      ([row("g", start, "9", called: "33331234"), row("g", start, "9", called: "4833331234")], 1, 0),
      // The line is found by its trunk, and has an area code that the row does not have.
      (
        [
          row("g", start, "9", caller: "x", called: "33331234", trunk: "TRK01"),
          row("g", start, "9", caller: "x", called: "4833331234", trunk: "TRK01"),
        ], 0, 1
      ),
      (
        [
          row("g", start, "9", caller: "33330000", called: "554833334444", direction: "IN"),
          row("g", start, "9", caller: "4833330000", called: "4833334444", direction: "IN"),
        ], 1, 0
      ),
    ])
  func content(_ rows: [String], _ duplicates: Int, _ conflicting: Int) {
    let counts = rate(rows).counts["a.csv"] ?? [:]
    #expect(counts["duplicate"] == duplicates)
    #expect(counts["rejected"] == conflicting)
  }

  @Test("by registry the identity is that of an outbound call, regardless of what the registry says")
  func identityByRegistry() {
    let rows = [
      row("g", Self.start, "9", caller: "48999990000", called: "554833334444"),
      row("g", Self.start, "12", caller: "5548999990000", called: "4833335555"),
    ]
    // Both are received, by L1 and by L2's DID; one caller, so one call.
    let result = rate(rows, options: ReferenceOptions(layout: Self.layout()))
    #expect(result.counts["a.csv"]?["rejected"] == 1)
    #expect(body(result.rejectedRecords)[0].hasPrefix("a.csv,2,rejected,conflicting-duplicate,global_id,"))
  }

  @Test("a number with two readings is suspended, and finds no line")
  func ambiguous() {
    let result = rate([
      row("g", Self.start, "9", called: "00244923123456"), row("h", Self.start, "9", caller: "00244923123456"),
    ])
    #expect(
      body(result.rejectedRecords).map { $0.split(separator: ",").prefix(4).joined(separator: ",") } == [
        "a.csv,2,suspended,ambiguous-number", "a.csv,3,suspended,unknown-line",
      ])
    var layout = ReferenceLayout.summit1
    layout.dialling.carrierCode = .none
    let rated = rate([row("g", Self.start, "9", called: "00244923123456")], options: ReferenceOptions(layout: layout))
    #expect(rated.callRecords.contains(",out,554833334444,244923123456,L1,C1,P,intl,"))
    layout.calledForm = .e164
    let e164 = rate([row("g", Self.start, "9", called: "51912345678")], options: ReferenceOptions(layout: layout))
    #expect(e164.callRecords.contains(",51912345678,L1,C1,P,intl,"))
  }
}
