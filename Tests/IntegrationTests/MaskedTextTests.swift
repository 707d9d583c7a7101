import Integration
import Testing

@Suite("Telephone numbers in logs (spec 5.5, 9)")
struct MaskedTextTests {
  @Test(
    "numbers are masked, names of files and counts are not",
    arguments: [
      ("lines.csv:3: number: found 554833334444", "lines.csv:3: number: found 5548******44"),
      ("+5511999998888 and 33334444", "+5511*******88 and 3333**44"),
      ("cdr-20261109.csv: 1234567 rows", "cdr-20261109.csv: 1234567 rows"),
      ("cdr-20261109235959.csv.gz", "cdr-20261109235959.csv.gz"), ("cdr-2026110923.csv", "cdr-2026110923.csv"),
      ("20261309", "2026**09"), ("20261109995959", "2026********59"), ("1130309999", "1130****99"),
      ("6e3d439f-00000001", "6e3d439f-0000**01"), ("1234567890123456", "1234567890123456"), ("", ""),
      ("ação 48999990000", "ação 4899*****00"),
    ])
  func masks(_ text: String, _ expected: String) { #expect(MaskedText.masked(text) == expected) }
}
