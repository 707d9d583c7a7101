/// The rows of a new registry's `zones.csv`: destinations that share a prefix with cheap ones, or cost far more than
/// others, and so are best told apart from the first day (spec 7.6, docs/rating.md).
///
/// Each zone is a part of `intl`: until a plan has a rate of its own for it, that of `intl` holds. The names stand on
/// customers' bills.
enum StarterZones {
  /// The area codes of `+1` that are neither the United States nor Canada: a prefix `1` would price them, too.
  private static let caribbean = [
    1242, 1246, 1264, 1268, 1284, 1340, 1345, 1441, 1473, 1649, 1658, 1664, 1721, 1758, 1767, 1784, 1787, 1809, 1829,
    1849, 1868, 1869, 1876, 1939,
  ]
  /// Those in the Pacific: Northern Marianas, Guam, American Samoa.
  private static let pacific = [1670, 1671, 1684]
  private static let satellite = [870, 881, 882, 883]
  /// Numbers that charge the caller (979), and countries whose termination costs several times the usual, mostly small
  /// islands: the first to which calls are made without their owner's will.
  private static let premium = [
    53, 220, 222, 224, 231, 232, 239, 245, 247, 252, 269, 290, 500, 670, 672, 674, 675, 676, 677, 678, 682, 683, 685,
    686, 688, 690, 691, 692, 850, 960, 979,
  ]

  /// What follows the header.
  static let text: String = [
    ("intl:caribe", caribbean), ("intl:pacifico", pacific), ("intl:satelite", satellite), ("intl:premium", premium),
  ].flatMap { zone, prefixes in prefixes.map { "\($0),\(zone)\n" } }.joined()
}
