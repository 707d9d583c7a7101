import CallModel
import Importing
import Testing

@testable import Importing

@Suite("What a customer reads of a service (spec 2.5, 4.4)")
struct ServiceTextTests {
  private static func day(_ text: String) -> CivilDate { CivilDate(text: text) ?? .distantPast }

  @Test(arguments: [
    (0, false, "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026"),
    (1, false, "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026 - chamadas em atraso"),
    (2, false, "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026 - chamadas em atraso"),
    (1, true, "Crédito de telefonia 554833334444 - 10/11/2026 a 09/12/2026 - chamadas em atraso"),
  ])
  func `a cycle's service is named by number, days, lateness and sign`(entry: Int, isCredit: Bool, text: String) {
    #expect(
      ServiceText.cycle(
        number: "554833334444", from: Self.day("2026-11-10"), until: Self.day("2026-12-09"), entry: entry,
        isCredit: isCredit) == text)
  }

  @Test(arguments: [
    ("554833334444", "5548999998888", 0, false, "Ligação de 554833334444 para 5548999998888 - 10/11/2026 09:10:00"),
    ("", "5548999998888", 0, false, "Ligação para 5548999998888 - 10/11/2026 09:10:00"),
    ("554833334444", "100", 0, false, "Ligação de 554833334444 - 10/11/2026 09:10:00"),
    ("554833334444", "180", 0, false, "Ligação de 554833334444 - 10/11/2026 09:10:00"),
    ("554833334444", "181", 1, false, "Ligação de 554833334444 - 10/11/2026 09:10:00 - chamadas em atraso"),
    ("1", "190", 2, true, "Crédito de ligação de 1 para 190 - 10/11/2026 09:10:00 - chamadas em atraso"),
  ])
  func `a call's service is named by its numbers, but not those of 180 and 181 (spec 4.5)`(
    caller: String, called: String, entry: Int, isCredit: Bool, text: String
  ) {
    #expect(
      ServiceText.call(
        caller: caller, called: called, startedAt: "2026-11-10T09:10:00-03:00", entry: entry, isCredit: isCredit)
        == text)
  }

  @Test(arguments: [
    ("Ligação de 554833334444 para 100 - 10/11/2026 09:10:00", "Ligação de 554833334444 - 10/11/2026 09:10:00"),
    ("Ligação de 181 para 554833334444 - 10/11/2026 09:10:00", "Ligação para 554833334444 - 10/11/2026 09:10:00"),
    (
      "Contestação recusada - Crédito de ligação de 1 para 180 - 10/11/2026 09:10:00 - chamadas em atraso",
      "Contestação recusada - Crédito de ligação de 1 - 10/11/2026 09:10:00 - chamadas em atraso"
    ),
    ("Ligação de 1005 para 188 - 10/11/2026 09:10:00", "Ligação de 1005 - 10/11/2026 09:10:00"),
    ("Ligação de 188 para 1881 - 10/11/2026 09:10:00", "Ligação para 1881 - 10/11/2026 09:10:00"),
    ("Ligação para 1000 - 10/11/2026 09:10:00", "Ligação para 1000 - 10/11/2026 09:10:00"),
    ("Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026", nil),
  ])
  func `a description that was kept names no number that is never shown (spec 11.1)`(kept: String, shown: String?) {
    #expect(ServiceText.shown(kept, hiding: ["188"]) == shown ?? kept)
  }
}
