import CallModel
import Registry

/// Where rows go that were put aside: to a closed cycle that they are late for, or to the open ones.
struct PastPlaces {
  /// Of each row the index of the closed cycle; nil: none.
  private(set) var cycles: [Int?]
  /// Rows that go with the version of their call that stands, and not where their own line is.
  private(set) var moved: Set<Int> = []

  init(_ cycles: [Int?]) { self.cycles = cycles }

  /// A call is in one place, that of the version that stands (spec 2.4): rows of one call may be of several lines where the
  /// registry decides the direction, and of these some late and others not. Rows that have no part in it, since they have no
  /// line, stay where they are.
  ///
  /// - Parameters:
  ///   - candidates: indices of the rows that this is asked of: loose ones that are no versions of closed calls.
  ///   - counts: whether a row has a line where it is.
  mutating func unite(
    _ candidates: [Int], of views: [CallRecordView], _ order: CallOrder, counts: (_ row: Int) throws -> Bool
  ) rethrows {
    let similar = Dictionary(grouping: candidates) { order.identity.hash(views[$0]) }
    for rows in similar.values where rows.count > 1 {
      if rows.allSatisfy({ cycles[$0] == cycles[rows[0]] }) { continue }
      let sorted = rows.sorted { order.compareForRepeats(views[$0], views[$1]) < 0 }
      var group: [Int] = []
      for row in sorted {
        if let first = group.first, order.compareIdentities(views[first], views[row]) != 0 {
          try settle(group, counts)
          group.removeAll()
        }
        group.append(row)
      }
      try settle(group, counts)
    }
  }

  /// - Parameter group: rows of one call, the greatest content first.
  private mutating func settle(_ group: [Int], _ counts: (Int) throws -> Bool) rethrows {
    if group.allSatisfy({ cycles[$0] == cycles[group[0]] }) { return }
    let members = try group.filter(counts)
    guard let winner = members.first else { return }
    for row in members where cycles[row] != cycles[winner] {
      cycles[row] = cycles[winner]
      moved.insert(row)
    }
  }
}
