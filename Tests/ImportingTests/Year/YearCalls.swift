import ReferenceRating
import RunSupport

/// The rows of a year's files: calls of the day, late ones, ones that came before, records of calls under way.
struct YearCalls {
  private var count = 0
  private var sent: [String] = []

  /// A file of `rows` rows around a day.
  mutating func file(day: Int, rows: Int, _ registry: YearRegistry, _ random: inout SeededRandom) -> [UInt8] {
    var text = SmallProvider.header
    for _ in 0..<rows { text += row(day: day, registry, &random) + "\n" }
    return Array(text.utf8)
  }

  private mutating func row(day: Int, _ registry: YearRegistry, _ random: inout SeededRandom) -> String {
    switch random.int(1...40) {
    case 1, 2: return sent.isEmpty ? "" : random.pick(sent.suffix(2_000))
    case 3, 4:
      return sent.isEmpty ? "" : Self.longer(random.pick(Array(sent.suffix(400))), by: random.pick([-1, 30, 60]))
    case 5: return random.pick(["not a row", "a;b;c;d;e;f;g;h;i;j;k;l", ";;;;;;;;;;;"])
    case 6...8: return call(day: day - random.int(1...40), registry, &random)
    case 9 where random.chance(percent: 10): return call(day: day - random.int(60...200), registry, &random)
    default: return call(day: day, registry, &random)
    }
  }

  private mutating func call(day: Int, _ registry: YearRegistry, _ random: inout SeededRandom) -> String {
    count += 1
    let own = random.pick(registry.callers(on: day) + [random.chance(percent: 10) ? "554833337777" : "554833331001"])
    let isOutbound = random.chance(percent: 88)
    let other = random.pick([
      "33331234", "999912345", "554899990001", "01511999912345", "0151133331234", "0015351912345678", "190", "123456",
      random.pick(registry.numbers(on: day) + ["554899990002"]),
    ])
    let seconds = random.pick([0, 2, 31, 64, 180, 611])
    let hour = random.pick([0, 0, 8, 12, 19, 20, 23])
    let time = "\(Self.two(hour)):\(Self.two(random.int(0...59))):\(Self.two(random.int(0...59)))"
    let globalID = random.chance(percent: 5) ? "" : "g\(count)"
    let row =
      "\(globalID);\(YearRegistry.date(day)) \(time);;;\(isOutbound ? own : other);\(isOutbound ? other : own);\(seconds);"
      + "\(seconds);\(isOutbound ? "OUT" : "IN");\(seconds > 0 ? "ANSWERED" : "BUSY");;"
    sent.append(row)
    return row
  }

  /// The same call with other seconds: what the platform writes of it later, or wrote before.
  private static func longer(_ row: String, by seconds: Int) -> String {
    var cells = row.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 12, let value = Int(cells[7]), value > 0 else { return row }
    cells[7] = "\(max(1, value + seconds))"
    return cells.joined(separator: ";")
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
