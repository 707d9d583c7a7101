import Importing
import Testing

@Suite("Telephone numbers hidden in texts (spec 4.5, 5.5)")
struct NumberMaskTests {
  @Test(arguments: [
    ("554833334444", "********4444"),
    ("g;2026-11-10 09:10:00;4833334444;(48) 3333-4444;31", "g;2026-11-10 09:10:00;******4444;(**) ****-4444;31"),
    ("0021 210 5550001;68", "**** *** ***0001;68"),
    (
      "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026",
      "Excedente de telefonia ********4444 - 10/11/2026 a 09/12/2026"
    ),
    ("190;1234567", "190;1234567"), ("20261110091000", "**********1000"), ("", ""), ("Crédito 1", "Crédito 1"),
  ])
  func `of runs of eight digits or more the last four are shown, days stay`(text: String, masked: String) {
    #expect(NumberMask.maskAll(in: text) == masked)
  }
}
