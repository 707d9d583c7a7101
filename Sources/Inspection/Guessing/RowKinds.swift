import ByteScanning
import CallModel
import RecordLayouts

/// Rows of other kinds among the calls: types, starts, sums, second legs, calls in two rows.
struct RowKinds {
  /// Lines that a column's value tells from calls.
  struct Skip {
    var column: Int
    var values: [String]
    var lines: [Int]
  }

  /// Rows whose column names another row's id.
  struct SecondLegs {
    var column: Int
    var rows: Int
    /// Of the first.
    var line: Int
    /// No other row has anything in that column.
    var isOnlyTheirs: Bool
  }

  private(set) var skips: [Skip] = []
  /// Odd lines that nothing tells.
  private(set) var unknown: [SampleTable.OddLine] = []
  private(set) var secondLegs: SecondLegs?
  /// A column whose values tell the two rows of a call apart, and those values.
  private(set) var pairs: (column: Int, id: Int, values: [String], line: Int)?

  /// Words of a column that tells kinds of rows apart.
  private static let maximumKinds = 6
  private static let ends: Set<String> = ["bye", "stop", "end", "fim"]
  private static let sums = ["total", "subtotal", "totais", "soma", "sum", "quantidade", "resumo"]

  init(_ table: SampleTable, identity: Int?) {
    findSkips(table)
    findPairs(table)
    if pairs == nil, let identity { findLegs(table, identity) }
  }

  private mutating func findSkips(_ table: SampleTable) {
    for odd in table.oddLines {
      guard let (column, value) = Self.mark(odd, table) else {
        unknown.append(odd)
        continue
      }
      if let index = skips.firstIndex(where: { $0.column == column }) {
        skips[index].lines.append(odd.number)
        if !skips[index].values.contains(value) { skips[index].values.append(value) }
      } else {
        skips.append(Skip(column: column, values: [value], lines: [odd.number]))
      }
    }
    for skip in skips where skip.values.count > Self.maximumKinds {
      skips.removeAll { $0.column == skip.column }
      unknown += table.oddLines.filter { skip.lines.contains($0.number) }
    }
  }

  /// The first column with a word that no call has there.
  private static func mark(_ odd: SampleTable.OddLine, _ table: SampleTable) -> (column: Int, value: String)? {
    // One like the others, with a time, may be a call.
    guard odd.cells.count < table.columnCount / 2 || !SampleTable.hasTime(odd.cells) else { return nil }
    for (column, cell) in odd.cells.enumerated() where column < table.columnCount {
      let text = String(decoding: cell, as: UTF8.self)
      let isWord =
        text.count >= 2 && text.count <= 24 && text.allSatisfy { $0.isLetter || " ._-:()".contains($0) }
        && text.contains(where: \.isLetter)
      guard isWord || sums.contains(where: { FieldNames.plain(text).hasPrefix($0) }),
        table.profiles[column].counts[text] == nil
      else { continue }
      let isSum = sums.contains { FieldNames.plain(text).hasPrefix($0) } && !isWord
      return (column, isSum ? String(text.prefix { $0.isLetter }) + "*" : Glob.literal(text))
    }
    return nil
  }

  /// Rows with a word for the end, whose id another row has.
  private mutating func findPairs(_ table: SampleTable) {
    for kind in table.profiles where (2...Self.maximumKinds).contains(kind.counts.count) && kind.isMostlyFilled {
      let isEnd = kind.values.map { Self.ends.contains(FieldNames.plain(String(decoding: $0, as: UTF8.self))) }
      let ends = isEnd.indices.filter { isEnd[$0] }
      guard !ends.isEmpty, ends.count < isEnd.count else { continue }
      for id in table.profiles where id.position != kind.position && id.counts.count > 1 {
        let begins = Set(isEnd.indices.filter { !isEnd[$0] }.map { id.values[$0] })
        guard ends.allSatisfy({ id.values[$0].count >= 4 && begins.contains(id.values[$0]) }),
          Set(ends.map { id.values[$0] }).count == ends.count, !id.mostly(ColumnProfile.isNumber)
        else { continue }
        pairs = (kind.position - 1, id.position - 1, kind.counts.keys.sorted(), table.lineNumbers[ends[0]])
        return
      }
    }
  }

  private mutating func findLegs(_ table: SampleTable, _ identity: Int) {
    let ids = Dictionary(
      zip(table.profiles[identity].values, table.lineNumbers).filter { !$0.0.isEmpty },
      uniquingKeysWith: { first, _ in first })
    for other in table.profiles where other.position - 1 != identity {
      let legs = zip(zip(other.values, table.profiles[identity].values), table.lineNumbers).filter { pair, _ in
        pair.0.count >= 8 && pair.0 != pair.1 && ids[pair.0] != nil
      }
      if let first = legs.first, legs.count > secondLegs?.rows ?? 0 {
        secondLegs = SecondLegs(
          column: other.position - 1, rows: legs.count, line: first.1,
          isOnlyTheirs: legs.count == other.filled.count)
      }
    }
  }
}

extension Glob {
  /// A pattern for this very text.
  static func literal(_ text: String) -> String {
    String(text.flatMap { "*?[\\".contains($0) ? ["\\", $0] : [$0] })
  }
}
