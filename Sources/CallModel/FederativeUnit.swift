/// A Brazilian state (UF), as tax documents name it.
package struct FederativeUnit: Equatable, Sendable {
  /// `SC`.
  package let name: String
  /// The two digits that IBGE gave it: 42.
  package let code: Int

  /// Where an area code is; of 42 and 61, which reach into a second state, the first. Nil for what is no area code.
  package init?(areaCode: Int) {
    guard AreaCode.isValid(areaCode), let unit = Self.byAreaCode[areaCode] else { return nil }
    self = unit
  }

  private init(_ name: String, _ code: Int) {
    self.name = name
    self.code = code
  }

  private static let areas: [(unit: FederativeUnit, areaCodes: [Int])] = [
    (FederativeUnit("SP", 35), [11, 12, 13, 14, 15, 16, 17, 18, 19]), (FederativeUnit("RJ", 33), [21, 22, 24]),
    (FederativeUnit("ES", 32), [27, 28]), (FederativeUnit("MG", 31), [31, 32, 33, 34, 35, 37, 38]),
    (FederativeUnit("PR", 41), [41, 42, 43, 44, 45, 46]), (FederativeUnit("SC", 42), [47, 48, 49]),
    (FederativeUnit("RS", 43), [51, 53, 54, 55]), (FederativeUnit("DF", 53), [61]),
    (FederativeUnit("GO", 52), [62, 64]), (FederativeUnit("TO", 17), [63]), (FederativeUnit("MT", 51), [65, 66]),
    (FederativeUnit("MS", 50), [67]), (FederativeUnit("AC", 12), [68]), (FederativeUnit("RO", 11), [69]),
    (FederativeUnit("BA", 29), [71, 73, 74, 75, 77]), (FederativeUnit("SE", 28), [79]),
    (FederativeUnit("PE", 26), [81, 87]), (FederativeUnit("AL", 27), [82]), (FederativeUnit("PB", 25), [83]),
    (FederativeUnit("RN", 24), [84]), (FederativeUnit("CE", 23), [85, 88]), (FederativeUnit("PI", 22), [86, 89]),
    (FederativeUnit("PA", 15), [91, 93, 94]), (FederativeUnit("AM", 13), [92, 97]), (FederativeUnit("RR", 14), [95]),
    (FederativeUnit("AP", 16), [96]), (FederativeUnit("MA", 21), [98, 99]),
  ]

  private static let byAreaCode = Dictionary(
    uniqueKeysWithValues: areas.flatMap { area in area.areaCodes.map { ($0, area.unit) } })
}
