import Registry
import Testing

@Suite("dids.csv, spec 2.2 and 6.2")
struct DIDsTableTests {
  private let sample = SampleTables()

  @Test(
    "spec 2.2: dids.csv",
    arguments: [
      Case("L1,5548933330009,999999999,1,,"),
      Case("L1,554833330009,,,2026-01-01,2026-01-01"),
      Case("L1,554833330009,,0,,"),
      Case(
        "L1,554833330009,,,2026-01-02,2026-01-01",
        "dids.csv:2: active_until: expected active_from (2026-01-02) or a later day, found 2026-01-01"),
      Case("L9,554833330009,,,,", "dids.csv:2: line: expected the id of a line in lines.csv, found L9"),
      Case(",554833330009,,,,", "dids.csv:2: line: expected the id of a line in lines.csv, found nothing"),
      Case("L1,33330009,,,,", "dids.csv:2: number: expected 55, an area code and 8 or 9 digits, found 33330009"),
      Case(
        "L1,554833330009,-1,x,,", "dids.csv:2: priority: expected 0 to 999999999, found -1",
        "dids.csv:2: port: expected 0 to 999999999, found x"),
    ])
  func dids(example: Case) {
    let header = "line,number,priority,port,active_from,active_until"
    #expect(sample.table("dids.csv", header, example.input).faults == example.faults)
  }

  @Test("spec 6.2: what is entered has no port 0")
  func ports() {
    let did = sample.table("dids.csv", "line,number,priority,port", "L1,554833330009,,0")
    #expect(did.faults(RegistryRules(mode: nil)) == ["dids.csv:2: port: expected 1 or more, or nothing, found 0"])
  }

  @Test("spec 2.2: a DID belongs to its line whenever a row of the line is active")
  func numbersOfDIDs() {
    let lines = sample.lines(
      "L1,C1,554833330001,P1,10,2026-01-01,2026-01-31,,,,,,", "L1,C1,554833330002,P1,10,2026-03-01,2026-03-31,,,,,,",
      "L2,C2,554833330003,P2,10,2026-02-01,2026-02-28,,,,,,", "L3,C2,554833330004,P2,10,2026-03-31,,,,,,,")
    let header = "line,number"
    #expect(lines.table("dids.csv", header, "L1,554833330009", "L2,554833330009").faults == [])
    #expect(lines.table("dids.csv", header, "L1,554833330003", "L2,554833330001").faults == [])
    #expect(lines.table("dids.csv", header, "L1,554833330001", "L1,554833330009", "L1,554833330009").faults == [])
    #expect(
      lines.table("dids.csv", header, "L1,554833330009", "L3,554833330009", "L3,554833330002").faults == [
        "dids.csv:3: number: expected a number that no other line has on 2026-03-31, found 554833330009, which "
          + "dids.csv:2 (line L1) has",
        "dids.csv:4: number: expected a number that no other line has on 2026-03-31, found 554833330002, which "
          + "lines.csv:3 (line L1) has",
      ])
  }

  @Test("spec 6.2: a DID is its line's on days of its own period only")
  func periodsOfDIDs() {
    let lines = sample.lines(
      "L1,C1,554833330001,P1,10,2026-01-01,2026-12-31,,,,,,", "L2,C2,554833330002,P2,10,,,,,,,,")
    let header = "line,number,active_from,active_until"
    #expect(
      lines.table("dids.csv", header, "L1,554833330009,,2026-03-31", "L2,554833330009,2026-04-01,").faults == [])
    #expect(lines.table("dids.csv", header, "L1,554833330009,,", "L2,554833330009,2027-01-01,").faults == [])
    // Before and after the line there is nothing that a DID of it could take.
    #expect(lines.table("dids.csv", header, "L1,554833330002,2027-01-01,").faults == [])
    #expect(
      lines.table("dids.csv", header, "L1,554833330009,,2026-03-31", "L2,554833330009,2026-03-31,2026-05-01").faults
        == [
          "dids.csv:3: number: expected a number that no other line has on 2026-03-31, found 554833330009, which "
            + "dids.csv:2 (line L1) has"
        ])
    #expect(
      lines.table("dids.csv", header, "L1,554833330002,2026-06-01,").faults == [
        "dids.csv:2: number: expected a number that no other line has between 2026-06-01 and 2026-12-31, found "
          + "554833330002, which lines.csv:3 (line L2) has"
      ])
    // What cannot be read claims nothing.
    #expect(
      lines.table("dids.csv", header, "L1,554833330002,soon,").faults == [
        "dids.csv:2: active_from: expected a date of the form YYYY-MM-DD, found soon"
      ])
  }
}
