/// Which of the rows of one identity stand for a call (spec 2.4, identity and content).
struct DuplicateSettlement {
  var standing: [PlacedCall] = []
  var duplicates: [PlacedCall] = []
  var conflicting: [PlacedCall] = []

  /// - Parameter calls: by (file name bytes, line), so that the first of equal ones is the one shown.
  init(_ calls: [PlacedCall]) {
    var byIdentity: [Identity: [PlacedCall]] = [:]
    var order: [Identity] = []
    for call in calls {
      if byIdentity[call.identity] == nil { order.append(call.identity) }
      byIdentity[call.identity, default: []].append(call)
    }
    for identity in order {
      let rows = byIdentity[identity] ?? []
      if identity.globalID.isBlank {
        settleWithoutGlobalID(rows)
      } else {
        settle(rows)
      }
    }
  }

  /// "Without a global_id the content belongs to the identity": other content is another call.
  private mutating func settleWithoutGlobalID(_ rows: [PlacedCall]) {
    var seen: Set<Content> = []
    for row in rows {
      if seen.insert(row.content).inserted {
        standing.append(row)
      } else {
        duplicates.append(row)
      }
    }
  }

  /// The rows with the greatest content stand for the call; every row with another content conflicts.
  private mutating func settle(_ rows: [PlacedCall]) {
    guard let greatest = rows.map(\.content).max() else { return }
    let same = rows.filter { $0.content == greatest }
    standing.append(same[0])
    duplicates += same.dropFirst()
    conflicting += rows.filter { $0.content != greatest }
  }
}
