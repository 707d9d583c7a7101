/// A registry table to be written in one of the spellings that spec 2 accepts.
struct ScenarioTable {
  let name: String
  let columns: [String]
  var rows: [[String: String]] = []

  /// Required tables always; an optional one that is empty only sometimes.
  mutating func append(_ row: [String: String]) { rows.append(row) }

  func isNeeded(_ random: inout SeededRandom) -> Bool { !rows.isEmpty || random.chance(percent: 30) }

  func text(_ random: inout SeededRandom) -> String {
    let isOddSpelling = random.chance(percent: 20)
    let separator = isOddSpelling && random.chance(percent: 50) ? ";" : ","
    let lineEnd = isOddSpelling && random.chance(percent: 50) ? "\r\n" : "\n"
    var shown = columns.filter { column in
      // The header of lines.csv must have it, though no line may have one.
      rows.isEmpty || column == "plan" || rows.contains { !($0[column] ?? "").isEmpty } || random.chance(percent: 50)
    }
    if random.chance(percent: 30) { shown = random.shuffled(shown) }
    var lines = [shown.joined(separator: separator)]
    for row in rows {
      lines.append(shown.map { quoted(row[$0] ?? "", separator, isOddSpelling, &random) }.joined(separator: separator))
    }
    let mark = isOddSpelling && random.chance(percent: 50) ? "\u{FEFF}" : ""
    let end = random.chance(percent: 90) ? lineEnd : ""
    return mark + lines.joined(separator: lineEnd) + end
  }

  private func quoted(_ cell: String, _ separator: String, _ isOdd: Bool, _ random: inout SeededRandom) -> String {
    let mustBeQuoted = cell.contains { $0 == "\"" || String($0) == separator || $0 == "," }
    guard mustBeQuoted || (isOdd && random.chance(percent: 20)) else { return cell }
    return "\"" + cell.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
