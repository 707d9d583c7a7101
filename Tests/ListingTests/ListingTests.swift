import CallModel
import Foundation
import Listing
import Testing

/// One description of columns gives table, CSV, JSON and page.
struct ListingTests {
  private struct Item {
    var name: String?
    var calls: Int
    var amount: String
    var day: CivilDate
  }

  private let listing = Listing<Item>(
    [
      ListingColumn("name", "who") { .optional($0.name) },
      ListingColumn("calls", "calls", hidesIfEmpty: true) { .integer($0.calls) },
      ListingColumn("amount", "R$") { .amount($0.amount) },
      ListingColumn("day", "on", in: .data) { .day($0.day) },
    ], csv: ["day", "name", "calls", "amount"])
  private let day = CivilDate(year: 2026, month: 11, day: 10)

  private func json(_ item: Item) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(listing.object(item)), as: UTF8.self)
  }

  @Test func csvQuotesWhatNeedsItAndGuardsFormulas() {
    let item = Item(name: "=1+1, \"x\"", calls: -3, amount: "-0.10", day: day)
    #expect(listing.csvHeader == "day,name,calls,amount\n")
    #expect(String(decoding: listing.csv(item), as: UTF8.self) == "2026-11-10,\"'=1+1, \"\"x\"\"\",-3,-0.10\n")
    let ids = Listing<Item>([ListingColumn("name", "who") { .optional($0.name) }], guardsFormulas: false)
    #expect(String(decoding: ids.csv(Item(name: "-7", calls: 0, amount: "0", day: day)), as: UTF8.self) == "-7\n")
  }

  @Test func jsonHasNumbersAndAmountsAsTextAndLeavesOutWhatIsNot() throws {
    let item = Item(name: nil, calls: 7, amount: "0.2320", day: day)
    #expect(try json(item) == #"{"amount":"0.2320","calls":7,"day":"2026-11-10"}"#)
    let quoted = Item(name: "a\"\\\n", calls: 0, amount: "0", day: day)
    #expect(try json(quoted) == #"{"amount":"0","calls":0,"day":"2026-11-10","name":"a\"\\\n"}"#)
    let blank = ListingValue.object(["a": .none, "b": .blank, "c": .array([.flag(true), .number(3)])])
    #expect(String(decoding: try JSONEncoder().encode(blank), as: UTF8.self).contains("null"))
  }

  @Test func tablesAlignAndLeaveOutColumnsThatSayNothing() {
    let items = [
      Item(name: "Ana", calls: 1_204, amount: "10.00", day: day),
      Item(name: "B\u{1B}", calls: 0, amount: "1", day: day),
    ]
    #expect(listing.table(items) == ["who  calls     R$", "Ana  1,204  10.00", "B\u{FFFD}       0      1"])
    #expect(listing.table([Item(name: "Ana", calls: 0, amount: "1", day: day)]) == ["who  R$", "Ana   1"])
  }

  @Test func aStreamedTableIsTheTableAndDropsColumnsWhereThereIsNoRoom() throws {
    let items = (0..<2_500).map { Item(name: "n\($0)", calls: $0, amount: "\($0).00", day: day) }
    func streamed(width: Int?) throws -> [String] {
      var bytes: [UInt8] = []
      var table = StreamedTable(listing, width: width, dropping: ["calls"]) {
        bytes += $0
        return true
      }
      for item in items { _ = try table.append(item) }
      try table.flush()
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    let whole = try streamed(width: nil)
    #expect(whole.count == 2_501 && whole[0].split(separator: " ") == ["who", "calls", "R$"])
    #expect(whole.map { $0.split(separator: " ") } == listing.table(items).map { $0.split(separator: " ") })
    #expect(try streamed(width: 14)[0].split(separator: " ") == ["who", "R$"])
  }

  @Test func aPageShowsColumnsOfTheListUnderItsTitles() {
    let page = listing.page(
      [("amount", "Valor"), ("name", "Nome"), ("none", "Nada")], words: ["name": { _ in .text("x") }])
    #expect(page.columns.map(\.title) == ["Valor", "Nome"])
    #expect(page.cells(Item(name: "a", calls: 1, amount: "2", day: day)) == [.amount("2"), .text("x")])
    #expect(listing.without(["calls"]).columns.map(\.key) == ["name", "amount", "day"])
  }

  @Test func valuesMayBeMapped() {
    let hidden = listing.mapValues { $0 == .text("Ana") ? .text("***") : $0 }
    #expect(hidden.cells(Item(name: "Ana", calls: 1, amount: "2", day: day))[0] == .text("***"))
    #expect(hidden.csvHeader == listing.csvHeader)
  }
}
