import Scheduling
import Testing

@Suite("An agenda in systemd's words (spec 4.6)")
struct SystemdCalendarTests {
  @Test(
    "each as systemd-analyze calendar takes it",
    arguments: [
      ([AgendaField.minute: "0", .hour: "2"], "*-*-* 02:00:00 America/Sao_Paulo"),
      ([.minute: "0", .hour: "2", .dayOfMonth: "1"], "*-*-01 02:00:00 America/Sao_Paulo"),
      (
        [.minute: "30", .hour: "7", .dayOfMonth: "1,15", .dayOfWeek: "1-5"],
        "Mon..Fri *-*-01,15 07:30:00 America/Sao_Paulo"
      ),
      (
        [.minute: "*/20", .hour: "8-18", .month: "1-3,12", .dayOfWeek: "sat-sun"],
        "Sat,Sun *-01..03,12-* 08..18:00,20,40:00 America/Sao_Paulo"
      ),
      ([:], "*-*-* *:*:00 America/Sao_Paulo"),
    ])
  func text(_ fields: [AgendaField: String], _ expected: String) throws {
    #expect(
      SystemdCalendar(try AgendaTimesTests.agenda(fields), timeZone: "America/Sao_Paulo").text == expected)
  }
}
