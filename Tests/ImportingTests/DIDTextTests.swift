import CallModel
import Registry
import Testing

@testable import Importing

@Suite("The digest of numbering (spec 4.3)")
struct DIDTextTests {
  @Test func `a DID's text is what Swift prints: ledgers have digests of it`() {
    let day = CivilDate(year: 2026, month: 11, day: 5)
    let periods = [
      DateRange.unbounded, DateRange(first: day, last: .distantFuture), DateRange(first: .distantPast, last: day),
      .unbounded,
    ]
    var text = DIDText()
    for line in ["1001", "a \"b\" \\ é\n", ""] {
      for number in [PhoneNumber(value: 554_833_334_444, digitCount: 12), PhoneNumber(value: 800, digitCount: 10)] {
        for (priority, port) in [(nil, nil), (1, 2), (999_999_999, nil)] as [(Int?, Int?)] {
          for period in periods {
            let did = DIDRow(lineID: line, number: number, priority: priority, port: port, activePeriod: period)
            #expect(String(decoding: text.text(did), as: UTF8.self) == "\(did)")
          }
        }
      }
    }
  }
}
