import CallModel
import Listing
import Testing

/// One description of columns gives CSV and JSON.
struct ListingTests {
  private struct Item {
    var name: String?
    var calls: Int
    var amount: String
    var day: CivilDate
  }

  private let listing = Listing<Item>([
    ListingColumn("name", "Nome") { .optional($0.name) },
    ListingColumn("calls", "Chamadas") { .integer($0.calls) },
    ListingColumn("amount", "R$") { .amount($0.amount) },
    ListingColumn("day", "Dia") { .day($0.day) },
  ])
  private let day = CivilDate(year: 2026, month: 11, day: 10)

  @Test func csvQuotesWhatNeedsItAndGuardsFormulas() {
    let item = Item(name: "=1+1, \"x\"", calls: -3, amount: "-0.10", day: day)
    #expect(listing.csvHeader == "name,calls,amount,day\n")
    #expect(listing.csv(item) == "\"'=1+1, \"\"x\"\"\",-3,-0.10,2026-11-10\n")
  }

  @Test func jsonHasNumbersAmountsAsTextAndNull() {
    let item = Item(name: nil, calls: 7, amount: "0.2320", day: day)
    #expect(listing.json(item) == #"{"name":null,"calls":7,"amount":"0.2320","day":"2026-11-10"}"#)
    let quoted = Item(name: "a\"\\\n", calls: 0, amount: "0", day: day)
    #expect(listing.without(["calls", "amount", "day"]).json(quoted) == #"{"name":"a\"\\\u000a"}"#)
  }

  @Test func columnsMayBeLeftOut() {
    #expect(listing.without(["calls"]).columns.map(\.key) == ["name", "amount", "day"])
  }
}
