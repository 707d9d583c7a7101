/// The Brazilian area codes (CN, DDD): spec 3.1.
package enum AreaCode {
  /// Every area code in use, ascending.
  package static let all: [Int] =
    Array(11...19) + [21, 22, 24, 27, 28] + Array(31...35) + [37, 38] + Array(41...49) + [51, 53, 54, 55]
    + Array(61...69) + [71, 73, 74, 75, 77, 79] + Array(81...89) + Array(91...99)

  /// Indexed by the two digits' value, 0-99.
  private static let table: [Bool] = {
    var table = [Bool](repeating: false, count: 100)
    for code in all { table[code] = true }
    return table
  }()

  /// Whether the two digits' value, 0-99, is an area code.
  package static func isValid(_ code: Int) -> Bool {
    table[code]
  }
}
