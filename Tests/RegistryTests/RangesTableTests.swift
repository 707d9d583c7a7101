import Registry
import Testing

@Suite("ranges.csv, spec 6.2")
struct RangesTableTests {
  private let sample = SampleTables()

  @Test(
    "spec 6.2: ranges.csv",
    arguments: [
      Case("r,5548,33330000,33339999,"),
      Case("r,5548,933330000,933330000,0"),
      Case("r,5548,33330000,33339999,3650"),
      Case(
        ",,,,", "ranges.csv:2: name: expected the name of a range, found nothing",
        "ranges.csv:2: area: expected 55 and an area code, such as 5548, found nothing",
        "ranges.csv:2: first: expected 8 or 9 digits, found nothing",
        "ranges.csv:2: last: expected 8 or 9 digits, found nothing"),
      Case("r,48,33330000,33339999,", area("48")),
      Case("r,5520,33330000,33339999,", area("5520")),
      Case("r,5448,33330000,33339999,", area("5448")),
      Case("r,05548,33330000,33339999,", area("05548")),
      Case("r,55 8,33330000,33339999,", area("55 8")),
      Case("r,5548,3333000,33339999,", "ranges.csv:2: first: expected 8 or 9 digits, found 3333000"),
      Case("r,5548,33330000,3333-999,", "ranges.csv:2: last: expected 8 or 9 digits, found 3333-999"),
      Case(
        "r,5548,33330000,933339999,",
        "ranges.csv:2: last: expected 8 digits, as first (33330000) has, found 933339999"),
      Case(
        "r,5548,33330001,33330000,",
        "ranges.csv:2: last: expected first (33330001) or a greater number, found 33330000"),
      Case(
        "r,5548,33330000,33339999,3651", "ranges.csv:2: auto_cancel_days: expected 0 to 3650, found 3651"),
      Case("r,5548,33330000,33339999,-1", "ranges.csv:2: auto_cancel_days: expected 0 to 3650, found -1"),
    ])
  func ranges(example: Case) {
    #expect(
      sample.table("ranges.csv", "name,area,first,last,auto_cancel_days", example.input).faults == example.faults)
  }

  @Test("spec 6.2: names of ranges stand once, and ranges do not overlap")
  func rangesTogether() {
    let header = "name,area,first,last"
    #expect(
      sample.table(
        "ranges.csv", header, "a,5548,33330000,33330999", "b,5548,33331000,33331999", "c,5547,33330000,33330999",
        "d,5548,933330000,933330999"
      ).faults == [])
    #expect(
      sample.table(
        "ranges.csv", header, "a,5548,33330000,33330999", "b,5548,33330999,33331999", "a,5547,33330000,33330999"
      ).faults == [
        "ranges.csv:3: first: expected numbers that no other range has, found 554833330999 to 554833331999, while "
          + "ranges.csv:2 has 554833330000 to 554833330999",
        "ranges.csv:4: name: expected a name that no other row has, found a, which ranges.csv:2 has",
      ])
    // One that cannot be read overlaps nothing.
    #expect(
      sample.table("ranges.csv", header, "a,5548,33330000,33330999", "b,5599,33330000,33330999", "c,55,1,2").faults
        .map { String($0.prefix(20)) } == ["ranges.csv:4: area: ", "ranges.csv:4: first:", "ranges.csv:4: last: "])
  }
}

private func area(_ found: String) -> String {
  "ranges.csv:2: area: expected 55 and an area code, such as 5548, found \(found)"
}
