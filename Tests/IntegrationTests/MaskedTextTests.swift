import Integration
import Testing

@Suite("Telephone numbers in logs (spec 5.5, rule 9)")
struct MaskedTextTests {
  @Test(
    "numbers are masked, names of files and counts are not",
    arguments: [
      ("lines.csv:3: number: found 554833334444", "lines.csv:3: number: found 55483333****"),
      ("+5511999998888 and 33334444", "+551199999**** and 3333****"),
      ("cdr-20261109.csv: 1234567 rows", "cdr-20261109.csv: 1234567 rows"),
      ("cdr-20261109235959.csv.gz", "cdr-20261109235959.csv.gz"), ("cdr-2026110923.csv", "cdr-2026110923.csv"),
      ("20261309", "2026****"), ("20261109995959", "2026110999****"), ("1130309999", "113030****"),
      ("6e3d439f-00000001", "6e3d439f-0000****"), ("1234567890123456", "1234567890123456"), ("", ""),
      ("ação 48999990000", "ação 4899999****"),
    ])
  func masks(_ text: String, _ expected: String) { #expect(MaskedText.masked(text) == expected) }
}
