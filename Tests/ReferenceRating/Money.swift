/// The rounding of a plan (spec 2.2); amounts are never negative.
enum Rounding: String {
  case halfUp = "half-up"
  case up
  case down
  case halfEven = "half-even"

  /// `numerator / denominator` as a whole number.
  func round(_ numerator: Int128, over denominator: Int128) -> Int128 {
    let whole = numerator / denominator
    let rest = numerator % denominator
    switch self {
    case .down: return whole
    case .up: return rest > 0 ? whole + 1 : whole
    case .halfUp: return rest * 2 >= denominator ? whole + 1 : whole
    case .halfEven:
      if rest * 2 == denominator { return whole % 2 == 0 ? whole : whole + 1 }
      return rest * 2 > denominator ? whole + 1 : whole
    }
  }
}

extension Plan {
  /// What is charged of what allowances leave of a call's price, in units of the plan's decimals: with `cut` without its
  /// fraction of a centavo (spec 11.1).
  func charged(_ amount: Int128) -> Int128 {
    let unitsPerCentavo = unitsPerReal(decimals: decimals) / 100
    return cutsFractions ? amount / unitsPerCentavo * unitsPerCentavo : amount
  }
}

/// Money and prices of the registry have at most 6 decimals (spec 2): they are counted in millionths.
let millionths: Int128 = 1_000_000

/// `12.5` as 12 500 000 millionths.
func parseMillionths(_ text: String) -> Int128 {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let fraction = parts.count > 1 ? String(parts[1]) : ""
  let digits = fraction + String(repeating: "0", count: 6 - fraction.utf8.count)
  guard let whole = Int128(parts[0]), let rest = Int128(digits) else {
    preconditionFailure("registry: expected a decimal number, found \(text)")
  }
  return whole * millionths + rest
}

/// 10 to the power of a number of decimals.
func unitsPerReal(decimals: Int) -> Int128 {
  var units: Int128 = 1
  for _ in 0..<decimals { units *= 10 }
  return units
}

/// An amount counted in units of 10^-decimals, with exactly that number of decimals.
func formatAmount(_ amount: Int128, decimals: Int) -> String {
  let units = unitsPerReal(decimals: decimals)
  let fraction = String(amount % units)
  let zeros = String(repeating: "0", count: decimals - fraction.utf8.count)
  return "\(amount / units).\(zeros)\(fraction)"
}

/// A price "as in the table, trailing zeros cut" (spec 2.5): 390 000 millionths as `0.39`, a whole number as `5`.
func formatPrice(_ price: Int128) -> String {
  var bytes = Array(formatAmount(price, decimals: 6).utf8)
  while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}
