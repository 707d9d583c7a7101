import ByteScanning
import CallModel

/// Which rows count, by the values of columns (spec 7.1, 7.2).
struct RowRules: Sendable {
  private struct Rule: Sendable {
    let column: Int
    let globs: [Glob]
    /// Index of the first glob's pattern among `patterns`; of `only`, of the rule's.
    let firstPattern: Int
    let isOnly: Bool
  }

  private var rules: [Rule] = []
  /// What ignored rows are counted under.
  private(set) var patterns: [String] = []

  var isEmpty: Bool { rules.isEmpty }

  init(_ rules: [RecordLayout.RowRule], _ finder: inout ColumnFinder) throws(BoundLayout.Mismatch) {
    for rule in rules {
      let column = try finder.position(of: rule.column, "rows.\(rule.kind.rawValue)")
      self.rules.append(
        Rule(column: column, globs: rule.globs, firstPattern: patterns.count, isOnly: rule.kind == .only))
      let key = "\(rule.kind.rawValue) \(rule.label)"
      switch rule.kind {
      case .only: patterns.append("\(key): not \(rule.globs.map(\.text).joined(separator: ", "))")
      case .skip: patterns += rule.globs.map { "\(key): \($0.text)" }
      }
    }
  }

  /// The index of the pattern by which the row does not count; nil: it does.
  func ignores(_ row: borrowing Row) -> Int? {
    for rule in rules {
      let value = row.cell(rule.column)
      let matching = rule.globs.firstIndex { $0.matches(value) }
      if rule.isOnly {
        if matching == nil { return rule.firstPattern }
      } else if let matching {
        return rule.firstPattern + matching
      }
    }
    return nil
  }
}
