import CallModel
import RegistryStore
import Registry
import Testing

@Suite("Numbers of ranges, spec 6.2")
struct RangeNumbersTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var day: String
    var number: String
    var expected: String
    var testDescription: String { "\(number) on \(day)" }

    init(_ day: String, _ number: String, _ expected: String) {
      self.day = day
      self.number = number
      self.expected = expected
    }
  }

  /// L1 has 0001 from 2026-10-01 to 2026-11-10, L2 from 2026-12-24 on; L3 has 0002 always, in two rows; the DID 0003 is L1's
  /// to 2026-11-05; 0004 is nobody's; L5 has 0005 from 2026-09-01 in two rows without a gap. Ten days are waited.
  static let cases = [
    Case("2026-09-30", "0001", "in-use L1 since 2026-10-01"), Case("2026-10-01", "0001", "in-use L1 since 2026-10-01"),
    Case("2026-11-10", "0001", "in-use L1 since 2026-10-01"), Case("2026-11-11", "0001", "in-use L2 since 2026-12-24"),
    Case("2026-11-05", "0003", "in-use L1 DID since 2026-10-01"),
    Case("2026-11-06", "0003", "waiting L1 DID since 2026-11-06 until 2026-11-15"),
    Case("2026-11-15", "0003", "waiting L1 DID since 2026-11-06 until 2026-11-15"),
    Case("2026-11-16", "0003", "available since 2026-11-16"), Case("2026-11-16", "0002", "in-use L3"),
    Case("2026-11-16", "0004", "available"), Case("2026-11-16", "0005", "in-use L5 since 2026-09-01"),
  ]

  @Test("a number is in use, waiting or available by the days of its lines and DIDs", arguments: cases)
  func states(_ test: Case) throws {
    let desk = try desk()
    let numbers = try desk.read { try RangeNumbers($0, name: "centro", on: try day(test.day)) }
    var texts: [String] = []
    numbers.forEach { number in
      if number.number == "55483333" + test.number { texts.append(Self.text(number)) }
      return true
    }
    #expect(texts == [test.expected])
  }

  @Test("without auto_cancel_days a number is free the day after; next is the first that is available")
  func next() throws {
    let desk = try desk()
    let next = { (text: String) in
      try desk.read { try RangeNumbers($0, name: "centro", on: try day(text)).next?.number }
    }
    #expect(try next("2026-11-06") == "554833330004")
    try desk.change { try $0.change(.ranges, id: "centro", ["auto_cancel_days": ""]) }
    #expect(try next("2026-11-05") == "554833330004")
    #expect(try next("2026-11-06") == "554833330003")
    try desk.change { try $0.change(.ranges, id: "centro", ["last": "33330002"]) }
    #expect(try next("2026-11-06") == nil)
    #expect(throws: Problem.self) {
      try desk.read { try RangeNumbers($0, name: "sul", on: try day("2026-11-06")) }
    }
  }

  private static func text(_ number: RangeNumber) -> String {
    var text = number.state.rawValue
    if let line = number.line { text += " \(line)" }
    if number.isDID { text += " DID" }
    if let since = number.since { text += " since \(since)" }
    if let until = number.until { text += " until \(until)" }
    return text
  }

  private func desk() throws -> RegisterDesk {
    let desk = try RegisterDesk()
    try desk.importing([
      "contracts.csv": "id\nC1\n", "plans.csv": "id\nP1\n", "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\n",
      "ranges.csv": "name,area,first,last,auto_cancel_days\ncentro,5548,33330001,33330005,10\n",
      "lines.csv": """
      id,contract,number,plan,reset_day,active_from,active_until
      L1,C1,554833330001,P1,10,2026-10-01,2026-11-10
      L2,C1,554833330001,P1,10,2026-12-24,
      L3,C1,554833330002,P1,10,,2026-10-31
      L3,C1,554833330002,P1,9,2026-11-01,
      L5,C1,554833330005,P1,10,2026-09-01,2026-10-31
      L5,C1,554833330005,P1,9,2026-11-01,

      """,
      "dids.csv": "line,number,active_until\nL1,554833330003,2026-11-05\n",
    ])
    return desk
  }
}
