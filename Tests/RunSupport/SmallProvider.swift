import ReferenceRating

/// A provider with a handful of lines, and its files day by day: enough that each step of a run has something to do.
/// Repeats, late calls, final after interim records, rows that wait and rows that are broken come in each file.
package struct SmallProvider {
  package static let registry = [
    "contracts.csv": "id,customer\nC1,Ana\nC2,Bia\n",
    "plans.csv": "id,name,allowance_scope,decimals\nP1,Basic,line,4\nP2,Pool,contract,2\n",
    "allowances.csv": "plan,name,kind,amount,zones\nP1,min,minutes,10,local vc1\nP2,val,value,1.50,*\n",
    "rates.csv":
      "plan,zone,price_per_minute,connection_fee\nP1,local,0.05,\nP1,vc1,0.39,0.1\nP1,vc3,0.79,\n"
      + "P2,*,0.2,\nP2,on-net,0,\n",
    "lines.csv":
      "id,contract,number,plan,reset_day\nL1,C1,554833330001,P1,10\nL2,C1,554833330002,P1,1\n"
      + "L3,C2,551133330003,P2,15\nL4,C2,551133330004,P2,15\n",
  ]

  package static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code\n"

  private var random: SeededRandom
  private var sent: [String] = []
  private var count = 0

  package init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// The file of a day of November 2026, 1 to 30.
  package mutating func file(day: Int, rows: Int = 24) -> [UInt8] {
    var text = Self.header
    for _ in 0..<rows { text += row(day: day) + "\n" }
    return Array(text.utf8)
  }

  private mutating func row(day: Int) -> String {
    switch random.int(1...20) {
    case 1 where !sent.isEmpty: return random.pick(sent)
    case 2 where !sent.isEmpty: return final(random.pick(sent))
    case 3: return "not a row"
    case 4: return call(day: max(1, day - random.int(1...12)))
    default: return call(day: day)
    }
  }

  private mutating func call(day: Int) -> String {
    count += 1
    let lines = ["554833330001", "554833330002", "551133330003", "551133330004", "551133330004", "554899990000"]
    let called = ["33331234", "99912345", "5511999912345", "011554833331234", "190", "123456", "551133330004"]
    let seconds = random.pick([0, 2, 31, 64, 180, 611])
    let time = "\(two(random.int(0...23))):\(two(random.int(0...59))):\(two(random.int(0...59)))"
    let row =
      "g\(count);2026-11-\(two(day)) \(time);;;\(random.pick(lines));\(random.pick(called));\(seconds);\(seconds);OUT;"
      + (seconds > 0 ? "ANSWERED" : "BUSY") + ";T1;"
    sent.append(row)
    return row
  }

  /// The same call with a minute more: the record that comes when it is over.
  private func final(_ row: String) -> String {
    var cells = row.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 12, let seconds = Int(cells[7]), seconds > 0 else { return row }
    cells[7] = "\(seconds + 60)"
    return cells.joined(separator: ";")
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
