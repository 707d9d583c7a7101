/// Cuts an amount into whole parts in proportion to weights (Hamilton's method): each gets the whole units of its share,
/// and the units that are left go to the largest fractions, one each; of equal ones to the first.
enum LargestRemainder {
  /// - Parameters:
  ///   - total: at least 0.
  ///   - weights: at least one, none below 0. If all are 0 the first has all.
  /// - Returns: as many parts as weights, which add up to `total`.
  static func parts(of total: Int128, _ weights: [Int128]) -> [Int128] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.indices.map { $0 == 0 ? total : 0 } }
    let shares = weights.map { (total * $0).quotientAndRemainder(dividingBy: sum) }
    var parts = shares.map(\.quotient)
    let byFraction = weights.indices.sorted { (shares[$1].remainder, $0) < (shares[$0].remainder, $1) }
    for index in byFraction.prefix(Int(total - parts.reduce(0, +))) { parts[index] += 1 }
    return parts
  }
}
