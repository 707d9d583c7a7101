import Scheduling
import Testing

@Suite("The fields of an agenda (spec 4.6)")
struct AgendaValuesTests {
  @Test(
    "what a field may say",
    arguments: [
      (AgendaField.minute, "0", [0]), (.minute, "59", [59]), (.minute, "07", [7]), (.minute, "1,15", [1, 15]),
      (.minute, "*/20", [0, 20, 40]), (.minute, "1-20/7", [1, 8, 15]), (.minute, "5, 3 ,5", [3, 5]),
      (.hour, "22-23", [22, 23]), (.hour, "all/12", [0, 12]), (.dayOfMonth, "*/10", [1, 11, 21, 31]),
      (.month, "1-3,12", [1, 2, 3, 12]), (.dayOfWeek, "0", [0]), (.dayOfWeek, "7", [0]),
      (.dayOfWeek, "1-5", [1, 2, 3, 4, 5]), (.dayOfWeek, "5-7", [0, 5, 6]), (.dayOfWeek, "mon-FRI", [1, 2, 3, 4, 5]),
      (.dayOfWeek, "sat-sun", [0, 6]), (.dayOfWeek, "sun-tue", [0, 1, 2]), (.dayOfWeek, "sun", [0]),
      (.dayOfWeek, "*/2", [0, 2, 4, 6]),
    ])
  func reads(_ field: AgendaField, _ text: String, _ expected: [Int]) throws {
    #expect(try AgendaValues(field, text: text).sorted(in: field) == expected)
  }

  @Test("all is every value, of each field", arguments: AgendaField.allCases)
  func all(_ field: AgendaField) throws {
    for text in ["all", "ALL", "*"] { #expect(try AgendaValues(field, text: text) == .all(of: field)) }
  }

  @Test(
    "what a field may not say",
    arguments: [
      (AgendaField.minute, "60"), (.minute, "-1"), (.minute, ""), (.minute, "1,"), (.minute, "x"), (.minute, "20-10"),
      (.minute, "*/0"), (.minute, "*/60"), (.minute, "20/3"), (.minute, "1-2-3"), (.minute, "1/2/3"), (.minute, "1.5"),
      (.minute, "٣"), (.minute, "0001"), (.hour, "24"), (.dayOfMonth, "0"), (.dayOfMonth, "32"), (.month, "13"),
      (.month, "jan"), (.dayOfWeek, "8"), (.dayOfWeek, "fri-mon"), (.hour, "mon"),
    ])
  func refuses(_ field: AgendaField, _ text: String) throws {
    let error = #expect(throws: AgendaFault.self) { try AgendaValues(field, text: text) }
    #expect(error?.field == field)
    #expect(error?.found == (text.isEmpty ? "nothing" : text))
  }
}
