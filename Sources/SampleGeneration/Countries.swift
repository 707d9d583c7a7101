/// The countries that calls go to, and the zone of each: part of `zones.csv`.
enum Countries {
  /// Country codes by zone. Codes in none of them are left to the product's own table (zone `intl`).
  static let byZone: [(zone: String, codes: [UInt64])] = [
    ("intl:north-america", [1, 52]),
    (
      "intl:europe",
      [351, 34, 39, 33, 49, 44, 41, 43, 31, 32, 353, 45, 46, 47, 358, 48, 420, 421, 36, 40, 359, 30, 385, 386, 352]
    ),
    ("intl:south-america", [54, 595, 598, 56, 57, 51, 591, 593, 58, 597, 592]),
    ("intl:central-america", [502, 503, 504, 505, 506, 507, 53, 501]),
    ("intl:asia", [81, 86, 82, 91, 65, 66, 60, 62, 63, 84, 972, 90, 971, 7]),
    ("intl:africa", [244, 258, 238, 27, 20, 212, 234, 239, 245]),
    ("intl:oceania", [61, 64, 679]),
    ("intl:satellite", [870, 881, 882]),
  ]

  /// Codes that only the built-in table knows.
  static let unlisted: [UInt64] = [966, 886, 509, 374, 977, 216]

  /// The zone of a country's mobile numbers, which cost more.
  static let mobileZone = "intl:mobile"

  /// Up to `limit` distinct prefixes: the country codes first, then their mobile ranges, of one and two digits more.
  static func prefixes(limit: Int) -> [(prefix: UInt64, zone: String)] {
    var prefixes = byZone.flatMap { zone, codes in codes.map { (prefix: $0, zone: zone) } }
    for (zone, codes) in byZone where zone != "intl:satellite" {
      // 1 and 7 are shared by several countries: their longer prefixes are no mobile ranges.
      for code in codes where code > 9 {
        for digit: UInt64 in 6...9 {
          prefixes.append((code * 10 + digit, digit == 6 ? zone : mobileZone))
          prefixes.append((code * 100 + digit * 11, mobileZone))
        }
      }
    }
    return Array(prefixes.prefix(limit))
  }
}
