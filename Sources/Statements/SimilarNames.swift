/// Names that a person may have meant.
package enum SimilarNames {
  private static let maximumCount = 5
  /// Names this many letters away are no slip of the hand.
  private static let maximumDistance = 2

  /// The nearest of `names` to `name`: a few changed letters away, or another case, or beginning with it.
  package static func of(_ name: String, _ names: [String]) -> [String] {
    let wanted = Array(name.lowercased().utf8)
    var found: [(distance: Int, name: String)] = []
    for candidate in names {
      let bytes = Array(candidate.lowercased().utf8)
      if bytes.starts(with: wanted), !wanted.isEmpty {
        found.append((1, candidate))
      } else if abs(bytes.count - wanted.count) <= maximumDistance {
        let distance = distance(bytes, wanted)
        if distance <= min(maximumDistance, wanted.count / 2) { found.append((distance, candidate)) }
      }
    }
    found.sort { $0.distance == $1.distance ? $0.name < $1.name : $0.distance < $1.distance }
    return found.prefix(maximumCount).map(\.name)
  }

  /// Letters to change, add or drop to make one of the other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
