import Integration
import Testing

@Suite("Telephone numbers in logs (spec 5.5, rule 9)")
struct MaskedTextTests {
  @Test(
    "numbers are masked, names of files and counts are not",
    arguments: [
      ("lines.csv:3: number: found 554833334444", "lines.csv:3: number: found ********4444"),
      ("+5511999998888 and 33334444", "+*********8888 and ****4444"),
      ("cdr-20261109.csv: 1234567 rows", "cdr-20261109.csv: 1234567 rows"),
      ("cdr-20261109235959.csv.gz", "cdr-20261109235959.csv.gz"), ("cdr-2026110923.csv", "cdr-2026110923.csv"),
      ("20261309", "****1309"), ("20261109995959", "**********5959"), ("1130309999", "******9999"),
      ("6e3d439f-00000001", "6e3d439f-****0001"), ("1234567890123456", "1234567890123456"), ("", ""),
      ("ação 48999990000", "ação *******0000"),
    ])
  func masks(_ text: String, _ expected: String) { #expect(MaskedText.masked(text) == expected) }
}
