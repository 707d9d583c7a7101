import CallModel

/// The places of Brazilian numbers, by area code and first digits.
enum BrazilianPlaces {
  static let names = NamesByPrefix(table)
}

/// The countries of numbers abroad, in Portuguese.
enum CountryNames {
  static let names = NamesByPrefix(table)
}

/// Where a number is, as a detailed bill names it (spec 11.1).
package enum NumberPlace {
  /// Of numbers that belong to no area.
  static let brazil = "Brasil"

  /// `Florianópolis - SC`, `Área 48 - SC` where the number tells no city (a mobile one), `Portugal`; `Brasil` for numbers
  /// of no area. Blank for what is no number.
  ///
  /// - Parameters:
  ///   - number: as recorded.
  ///   - home: where a public service of three to five digits answers: the place of the line.
  package static func of(_ number: String, home: String) -> String {
    let count = number.utf8.count
    guard count > 0, number.utf8.allSatisfy({ (48...57).contains($0) }) else { return "" }
    if count <= 5 { return home }
    if number.hasPrefix("0") || count == 8 { return brazil }
    if number.hasPrefix("55"), count == 12 || count == 13 {
      return BrazilianPlaces.names.name(number.dropFirst(2)) ?? brazil
    }
    return CountryNames.names.name(number[...]) ?? ""
  }
}
