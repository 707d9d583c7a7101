import CallModel
import Importing
import Testing

@testable import Importing

@Suite("What a customer reads of a service, and which mode a cycle has (spec 2.5, 4.4)")
struct ServiceTextTests {
  private static func day(_ text: String) -> CivilDate { CivilDate(text: text) ?? .distantPast }

  @Test(arguments: [
    (0, false, "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026"),
    (1, false, "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026 (chamadas tardias)"),
    (2, false, "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026 (chamadas tardias 2)"),
    (1, true, "Crédito de telefonia 554833334444 - 10/11/2026 a 09/12/2026 (chamadas tardias)"),
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
    ("554833334444", "180", 0, false, "Ligação de 554833334444 - 10/11/2026 09:10:00"),
    ("554833334444", "181", 1, false, "Ligação de 554833334444 - 10/11/2026 09:10:00 (chamada tardia)"),
    ("1", "190", 2, true, "Crédito de ligação de 1 para 190 - 10/11/2026 09:10:00 (chamada tardia 2)"),
  ])
  func `a call's service is named by its numbers, but not those of 180 and 181 (spec 4.5)`(
    caller: String, called: String, entry: Int, isCredit: Bool, text: String
  ) {
    #expect(
      ServiceText.call(
        caller: caller, called: called, startedAt: "2026-11-10T09:10:00-03:00", entry: entry, isCredit: isCredit)
        == text)
  }

  /// What imports found on which day, and whether a cycle from then on is per call.
  @Test(arguments: [
    ("2026-11-05 aggregated", "2026-12-10", false),
    ("2026-11-05 per-call", "2020-01-10", true),
    ("2026-11-05 aggregated, 2026-12-05 per-call", "2026-12-05", false),
    ("2026-11-05 aggregated, 2026-12-05 per-call", "2026-12-06", true),
    ("2026-11-05 aggregated, 2026-12-05 per-call", "2026-11-10", false),
    ("2026-11-05 aggregated, 2026-12-05 per-call, 2027-01-05 aggregated", "2027-01-05", true),
    ("2026-11-05 aggregated, 2026-12-05 per-call, 2027-01-05 aggregated", "2027-01-06", false),
    // Taken back the same day.
    ("2026-11-05 aggregated, 2026-12-05 per-call, 2026-12-05 aggregated", "2026-12-06", false),
    ("2026-11-05 aggregated, 2026-11-05 per-call, 2026-11-05 aggregated", "2026-12-06", false),
    // A clock that was set back.
    ("2026-11-05 aggregated, 2026-12-05 per-call, 2026-11-01 aggregated", "2026-12-05", false),
    ("2026-11-05 aggregated, 2026-12-05 per-call, 2026-11-01 aggregated", "2026-12-06", false),
  ])
  func `a change of the mode holds for cycles that begin after it`(found: String, cycle: String, isPerCall: Bool) {
    var modes = ServiceModes(nil)
    for note in found.split(separator: ", ") {
      let parts = note.split(separator: " ").map(String.init)
      // As from run to run.
      modes = ServiceModes(modes.text)
      modes.note(isPerCall: parts[1] == "per-call", on: Self.day(parts[0]))
    }
    #expect(ServiceModes(modes.text) == modes)
    #expect(modes.isPerCall(cycleStart: Self.day(cycle)) == isPerCall)
  }
}
